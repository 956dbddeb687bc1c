"""Calendar days and months, in UTC; networks bill by months."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

_LONGEST = timedelta(days=31)


def day_begin(day: date) -> datetime:
    """Return the moment at which a day begins (UTC)."""
    return datetime.combine(day, time(), UTC)


def month(moment: datetime) -> date:
    """Return the first day of a moment's month."""
    return moment.astimezone(UTC).date().replace(day=1)


def month_before(moment: datetime) -> date:
    """Return the first day of the month before a moment's."""
    return (month(moment) - timedelta(days=1)).replace(day=1)


def month_begin(moment: datetime) -> datetime:
    """Return when a moment's month began (UTC)."""
    return day_begin(month(moment))


def month_end(moment: datetime) -> datetime:
    """Return when the month after a moment's begins (UTC)."""
    return month_begin(month_begin(moment) + _LONGEST)
