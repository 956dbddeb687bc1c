"""When each idea was used last, as far as our own posts and news items tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from newsdesk.domain.item_id import words_of
from newsdesk.domain.lead import Lead
from newsdesk.domain.links import address_key

OFTEN = 0.05
"""A link in more than this part of what we said is everywhere, such as one to the wiki itself."""
FEW = 3
"""But one that so few have is not, however little was said."""
_WORDS = 5
"""Words that an idea has at least, if its words alone are to tell that it was used."""


@dataclass(frozen=True, slots=True)
class Said:
    """A post of ours, or a news item, with what it links to; ``channel_id`` is a post's."""

    time: datetime
    text: str
    links: tuple[str, ...]
    url: str = ""
    channel_id: str = ""


def last_uses(
    ideas: Sequence[Lead], said: Iterable[Said], everywhere: Collection[str] = ()
) -> Mapping[str, Said]:
    """Return the newest use of each idea that was used, by its native id.

    It was used by what has a link in common with it that neither others have everywhere nor
    several ideas, or says the same words. ``everywhere`` are addresses that tell nothing.
    """
    newest_first = sorted(said, key=lambda one: one.time, reverse=True)
    common = _common(ideas, newest_first) | {address_key(url) for url in everywhere}
    by_key: dict[str, Said] = {}
    by_words: dict[tuple[str, ...], list[Said]] = {}
    for one in newest_first:
        for key in _keys(one.links) - common:
            by_key.setdefault(key, one)
        for words in set(_runs(words_of(one.text))):
            by_words.setdefault(words, []).append(one)
    found = {one.native_id: list(_uses(one, by_key, by_words)) for one in ideas}
    return {
        native_id: max(uses, key=lambda one: one.time) for native_id, uses in found.items() if uses
    }


def _uses(
    idea: Lead, by_key: Mapping[str, Said], by_words: Mapping[tuple[str, ...], list[Said]]
) -> Iterator[Said]:
    yield from (by_key[key] for key in _keys(idea.links) if key in by_key)
    words = words_of(idea.title)
    whole = f" {' '.join(words)} "
    for one in by_words.get(tuple(words[:_WORDS]), ()) if len(words) >= _WORDS else ():
        if whole in f" {' '.join(words_of(one.text))} ":
            yield one
            return


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    yield from (tuple(words[at : at + _WORDS]) for at in range(len(words) - _WORDS + 1))


def _common(ideas: Sequence[Lead], said: Sequence[Said]) -> set[str]:
    """Return the links that tell nothing: too many posts, or ideas, have them."""
    in_said = Counter(key for one in said for key in _keys(one.links))
    in_ideas = Counter(key for one in ideas for key in _keys(one.links))
    most = max(FEW, OFTEN * len(said))
    often = {key for key, number in in_said.items() if number > most}
    return often | {key for key, number in in_ideas.items() if number > FEW}


def _keys(links: Iterable[str]) -> set[str]:
    return {address_key(link) for link in links}
