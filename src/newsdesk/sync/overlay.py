"""Decisions laid over matches: what people say wins over what the machine found.

1. A post that somebody named for an item is that item's, and no other's where nobody named it.
2. A post that is not an item's, or is no news at all, matches it no more.
3. What was decided and is open again asks for a person, until matches are made anew: the machine
   was not asked as long as a person had said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from newsdesk.domain.decisions import NOTHING, Decisions
from newsdesk.domain.message import Message, msg
from newsdesk.domain.post import Post, PostKey
from newsdesk.domain.sync_status import Match, Verdict
from newsdesk.sync.rulings import BY_HAND, CONFIRMED, FREE, Ruling, Rulings

PostPlace = tuple[str, PostKey]
"""A post on a channel: the same post can be on two."""

_OPEN = msg("newsdesk-evidence-open")
_Said = Mapping[PostPlace, Ruling]
"""What people said of posts, of those alone of which they said something."""


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
    found = [one for match in matches if (one := _judged(match, said)) is not None]
    known = {(_place(one), one.item_id) for one in found}
    opened = _about(_said(before, posts)) - _about(said) - known
    asked = [_asked(place, item) for place, item in sorted(opened) if not _settled(said, place)]
    return [*found, *asked, *_named(matches, said)]


def no_news(decisions: Decisions, posts: Mapping[str, Sequence[Post]]) -> frozenset[PostPlace]:
    """Return which of the posts are no news, and nobody named them for an item."""
    said = _said(decisions, posts)
    return frozenset(place for place, one in said.items() if not (one.news or one.same))


def _said(decisions: Decisions, posts: Mapping[str, Sequence[Post]]) -> _Said:
    rulings = Rulings.of(decisions)
    every = ((channel, one) for channel, found in posts.items() for one in found)
    ruled = (((channel, one.key), rulings.on(channel, one)) for channel, one in every)
    return {place: ruling for place, ruling in ruled if ruling != FREE}


def _about(said: _Said) -> set[tuple[PostPlace, str]]:
    """Return the posts and items of which people said that they are the same, or are not."""
    return {(place, item) for place, one in said.items() for item in one.same | one.never}


def _settled(said: _Said, place: PostPlace) -> bool:
    return said.get(place, FREE).settled


def _judged(match: Match, said: _Said) -> Match | None:
    """Return what is left of a match; those with posts that people named are made anew."""
    ruling = said.get(_place(match), FREE)
    if ruling.settled or match.item_id in ruling.never:
        return None
    if not match.decided:
        return match
    evidence = _untold(match.evidence) or (_OPEN,)
    return replace(match, decided=False, verdict=Verdict.UNSURE, evidence=evidence)


def _asked(place: PostPlace, item_id: str) -> Match:
    return Match(
        item_id=item_id,
        channel_id=place[0],
        post=place[1],
        verdict=Verdict.UNSURE,
        score=0.0,
        evidence=(_OPEN,),
    )


def _named(matches: Sequence[Match], said: _Said) -> Iterator[Match]:
    evidence = {(_place(one), one.item_id): one.evidence for one in matches}
    for place, ruling in said.items():
        for item_id in sorted(ruling.same):
            known = _undoubted(_untold(evidence.get((place, item_id), ())))
            yield Match(
                item_id=item_id,
                channel_id=place[0],
                post=place[1],
                verdict=Verdict.SAME,
                score=1.0,
                evidence=(ruling.evidence(item_id), *known),
                decided=True,
            )


def _place(match: Match) -> PostPlace:
    return match.channel_id, match.post


def _untold(evidence: Iterable[Message]) -> tuple[Message, ...]:
    """Leave out that a person said so."""
    return tuple(one for one in evidence if one not in {CONFIRMED, BY_HAND})


def _undoubted(evidence: Iterable[Message]) -> tuple[Message, ...]:
    """Leave out what spoke against a match before a person said that it is right."""
    return tuple(one for one in evidence if one.key != "newsdesk-evidence-rival")
