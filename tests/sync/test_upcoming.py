from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.domain.lead import Lead, LeadKind, When
from newsdesk.domain.message import Message
from newsdesk.domain.round import Thing
from newsdesk.infra import messages
from newsdesk.sync.upcoming import NEAR, Phase, days, in_words, phase, waiting

BERLIN = ZoneInfo("Europe/Berlin")
AUCKLAND = ZoneInfo("Pacific/Auckland")
NEW_YORK = ZoneInfo("America/New_York")
KOLKATA = ZoneInfo("Asia/Kolkata")
SAO_PAULO = ZoneInfo("America/Sao_Paulo")
LONDON = ZoneInfo("Europe/London")


def utc(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def at(starts: datetime, hours: float | None = None) -> When:
    ends = None if hours is None else starts + timedelta(hours=hours)
    return When(first=starts.date(), last=(ends or starts).date(), starts=starts, ends=ends)


def on(first: date, last: date | None = None, clock: str = "") -> When:
    return When(first=first, last=last or first, clock=clock)


def said(message: Message) -> str:
    return messages.translator(messages.load(), "en").plain(message)


TALK = at(utc(11, 24, 17), 1)
WORDS = [
    (TALK, BERLIN, "24 November 2026, 18:00–19:00 CET"),
    (TALK, NEW_YORK, "24 November 2026, 12:00–13:00 EST"),
    (TALK, KOLKATA, "24 November 2026, 22:30–23:30 IST"),
    (TALK, SAO_PAULO, "24 November 2026, 14:00–15:00 UTC-03:00"),
    (TALK, AUCKLAND, "25 November 2026, 06:00–07:00 NZDT"),
    (at(utc(7, 24, 17), 1), BERLIN, "24 July 2026, 19:00–20:00 CEST"),
    (at(utc(11, 24, 17)), BERLIN, "24 November 2026, 18:00 CET"),
    (at(utc(11, 24, 17), 0), BERLIN, "24 November 2026, 18:00 CET"),
    (at(utc(11, 24, 22), 2), BERLIN,
     "24 November 2026, 23:00 CET to 25 November 2026, 01:00 CET"),
    # The clocks in Berlin go forward at 01:00 UTC on 29 March, and back on 25 October.
    (at(utc(3, 29, 0, 30), 1), BERLIN,
     "29 March 2026, 01:30 CET to 29 March 2026, 03:30 CEST"),
    (at(utc(10, 25, 0, 30), 1), BERLIN,
     "25 October 2026, 02:30 CEST to 25 October 2026, 02:30 CET"),
    (at(utc(3, 29, 1, 30), 1), BERLIN, "29 March 2026, 03:30–04:30 CEST"),
    (on(date(2026, 11, 24)), AUCKLAND, "24 November 2026, all day"),
    (on(date(2026, 11, 24), date(2026, 11, 26)), BERLIN,
     "24 November 2026 to 26 November 2026"),
    (on(date(2026, 11, 24), clock="17:00 CST"), BERLIN,
     "24 November 2026, 17:00 CST (time as written)"),
    (on(date(2026, 11, 24), date(2026, 11, 25), "17:00"), BERLIN,
     "24 November 2026 to 25 November 2026, 17:00 (time as written)"),
]  # fmt: skip


@pytest.mark.parametrize(("when", "zone", "words"), WORDS, ids=[w for _, _, w in WORDS])
def test_an_event_is_said_in_the_viewers_zone(when: When, zone: ZoneInfo, words: str) -> None:
    assert said(in_words(when, zone)) == words


PHASES = [
    # A moment falls on the viewer's day.
    (TALK, utc(11, 24, 10), BERLIN, Phase.TODAY),
    (TALK, utc(11, 24, 10), AUCKLAND, Phase.UPCOMING),
    (TALK, utc(11, 24, 12), AUCKLAND, Phase.TODAY),
    (TALK, utc(11, 23, 23, 30), BERLIN, Phase.TODAY),
    (TALK, utc(11, 23, 22, 30), BERLIN, Phase.UPCOMING),
    (TALK, utc(11, 24, 17, 59), BERLIN, Phase.TODAY),
    (TALK, utc(11, 24, 18), BERLIN, Phase.OVER),
    # Without an end it is over with its day.
    (at(utc(11, 24, 17)), utc(11, 24, 22, 59), BERLIN, Phase.TODAY),
    (at(utc(11, 24, 17)), utc(11, 24, 23), BERLIN, Phase.OVER),
    (at(utc(11, 24, 17), 0), utc(11, 24, 22), BERLIN, Phase.TODAY),
    # Fourteen days, by the calendar: the clocks change in between, and each way.
    (at(utc(4, 5, 21, 30)), utc(3, 22, 12), BERLIN, Phase.UPCOMING),
    (at(utc(4, 5, 22, 30)), utc(3, 22, 12), BERLIN, Phase.LATER),
    (at(utc(11, 1, 22, 30)), utc(10, 18, 12), BERLIN, Phase.UPCOMING),
    (at(utc(11, 1, 23, 30)), utc(10, 18, 12), BERLIN, Phase.LATER),
    # The days on which they change have 23 and 25 hours.
    (at(utc(3, 29, 21, 59)), utc(3, 28, 23), BERLIN, Phase.TODAY),
    (at(utc(3, 29, 22)), utc(3, 28, 23), BERLIN, Phase.UPCOMING),
    (at(utc(10, 25, 22, 59)), utc(10, 24, 22), BERLIN, Phase.TODAY),
    (at(utc(10, 25, 23)), utc(10, 24, 22), BERLIN, Phase.UPCOMING),
    # Days, and times of nobody knows where, are the viewer's own.
    (on(date(2026, 11, 24)), utc(11, 23, 12), AUCKLAND, Phase.TODAY),
    (on(date(2026, 11, 24)), utc(11, 23, 12), BERLIN, Phase.UPCOMING),
    (on(date(2026, 11, 24)), utc(11, 24, 12), AUCKLAND, Phase.OVER),
    (on(date(2026, 11, 24), clock="09:00"), utc(11, 24, 20), BERLIN, Phase.TODAY),
    (on(date(2026, 11, 24), date(2026, 11, 26)), utc(11, 25, 12), BERLIN, Phase.TODAY),
    (on(date(2026, 11, 24), date(2026, 11, 26)), utc(11, 26, 22), BERLIN, Phase.TODAY),
    (on(date(2026, 11, 24), date(2026, 11, 26)), utc(11, 26, 23), BERLIN, Phase.OVER),
    # What ends at midnight is not on the next day.
    (at(utc(11, 24, 20), 3), utc(11, 24, 22, 30), BERLIN, Phase.TODAY),
    (at(utc(11, 24, 20), 3), utc(11, 24, 23), BERLIN, Phase.OVER),
]  # fmt: skip


@pytest.mark.parametrize(("when", "now", "zone", "expected"), PHASES)
def test_an_event_has_its_place_in_the_viewers_time(
    when: When, now: datetime, zone: ZoneInfo, expected: Phase
) -> None:
    assert phase(when, now, zone) is expected


EVENT = Lead(
    source_id="events",
    native_id="talk",
    kind=LeadKind.EVENT,
    title="Tech talk",
    text="Tech talk",
    time=utc(11, 1),
    when=TALK,
)
ANNOUNCEMENT, REMINDER = Thing.of_lead("events", "talk"), Thing.of_day("events", "talk")


@pytest.mark.parametrize(
    ("now", "handled", "expected"),
    [
        (utc(11, 20), set(), ANNOUNCEMENT),
        (utc(11, 20), {ANNOUNCEMENT}, None),
        (utc(11, 24, 9), {ANNOUNCEMENT}, REMINDER),
        (utc(11, 24, 9), set(), REMINDER),
        (utc(11, 24, 9), {REMINDER}, None),
        (utc(11, 20), {REMINDER}, None),
        (utc(11, 25), set(), None),
        (utc(11, 1), set(), None),
    ],
)
def test_an_event_waits_as_announcement_and_once_more_on_its_day(
    now: datetime, handled: set[Thing], expected: Thing | None
) -> None:
    assert waiting(EVENT, now, BERLIN, handled.__contains__) == expected


def test_what_is_no_event_waits_for_no_day() -> None:
    news = Lead(
        source_id="a", native_id="b", kind=LeadKind.NEWS, title="", text="", time=utc(11, 1)
    )
    assert waiting(news, utc(11, 1), BERLIN, lambda _: False) is None


MOMENTS = st.datetimes(
    utc(1, 1).replace(tzinfo=None),
    utc(12, 31).replace(tzinfo=None),
    timezones=st.just(UTC),
)
ZONES = st.sampled_from([BERLIN, AUCKLAND, NEW_YORK, KOLKATA, SAO_PAULO, LONDON])


@given(MOMENTS, MOMENTS, st.none() | st.integers(0, 80), ZONES)
def test_phases_follow_each_other(
    starts: datetime, now: datetime, hours: int | None, zone: ZoneInfo
) -> None:
    when, order = at(starts, hours), list(Phase)
    later = now + timedelta(hours=7)
    assert order.index(phase(when, now, zone)) <= order.index(phase(when, later, zone))
    first, last = days(when, zone)
    assert first <= last
    if phase(when, now, zone) is Phase.UPCOMING:
        assert timedelta(0) < first - now.astimezone(zone).date() <= NEAR
