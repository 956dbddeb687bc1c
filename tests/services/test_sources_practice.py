"""The practice community's places to look, read as the tool does and as a viewer meets them."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from newsdesk.domain.desk import DeskKey, Holds, Source
from newsdesk.domain.lead import Lead
from newsdesk.infra import clock, messages
from newsdesk.infra.http import Door
from newsdesk.infra.settings import Settings
from newsdesk.services import sources
from newsdesk.services.read_sources import read_due
from newsdesk.services.reading import Reading
from newsdesk.services.schedule import BUSY
from newsdesk.store import desks, leads
from newsdesk.store.database import writing
from newsdesk.sync.upcoming import Phase, in_words, phase
from newsdesk.wiki.session import anonymous
from sandbox.practice import Practice
from sandbox.story.set_up import CALENDAR, TECH_NEWS
from tests.fixtures.practice import PRACTICE_NOW

SOURCES = (
    Source(id="technews", kind="feed", url=TECH_NEWS),
    Source(id="calendar", kind="calendar", url=CALENDAR),
    Source(id="blog", kind="feed", url="https://blog.practice.example/feed.atom"),
)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def found(
    engine: Engine, practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> dict[str, list[Lead]]:
    """Return the leads of each source, once all were read."""
    monkeypatch.setattr(clock, "now", lambda: PRACTICE_NOW)
    settings = Settings(
        wiki="http://127.0.0.1/w/",
        url="http://127.0.0.1:8000/",
        config_page="C.json",
        secret="s" * 32,
        database="",
        practice_origins=practice.origins,
    )
    with writing(engine) as connection:
        desk_id = desks.ensure(connection, DeskKey("w", "p"), now=PRACTICE_NOW)
    reading = Reading(
        settings=settings,
        engine=engine,
        desk_id=desk_id,
        door=Door(settings),
        oldest=None,
        beat=lambda: None,
    )
    reports = read_due(reading, anonymous(settings), SOURCES, BUSY)
    assert [one.failure for one in reports] == [None] * 3
    with engine.connect() as connection:
        states = sources.states(connection, desk_id, SOURCES)
        assert {key: sources.held(one) for key, one in states.items()} == {
            "technews": Holds.ISSUES,
            "calendar": Holds.EVENTS,
            "blog": Holds.NEWS,
        }
        return {one.id: leads.of_source(connection, desk_id, one.id) for one in SOURCES}


def test_tech_news_gives_the_items_of_its_newest_issue(found: dict[str, list[Lead]]) -> None:
    items = found["technews"]
    assert [one.section for one in items] == [
        "Updates for editors",
        "Updates for editors",
        "Updates for technical contributors",
        "Updates for technical contributors",
        "Meetings and events",
    ]
    assert len({one.url for one in items}) == 1
    assert all(one.links for one in items)
    assert not any("prepared by" in one.text for one in items)


def test_the_calendar_gives_what_is_to_come_in_the_viewers_words(
    found: dict[str, list[Lead]],
) -> None:
    words = messages.translator(messages.load(), "en")
    said = {
        one.native_id.partition("@")[0]: words.plain(in_words(one.when, BERLIN)).partition(", ")[2]
        for one in reversed(found["calendar"])
        if one.when and phase(one.when, PRACTICE_NOW, BERLIN) in {Phase.UPCOMING, Phase.TODAY}
    }
    assert said == {
        "translators": "all day",
        "meet-up": "18:30 (time as written)",
        "triage": "19:00–20:00 CET",
        "talk": "18:00–19:00 CET",
        "hackathon": "",
    }


def test_the_blog_gives_what_it_said_lately(found: dict[str, list[Lead]]) -> None:
    assert found["blog"]
    assert all(one.time >= PRACTICE_NOW - timedelta(days=30) for one in found["blog"])
    assert all(one.url.startswith("https://") for one in found["blog"])
