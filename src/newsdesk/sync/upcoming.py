"""When an event is, for whoever looks: on which of their days, and in the time of their clocks.

The rules:

1. A moment counts by the day that it falls on in the viewer's zone. Days without a time, and
   times without a zone, are those of whoever is there: they count as they are written.
2. An event is upcoming within 14 days, today once its first day has come, and over when it has
   ended; one that does not say when ends with its day.
3. It waits twice: as its announcement while it is upcoming, and as its reminder when its day
   comes, whatever became of the announcement. Whoever has dealt with the reminder has dealt with
   both.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from newsdesk.domain.lead import Lead, When
from newsdesk.domain.message import Message, msg
from newsdesk.domain.round import Thing

NEAR = timedelta(days=14)


class Phase(StrEnum):
    """Where in time an event is."""

    LATER = "later"
    UPCOMING = "upcoming"
    TODAY = "today"
    OVER = "over"


def phase(when: When, now: datetime, zone: ZoneInfo) -> Phase:
    """Tell where in time an event is, for a viewer in a zone."""
    today = now.astimezone(zone).date()
    first, last = days(when, zone)
    if last < today or (_has_end(when) and when.ends and when.ends <= now):
        return Phase.OVER
    if first <= today:
        return Phase.TODAY
    return Phase.UPCOMING if first <= today + NEAR else Phase.LATER


def days(when: When, zone: ZoneInfo) -> tuple[date, date]:
    """Return an event's first and last day (inclusive) as a viewer in a zone has them."""
    if when.starts is None:
        return when.first, when.last
    first = when.starts.astimezone(zone)
    if when.ends is None or not _has_end(when):
        return first.date(), first.date()
    return first.date(), (when.ends - timedelta.resolution).astimezone(zone).date()


def waiting(
    lead: Lead, now: datetime, zone: ZoneInfo, is_handled: Callable[[Thing], bool]
) -> Thing | None:
    """Return as what an event waits now: its announcement, its day's reminder, or nothing."""
    if lead.when is None:
        return None
    of_lead = lead.thing
    of_day = Thing.of_day(lead.source_id, lead.native_id)
    match phase(lead.when, now, zone):
        case Phase.TODAY:
            return None if is_handled(of_day) else of_day
        case Phase.UPCOMING:
            return None if is_handled(of_lead) or is_handled(of_day) else of_lead
        case _:
            return None


def in_words(when: When, zone: ZoneInfo) -> Message:
    """Say when an event is, in the viewer's zone, which is named; else as it is written."""
    if when.starts is None:
        many = when.first < when.last
        span = msg("newsdesk-when-span", when.first, when.last)
        if when.clock:
            return msg("newsdesk-when-clock", span if many else when.first, when.clock)
        return span if many else msg("newsdesk-when-all-day", when.first)
    start = when.starts.astimezone(zone)
    if when.ends is None or not _has_end(when):
        return msg("newsdesk-when-moment", start.date(), _clock(start), _zone(start))
    end = when.ends.astimezone(zone)
    if start.date() == end.date() and _zone(start) == _zone(end):
        return msg("newsdesk-when-hours", start.date(), _clock(start), _clock(end), _zone(start))
    first = msg("newsdesk-when-moment", start.date(), _clock(start), _zone(start))
    last = msg("newsdesk-when-moment", end.date(), _clock(end), _zone(end))
    return msg("newsdesk-when-span", first, last)


def _has_end(when: When) -> bool:
    """Tell whether an event says how long it takes; calendars may have it end as it starts."""
    return bool(when.starts and when.ends and when.ends > when.starts)


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M}"


def _zone(moment: datetime) -> str:
    """Name the zone as people there do at that time of the year, else by its distance to UTC."""
    name = moment.tzname() or ""
    if name.isalpha():
        return name
    offset = moment.utcoffset() or timedelta(0)
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    return f"UTC{'-' if offset < timedelta(0) else '+'}{hours:02}:{minutes:02}"
