"""Pages of a real wiki, read as channels the whole way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.sync_status import Verdict
from newsdesk.infra import clock
from newsdesk.infra.settings import Settings
from newsdesk.services import board, desk
from newsdesk.services import channel as channels
from newsdesk.services.channel import ChannelPage
from newsdesk.services.refresh import refresh
from newsdesk.store import matches
from newsdesk.store.database import connect
from newsdesk.wiki import page_channel
from tests.fixtures.wiki import PracticeWiki
from tests.services.reading import NEWS, config

EVENTS = Channel(id="events", kind=ChannelKind.WIKI_PAGE, name="Events", page="Events")
MISSING = Channel(id="missing", kind=ChannelKind.WIKI_PAGE, name="Missing", page="No such page")
TEXT = "* 18 November 2026: Hackathon in Berlin is over.\n* 3 November 2026: Gadgets survey.\n"


class Reader:
    """A desk on the practice wiki whose channels are pages."""

    def __init__(self, settings: Settings, engine: Engine) -> None:
        self.settings, self.engine = settings, engine
        self.desk_id = desk.ensure(engine, settings)

    def refresh(self, *, force: bool = True) -> dict[str, int | str]:
        report = refresh(self.settings, self.engine, force=force)
        return {
            one.channel_id: one.failure.key if one.failure else one.changed
            for one in report.channels
        }

    def page(self, channel: Channel) -> ChannelPage:
        found = channels.load(self.engine, self.desk_id, channel.id)
        assert found
        return found

    def texts(self, channel: Channel) -> list[str]:
        return [post.text for post in self.page(channel).posts]


@pytest.fixture
def reader(
    wiki: PracticeWiki, sqlite_url: str, request: pytest.FixtureRequest
) -> Iterator[Reader]:
    page = f"Project:{request.node.name}.json"
    wiki.edit(page, config(EVENTS, MISSING), contentmodel="json")
    for title in (NEWS, EVENTS.page):  # a text that is there already makes no new revision
        wiki.edit(title, f"{TEXT}<!-- {request.node.name} -->")
    engine = connect(sqlite_url)
    settings = Settings(
        wiki=wiki.url, url=wiki.url, config_page=page, secret="s" * 32, database=sqlite_url
    )
    yield Reader(settings, engine)
    engine.dispose()


def test_items_of_a_page_are_posts_that_are_matched_and_shown(
    reader: Reader, wiki: PracticeWiki
) -> None:
    assert reader.refresh() == {"events": 2, "missing": "newsdesk-page-missing"}
    assert reader.texts(EVENTS) == ["Hackathon in Berlin is over.", "Gadgets survey."]
    with reader.engine.connect() as connection:
        found = matches.every(connection, reader.desk_id)
    assert [match.verdict for match in found] == [Verdict.SAME] * 2
    shown = board.load(reader.engine, reader.desk_id, clock.now())
    assert shown
    assert [state.readable for state in shown.channels] == [True, True]
    assert reader.page(EVENTS).address == f"{wiki.server}/wiki/Events"


def test_a_page_that_changed_is_read_again_and_what_is_gone_is_not_shown(
    reader: Reader, wiki: PracticeWiki
) -> None:
    reader.refresh()
    assert reader.refresh()["events"] == 0
    wiki.edit("Events", TEXT.replace("Hackathon", "Camp"))
    assert reader.refresh()["events"] == 2
    assert reader.texts(EVENTS) == ["Camp in Berlin is over.", "Gadgets survey."]


def test_a_page_is_read_no_more_often_than_other_channels(reader: Reader) -> None:
    reader.refresh()
    assert reader.refresh(force=False) == {}
    assert reader.refresh() == {"events": 0}


def test_a_page_that_is_deleted_keeps_what_was_read(reader: Reader, wiki: PracticeWiki) -> None:
    reader.refresh()
    wiki.api(action="delete", post={"title": "Events"})
    assert reader.refresh() == {"events": "newsdesk-page-missing"}
    assert reader.page(EVENTS).state.stream.permanent
    assert len(reader.texts(EVENTS)) == 2


def test_a_fault_in_reading_one_page_spares_the_others(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = page_channel.read

    def broken(*args: object, **names: object) -> object:
        if EVENTS.page in args:
            raise ZeroDivisionError
        return read(*args, **names)  # type: ignore[arg-type]

    monkeypatch.setattr(page_channel, "read", broken)
    assert reader.refresh() == {
        "events": "newsdesk-fetch-fault",
        "missing": "newsdesk-page-missing",
    }
