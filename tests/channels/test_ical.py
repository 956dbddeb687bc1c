from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdesk.channels.ical import AHEAD, MOST, leads
from newsdesk.channels.ical_lines import MOST_EVENTS
from newsdesk.channels.ical_patience import TooMuchError
from newsdesk.domain.lead import Lead, When
from newsdesk.infra import clock
from newsdesk.infra.fetch_errors import NotUnderstoodError

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
BERLIN = "DTSTART;TZID=Europe/Berlin:"
CUSTOM_ZONE = """\
BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


def calendar(*events: str, head: str = "") -> bytes:
    """Write a calendar of events, each in lines; one without an id or words is given them."""
    whole = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//EN", *head.splitlines()]
    for number, event in enumerate(events):
        lines = event.strip().splitlines()
        uid = [] if "UID:" in event else [f"UID:{number}@example.org"]
        words = [] if "SUMMARY" in event else ["SUMMARY:Tech talk"]
        whole += ["BEGIN:VEVENT", *uid, *lines, *words, "END:VEVENT"]
    return "\r\n".join([*whole, "END:VCALENDAR", ""]).encode()


def read(body: bytes, now: datetime = NOW, patience: float = 10) -> tuple[Lead, ...]:
    return leads(body, "talks", "calendar.example", now, patience=patience)


def times(found: tuple[Lead, ...]) -> list[When]:
    return [one.when for one in found if one.when]


def said(found: tuple[Lead, ...]) -> list[str]:
    """Say when occurrences are, in short: what of them is known."""
    return [_said(when) for when in times(found)]


def _said(when: When) -> str:
    days = f"{when.first:%d.%m.}" + (f"-{when.last:%d.%m.}" if when.last > when.first else "")
    if when.starts is None:
        return f"{days} {when.clock}".strip()
    until = f"-{when.ends:%H:%M}" if when.ends else ""
    return f"{days} {when.starts:%H:%M}{until}Z {when.zone}".strip()


CASES = [
    ("UTC", "DTSTART:20261124T170000Z\nDTEND:20261124T180000Z", ["24.11. 17:00-18:00Z UTC"]),
    ("no end", "DTSTART:20261124T170000Z", ["24.11. 17:00Z UTC"]),
    ("IANA", f"{BERLIN}20261124T170000\nDURATION:PT1H", ["24.11. 16:00-17:00Z Europe/Berlin"]),
    ("quoted", 'DTSTART;TZID="Europe/Berlin":20261124T170000', ["24.11. 16:00Z Europe/Berlin"]),
    ("Windows", "DTSTART;TZID=W. Europe Standard Time:20261124T170000",
     ["24.11. 16:00Z Europe/Berlin"]),
    ("global", "DTSTART;TZID=/citadel.org/20261103_1/America/Argentina/Ushuaia:20261124T170000",
     ["24.11. 20:00Z America/Argentina/Ushuaia"]),
    ("zone of nobody", "DTSTART;TZID=Moon/Base:20261124T170000\nDURATION:PT90M",
     ["24.11. 17:00–18:30 (Moon/Base)"]),
    ("floating", "DTSTART:20261124T170000\nDTEND:20261124T180000", ["24.11. 17:00–18:00"]),
    ("floating over midnight", "DTSTART:20261124T230000\nDURATION:PT2H", ["24.11.-25.11. 23:00"]),
    ("until midnight", f"{BERLIN}20261124T200000\nDURATION:PT4H",
     ["24.11. 19:00-23:00Z Europe/Berlin"]),
    ("all day", "DTSTART;VALUE=DATE:20261124", ["24.11."]),
    ("all day, end exclusive", "DTSTART;VALUE=DATE:20261124\nDTEND;VALUE=DATE:20261125",
     ["24.11."]),
    ("all day, wrong end", "DTSTART;VALUE=DATE:20261124\nDTEND;VALUE=DATE:20261124", ["24.11."]),
    ("days", "DTSTART;VALUE=DATE:20261124\nDTEND;VALUE=DATE:20261127", ["24.11.-26.11."]),
    ("days by duration", "DTSTART;VALUE=DATE:20261124\nDURATION:P2D", ["24.11.-25.11."]),
    ("going on", "DTSTART;VALUE=DATE:20261118\nDTEND;VALUE=DATE:20261123", ["18.11.-22.11."]),
    ("over", "DTSTART:20261118T170000Z", []),
    ("far away", "DTSTART:20270301T170000Z", []),
    ("weekly", f"{BERLIN}20260903T170000\nRRULE:FREQ=WEEKLY;UNTIL=20261203T160000Z",
     ["26.11. 16:00Z Europe/Berlin", "03.12. 16:00Z Europe/Berlin"]),
    ("until by the clock", "DTSTART:20260903T170000\nRRULE:FREQ=WEEKLY;UNTIL=20261126T170000",
     ["26.11. 17:00"]),
    ("last Thursday", "DTSTART:20260129T170000Z\nRRULE:FREQ=MONTHLY;BYDAY=-1TH",
     ["26.11. 17:00Z UTC", "31.12. 17:00Z UTC"]),
    ("without one", "DTSTART:20261124T170000Z\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:20261125T170000Z",
     ["24.11. 17:00Z UTC", "26.11. 17:00Z UTC"]),
    ("with one more", "DTSTART:20261124T170000Z\nRDATE:20261201T090000Z",
     ["24.11. 17:00Z UTC", "01.12. 09:00Z UTC"]),
    ("cancelled", "DTSTART:20261124T170000Z\nSTATUS:CANCELLED", []),
    ("private", "DTSTART:20261124T170000Z\nCLASS:PRIVATE", []),
]  # fmt: skip


@pytest.mark.parametrize(("event", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_an_event_is_when_it_says(event: str, expected: list[str]) -> None:
    assert said(read(calendar(event))) == expected


def test_a_calendar_can_say_its_zone_once() -> None:
    body = calendar("DTSTART:20261124T170000", "DTSTART:20261124T170000Z",
                    head="X-WR-TIMEZONE:Europe/Berlin")  # fmt: skip
    assert said(read(body)) == ["24.11. 16:00Z Europe/Berlin", "24.11. 17:00Z Europe/Berlin"]
    unknown = calendar("DTSTART:20261124T170000", head="X-WR-TIMEZONE:../../etc/passwd")
    assert said(read(unknown)) == ["24.11. 17:00"]


def test_a_zone_that_the_calendar_describes_is_its_own() -> None:
    event = "DTSTART;TZID=Customised:{}T170000\nDURATION:PT1H"
    here = calendar(event.format("20261124"), head=CUSTOM_ZONE.format(name="Customised"))
    assert said(read(here)) == ["24.11. 16:00-17:00Z"]
    summer = datetime(2026, 7, 1, tzinfo=UTC)
    there = calendar(event.format("20260724"), head=CUSTOM_ZONE.format(name="Customised"))
    assert said(read(there, summer)) == ["24.07. 15:00-16:00Z"]
    # Another calendar does not see it, nor can one describe a known zone anew.
    assert said(read(calendar(event.format("20261124")))) == ["24.11. 17:00–18:00 (Customised)"]
    anew = calendar(
        "DTSTART;TZID=America/New_York:20261124T170000",
        head=CUSTOM_ZONE.format(name="America/New_York"),
    )
    assert said(read(anew)) == ["24.11. 22:00Z America/New_York"]


NIGHTS = [
    # The clocks go from 02:00 to 03:00 on 29 March: 02:30 is not there, it counts as 03:30.
    (date(2026, 3, 28), ["28.03. 01:30-02:30Z", "29.03. 01:30-02:30Z", "30.03. 00:30-01:30Z"]),
    # They go from 03:00 to 02:00 on 25 October: 02:30 is there twice, the first one counts.
    (date(2026, 10, 24), ["24.10. 00:30-01:30Z", "25.10. 00:30-01:30Z", "26.10. 01:30-02:30Z"]),
]


@pytest.mark.parametrize(("first", "expected"), NIGHTS)
@pytest.mark.parametrize("length", ["DURATION:PT1H", "DTEND;TZID=Europe/Berlin:{}T033000"])
def test_an_event_goes_on_by_the_clock_when_the_clocks_change(
    first: date, expected: list[str], length: str
) -> None:
    length = length.format(f"{first:%Y%m%d}")
    event = f"{BERLIN}{first:%Y%m%d}T023000\n{length}\nRRULE:FREQ=DAILY;COUNT=3"
    now = datetime(first.year, first.month, first.day, tzinfo=UTC)
    found = said(read(calendar(event), now))
    assert found == [f"{words} Europe/Berlin" for words in expected]


@pytest.mark.parametrize(
    ("event", "hours"),
    [
        (f"{BERLIN}20260328T220000\nDTEND;TZID=Europe/Berlin:20260329T080000", 9),
        (f"{BERLIN}20261024T220000\nDTEND;TZID=Europe/Berlin:20261025T080000", 11),
        (f"{BERLIN}20260328T220000\nDURATION:PT10H", 10),
        (f"{BERLIN}20260328T220000\nDURATION:P1D", 23),
    ],
)
def test_a_night_in_which_the_clocks_change_is_shorter_or_longer(event: str, hours: int) -> None:
    start = datetime.strptime(event[len(BERLIN) :][:8], "%Y%m%d").replace(tzinfo=UTC)
    (when,) = times(read(calendar(event), start))
    assert when.starts
    assert when.ends
    assert when.ends - when.starts == timedelta(hours=hours)


def test_one_occurrence_can_be_moved_or_cancelled() -> None:
    series = f"UID:1\n{BERLIN}20261123T170000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=4"
    one = "UID:1\nRECURRENCE-ID;TZID=Europe/Berlin:"
    moved = f"{one}20261124T170000\n{BERLIN}20261128T110000\nDURATION:PT2H\nSUMMARY:Moved"
    gone = f"{one}20261125T170000\n{BERLIN}20261125T170000\nSTATUS:CANCELLED"
    found = read(calendar(series, moved, gone))
    assert [(one.native_id, one.title) for one in found] == [
        ("1/20261123T160000Z", "Tech talk"),
        ("1/20261126T160000Z", "Tech talk"),
        ("1/20261124T160000Z", "Moved"),
    ]
    assert said(found)[2] == "28.11. 10:00-12:00Z Europe/Berlin"


def test_all_later_occurrences_can_be_moved() -> None:
    series = f"UID:1\n{BERLIN}20261123T170000\nRRULE:FREQ=DAILY;COUNT=3"
    moved = (
        "UID:1\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20261124T170000\n"
        f"{BERLIN}20261124T180000"
    )
    assert said(read(calendar(series, moved))) == [
        "23.11. 16:00Z Europe/Berlin",
        "24.11. 17:00Z Europe/Berlin",
        "25.11. 17:00Z Europe/Berlin",
    ]


def test_ids_stay_when_an_event_is_reworded_or_moved() -> None:
    before = calendar(
        "UID:1\nDTSTART:20261124T170000Z", "DTSTART:20261125T170000Z\nUID:" + "é" * 200
    )
    after = calendar("UID:1\nDTSTART:20261126T170000Z\nSUMMARY:Other",
                     "DTSTART:20261125T170000Z\nUID:" + "é" * 200)  # fmt: skip
    ids = [{one.native_id for one in read(body)} for body in (before, after)]
    assert ids[0] == ids[1]
    assert all(len(one) <= 255 for one in ids[0])


def test_words_links_and_the_place_of_an_event_are_safe() -> None:
    (plain,) = read(calendar(
        "DTSTART:20261124T170000Z\nSUMMARY:Talk: <b>tags</b>\\, \u202eevil\n"
        "DESCRIPTION:Join at https://meet.example/a?b=1&c=2.\\nOr <script>alert(1)</script>\n"
        "LOCATION:Room <1>\nURL:https://talks.example/1\nATTENDEE:mailto:somebody@example.org"
    ))  # fmt: skip
    assert plain.title == "Talk: <b>tags</b>, evil"
    assert plain.links == ("https://talks.example/1", "https://meet.example/a?b=1&c=2")
    assert plain.url == "https://talks.example/1"
    assert "<script>" not in plain.html
    assert "Room <1>" in plain.text
    assert "somebody" not in repr(plain)
    (html,) = read(calendar(
        "DTSTART:20261124T170000Z\nURL:javascript:alert(1)\n"
        "DESCRIPTION:<p onclick='x()'>See <a href='https://a.example/'>there</a></p><img src=x>"
    ))  # fmt: skip
    assert html.links == ("https://a.example/",)
    assert html.url == "https://a.example/"
    assert "onclick" not in html.html
    assert "<img" not in html.html


def test_long_lines_are_folded_and_other_parts_are_left_out() -> None:
    folded = (
        "DTSTART:20261124T170000Z\nSUMMARY:Tech\n  talk\n"
        "BEGIN:VALARM\nDTSTART:20261130T170000Z\nEND:VALARM"
    )
    todo = "BEGIN:VTODO\nUID:9\nDTSTART:20261124T170000Z\nEND:VTODO"
    (found,) = read(calendar(folded, head=todo))
    assert found.title == "Tech talk"
    assert said((found,)) == ["24.11. 17:00Z UTC"]


@pytest.mark.parametrize(
    "wrong",
    [
        ("DTSTART:16010101T030000", "DTSTART:once"),
        ("TZOFFSETTO:+0100", "TZOFFSETTO:later"),
        ("TZOFFSETTO:+0100\n", ""),
        ("TZID:Customised\n", ""),
    ],
)
def test_a_zone_that_is_described_wrongly_is_none(wrong: tuple[str, str]) -> None:
    zone = CUSTOM_ZONE.format(name="Customised").replace(*wrong)
    body = calendar(
        "DTSTART;TZID=Customised:20261124T170000", "DTSTART:20261125T170000Z", head=zone
    )
    assert said(read(body)) == ["24.11. 17:00 (Customised)", "25.11. 17:00Z UTC"]


SLOPPY = [
    ("lines end otherwise", b"\r\n", b"\n"),
    ("a mark at the beginning", b"BEGIN:VCALENDAR", b"\xef\xbb\xbfBEGIN:VCALENDAR"),
    ("another encoding", b"Tech talk", b"T\xe4gliches"),
    ("blank lines", b"BEGIN:VEVENT", b"\r\n\r\nBEGIN:VEVENT"),
    ("two titles", b"SUMMARY:Tech talk", b"SUMMARY:Tech talk\r\nSUMMARY:Talk"),
    ("an id of nothing", b"UID:0@example.org", b"UID:"),
    ("a line of nothing", b"UID:0@example.org", b"UID:0\r\nWHAT IS THIS"),
]


@pytest.mark.parametrize(("part", "other"), [s[1:] for s in SLOPPY], ids=[s[0] for s in SLOPPY])
def test_a_calendar_may_be_written_carelessly(part: bytes, other: bytes) -> None:
    body = calendar("DTSTART:20261124T170000Z").replace(part, other)
    assert said(read(body)) == ["24.11. 17:00Z UTC"]


def test_several_calendars_in_one_answer_are_one() -> None:
    two = calendar("DTSTART:20261124T170000Z"), calendar("UID:b\nDTSTART:20261125T170000Z")
    assert said(read(b"".join(two))) == ["24.11. 17:00Z UTC", "25.11. 17:00Z UTC"]


def test_an_event_that_makes_no_sense_is_left_out() -> None:
    good = "DTSTART:20261124T170000Z"
    bad = ["SUMMARY:when?", "DTSTART:20261399T990000Z", "DTSTART:yesterday",
           "DTSTART:20261124T170000Z\nRRULE:FREQ=DAILY;BYDAY=XX",
           "DTSTART:20261124T170000Z\nSUMMARY:\nDESCRIPTION:"]  # fmt: skip
    assert said(read(calendar(good, *bad))) == ["24.11. 17:00Z UTC"]
    with pytest.raises(NotUnderstoodError):
        read(calendar(*bad))


@pytest.mark.parametrize("body", [b"", b"<html>", b"BEGIN:VCALENDAR", b"\xff\xfe\x00", b"{}"])
def test_what_is_no_calendar_is_not_understood(body: bytes) -> None:
    with pytest.raises(NotUnderstoodError):
        read(body)


def test_an_empty_calendar_is_one() -> None:
    assert read(calendar()) == ()


HOSTILE = [
    "RRULE:FREQ=SECONDLY",
    "RRULE:FREQ=MINUTELY;COUNT=1000000000",
    "RRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
    "RRULE:FREQ=DAILY;INTERVAL=0",
    "RRULE:FREQ=DAILY;INTERVAL=-1",
    "RRULE:FREQ=DAILY;INTERVAL=99999999999",
    "RRULE:FREQ=DAILY;BYSECOND=0,1,2,3,4,5,6,7,8,9;BYMINUTE=0,1,2,3,4",
]


@pytest.mark.parametrize("rule", HOSTILE)
def test_a_rule_of_no_real_event_counts_once(rule: str) -> None:
    begun = clock.ticks()
    assert said(read(calendar(f"DTSTART:20261124T170000Z\n{rule}"))) == ["24.11. 17:00Z UTC"]
    assert clock.ticks() - begun < 5


def test_endless_and_overlong_series_end_with_the_window() -> None:
    endless = "DTSTART:19000101T170000Z\nRRULE:FREQ=DAILY;COUNT=1000000000\nRRULE:FREQ=DAILY"
    found = read(calendar(endless))
    assert len(found) == AHEAD.days + 1
    for_ever = "DTSTART:20000101T170000Z\nDTEND:20990101T170000Z\nRRULE:FREQ=DAILY"
    assert len(read(calendar(for_ever))) == MOST
    assert (
        read(calendar("DTSTART:00010101T170000Z\nRRULE:FREQ=DAILY", "DTSTART:20260101T000000Z"))
        == ()
    )


def test_many_rules_that_come_to_nothing_end_with_patience() -> None:
    never = "DTSTART:20261124T170000Z\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"
    with pytest.raises(TooMuchError):
        read(calendar(*[never] * 50), patience=0.5)


NEVER = "UID:1\nDTSTART:20261124T170000Z\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"


def test_one_rule_that_comes_to_nothing_ends_with_patience() -> None:
    begun = clock.ticks()
    with pytest.raises(TooMuchError):
        read(calendar(NEVER), patience=0.5)
    assert clock.ticks() - begun < 5
    assert read(calendar("DTSTART:20261124T170000Z")), "patience is each calendar's own"


@pytest.mark.parametrize("name", ["RDATE", "EXDATE"])
def test_more_dates_than_any_event_has_are_too_much(name: str) -> None:
    dates = "\n".join(f"{name}:20261124T{n // 60 % 24:02}{n % 60:02}00Z" for n in range(9000))
    with pytest.raises(TooMuchError):
        read(calendar(f"DTSTART:20261124T170000Z\n{dates}"))


def test_a_zone_of_more_changes_than_any_clock_has_is_too_much() -> None:
    head, _, rest = CUSTOM_ZONE.format(name="Trap").partition("BEGIN:STANDARD")
    part, end, rest = f"BEGIN:STANDARD{rest}".partition("END:STANDARD\n")
    zone = head + f"{part}{end}" * 5000 + rest
    with pytest.raises(TooMuchError):
        read(calendar("DTSTART;TZID=Trap:20261124T170000", head=zone))


def test_more_events_than_any_calendar_has_are_too_much() -> None:
    with pytest.raises(TooMuchError):
        read(calendar(*["DTSTART:20261124T170000Z"] * (MOST_EVENTS + 1)))


def test_a_described_zone_with_a_rule_by_the_second_has_no_rule() -> None:
    zone = CUSTOM_ZONE.format(name="Trap").replace("FREQ=YEARLY", "FREQ=SECONDLY")
    begun = clock.ticks()
    (found,) = read(calendar("DTSTART;TZID=Trap:20261124T170000", head=zone))
    assert clock.ticks() - begun < 5
    assert found.when
    assert found.when.starts


DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
ZONES = [ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York"), ZoneInfo("Australia/Lord_Howe")]


@settings(max_examples=60, deadline=None)
@given(
    st.datetimes(datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None),
                 datetime(2027, 6, 1, tzinfo=UTC).replace(tzinfo=None)),
    st.sampled_from(ZONES),
    st.sampled_from(["DAILY", "WEEKLY"]),
    st.integers(1, 5),
    st.none() | st.integers(1, 40),
    st.integers(0, 400),
)  # fmt: skip
def test_occurrences_are_those_that_counting_by_hand_finds(
    start: datetime, zone: ZoneInfo, frequency: str, interval: int, count: int | None, late: int
) -> None:
    start = start.replace(second=0, microsecond=0)
    now = (start + timedelta(days=late)).replace(hour=12, tzinfo=UTC)
    rule = f"FREQ={frequency};INTERVAL={interval}" + (f";COUNT={count}" if count else "")
    event = f"DTSTART;TZID={zone.key}:{start:%Y%m%dT%H%M%S}\nRRULE:{rule}"
    step = timedelta(days=interval * (7 if frequency == "WEEKLY" else 1))
    first, last = (now - timedelta(days=1)).date(), (now + AHEAD).date()

    def by_hand() -> Iterator[datetime]:
        local, left = start, count or 10_000
        while local.date() < last and left:
            if local.date() >= first:
                yield local.replace(tzinfo=zone).astimezone(UTC)
            local, left = local + step, left - 1

    assert [when.starts for when in times(read(calendar(event), now))] == list(by_hand())
