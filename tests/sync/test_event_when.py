from __future__ import annotations

from datetime import UTC, date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.domain.lead import When
from newsdesk.sync.event_when import next_day, when

DAY = date(2026, 11, 24)
SUMMER = date(2026, 7, 24)


def said(found: When) -> str:
    days = f"{found.first}" + (f" to {found.last}" if found.last > found.first else "")
    if found.starts is None:
        return f"{days} {found.clock}".strip()
    until = f"-{found.ends:%H:%M}" if found.ends else ""
    return f"{days} {found.starts:%H:%M}{until}Z {found.zone}".strip()


MOMENTS = [
    ("24 November 2026, 17:00 UTC: Tech talk", "2026-11-24 17:00Z UTC"),
    ("17:00Z", "2026-11-24 17:00Z UTC"),
    ("at 5 pm GMT", "2026-11-24 17:00Z UTC"),
    ("at 5:30 p.m. UTC", "2026-11-24 17:30Z UTC"),
    ("at 12:15 am UTC", "2026-11-24 00:15Z UTC"),
    ("16:00–17:30 UTC", "2026-11-24 16:00-17:30Z UTC"),
    ("18:00-19:00 (UTC+1)", "2026-11-24 17:00-18:00Z"),
    ("18:00 UTC+01:00", "2026-11-24 17:00Z"),
    ("18:00 GMT−5", "2026-11-24 23:00Z"),
    ("22:30 UTC+5:30", "2026-11-24 17:00Z"),
    ("5:00–6:30 pm UTC", "2026-11-24 17:00-18:30Z UTC"),
    ("11:00–1:00 pm UTC", "2026-11-24 11:00-13:00Z UTC"),
    ("18:00 bis 19:00 Uhr CET", "2026-11-24 17:00-18:00Z Europe/Berlin"),
    ("um 18.30 Uhr CET", "2026-11-24 17:30Z Europe/Berlin"),
    ("18h30 CET", "2026-11-24 17:30Z Europe/Berlin"),
    ("9:00 JST", "2026-11-24 00:00Z Asia/Tokyo"),
    ("17:00 Europe/Berlin", "2026-11-24 16:00Z Europe/Berlin"),
    ("9:00 NZDT (Wednesday)", "2026-11-24 20:00Z Pacific/Auckland"),
    ("12:00 EST, that is 17:00 UTC", "2026-11-24 17:00Z UTC"),
    ("10:00 to 11:00, or 16:00 UTC", "2026-11-24 16:00Z UTC"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MOMENTS)
def test_a_time_with_a_certain_zone_is_a_moment(text: str, expected: str) -> None:
    found = when(text, DAY)
    assert said(found) == expected
    assert found.clock == ""


AS_WRITTEN = [
    ("17:00", DAY, "2026-11-24 17:00"),
    ("at 5 pm", DAY, "2026-11-24 5 pm"),
    ("17:00–18:00 CST", DAY, "2026-11-24 17:00–18:00 CST"),
    ("17:00 IST", DAY, "2026-11-24 17:00 IST"),
    ("17:00 BST", SUMMER, "2026-07-24 17:00 BST"),
    ("17:00 EST", DAY, "2026-11-24 17:00 EST"),
    # Whose clocks go by another name on that day: people mean one or the other.
    ("17:00 CET", SUMMER, "2026-07-24 17:00 CET"),
    ("17:00 CEST", DAY, "2026-11-24 17:00 CEST"),
    ("17:00 PDT", DAY, "2026-11-24 17:00 PDT"),
    ("17:00 UTC+20", DAY, "2026-11-24 17:00 UTC+20"),
    ("17:00 Atlantis/City", DAY, "2026-11-24 17:00 Atlantis/City"),
    ("17:00 IRC", DAY, "2026-11-24 17:00"),
    ("", DAY, "2026-11-24"),
    ("MediaWiki 1.45.2 and 3.11, 24/7, 1:2, 2026-11-24T", DAY, "2026-11-24"),
    ("25:00 UTC, 17:99 UTC, 13 pm, 17:00:00", DAY, "2026-11-24"),
]


@pytest.mark.parametrize(("text", "day", "expected"), AS_WRITTEN)
def test_a_time_without_a_certain_zone_stays_as_it_is_written(
    text: str, day: date, expected: str
) -> None:
    found = when(text, day)
    assert said(found) == expected
    assert found.starts is None


def test_an_hour_that_is_there_twice_has_no_certain_moment() -> None:
    night = date(2026, 10, 25)
    assert said(when("02:30 CET", night)) == "2026-10-25 02:30 CET"
    assert said(when("02:30 Europe/Berlin", night)) == "2026-10-25 00:30Z Europe/Berlin"
    assert (
        said(when("02:30 Europe/Berlin", date(2026, 3, 29))) == "2026-03-29 01:30Z Europe/Berlin"
    )


def test_what_goes_on_after_midnight_ends_on_the_next_day() -> None:
    found = when("23:00–01:00 UTC", DAY)
    assert said(found) == "2026-11-24 to 2026-11-25 23:00-01:00Z UTC"


SPANS = [
    ("24–26 November 2026: Hackathon", date(2026, 11, 24), "2026-11-24 to 2026-11-26"),
    ("24–26 November 2026: Hackathon", date(2026, 11, 26), "2026-11-24 to 2026-11-26"),
    ("24.–26. November 2026", date(2026, 11, 24), "2026-11-24 to 2026-11-26"),
    ("30 November – 2 December 2026", date(2026, 12, 2), "2026-11-30 to 2026-12-02"),
    ("2026-11-24 – 2026-11-26", date(2026, 11, 24), "2026-11-24 to 2026-11-26"),
    (
        "November 24 to 26, 2026, 10:00 UTC",
        date(2026, 11, 24),
        "2026-11-24 to 2026-11-26 10:00 UTC",
    ),
    ("24 November 2026. Register until 30 November 2026", date(2026, 11, 24), "2026-11-24"),
    ("24 November 2026 (call for papers: 26 November 2026)", date(2026, 11, 24), "2026-11-24"),
    ("1 November – 30 November 2026", date(2026, 11, 1), "2026-11-01"),
]


@pytest.mark.parametrize(("text", "day", "expected"), SPANS)
def test_days_that_are_joined_are_one_event(text: str, day: date, expected: str) -> None:
    assert said(when(text, day)) == expected


PUBLISHED, TODAY = date(2026, 11, 20), date(2026, 11, 21)
NEXT = [
    ("Tech talk on 24 November", DAY),
    ("Tech talk on Nov 24, 2026 and 3 December 2026", DAY),
    ("After the one of 18 November, the next is on 24 November", DAY),
    ("Wikimania on 5 July 2027", date(2027, 7, 5)),
    ("Conference on 12 January", date(2027, 1, 12)),
    ("What was on 18 November", None),
    ("What was on 9 November", None),
    ("It is on 03/12/2026", None),
    ("It is on 12/12/2026", date(2026, 12, 12)),
    ("It is on 24/11/2026", DAY),
    ("It is today, 21 November", TODAY),
    ("31 November 2026", None),
    ("MediaWiki 1.45.2 is out", None),
]


@pytest.mark.parametrize(("text", "expected"), NEXT)
def test_the_next_day_that_a_text_names(text: str, expected: date | None) -> None:
    assert next_day(text, PUBLISHED, TODAY) == expected


@given(st.text(alphabet="0123456789:–- ampUTCES+/.h()Novmber") | st.text(), st.dates())
def test_any_text_says_something_or_nothing(text: str, day: date) -> None:
    if date(1000, 1, 1) < day < date(9000, 1, 1):
        found = when(text, day)
        assert found.first <= day <= found.last
        assert found.starts is None or found.starts.tzinfo is UTC
        assert found.ends is None or (found.starts and found.ends > found.starts)
