"""When an event is, out of the words of its announcement.

The rules:

1. The day is the one that the entry is dated with, else the next one to come that its text names
   in a way that can be read only once ("03/11" is March or November, so it is neither).
2. A day before or after it that is joined to it ("24–26 November", "30 May to 2 June") makes it
   several days, up to 14.
3. A time has minutes or says which half of the day ("17:00", "5 pm"). It is a moment where a zone
   stands behind it: UTC or GMT, with a distance or not, a name of IANA's ("Europe/Berlin"), or an
   abbreviation that only one place has, if its clocks bear that name on that day. "CST", "IST"
   or "BST" can be several, and "17:00 CET" in July is no time at all: such a time stands as it is
   written, as one without a zone does, and one of an event of several days.
4. Of several times, the first one that is a moment counts, else the first one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, available_timezones

from newsdesk.domain.lead import When
from newsdesk.sync.named import Day
from newsdesk.sync.naming import named

LONGEST = timedelta(days=14)
LONGEST_TEXT = 5_000
"""Characters that are read: of a whole article, the beginning counts."""
AHEAD = timedelta(days=300)
"""How far away the day can be that a text names without its year."""
_LATELY = timedelta(days=7)

_PLACES = {
    "ACDT": "Australia/Adelaide", "ACST": "Australia/Adelaide", "AEDT": "Australia/Sydney",
    "AEST": "Australia/Sydney", "AKDT": "America/Anchorage", "AKST": "America/Anchorage",
    "AWST": "Australia/Perth", "CAT": "Africa/Maputo", "CEST": "Europe/Berlin",
    "CET": "Europe/Berlin", "EAT": "Africa/Nairobi", "EDT": "America/New_York",
    "EEST": "Europe/Helsinki", "EET": "Europe/Helsinki", "JST": "Asia/Tokyo",
    "KST": "Asia/Seoul", "MDT": "America/Denver", "MSK": "Europe/Moscow",
    "NZDT": "Pacific/Auckland", "NZST": "Pacific/Auckland", "PDT": "America/Los_Angeles",
    "SAST": "Africa/Johannesburg", "WAT": "Africa/Lagos", "WEST": "Europe/Lisbon",
    "WET": "Europe/Lisbon", "WIB": "Asia/Jakarta",
}  # fmt: skip
_SEVERAL = {"ADT", "AMT", "AST", "BST", "CDT", "CST", "ECT", "EST", "GST", "IST", "MST", "PST",
            "SST", "WST"}  # fmt: skip
"""Abbreviations of several places: https://data.iana.org/time-zones/theory.html#abbreviations."""

_ONE = (
    r"(?:(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:\s?[ap]\.?m\b\.?)?|(?:1[0-2]|0?[1-9])\s?[ap]\.?m\b\.?)"
)
_NAMES = "|".join(sorted({*_PLACES, *_SEVERAL}, key=len, reverse=True))
_ZONE = (
    r"(?:UTC|GMT)(?:\s?[+\-−–]\s?\d{1,2}(?::?[0-5]\d)?)?(?!\w)|Z(?!\w)"
    rf"|(?:{_NAMES})(?!\w)|[A-Z][a-z]+/[A-Za-z_]{{3,30}}(?:/[A-Za-z_]{{3,30}})?"
)
_TIME = re.compile(
    rf"(?<![\d:.,/])(?P<start>{_ONE})(?![\d:])"
    rf"(?:\s?(?:[-–—−]|to|until|till|bis)\s?(?P<end>{_ONE})(?![\d:]))?"
    rf"(?:\s?(?:Uhr|hrs?))?(?:\s{{0,2}}\(?(?P<zone>{_ZONE})\)?)?"
)
_DOTTED = re.compile(r"\d\.\d")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d\d))?")
_HALF = re.compile(r"([ap])\.?m\b")
_OFFSET = re.compile(r"([+\-−–])\s?(\d{1,2}):?(\d\d)?")
_JOIN = r"(?:[–—−-]|\b(?:to|until|till|bis|au|al|do)\b)"


@dataclass(frozen=True, slots=True)
class _Clock:
    """A time of the day as it is written, with its end and its zone."""

    written: str
    start: time
    end: time | None
    zone: str


