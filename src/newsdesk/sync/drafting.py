"""Drafts a post for a channel from what is news: the first suggestion, which a person then edits.

The text comes first, with handles of the channel's network; then tags that it does not have yet;
last, and always whole, one link. Where this is too long tags give way if the text is whole then,
else the text is shortened. Nothing is translated, and nothing is made up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from newsdesk.domain.links import canonical
from newsdesk.domain.site import Site
from newsdesk.domain.wikimedia import leads_home
from newsdesk.sync.handles import Account, Names, Renamed
from newsdesk.sync.shortening import shorten

MOST_TAGS = 3
"""Nobody reads a row of them, and the set-up may search for many."""

_ADDRESS = re.compile(r"https?://[^\s<>\"“”«»]*[^\s<>\"“”«».,:;!?)\]…]")
_TAG = re.compile(r"(?<![\w&])[#＃](\w+)")
_EMPTY_BRACKETS = re.compile(r"\s*[(\[]\s*[)\]]")
_POINTING = " \t\n:–—-→>▶👉🔗"
"""What leads on to a link that stands elsewhere now."""

Fits = Callable[[str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a draft is made from: plain text, where it links, the accounts among these links.

    ``main`` is the link to lead to, where one is; ``home`` is it where there is none at all.
    ``language`` is a BCP 47 code.
    """

    text: str
    links: tuple[str, ...] = ()
    accounts: tuple[tuple[str, Account], ...] = ()
    main: str = ""
    home: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a channel takes: whose handles, which tags, how long a text."""

    names: Names
    tags: tuple[str, ...]
    fits: Fits
    site: Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A suggested post, and how it came to be.

    ``whole`` is the text before it was shortened, the same where it was not. ``tags`` were put in,
    ``left_out`` had no room. ``others`` are the links that were not taken.
    """

    text: str
    whole: str
    link: str
    language: str = ""
    tags: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    others: tuple[str, ...] = ()


def suggest(basis: Basis, rules: Rules) -> Suggestion:
    """Draft a post for a channel."""
    link = _link(basis, rules.site)
    text = _without(basis.text, link, rules.site) if link else basis.text
    body, renamed = rules.names.put(text.strip(), [one for _, one in basis.accounts])
    tags = _tags(body, rules.tags)
    whole = put_together(body, tags, link)
    kept = _kept(body, tags, link, rules.fits)
    return Suggestion(
        text=shorten(put_together(body, kept, link), rules.fits),
        whole=whole,
        link=link,
        language=basis.language,
        tags=kept,
        left_out=tags[len(kept) :],
        renamed=renamed,
        others=tuple(one for one in basis.links if one != link),
    )


def put_together(body: str, tags: Sequence[str], link: str) -> str:
    """Write a post: its text, then in lines of their own its tags and its link.

    So each line runs in its own direction, whatever script the text is in.
    """
    end = "\n".join(filter(None, (" ".join(f"#{tag}" for tag in tags), link)))
    return "\n\n".join(filter(None, (body, end)))


def links_in(text: str) -> tuple[str, ...]:
    """Return the addresses in a draft, in order, each once."""
    return tuple(dict.fromkeys(_ADDRESS.findall(text)))


def _link(basis: Basis, site: Site) -> str:
    """Choose where a post leads: to a Wikimedia page if it can, never only to an account."""
    if basis.main:
        return basis.main
    accounts = {link for link, _ in basis.accounts}
    links = [one for one in basis.links if one not in accounts]
    home = (one for one in links if leads_home(one, site))
    return next(home, "") or next(iter(links), "") or basis.home


def _without(text: str, link: str, site: Site) -> str:
    """Take an address out of a text, as it is going to stand at its end."""
    wanted = canonical(link, site)

    def keep(found: re.Match[str]) -> str:
        return "" if canonical(found[0], site) == wanted else found[0]

    left = _ADDRESS.sub(keep, text)
    if left == text:
        return text
    left = re.sub(r"[ \t]+([.,;:!?])", r"\1", _EMPTY_BRACKETS.sub("", left))
    return re.sub(r"[ \t]{2,}", " ", left).strip().rstrip(_POINTING)


def _tags(body: str, wanted: Sequence[str]) -> tuple[str, ...]:
    """Return the tags that a text does not have yet, in the letters of the set-up."""
    there = {one.casefold() for one in _TAG.findall(body)}
    new: dict[str, str] = {}
    for tag in (re.sub(r"\W", "", one) for one in wanted):
        if tag and not tag.isdigit() and tag.casefold() not in there:
            new.setdefault(tag.casefold(), tag)
    return tuple(new.values())[:MOST_TAGS]


def _kept(body: str, tags: tuple[str, ...], link: str, fits: Fits) -> tuple[str, ...]:
    """Leave out tags where there is room for all the text then; else one stays beside a part."""
    rooms = (tags[:count] for count in range(len(tags), -1, -1))
    return next((one for one in rooms if fits(put_together(body, one, link))), tags[:1])
