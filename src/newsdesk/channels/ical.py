"""Reads calendars in the iCalendar format: the occurrences of the next weeks, as leads.

See https://www.rfc-editor.org/rfc/rfc5545. A time that a change of the clocks skips, or has
twice, is read as the format asks: by the offset before the change.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import islice
from threading import Lock
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar, Event
from icalendar.timezone import tzp

from newsdesk.channels.ical_event import is_public, keep_length, lead
from newsdesk.channels.ical_lines import bounded
from newsdesk.channels.ical_patience import TooMuchError, check
from newsdesk.channels.ical_patience import patience as limited
from newsdesk.domain.lead import Lead
from newsdesk.infra.fetch_errors import NotUnderstoodError

BACK = timedelta(days=1)
AHEAD = timedelta(days=60)
MOST = 500
"""Occurrences of one calendar that are kept, the next ones."""
PATIENCE = 10.0
"""Seconds after which nothing further is worked out."""

_ZONES = re.compile(r"BEGIN:VTIMEZONE\r\n.*?END:VTIMEZONE\r\n", re.DOTALL)
_alone = Lock()
log = logging.getLogger(__name__)


def leads(
    body: bytes, source_id: str, host: str, now: datetime, *, patience: float = PATIENCE
) -> tuple[Lead, ...]:
    """Read a calendar's occurrences from yesterday to 60 days ahead, the next one first.

    What is cancelled or not public is left out, and an event that cannot be understood.

    :raises NotUnderstoodError: where it is no calendar, or no event can be understood
    :raises TooMuchError: where it is larger, or repeats events in ways that take longer, than
        any real one
    """
    found: list[Lead] = []
    strange, events = 0, 0
    with limited(patience):
        for calendar in _parsed(bounded(body), host):
            for uid, series in _by_uid(calendar).items():
                check()
                events += 1
                try:
                    occurrences = _occurrences(calendar, uid, series, source_id, now)
                    found += islice(occurrences, MOST)
                except TooMuchError:
                    raise
                except Exception as error:  # whatever one event makes of itself, others are read
                    strange += 1
                    about = {"host": host, "lacks": type(error).__name__}
                    log.warning("event not understood", extra=about)
    if events and strange == events:
        raise NotUnderstoodError(host)
    return tuple(sorted({one.native_id: one for one in found}.values(), key=_order)[:MOST])


def _parsed(text: str, host: str) -> list[Calendar]:
    """Parse a calendar that is whole; time zones that it describes wrongly are left out."""
    if not text.rstrip().endswith("END:VCALENDAR"):
        raise NotUnderstoodError(host)
    for one in (text, _ZONES.sub("", text)):
        with suppress(Exception):  # whatever its parser raises
            return _components(one)
    raise NotUnderstoodError(host)


def _components(text: str) -> list[Calendar]:
    """Parse a calendar; time zones that another one described are forgotten before."""
    with _alone:
        tzp.use_zoneinfo()
        found = Calendar.from_ical(text, multiple=True)
    return [one for one in found if isinstance(one, Calendar)]


def _by_uid(calendar: Calendar) -> Mapping[str, list[Event]]:
    """Collect the events by their ids; one without has those of its words and its start."""
    found: dict[str, list[Event]] = {}
    for event in calendar.subcomponents:
        if isinstance(event, Event):
            uid = str(event.get("UID") or "") or _made_up(event)
            event["UID"] = uid
            found.setdefault(uid, []).append(event)
    return found


def _made_up(event: Event) -> str:
    return f"{getattr(event.get('DTSTART'), 'dt', '')} {event.get('SUMMARY', '')}"


def _occurrences(
    calendar: Calendar, uid: str, series: Sequence[Event], source_id: str, now: datetime
) -> Iterator[Lead]:
    alone = Calendar()
    if zone := _zone_of(calendar):
        alone["X-WR-TIMEZONE"] = zone
    alone.subcomponents = list(series)
    recurs = any({"RRULE", "RDATE", "RECURRENCE-ID"} & set(event) for event in series)
    written = "" if zone else _unknown_zone(series)
    for event in series:
        keep_length(event)
    span = (now - BACK).date(), (now + AHEAD).date()
    for event in recurring_ical_events.of(alone).between(*span):
        check()
        if is_public(event):
            identity = f"{uid}/{_moment(event)}" if recurs else uid
            yield lead(event, source_id, identity, written, now)


def _zone_of(calendar: Calendar) -> str:
    """Return the zone that a whole calendar is said to be in, as many that have none in events."""
    name = str(calendar.get("X-WR-TIMEZONE") or "")
    with suppress(KeyError, ValueError, OSError):
        return ZoneInfo(name).key if name else ""
    return ""


def _unknown_zone(series: Sequence[Event]) -> str:
    """Return the name of a zone that is neither known nor described."""
    start = series[0].get("DTSTART")
    if getattr(getattr(start, "dt", None), "tzinfo", None) is not None:
        return ""
    return str(getattr(start, "params", {}).get("TZID", ""))[:50]


def _moment(event: Event) -> str:
    """Name the occurrence by when it was to be at first, however it was moved by itself since."""
    with_later_ones = "RANGE" in getattr(event["RECURRENCE-ID"], "params", {})
    at = event.decoded("DTSTART" if with_later_ones else "RECURRENCE-ID")
    if not isinstance(at, datetime):
        return f"{at:%Y%m%d}"
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}" if at.tzinfo else f"{at:%Y%m%dT%H%M%S}"


def _order(one: Lead) -> tuple[str, str, str]:
    when = one.when
    if when is None:
        raise AssertionError("an occurrence without a time is none")
    return str(when.first), str(when.starts or ""), one.native_id
