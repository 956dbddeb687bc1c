from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from newsdesk.domain.desk import Holds, Source
from newsdesk.domain.entry import Entry
from newsdesk.domain.lead import LeadKind
from newsdesk.sync.leads import headline, leads, what_it_holds

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)
FEED = Source(id="feed", kind="feed", url="https://feed.example/")
PAGE = Source(id="page", kind="wiki-page", page="Events")
CALENDAR = Source(id="calendar", kind="calendar", url="https://feed.example/events.ics")


def entry(text: str, age: timedelta = DAY, items: tuple[str, ...] = (), **more: object) -> Entry:
    time = NOW - age
    inner = tuple(Entry(native_id=f"{text[:9]}/{one}", text=one, time=time) for one in items)
    whole = "\n".join((text, *items))
    made = Entry(native_id=text, text=whole, time=time, items=inner)
    return replace(made, **more)  # type: ignore[arg-type]


LISTED = ("Dark mode is on every skin", "Uploads work again", "Pywikibot has a release")
ISSUE = entry("Tech News 47", items=LISTED)
OLDER = entry("Tech News 46", 8 * DAY, items=("Older news of last week", "b", "c"))
POST = entry("A blog post. " + "Many words say what it is about. " * 20, items=LISTED)
TALK = entry("Tech talk", day=date(2026, 11, 24), said="24 November 2026, 17:00 UTC: Tech talk")
PAST = entry("Conference", day=date(2026, 11, 9), said="9 November 2026: Conference")

HOLDS = [
    ("a calendar", CALENDAR, [], Holds.EVENTS),
    ("a page with a day to come", PAGE, [PAST, TALK], Holds.EVENTS),
    ("a page that names a day to come", PAGE, [entry("Hackathon, 5–7 December")],
     Holds.EVENTS),
    ("a page of what was", PAGE, [PAST], Holds.NEWS),
    ("a page without days", PAGE, [entry("Pywikibot has a release")], Holds.NEWS),
    ("an empty page", PAGE, [], Holds.NEWS),
    ("a feed of lists", FEED, [OLDER, ISSUE], Holds.ISSUES),
    ("a feed whose newest entry is a list", FEED, [entry("Words", 9 * DAY), ISSUE], Holds.ISSUES),
    ("a feed whose newest entry is none", FEED, [ISSUE, entry("Words", DAY / 2)], Holds.NEWS),
    ("a feed of texts with a list", FEED, [POST], Holds.NEWS),
    ("a feed of short lists", FEED, [entry("A and b", items=("a", "b"))], Holds.NEWS),
    ("a feed that names days", FEED, [entry("Tech talk on 24 November")], Holds.NEWS),
    ("an empty feed", FEED, [], Holds.NEWS),
    ("what the set-up says", replace(FEED, holds=Holds.EVENTS), [ISSUE], Holds.EVENTS),
    ("what it says of a page", replace(PAGE, holds=Holds.NEWS), [TALK], Holds.NEWS),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "entries", "expected"), [case[1:] for case in HOLDS], ids=[c[0] for c in HOLDS]
)
def test_a_source_tells_what_it_holds(
    source: Source, entries: list[Entry], expected: Holds
) -> None:
    assert what_it_holds(source, entries, NOW) is expected


def test_a_page_of_events_stays_one_while_nothing_is_planned() -> None:
    assert what_it_holds(PAGE, [PAST], NOW, Holds.EVENTS) is Holds.EVENTS
    assert what_it_holds(FEED, [ISSUE], NOW, Holds.NEWS) is Holds.ISSUES


def test_news_are_what_was_published_lately() -> None:
    old = entry("Long ago", 31 * DAY)
    found = leads(FEED, Holds.NEWS, [POST, old], NOW)
    assert [(one.native_id, one.kind) for one in found] == [(POST.native_id, LeadKind.NEWS)]
    assert found[0].title == "A blog post."
    assert found[0].time == POST.time


def test_a_title_of_its_own_does_not_stand_twice() -> None:
    body = "<p>Title</p><p>Body of <b>it</b></p>"
    post = replace(entry(""), html=body, text="Title\n\nBody of it")
    (found,) = leads(FEED, Holds.NEWS, [post], NOW)
    assert (found.title, found.text) == ("Title", "Body of it")
    assert found.html == "<p>Body of <b>it</b></p>"
    alone = replace(entry(""), html="<p>Title</p>", text="Title")
    (found,) = leads(FEED, Holds.NEWS, [alone], NOW)
    assert (found.title, found.text, found.html) == ("Title", "Title", "<p>Title</p>")


def test_only_the_newest_issues_items_count() -> None:
    found = leads(FEED, Holds.ISSUES, [OLDER, ISSUE], NOW)
    assert [one.text for one in found] == list(LISTED)
    assert [one.native_id for one in found] == [item.native_id for item in ISSUE.items]
    assert leads(FEED, Holds.ISSUES, [OLDER], NOW + 40 * DAY) == []
    assert leads(FEED, Holds.ISSUES, [], NOW) == []


def test_a_wiki_page_of_an_issue_is_the_issue() -> None:
    old = [replace(one, time=NOW - 90 * DAY) for one in ISSUE.items]
    assert [one.text for one in leads(PAGE, Holds.ISSUES, old, NOW)] == list(LISTED)


def test_events_are_those_of_the_next_weeks() -> None:
    lasting = entry("Month", day=date(2026, 11, 15), said="15–22 November 2026: Week of code")
    far = entry("Far", day=date(2027, 2, 1))
    named = entry("Office hour on 3 December at 16:00 UTC")
    found = leads(PAGE, Holds.EVENTS, [PAST, TALK, lasting, far, named, POST], NOW)
    assert [(one.title, one.kind) for one in found] == [
        ("Tech talk", LeadKind.EVENT),
        ("Month", LeadKind.EVENT),
        ("Office hour on 3 December at 16:00 UTC", LeadKind.EVENT),
    ]
    when = [one.when for one in found]
    assert when[0] is not None
    assert when[0].starts == datetime(2026, 11, 24, 17, tzinfo=UTC)
    assert when[2] is not None
    assert when[2].starts == datetime(2026, 12, 3, 16, tzinfo=UTC)


def test_yesterday_is_not_over_everywhere() -> None:
    yesterday = entry("Talk", day=date(2026, 11, 20))
    before = entry("Talk", day=date(2026, 11, 19))
    assert len(leads(PAGE, Holds.EVENTS, [yesterday, before], NOW)) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Title\n\nBody of it", "Title"),
        ("  Short.  ", "Short."),
        ("First sentence. " + "And more words. " * 20, "First sentence."),
        ("word " * 60, ("word " * 31).strip() + "…"),
        ("x" * 500, "x" * 159 + "…"),
    ],
)
def test_a_headline_is_the_beginning_of_a_text(text: str, expected: str) -> None:
    assert headline(text) == expected
