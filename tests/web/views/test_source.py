from __future__ import annotations

from datetime import UTC, datetime, timedelta

from newsdesk.domain.desk import Holds, Source
from newsdesk.domain.fetch import StreamState
from newsdesk.domain.message import msg
from newsdesk.domain.site import Site
from newsdesk.infra import messages
from newsdesk.services.sources import SourceState
from newsdesk.web.views.source import SourceView, view

NOW = datetime(2026, 11, 21, 14, 20, tzinfo=UTC)
SITE = Site(name="Wiki", server="https://wiki.example")
FEED = Source(id="technews", kind="feed", url="https://feed.example/")
PAGE = Source(id="events", kind="wiki-page", page="Our events")


def shown(source: Source, state: StreamState, holds: Holds | None, leads: int) -> SourceView:
    found = SourceState(source=source, state=state, holds=holds, leads=leads)
    return view(found, SITE, NOW.date())


def said(found: SourceView) -> list[str]:
    words = messages.translator(messages.load(), "en")
    lines = [*found.lines, found.failure, found.then]
    return [words.plain(line) for line in lines if line]


def test_a_place_that_is_read_says_what_it_holds() -> None:
    found = shown(FEED, StreamState(last_read=NOW), Holds.ISSUES, 5)
    assert (found.name, found.href) == ("technews", "https://feed.example/")
    assert said(found) == [
        "Feed", "holds issues that list news", "Read 14:20 UTC", "5 entries found"
    ]  # fmt: skip


def test_a_page_is_called_by_its_title() -> None:
    found = shown(PAGE, StreamState(), None, 0)
    assert (found.name, found.href) == ("Our events", "https://wiki.example/wiki/Our_events")
    assert said(found) == ["Page of this wiki", "Not read yet"]


def test_a_place_that_fails_says_why_since_when_and_when_it_is_tried_again() -> None:
    state = StreamState(
        failure=msg("newsdesk-fetch-not-found", "feed.example"),
        failed_since=NOW - timedelta(hours=1),
        next_try=NOW + timedelta(hours=1),
        failures=2,
        permanent=True,
    )
    found = said(shown(FEED, state, Holds.NEWS, 1))
    assert found[:4] == ["Feed", "holds news", "Not read since 13:20 UTC", "one entry found"]
    assert "feed.example knows no such page" in found[4]
    assert "15:20 UTC" in found[5]
