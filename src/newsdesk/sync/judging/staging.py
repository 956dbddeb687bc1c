"""What it says that two texts tell of stages of a thing: its release, its end, its recording."""

from __future__ import annotations

from datetime import timedelta

from newsdesk.sync.named import Event
from newsdesk.sync.side import Side

_CALLED = frozenset({Event.OPENING, Event.VOTE})
_OVER = frozenset({Event.RECORDING, Event.REPORT})
_APART = (
    (frozenset({Event.RELEASE}), frozenset({Event.PRE_RELEASE})),
    (frozenset({Event.RELEASE, Event.PRE_RELEASE}), frozenset({Event.END_OF_LIFE})),
    (frozenset({Event.OPENING}), frozenset({Event.CLOSING})),
    (frozenset({Event.UPCOMING, Event.REMINDER, Event.START, Event.PROGRAMME}) | _CALLED, _OVER),
    (frozenset({Event.OUTAGE}), frozenset({Event.RECOVERY})),
    (frozenset({Event.CANCELLED}), frozenset({Event.OPENING, Event.UPCOMING})),
    (_CALLED, frozenset({Event.RESULT})),
    (frozenset({Event.OPENING}), frozenset({Event.VOTE})),
    (_CALLED, frozenset({Event.PROGRAMME})),
    (frozenset({Event.PROGRAMME}), frozenset({Event.START})),
    (_CALLED | {Event.PROGRAMME}, frozenset({Event.FULL})),
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
_ASIDE = frozenset({Event.RECOVERY, Event.END_OF_LIFE})
"""What the news of one released version says in passing, of faults and of older branches."""
_ABROAD = 0.5
"""Part of it that counts where the other is in another language, and tells of no stage: it may do
so in words that no list has."""
_WHEN = frozenset({Event.TODAY, Event.DONE})
"""What is said of any stage, and only weighed beside days (:mod:`.dating`)."""
_ALIKE = 1.0
_OTHER_STAGE = 6.0
_Events = frozenset[Event]


def apart(one: Side, other: Side) -> bool:
    """Tell whether two texts tell of two stages, and neither of the other's.

    A call says when it closes; so where both name the same days, closing is no stage.
    """
    a, b = _told(one), _told(other)
    if not a or not b or a == b:
        return False
    if Event.CLOSING in a ^ b and not one.days.isdisjoint(other.days):
        a, b = a - {Event.CLOSING}, b - {Event.CLOSING}
    return any(_parted(a, b, one, other) or _parted(b, a, one, other) for one, other in _APART)


def _told(one: Side) -> _Events:
    """List the stages that a text tells of; the result of a vote is told with the vote."""
    told = one.named.events
    return told - _CALLED if Event.RESULT in told else told


def _parted(a: _Events, b: _Events, one: _Events, other: _Events) -> bool:
    return bool(
        not a.isdisjoint(one)
        and not b.isdisjoint(other)
        and a.isdisjoint(other)
        and b.isdisjoint(one)
    )


def stages(a: Side, b: Side) -> float:
    """Weigh what both tell of, and what one alone tells of."""
    if not (a.named.events or b.named.events):
        return 0.0
    one, other = a.named.events - _WHEN, b.named.events - _WHEN
    if one == other:
        return _ALIKE if one else 0.0
    alone = one ^ other
    found = 0.0 if one.isdisjoint(other) else _ALIKE
    if apart(a, b):
        found -= _OTHER_STAGE
    if Event.RECORDING in one & other:
        alone -= {Event.REPORT}
    if Event.RELEASE in one & other and not a.subject.isdisjoint(b.subject):
        alone -= _ASIDE
    marked = sum([_MARKED.get(event, 0.0) for event in alone])
    found -= marked * _ABROAD if _unheard(a, b) or _unheard(b, a) else marked
    if Event.RELEASE in alone and a.moment and b.moment and abs(a.moment - b.moment) > _LATER:
        found -= _LATER_TALK
    return found


def _unheard(a: Side, b: Side) -> bool:
    """Tell whether a text of no stage is in another language than the other."""
    languages = a.languages and b.languages
    return bool(languages and not a.named.events and a.languages.isdisjoint(b.languages))
