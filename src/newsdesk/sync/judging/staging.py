"""What it says that two texts tell of stages of a thing: its release, its end, its recording."""

from __future__ import annotations

from datetime import timedelta

from newsdesk.sync.named import Event
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
"""Stages of one thing: what tells of the one alone is never the same news as what tells of the
other alone. Texts that tell of both are weighed instead."""
_MARKED = {
    Event.END_OF_LIFE: 7.0,
    Event.PRE_RELEASE: 4.0,
    Event.CANCELLED: 7.0,
    Event.RECORDING: 3.0,
    Event.RECOVERY: 4.0,
    Event.REPORT: 3.0,
    Event.CLOSING: 1.0,
}
"""Bits against where one text alone tells of such a stage: it is what makes it news.

Of a release, though, "fixed" tells as little as "solved".
"""
_LATER, _LATER_TALK = timedelta(days=7), 4.0
"""What speaks of a release a week later, and not as a release, is news of something else."""
_ALIKE = 1.0
_OTHER_STAGE = 6.0
_Events = frozenset[Event]


def apart(a: _Events, b: _Events) -> bool:
    """Tell whether two texts tell of two stages, and neither of the other's."""
    if not a or not b or a == b:
        return False
    return any(_parted(a, b, one, other) or _parted(b, a, one, other) for one, other in _APART)


def _parted(a: _Events, b: _Events, one: _Events, other: _Events) -> bool:
    return bool(
        not a.isdisjoint(one)
        and not b.isdisjoint(other)
        and a.isdisjoint(other)
        and b.isdisjoint(one)
    )


def stages(a: Side, b: Side) -> float:
    """Weigh what both tell of, and what one alone tells of."""
    one, other = a.named.events, b.named.events
    if one == other:
        return _ALIKE if one else 0.0
    alone = one ^ other
    found = 0.0 if one.isdisjoint(other) else _ALIKE
    if apart(one, other):
        found -= _OTHER_STAGE
    found -= sum([_MARKED.get(event, 0.0) for event in alone])
    if Event.RECOVERY in alone and Event.RELEASE in one & other:
        found += _MARKED[Event.RECOVERY]
    if Event.RELEASE in alone and a.moment and b.moment and abs(a.moment - b.moment) > _LATER:
        found -= _LATER_TALK
    return found
