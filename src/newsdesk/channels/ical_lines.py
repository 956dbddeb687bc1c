"""The lines of a calendar that are read, and none of those made to keep a reader busy for hours.

See https://www.rfc-editor.org/rfc/rfc5545#section-3.1 for lines and how they are folded. A rule
that repeats an event by the hour or oftener, several times each day, or by intervals that are no
number, is left out: such an event counts once. Who takes part in an event is never read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from zoneinfo import available_timezones

from newsdesk.channels.ical_patience import TooMuchError

MOST_EVENTS = 5_000
MOST_ZONES = 50
MOST_PARTS = 1_000
"""Changes of clocks by which all its zones are described, one by one where they have no rule."""
LONGEST_DATES = 40_000
"""Characters of the dates that an event names one by one, or a zone: some 2000 of them."""
YEARS = range(1900, 2101)
"""Years in which events can be; others only make series of them long."""

_FOLD = re.compile(r"\r?\n[ \t]")
_NAME = re.compile(r"([A-Za-z0-9-]+)[;:]")
_OF_CALENDAR = {"VERSION", "PRODID", "X-WR-TIMEZONE"}
_OF_EVENT = {
    "UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID",
    "SEQUENCE", "STATUS", "CLASS", "SUMMARY", "DESCRIPTION", "LOCATION", "URL",
}  # fmt: skip
_OF_ZONE = {"TZID", "DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE", "TZNAME"}
_REPEATS = {"RRULE", "RDATE", "EXDATE"}
_ZONE_PARTS = {"VTIMEZONE", "STANDARD", "DAYLIGHT"}
_FREQUENCY = re.compile(r"FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)", re.IGNORECASE)
_OFTEN = re.compile(r"BY(HOUR|MINUTE|SECOND)=[^;]*,", re.IGNORECASE)
_INTERVAL = re.compile(r"INTERVAL=(?!0*[1-9]\d{0,3}(?:;|$))", re.IGNORECASE)
_YEAR = re.compile(r"(\d{4})\d{4}(?:T|$)")
_ZONE = re.compile(r'(?<=TZID=)("[^"]*"|[^;:"]*)', re.IGNORECASE)


@dataclass
class _Block:
    """One event or time zone as it is read, with the names of its lines."""

    kind: str
    lines: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    room: int = LONGEST_DATES


def bounded(body: bytes) -> str:
    """Return a calendar's text with what is read of it, unfolded.

    :raises TooMuchError: where it has more events, time zones or dates than are read
    """
    text = _FOLD.sub("", body.decode("utf-8", "replace").removeprefix("\ufeff"))
    return "\r\n".join((*_kept(text.splitlines()), ""))


def _kept(lines: Iterable[str]) -> Iterator[str]:
    block: _Block | None = None
    counts = {"VEVENT": MOST_EVENTS, "VTIMEZONE": MOST_ZONES, "": MOST_PARTS}
    skipped = ""
    for line in lines:
        name, edge = _name(line), line.strip().upper()
        if skipped:
            skipped = "" if edge == f"END:{skipped}" else skipped
        elif edge in {"BEGIN:VCALENDAR", "END:VCALENDAR"}:
            block = None
            yield edge
        elif block is None and edge in {"BEGIN:VEVENT", "BEGIN:VTIMEZONE"}:
            block = _Block(edge.removeprefix("BEGIN:"))
            _count(counts, block.kind)
        elif block is not None and edge == f"END:{block.kind}":
            yield from _whole(block)
            block = None
        elif name == "BEGIN" and not (_is_zone(block) and edge[6:] in _ZONE_PARTS):
            skipped = edge[6:]
        elif block is not None:
            if name == "BEGIN":
                _count(counts, "")
            _take(block, name, line)
        elif name in _OF_CALENDAR:
            yield line


def _count(left: dict[str, int], kind: str) -> None:
    left[kind] -= 1
    if left[kind] < 0:
        raise TooMuchError


def _is_zone(block: _Block | None) -> bool:
    return block is not None and block.kind == "VTIMEZONE"


def _name(line: str) -> str:
    found = _NAME.match(line)
    return found[1].upper() if found else ""


def _take(block: _Block, name: str, line: str) -> None:
    """Take a line into a block, unless it is none that is read, or a rule that is not."""
    if _is_zone(block):
        if name in {"BEGIN", "END"}:
            block.names = set()
        elif name not in _OF_ZONE or (name == "RRULE" and not _is_yearly(line)):
            return
    elif name not in _OF_EVENT or (name == "RRULE" and not _is_bearable(line)):
        return
    if name == "RRULE" and name in block.names:
        return
    if name in {"RDATE", "EXDATE"}:
        block.room -= len(line)
        if block.room < 0:
            raise TooMuchError
    block.names.add(name)
    block.lines.append(_ZONE.sub(_known_zone, line) if "TZID=" in line.upper() else line)


def _whole(block: _Block) -> Iterator[str]:
    """Yield a block that is read; a changed occurrence has no rules of its own."""
    if block.kind == "VEVENT" and not all(map(_is_in_time, block.lines)):
        return
    leave = _REPEATS if "RECURRENCE-ID" in block.names else set()
    yield f"BEGIN:{block.kind}"
    yield from (line for line in block.lines if _name(line) not in leave)
    yield f"END:{block.kind}"


def _is_bearable(rule: str) -> bool:
    return bool(_FREQUENCY.search(rule) and not _OFTEN.search(rule) and not _INTERVAL.search(rule))


def _is_yearly(rule: str) -> bool:
    return "FREQ=YEARLY" in rule.upper() and _is_bearable(rule)


def _is_in_time(line: str) -> bool:
    """Tell whether a line with a date names a year in which events can be."""
    if _name(line) not in {"DTSTART", "DTEND", "RECURRENCE-ID"}:
        return True
    year = _YEAR.match(line.rpartition(":")[2])
    return year is not None and int(year[1]) in YEARS


def _known_zone(found: re.Match[str]) -> str:
    """Take the name of IANA's that ends a "globally unique" one: ``/citadel.org/Europe/Berlin``.

    See https://www.rfc-editor.org/rfc/rfc5545#section-3.8.3.1
    """
    parts = found[0].strip('"').split("/")
    ends = ("/".join(parts[start:]) for start in range(1, len(parts)))
    is_global = not parts[0]
    return next((end for end in ends if is_global and end in available_timezones()), found[0])
