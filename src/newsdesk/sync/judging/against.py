"""What makes two texts different news, whatever else they share."""

from __future__ import annotations

from collections.abc import Iterable

from newsdesk.domain.message import Message, msg
from newsdesk.sync.named import Event, Issue, Named, Version
from newsdesk.sync.side import Side

_APART = (
    (frozenset({Event.RELEASE}), frozenset({Event.PRE_RELEASE})),
    (frozenset({Event.RELEASE, Event.PRE_RELEASE}), frozenset({Event.END_OF_LIFE})),
    (frozenset({Event.OPENING}), frozenset({Event.CLOSING})),
    (
        frozenset({Event.UPCOMING, Event.OPENING, Event.REMINDER}),
        frozenset({Event.RECORDING, Event.REPORT}),
    ),
    (frozenset({Event.OUTAGE}), frozenset({Event.RECOVERY})),
    (frozenset({Event.CANCELLED}), frozenset({Event.OPENING, Event.UPCOMING})),
)
"""Two stages of one thing: news of the one is never news of the other."""


def contradiction(a: Side, b: Side) -> Message | None:
    """Name the first thing in which two sides contradict each other."""
    one, other = a.named, b.named
    if _disjoint(one.versions, other.versions):
        return msg("newsdesk-evidence-other-version", _list(one.versions), _list(other.versions))
    if _other_issue(one.issues, other.issues):
        return msg(
            "newsdesk-evidence-other-issue",
            _list(i.number for i in one.issues),
            _list(i.number for i in other.issues),
        )
    if _disjoint(_years(one), _years(other)):
        return msg("newsdesk-evidence-other-year", _list(_years(one)), _list(_years(other)))
    if _other_stage(one.events, other.events):
        return msg("newsdesk-evidence-other-stage")
    return None


def _disjoint(
    a: frozenset[Version] | frozenset[int], b: frozenset[Version] | frozenset[int]
) -> bool:
    return bool(a and b) and a.isdisjoint(b)


def _other_issue(a: frozenset[Issue], b: frozenset[Issue]) -> bool:
    """Issues are the same where the numbers are, and the years as far as both are named."""
    return bool(a and b) and not any(
        i.number == j.number and (i.year == j.year or not (i.year and j.year))
        for i in a
        for j in b
    )


def _years(one: Named) -> frozenset[int]:
    return (
        one.years | {d.year for d in one.days if d.year} | {i.year for i in one.issues if i.year}
    )


def _other_stage(a: frozenset[Event], b: frozenset[Event]) -> bool:
    if not a or not b:
        return False
    return any(
        (a & first and not a & second and b & second and not b & first)
        or (a & second and not a & first and b & first and not b & second)
        for first, second in _APART
    )


def _list(values: Iterable[object]) -> str:
    return ", ".join(map(str, sorted(values)))  # type: ignore[type-var]
