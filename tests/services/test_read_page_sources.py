"""Pages of a real wiki as places to look, read with the whole refresh."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from newsdesk.domain.desk import Holds
from newsdesk.domain.lead import Lead, LeadKind
from newsdesk.infra import clock
from newsdesk.infra.settings import Settings
from newsdesk.services import desk, sources
from newsdesk.services.refresh import refresh
from newsdesk.services.sources import SourceState
from newsdesk.store import leads
from newsdesk.store.database import connect
from tests.fixtures.wiki import PracticeWiki
from tests.services.reading import NEWS

EVENTS, ISSUE = "Our events", "Newsletter"
ITEMS = "'''Updates'''\n* Night mode is on every [[skin]].\n* Uploads work again.\n"


def day(ahead: int) -> date:
    return (clock.now() + timedelta(days=ahead)).date()


def events(*lines: str) -> str:
    """Write a page of events: what is to come, and what was."""
    past = f"{day(-9):%-d %B %Y}"
    return "== Coming ==\n" + "\n".join(lines) + f"\n== Past ==\n* {past}: Conference\n"


class Reader:
    """A desk on the practice wiki whose sources are pages."""

    def __init__(self, settings: Settings, engine: Engine) -> None:
        self.settings, self.engine = settings, engine
        self.desk_id = desk.ensure(engine, settings)

    def refresh(self) -> dict[str, SourceState]:
        assert refresh(self.settings, self.engine, force=True).wiki is None
        with self.engine.connect() as connection:
            config = desk.set_up(connection, self.desk_id).config
            assert config
            found = sources.overview(connection, self.desk_id, config)
        return {one.source.id: one for one in found}

    def leads(self, source_id: str) -> list[Lead]:
        with self.engine.connect() as connection:
            return leads.of_source(connection, self.desk_id, source_id)


@pytest.fixture
def reader(
    wiki: PracticeWiki, sqlite_url: str, request: pytest.FixtureRequest
) -> Iterator[Reader]:
    page = f"Project:{request.node.name}.json"
    value = {
        "version": 1,
        "news": {"page": NEWS},
        "sources": [
            # What a page has no use for does not make it another place.
            {"id": "events", "kind": "wiki-page", "page": EVENTS, "url": "https://no.example/"},
            {"id": "letter", "kind": "wiki-page", "page": ISSUE, "holds": "issues"},
            {"id": "nowhere", "kind": "wiki-page", "page": "No such page"},
        ],
    }
    wiki.edit(page, json.dumps(value), contentmodel="json")
    wiki.edit(NEWS, f"* 18 November 2026: One\n<!-- {request.node.name} -->")
    talk = f"* {day(4):%-d %B %Y}, 17:00 UTC: [[Tech talk]] about parsers"
    wiki.edit(EVENTS, events(talk) + f"<!-- {request.node.name} -->")
    wiki.edit(ISSUE, f"{ITEMS}<!-- {request.node.name} -->")
    engine = connect(sqlite_url)
    settings = Settings(
        wiki=wiki.url, url=wiki.url, config_page=page, secret="s" * 32, database=sqlite_url
    )
    yield Reader(settings, engine)
    engine.dispose()


def test_pages_give_events_and_the_items_of_an_issue(reader: Reader, wiki: PracticeWiki) -> None:
    found = reader.refresh()
    assert {key: (one.holds, one.leads) for key, one in found.items()} == {
        "events": (Holds.EVENTS, 1),
        "letter": (Holds.ISSUES, 2),
        "nowhere": (None, 0),
    }
    failure = found["nowhere"].state.failure
    assert failure
    assert failure.key == "newsdesk-page-missing"
    (talk,) = reader.leads("events")
    assert (talk.kind, talk.section) == (LeadKind.EVENT, "Coming")
    assert talk.links == (f"{wiki.server}/wiki/Tech_talk",)
    assert talk.when
    assert talk.when.first == day(4)
    assert talk.when.starts
    assert f"{talk.when.starts:%H:%M}" == "17:00"
    items = reader.leads("letter")
    assert [(one.kind, one.section, one.text) for one in items] == [
        (LeadKind.NEWS, "Updates", "Night mode is on every skin."),
        (LeadKind.NEWS, "Updates", "Uploads work again."),
    ]


def test_a_page_that_changed_is_read_again(reader: Reader, wiki: PracticeWiki) -> None:
    reader.refresh()
    before = reader.leads("events")
    assert reader.refresh()["events"].leads == 1
    assert reader.leads("events") == before
    line = f"* {day(4):%-d %B %Y}, 17:00 UTC: [[Tech talk]] about all parsers"
    more = f"* {day(6):%-d %B %Y}: Office hour"
    wiki.edit(EVENTS, events(line, more))
    assert reader.refresh()["events"].leads == 2
    after = {one.native_id: one for one in reader.leads("events")}
    # What was reworded is still the same, so nobody deals with it again.
    assert "all parsers" in after[before[0].native_id].text
    wiki.edit(EVENTS, events(more))
    assert [one.text for one in reader.leads("events")] != ["Office hour"]
    reader.refresh()
    assert [one.text for one in reader.leads("events")] == ["Office hour"]


def test_a_calendar_without_plans_is_still_none_of_news(
    reader: Reader, wiki: PracticeWiki
) -> None:
    reader.refresh()
    wiki.edit(EVENTS, events())
    found = reader.refresh()["events"]
    assert (found.holds, found.leads) == (Holds.EVENTS, 0)


def test_a_page_that_is_deleted_keeps_what_was_read(reader: Reader, wiki: PracticeWiki) -> None:
    reader.refresh()
    wiki.api(action="delete", post={"title": EVENTS})
    found = reader.refresh()["events"]
    assert found.state.permanent
    assert found.leads == 1
