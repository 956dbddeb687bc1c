from __future__ import annotations

from datetime import UTC, date, datetime

from newsdesk.domain.desk import Holds, PageRevision, Source
from newsdesk.domain.entry import Entry
from newsdesk.sync.leads import leads, what_it_holds
from newsdesk.wiki.page_entries import entries
from tests.wiki.news_page.examples import SITE
from tests.wiki.test_page_posts import BULLETS, CALENDAR, ISSUE

REVISED = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
TABLE = """{| class="wikitable"
! Date !! Event
|-
| 24–26 November 2026 || [[Events/1|Hackathon]], Berlin
|-
| 3 December 2026 || Office hour at 17:00 UTC
|-
| 9 November 2026 || Conference
|}"""
PAGE = Source(id="events", kind="wiki-page", page="Events")


def read(text: str, *, is_issue: bool = False, model: str = "wikitext") -> tuple[Entry, ...]:
    found = PageRevision(
        title="Events", revid=5, parent=4, user="E", time=REVISED, text=text, model=model
    )
    return entries(found, 77, SITE, is_issue=is_issue)


def test_dated_items_have_their_days_their_sections_and_their_links() -> None:
    found = read(CALENDAR)
    assert [(one.day, one.text, one.section) for one in found] == [
        (date(2026, 11, 28), "Hackathon in Berlin", "Upcoming"),
        (date(2026, 12, 3), "Office hour", "Upcoming"),
        (date(2026, 11, 9), "Conference", "Past"),
    ]
    assert found[0].said == "28 November 2026: Hackathon in Berlin"
    assert found[0].links == ("https://www.mediawiki.org/wiki/Hackathon",)
    assert found[0].url == "https://www.mediawiki.org/wiki/Events#Upcoming"
    assert found[0].native_id == "77/2026-11-28-hackathon-in-berlin"
    assert [one.time for one in found][:2] == [REVISED] * 2


def test_items_without_dates_are_those_of_lists() -> None:
    found = read(BULLETS)
    assert [(one.section, one.text) for one in found] == [
        ("", "No heading yet"),
        ("Tools", "Pywikibot has a release"),
        ("Tools", "Lua is faster"),
        ("From 16 November 2026 on", "Codex moves"),
    ]
    assert "<script>" not in "".join(one.html for one in found)


def test_an_issue_on_a_page_is_its_lists_and_no_more() -> None:
    found = read(ISSUE, is_issue=True)
    assert [one.section for one in found] == ["Weekly highlight", *["Updates for editors"] * 1]
    assert found[0].text == "Night mode is on every skin. https://phabricator.wikimedia.org/T1"
    assert "prepared by" not in "".join(one.text for one in found)
    dated = read("* 24 November 2026: New version\n* 26 November 2026: Other\n", is_issue=True)
    assert dated[0].text == "24 November 2026: New version"


def test_a_table_of_events_gives_events() -> None:
    found = read(TABLE)
    assert what_it_holds(PAGE, found, REVISED) is Holds.EVENTS
    events = leads(PAGE, Holds.EVENTS, found, REVISED)
    assert [(one.title, one.when and (one.when.first, one.when.last)) for one in events] == [
        ("24–26 November 2026, Hackathon, Berlin", (date(2026, 11, 24), date(2026, 11, 26))),
        ("Office hour at 17:00 UTC", (date(2026, 12, 3), date(2026, 12, 3))),
    ]
    assert events[1].when is not None
    assert events[1].when.starts == datetime(2026, 12, 3, 17, tzinfo=UTC)


def test_a_page_that_is_no_wikitext_has_no_entries() -> None:
    assert read(CALENDAR, model="json") == ()
    assert read("") == ()
    assert read("x" * 3_000_000) == ()
