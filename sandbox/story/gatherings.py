"""Where people of the practice community meet: an iCalendar of it, and the wiki page of events.

https://www.rfc-editor.org/rfc/rfc5545; rules of time zones are those of the tz database
(https://www.iana.org/time-zones), written out as that calendar does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sandbox.story.series import calendar
from sandbox.story.telling import WIKI, page_link, spoken

_ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19810329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """An event of the calendar; ``more`` are lines of its entry, ``when`` those of its time."""

    key: str
    name: str
    when: str
    link: str
    about: str = ""
    more: str = ""


def gatherings(now: date) -> tuple[Gathering, ...]:
    """Return the events: recurring ones, of whole days, with a zone, without any, in the past."""
    monday = now - timedelta(days=now.weekday())
    return (
        Gathering(
            key="triage",
            name="Bug triage of the developers",
            when=_zoned(monday - timedelta(weeks=60), 19, 20),
            more=f"RRULE:FREQ=WEEKLY;BYDAY=MO,TH\n"
            f"EXDATE;TZID=Europe/Berlin:{monday + timedelta(days=7):%Y%m%d}T190000",
            link=page_link("Bug triage"),
            about="Twice a week, at the same hour of the clock all the year.",
        ),
        Gathering(
            key="hackathon",
            name="Winter hackathon",
            when=_days(now + timedelta(days=9), 3),
            link=page_link("Hackathon"),
            about="Three days in Example City, and online.",
        ),
        Gathering(
            key="translators",
            name="Day of the translators",
            when=_days(now, 1),
            link=page_link("Translation sprint"),
        ),
        Gathering(
            key="meet-up",
            name="Meet-up wherever you are",
            when=f"DTSTART:{now + timedelta(days=4):%Y%m%d}T183000",
            link=page_link("Meet-ups"),
            about="At half past six on your own clock.",
        ),
        Gathering(
            key="talk",
            name="Tech talk: Reading a stack trace",
            when=f"DTSTART:{now + timedelta(days=6):%Y%m%d}T170000Z\nDURATION:PT1H",
            link=page_link("Tech talks/Stack traces"),
        ),
        *_rest(now),
    )


def _rest(now: date) -> Iterator[Gathering]:
    """Yield what a round does not show: it was called off, is over, or is far away."""
    yield Gathering(
        key="called-off",
        name="Meeting of the skin designers",
        when=_zoned(now + timedelta(days=5), 10, 11),
        more="STATUS:CANCELLED",
        link=page_link("Skins"),
    )
    yield Gathering(
        key="past",
        name="Autumn meeting of the archivists",
        when=_days(now - timedelta(days=40), 2),
        link=page_link("Archivists"),
    )
    yield Gathering(
        key="far",
        name="Spring hackathon",
        when=_days(now + timedelta(days=130), 3),
        link=page_link("Hackathon/Spring"),
    )


def icalendar(now: date, wiki: str = WIKI) -> str:
    """Write the calendar as a server sends it."""
    events = "\n".join(_event(one, now) for one in gatherings(now))
    text = (
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Practice community//Calendar//EN\n"
        f"X-WR-CALNAME:Events of the community\n{_ZONE}\n{events}\nEND:VCALENDAR\n"
    ).replace(WIKI, wiki)
    return "".join(_folded(line) for line in text.splitlines())


def events_page(now: date) -> str:
    """Write the wiki page of events: what is to come, and what was."""
    today, past = spoken(now), "".join(f"* {spoken(d)}: {what}\n" for d, what in calendar(now))
    hackathon, hours = now + timedelta(days=9), now + timedelta(days=16)
    return (
        f"== Upcoming ==\n* {today}, 19:00 UTC: Questions and answers on [[Extension:Cite]]\n"
        f"* {spoken(hackathon)}: [[Hackathon]] in Example City\n"
        f"* {spoken(hours)}: Office hours of the developers\n\n== Past ==\n{past}"
    )


def _zoned(day: date, start: int, end: int) -> str:
    zone = ";TZID=Europe/Berlin:"
    return f"DTSTART{zone}{day:%Y%m%d}T{start:02}0000\nDTEND{zone}{day:%Y%m%d}T{end:02}0000"


def _days(first: date, count: int) -> str:
    after = first + timedelta(days=count)
    return f"DTSTART;VALUE=DATE:{first:%Y%m%d}\nDTEND;VALUE=DATE:{after:%Y%m%d}"


def _event(one: Gathering, now: date) -> str:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{one.key}@calendar.practice.example",
        f"DTSTAMP:{now - timedelta(days=20):%Y%m%d}T080000Z",
        one.when,
        f"SUMMARY:{one.name}",
        f"URL:{one.link}",
        f"DESCRIPTION:{one.about}" if one.about else "",
        one.more,
        "END:VEVENT",
    ]
    return "\n".join(
        line.replace(",", "\\,") if line.startswith(("DESC", "SUMM")) else line
        for line in lines
        if line
    )


def _folded(line: str) -> str:
    """Fold a line at 75 bytes (https://www.rfc-editor.org/rfc/rfc5545#section-3.1)."""
    start, rest = line[:73], line[73:]
    return f"{start}\r\n" + (_folded(f" {rest}") if rest else "")
