"""The practice calendar and Tech News are what such places really send."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import feedparser
import pytest
from icalendar import Calendar
from recurring_ical_events import of

from sandbox.practice import Practice
from sandbox.practice.sources import CALENDAR, META
from sandbox.story.gatherings import icalendar
from sandbox.story.set_up import CALENDAR as CALENDAR_URL
from sandbox.story.set_up import TECH_NEWS
from tests.fixtures.practice import PRACTICE_NOW
from tests.sandbox.practice.asking import get

TODAY = PRACTICE_NOW.date()


@pytest.fixture(scope="module")
def calendar(running_practice: Practice) -> Calendar:
    answer = get(running_practice, CALENDAR, CALENDAR_URL.removeprefix(CALENDAR))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    return Calendar.from_ical(answer.text)


def coming(calendar: Calendar, since: date, days: int) -> dict[str, list[object]]:
    found: dict[str, list[object]] = {}
    for event in of(calendar).between(since, timedelta(days=days)):
        found.setdefault(str(event["UID"]).partition("@")[0], []).append(event["DTSTART"].dt)
    return found


def test_events_have_a_zone_or_none_or_take_whole_days(calendar: Calendar) -> None:
    times = coming(calendar, TODAY, 14)
    assert {"triage", "hackathon", "translators", "meet-up", "talk"} <= times.keys()
    assert not {"past", "far"} & times.keys()
    assert times["translators"][0] == TODAY
    [floating], [moment] = times["meet-up"], times["talk"]
    assert isinstance(floating, datetime)
    assert floating.tzinfo is None
    assert isinstance(moment, datetime)
    assert moment.tzinfo is not None


def test_a_weekly_event_keeps_its_hour_when_the_clocks_change(calendar: Calendar) -> None:
    summer = date(2026, 10, 22)
    found = coming(calendar, summer, 8)["triage"]
    hours = [(one.hour, one.astimezone(UTC).hour) for one in found if isinstance(one, datetime)]
    assert hours == [(19, 17), (19, 18), (19, 18)]


def test_the_calendar_leads_to_the_wiki_that_is_served() -> None:
    text = icalendar(TODAY, "http://127.0.0.1:8080")
    assert "URL:http://127.0.0.1:8080/wiki/Bug_triage" in text
    assert "wiki.practice.example" not in text


def test_an_issue_is_a_list_below_headings(practice: Practice) -> None:
    answer = get(practice, META, TECH_NEWS.removeprefix(META))
    feed = feedparser.parse(BytesIO(answer.content))
    assert not feed.bozo
    newest = feed.entries[0]
    assert newest.title == "Tech News issue #47, 2026 (16 November 2026)"
    assert newest.link.endswith("/Tech/News/2026/47")
    assert newest.summary.count("<li>") == 5
    assert "$" not in newest.summary
    again = get(practice, META, TECH_NEWS.removeprefix(META), headers={
        "If-None-Match": answer.headers["ETag"]
    })  # fmt: skip
    assert again.status_code == 304
    assert "Tech/News" in get(practice, META, "/wiki/Tech/News/2026/47").text
