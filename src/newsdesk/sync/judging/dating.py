"""What days and times say about whether two texts are the same news, in bits."""

from __future__ import annotations

from datetime import datetime, timedelta

from newsdesk.sync.judging.rarity import bits
from newsdesk.sync.named import Event
from newsdesk.sync.side import Around, Side

_TIMES = ((1.0, 3.5), (3.0, 1.5), (7.0, -0.5), (14.0, -3.0), (31.0, -5.0), (92.0, -8.0))
_LONG_AGO = -12.0
_MORE_DAYS = 2.5
_SAME_DAY, _ON_THE_DAY = 4.5, 4.0
_OTHER_DAY, _OTHER_DAYS, _OTHER_MONTH, _OTHER_TIME = -10.0, -2.5, -4.0, -2.0
_SAME_MONTH, _MONTH_OF_YEAR, _SAME_TIME = 3.0, 4.5, 2.0
_AFTERWARDS, _REPORTED = -3.0, -5.0
_WEEK, _SOME_DAY = 7.0, -2.0
_HALF_YEAR = 6
_SOON = 2
"""Days within which a text is said where it is published, and elsewhere."""
_SAME_TIMES = 3.5
_ALL_DAYS, _OTHER_PERIOD = 1.0, -6.0
_UNKNOWN = -2.0
_PAST = frozenset({Event.DONE, Event.REPORT, Event.RECOVERY, Event.RECORDING, Event.RESULT})
_AHEAD = frozenset(
    {Event.TODAY, Event.UPCOMING, Event.REMINDER, Event.START, Event.OPENING, Event.CLOSING}
)
_DAY = timedelta(days=1)


def time(a: Side, b: Side) -> float:
    """Near in time speaks for, far against; nothing where a time is not known."""
    if a.moment is None or b.moment is None:
        return _UNKNOWN
    apart = abs(a.moment - b.moment) / _DAY
    if apart > _WEEK and (_reminds(a, b) or _reminds(b, a)):
        return 0.0 if _ahead(a, b) or _ahead(b, a) else _SOME_DAY
    return next((weight for reach, weight in _TIMES if apart <= reach), _LONG_AGO)


def days(a: Side, b: Side, around: Around) -> float:
    """A common day speaks for; so does that one was said on the day that the other names."""
    if not (a.days or b.days or a.dated or b.dated):
        return _months(a, b) + _hours(a, b)
    common = a.days & b.days | a.dated & b.dated | _published(a, b) | _published(b, a)
    if common and _follow(a.days, b.days):
        found = _OTHER_DAY
    elif common:
        found = max([bits(f"d:{month}-{day}", around) for month, day in common])
        found = min(found, _SAME_DAY) + (_MORE_DAYS if len(common) > 1 else 0.0)
        found += _ALL_DAYS if len(a.days) > 1 and a.days == b.days else 0.0
    elif _of_period(a, b) or _of_period(b, a):
        found = _OTHER_PERIOD
    elif a.days and b.days:
        found = _OTHER_DAY if len(a.days) == len(b.days) == 1 else _OTHER_DAYS
    else:
        found = _ON_THE_DAY if _reminds(a, b) or _reminds(b, a) else 0.0
    if found <= 0:
        found += min(_afterwards(a, b), _afterwards(b, a))
    return found + _months(a, b) + _hours(a, b)


def _published(a: Side, b: Side) -> frozenset[tuple[int, int]]:
    """List the days of the one's addresses that the other names as something to come.

    The day in an address is that of its publication; days on which a text looks back are not.
    """
    return frozenset() if _of_period(a, b) else a.dated & b.days


def _of_period(a: Side, b: Side) -> bool:
    """Tell whether an address is not of the day on which the other looked back on its days."""
    if not a.dated or len(b.days) < 2 or b.moment is None:
        return False
    said = _nth((b.moment.month, b.moment.day))
    if not 0 <= said - max(map(_nth, b.days)) <= _WEEK:
        return False
    return all(abs(_nth(day) - said) > _SOON for day in a.dated)


def _follow(one: frozenset[tuple[int, int]], other: frozenset[tuple[int, int]]) -> bool:
    """Tell whether the one's days end on the day on which the other's begin."""
    if len(one) < 2 or len(other) < 2:
        return False
    return max(one) == min(other) or max(other) == min(one)


def _said_on(a: Side, b: Side) -> bool:
    """Tell whether the one was said on a day that the other names, or the day before as such."""
    when = a.moment
    if when is None or not (b.days or b.dated):
        return False
    if (when.month, when.day) in b.days or (when.month, when.day) in b.dated:
        return True
    tomorrow = when + _DAY
    return Event.UPCOMING in a.named.events and (tomorrow.month, tomorrow.day) in b.days


def _reminds(a: Side, b: Side) -> bool:
    """Tell whether the one can be a reminder, said on the day that the other names.

    Of days that follow each other it is the first.
    """
    if a.moment is None or not _said_on(a, b) or _over(a, b):
        return False
    today = (a.moment.month, a.moment.day)
    return not any(0 < _nth(today) - _nth(day) < _WEEK for day in b.days)


def _ahead(a: Side, b: Side) -> bool:
    """Tell whether the one says that something is today or begins, on the day."""
    return _said_on(a, b) and not a.named.events.isdisjoint(_AHEAD)


def _nth(day: tuple[int, int]) -> int:
    return 31 * day[0] + day[1]


def _over(a: Side, b: Side) -> bool:
    """Tell whether the one alone tells that something is over."""
    return not (a.named.events - b.named.events).isdisjoint(_PAST)


def _afterwards(a: Side, b: Side) -> float:
    """Weigh that the one was said after all days that the other looks forward to."""
    if a.moment is None or b.moment is None or not a.named.days:
        return 0.0
    last = max((d.year or _nearest(d.month, a.moment), d.month, d.day) for d in a.named.days)
    said, today, after = (_date(moment) for moment in (a.moment, b.moment, b.moment - _DAY))
    if not said <= last <= today:
        return 0.0
    if _over(b, a):
        return _REPORTED
    return _AFTERWARDS if last < after else 0.0


def _nearest(month: int, moment: datetime) -> int:
    """Return the year of the month that is nearest to when it was named."""
    apart = month - moment.month
    return moment.year + (apart < -_HALF_YEAR) - (apart > _HALF_YEAR)


def _date(moment: datetime) -> tuple[int, int, int]:
    return moment.year, moment.month, moment.day


def _months(a: Side, b: Side) -> float:
    one, other = a.named.months, b.named.months
    if not one or not other:
        return 0.0
    if {m.month for m in one}.isdisjoint(m.month for m in other):
        return _OTHER_MONTH
    return _MONTH_OF_YEAR if any(m.year for m in one & other) else _SAME_MONTH


def _hours(a: Side, b: Side) -> float:
    one, other = a.named.times, b.named.times
    if not one or not other:
        return 0.0
    common = len(one & other)
    return (_OTHER_TIME, _SAME_TIME, _SAME_TIMES)[min(common, 2)]