def when(text: str, day: date) -> When:
    """Say when an event of a day is, by the words of its announcement."""
    text = text[:LONGEST_TEXT]
    first, last = _span(text, day)
    clocks = list(_clocks(text))
    if first == last:
        moments = (_moment(one, day) for one in clocks)
        if found := next((one for one in moments if one), None):
            return found
    return When(first=first, last=last, clock=clocks[0].written if clocks else "")


def next_day(text: str, published: date, today: date) -> date | None:
    """Return the next day to come that a text of some day names."""
    coming = (d for d in _days(text, published) if today <= d)
    return min(coming, default=None)


def _days(text: str, published: date) -> Iterator[date]:
    """Yield the days that a text names; one without a year is the next one after it was said."""
    found = named(text).days
    for one in found:
        if one.day != one.month and Day(one.day, one.month, one.year) in found:
            continue
        for year in [one.year] if one.year else [published.year, published.year + 1]:
            day = _date(year, one.month, one.day)
            if day and (one.year or published - _LATELY <= day <= published + AHEAD):
                yield day
                break


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _span(text: str, day: date) -> tuple[date, date]:
    """Return the first and the last of the days that are joined to a day."""
    others = [d for d in _days(text, day) if d != day and abs(d - day) <= LONGEST]
    first = min([day, *(d for d in others if d < day and _joined(text, d, day))])
    last = max([day, *(d for d in others if d > day and _joined(text, day, d))])
    return first, last


def _joined(text: str, first: date, last: date) -> bool:
    return bool(
        re.search(
            rf"(?<!\d)0?{first.day}(?!\d)[^\d\n]{{0,20}}?{_JOIN}[^\d\n]{{0,15}}"
            rf"(?:\d{{4}}-\d\d-)?0?{last.day}(?!\d)",
            text,
        )
    )


def _clocks(text: str) -> Iterator[_Clock]:
    for found in _TIME.finditer(text):
        start, end, zone = found["start"], found["end"], found["zone"] or ""
        # "17.30" is a time only where what is beside it says so; it may be a version or a date.
        if _DOTTED.search(start) and not (zone or end or "Uhr" in found[0]):
            continue
        ends = _time(end) if end else None
        begins = _time(start) if _HALF.search(start) else _begins(start, end or "")
        if begins:
            yield _Clock(" ".join(found[0].split()), begins, ends, zone)


def _begins(start: str, end: str) -> time | None:
    """Read a beginning that leaves to its end in which half of the day it is: "5:00–6:30 pm"."""
    half, ends = _HALF.search(end), _time(end)
    if half is None or ends is None:
        return _time(start)
    same, other = (_time(f"{start} {name}m") for name in (half[1], "a" if half[1] == "p" else "p"))
    return same if same and same < ends else other


def _time(written: str) -> time | None:
    found, half = _CLOCK.match(written), _HALF.search(written)
    if found is None or (half and int(found[1]) > 12):
        return None
    hour = int(found[1]) % 12 + 12 * (half[1] == "p") if half else int(found[1])
    return time(hour, int(found[2] or 0))


def _moment(one: _Clock, day: date) -> When | None:
    """Make a moment of a time whose zone is certain."""
    found = _zone(one.zone, datetime.combine(day, one.start))
    if found is None:
        return None
    starts = datetime.combine(day, one.start, found)
    ends = None
    if one.end is not None:
        later = timedelta(days=one.end <= one.start)
        ends = datetime.combine(day + later, one.end, found)
    last = (ends - timedelta.resolution).date() if ends else day
    return When(
        first=day,
        last=last,
        starts=starts.astimezone(UTC),
        ends=ends.astimezone(UTC) if ends else None,
        zone="UTC" if found is UTC else str(getattr(found, "key", "")),
    )


def _zone(written: str, local: datetime) -> tzinfo | None:
    """Return the zone of a time, ``None`` where none is certain."""
    if written in _PLACES:
        place = ZoneInfo(_PLACES[written])
        names = {local.replace(tzinfo=place, fold=fold).tzname() for fold in (0, 1)}
        return place if names == {written} else None
    if "/" in written:
        return ZoneInfo(written) if written in available_timezones() else None
    if offset := _OFFSET.search(written):
        distance = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        away = distance if offset[1] == "+" else -distance
        return timezone(away) if timedelta(hours=-12) <= away <= timedelta(hours=14) else None
    return UTC if written in {"UTC", "GMT", "Z"} else None
