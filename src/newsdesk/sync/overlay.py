"""Decisions laid over matches: what people say wins over what the machine found.

1. A post that somebody named for an item is that item's, and no other's where nobody named it.
2. A post that is not an item's, or is no news at all, matches it no more.
3. What was decided and is open again asks for a person, until matches are made anew: the machine
   was not asked as long as a person had said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from newsdesk.domain.decision import Decisions
from newsdesk.domain.links import address_key
from newsdesk.domain.message import Message, msg
from newsdesk.domain.post import Post, PostForm, PostKey
from newsdesk.domain.sync_status import Match, Verdict

Place = tuple[str, PostKey]
"""A post on a channel: the same post can be on two."""
Pair = tuple[str, Place]
"""An item's id and a post."""
NOTHING = Decisions()

_CONFIRMED = msg("newsdesk-evidence-decided")
_BY_HAND = msg("newsdesk-evidence-by-hand")
_TOLD = frozenset({_CONFIRMED, _BY_HAND})
_OPEN = msg("newsdesk-evidence-open")


@dataclass(frozen=True, slots=True)
class _Said:
    """What people said of posts: whose they are, whose not, and which are no news."""

    named: Mapping[Place, Mapping[str, Message]]
    barred: frozenset[Pair]
    no_news: frozenset[Place]

    @property
    def pairs(self) -> set[Pair]:
        """The items and posts of which people said that they are the same, or are not."""
        named = {(item, place) for place, items in self.named.items() for item in items}
        return named | self.barred

    @property
    def settled(self) -> Set[Place]:
        """The posts of which it is known whose they are, or that they are nobody's."""
        return self.named.keys() | self.no_news


def overlay(
    matches: Sequence[Match],
    decisions: Decisions,
    posts: Mapping[str, Sequence[Post]],
    before: Decisions = NOTHING,
) -> list[Match]:
    """Return the matches as they are with these decisions, by the items' ids of today.

    ``posts`` are those of each channel that matches and decisions can be about, threads as one;
    ``before`` is what was decided when the matches were made. Laying the same decisions over the
    result changes nothing.
    """
    said = _said(decisions, posts)
    opened = _said(before, posts).pairs - said.pairs
    found = [one for match in matches if (one := _judged(match, said)) is not None]
    known = {(one.item_id, (one.channel_id, one.post)) for one in found}
    asked = [_asked(*pair) for pair in sorted(opened - known) if pair[1] not in said.settled]
    return [*found, *asked, *_named(matches, said)]


def no_news(decisions: Decisions, posts: Mapping[str, Sequence[Post]]) -> frozenset[Place]:
    """Return which of the posts are no news, and nobody named them for an item."""
    said = _said(decisions, posts)
    return said.no_news - said.named.keys()


def _said(decisions: Decisions, posts: Mapping[str, Sequence[Post]]) -> _Said:
    if not decisions.items and not decisions.not_news:
        return _Said({}, frozenset(), frozenset())
    at = {channel: _by_address(found) for channel, found in posts.items()}
    named: defaultdict[Place, dict[str, Message]] = defaultdict(dict)
    barred: set[Pair] = set()
    for item_id, one in decisions.items.items():
        for channel, settled in one.channels.items():
            here = at.get(channel, {})
            barred |= {(item_id, p) for p in _places(channel, settled.not_same, here)}
            for place in _places(channel, settled.same, here):
                named[place][item_id] = _CONFIRMED
            for place in _places(channel, (settled.posted,), here):
                named[place][item_id] = _BY_HAND
    none = {p for channel, here in at.items() for p in _places(channel, decisions.not_news, here)}
    return _Said(named, frozenset(barred), frozenset(none))


def _by_address(posts: Iterable[Post]) -> dict[str, PostKey]:
    """Find posts by their addresses, and threads by those of their parts.

    A share has the address of what it shares: where we posted that ourselves, this is meant.
    """
    found: dict[str, PostKey] = {}
    for post in sorted(posts, key=lambda one: (one.form is PostForm.SHARE, one.time)):
        for part in (post, *post.parts):
            found.setdefault(address_key(part.url), post.key)
    return found


def _places(
    channel: str, addresses: Iterable[str], here: Mapping[str, PostKey]
) -> Iterator[Place]:
    for address in addresses:
        if address and (key := here.get(address_key(address))) is not None:
            yield channel, key


def _judged(match: Match, said: _Said) -> Match | None:
    """Return what is left of a match; those with posts that people named are made anew."""
    place = match.channel_id, match.post
    if place in said.settled or (match.item_id, place) in said.barred:
        return None
    if not match.decided:
        return match
    evidence = tuple(one for one in match.evidence if one not in _TOLD) or (_OPEN,)
    return replace(match, decided=False, verdict=Verdict.UNSURE, evidence=evidence)


def _asked(item_id: str, place: Place) -> Match:
    return Match(
        item_id=item_id,
        channel_id=place[0],
        post=place[1],
        verdict=Verdict.UNSURE,
        score=0.0,
        evidence=(_OPEN,),
    )


def _named(matches: Sequence[Match], said: _Said) -> Iterator[Match]:
    evidence = {(m.item_id, m.channel_id, m.post): m.evidence for m in matches}
    for (channel, key), items in said.named.items():
        for item_id, how in items.items():
            known = evidence.get((item_id, channel, key), ())
            yield Match(
                item_id=item_id,
                channel_id=channel,
                post=key,
                verdict=Verdict.SAME,
                score=1.0,
                evidence=(how, *(one for one in known if one not in _TOLD)),
                decided=True,
            )
