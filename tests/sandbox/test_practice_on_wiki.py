"""The seeded wiki and the practice channels together give a board that has everything on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from newsdesk.domain.sync_status import SyncStatus
from newsdesk.infra.settings import Settings
from newsdesk.services import board, desk
from newsdesk.services.board import Board
from newsdesk.services.items import Moved, look_up
from newsdesk.services.refresh import RefreshReport, refresh
from newsdesk.store import migrate
from newsdesk.store.database import connect
from sandbox.practice import start
from sandbox.story.pages import NEWS_PAGE, SET_UP
from tests.fixtures.practice import PRACTICE_NOW
from tests.fixtures.wiki import PracticeWiki


@pytest.fixture(scope="module")
def settings(wiki: PracticeWiki, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    database: Path = tmp_path_factory.mktemp("database") / "newsdesk.sqlite"
    with start(PRACTICE_NOW.date(), wiki=wiki.server) as channels:
        yield Settings(
            wiki=wiki.url,
            url="http://127.0.0.1:8000/",
            config_page=SET_UP,
            secret="s" * 32,
            database=f"sqlite:///{database}",
            practice_origins=channels.origins,
        )


@pytest.fixture(scope="module")
def engine(settings: Settings) -> Iterator[Engine]:
    engine = connect(settings.database)
    migrate.upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def report(settings: Settings, engine: Engine) -> RefreshReport:
    return refresh(settings, engine)


@pytest.fixture(scope="module")
def shown(settings: Settings, engine: Engine, report: RefreshReport) -> Board:
    loaded = board.load(engine, desk.ensure(engine, settings), PRACTICE_NOW)
    assert loaded
    return loaded


def test_everything_that_can_be_read_is_read(report: RefreshReport) -> None:
    assert report.wiki is None
    changed = {channel.channel_id: channel.changed for channel in report.channels}
    assert not any(channel.failure for channel in report.channels)
    assert changed["mastodon"] > 200
    assert changed["bluesky"] > 100
    assert changed["telegram"] > 50
    assert changed["planet"] > 30
    assert changed["events"] == 8


def test_the_board_shows_every_sync_status(shown: Board) -> None:
    statuses = {cell.status for row in shown.rows for cell in row.cells}
    assert statuses == set(SyncStatus)


def test_the_newest_items_are_not_yet_marked_for_translation(shown: Board) -> None:
    on_page = [row.item.marked for row in shown.rows if row.item.page == NEWS_PAGE]
    assert on_page[0] is False
    assert on_page[-1] is True


def test_an_item_is_found_by_the_words_it_had_first(
    settings: Settings, engine: Engine, shown: Board
) -> None:
    item = next(row.item for row in shown.rows if "yearly survey" in row.item.text)
    old = f"{item.date}-please-fill-in-the-site-admins"
    assert old != item.id
    assert look_up(engine, desk.ensure(engine, settings), shown, old) == Moved(item.id)


@pytest.mark.parametrize("title", ["Main Page", NEWS_PAGE, "News/Archive"])
def test_the_wiki_shows_the_news_without_red_links(wiki: PracticeWiki, title: str) -> None:
    html = wiki.api(action="parse", page=title, prop="text")["parse"]["text"]
    assert html.count("<li>") > 15
    for fault in ('class="new"', "tvar", "translate&gt;", "UNIQ"):
        assert fault not in html
