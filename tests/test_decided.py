"""The practice community's desk: every status for its reason, and what people decide stays."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from newsdesk.domain.sync_status import Cell, SyncStatus
from newsdesk.infra import clock
from newsdesk.infra.settings import Settings
from newsdesk.services import board, desk
from newsdesk.services.board import Board
from newsdesk.services.items import Moved, look_up
from newsdesk.services.refresh import refresh
from newsdesk.store.database import connect
from newsdesk.web import create_app
from sandbox.accounts import EDITOR
from sandbox.story.pages import NEWS_PAGE
from sandbox.story.set_up import DECISIONS
from tests.fixtures.community import Community
from tests.fixtures.editing import browser_of
from tests.fixtures.on_wiki import install_pages
from tests.web.pressing import buttons, press, token_of

RELEASE = "1.45.2"
SURVEY, GERRIT, BUG_DAY = "yearly survey", "Gerrit will be", "bug day on"


@dataclass(frozen=True)
class Tool:
    """The tool with a database of its own, read from the community's wiki and channels."""

    settings: Settings
    engine: Engine

    @property
    def board(self) -> Board:
        """The board as everybody sees it."""
        loaded = board.load(self.engine, desk.ensure(self.engine, self.settings), clock.now())
        assert loaded
        return loaded

    def cell(self, words: str, channel: str) -> Cell:
        """Return where the one item with these words stands on a channel."""
        [row] = [row for row in self.board.rows if words in row.item.text]
        return next(cell for cell in row.cells if cell.channel_id == channel)

    def item(self, words: str) -> str:
        """Return the id of the one item with these words."""
        [row] = [row for row in self.board.rows if words in row.item.text]
        return row.item.id

    def refresh(self) -> None:
        report = refresh(self.settings, self.engine, force=True)
        assert report.ran
        assert report.wiki is None
        assert not [one for one in report.channels if one.failure]


@pytest.fixture(scope="module")
def tool(community: Community) -> Iterator[Tool]:
    engine = connect(community.settings.database)
    yield Tool(community.settings, engine)
    engine.dispose()


@pytest.fixture(scope="module")
def anew(community: Community, migrated_sqlite: Path) -> Iterator[Callable[[], Tool]]:
    """Begin with an empty database, and read all of it from the wiki and the channels."""
    made: list[Engine] = []

    def begin() -> Tool:
        file = community.folder / f"anew{len(made)}.sqlite"
        shutil.copy(migrated_sqlite, file)
        settings = replace(community.settings, database=f"sqlite:///{file}")
        made.append(connect(settings.database))
        new = Tool(settings, made[-1])
        new.refresh()
        return new

    yield begin
    for engine in made:
        engine.dispose()


@pytest.fixture(scope="module")
def shown(tool: Tool) -> Board:
    return tool.board


@pytest.fixture(scope="module")
def browser(community: Community, tool: Tool) -> FlaskClient:
    app = create_app(tool.settings)
    return browser_of(app, tool.engine, tool.settings, community.wiki, EDITOR)


STATUSES = [
    ("mastodon", RELEASE, SyncStatus.POSTED),
    ("mastodon", "A gallery of wikis", SyncStatus.SHARED),
    ("mastodon", "Codex 2.7 is out", SyncStatus.MISSING),
    ("bluesky", "Office hour of the Extension developers", SyncStatus.WANTED),
    ("linkedin", GERRIT, SyncStatus.EXEMPT),
    ("facebook", "translation sprint for Hindi", SyncStatus.EXEMPT),
    ("mastodon", "team on the community channel", SyncStatus.UNSURE),
    ("telegram", RELEASE, SyncStatus.DIFFERS),
    ("bluesky", "Documentation sprint", SyncStatus.DIFFERS),
    ("x", RELEASE, SyncStatus.UNKNOWN),
    ("announce", "Codex 2.7 is out", SyncStatus.NOT_EXPECTED),
    ("linkedin", SURVEY, SyncStatus.POSTED),
]


@pytest.mark.parametrize(("channel", "words", "status"), STATUSES)
def test_each_sync_status_is_there_for_its_reason(
    shown: Board, channel: str, words: str, status: SyncStatus
) -> None:
    [row] = [row for row in shown.rows if words in row.item.text]
    assert {cell.channel_id: cell.status for cell in row.cells}[channel] is status


def test_no_sync_status_is_missing(shown: Board) -> None:
    found = {cell.status for row in shown.rows for cell in row.cells}
    assert found == set(SyncStatus) == {status for _, _, status in STATUSES} | {SyncStatus.PAST}
    oldest = min(shown.rows, key=lambda row: row.item.date)
    assert oldest.cells[0].status is SyncStatus.PAST


@pytest.mark.parametrize(
    ("channel", "words", "said"),
    [
        ("mastodon", RELEASE, "same link; both name 1.45.2, 1.44.4, 1.43.6; both say: "),
        ("telegram", RELEASE, "the post says 1.45.3"),
        ("bluesky", "Documentation sprint", "the post says 52"),
        ("linkedin", GERRIT, "only developers need to know"),
        ("linkedin", GERRIT, "A person settled that it is not for LinkedIn."),
        ("linkedin", SURVEY, "https://www.linkedin.com/feed/update/"),
    ],
)
def test_the_evidence_is_on_the_items_page(
    tool: Tool, shown: Board, browser: FlaskClient, channel: str, words: str, said: str
) -> None:
    [row] = [row for row in shown.rows if words in row.item.text]
    page = browser.get(f"/item/{row.item.id}").text
    assert said in place(page, channel)


def place(page: str, channel: str) -> str:
    """Return what an item's page says of one channel, as it is read."""
    row = page.split(f'<tr id="{channel}"')[1].split("</tr>", maxsplit=1)[0]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", row)).split())


def test_a_split_is_respected_ever_after(
    community: Community, tool: Tool, browser: FlaskClient, anew: Callable[[], Tool]
) -> None:
    """After the next refresh, after rewording, and with a database that was built anew."""
    post = tool.cell(BUG_DAY, "mastodon").post
    assert post
    first = tool.item(BUG_DAY)
    split(browser, first, post.url)
    assert tool.cell(BUG_DAY, "mastodon").status is SyncStatus.POSTED
    assert "Not yet published" in place(browser.get(f"/item/{first}").text, "mastodon")
    publish(browser)
    page = f"{DECISIONS}/{first[:4]}.json"
    newest = community.wiki.history(page)[0]
    assert newest["user"] == EDITOR.name
    assert newest["comment"].startswith("Newsdesk: not the same on Mastodon: Volunteers wanted")
    said = json.loads(community.wiki.text(page))["items"][first]["channels"]
    assert said == {"mastodon": {"not": [post.url]}}
    assert_split(tool, post.url)
    tool.refresh()
    assert_split(tool, post.url)
    news = community.wiki.text(NEWS_PAGE)
    reworded = news.replace("Volunteers wanted: [[Bug days|bug day]]", "A [[bug days|bug day]]")
    assert reworded != news
    community.wiki.edit(NEWS_PAGE, reworded)
    tool.refresh()
    assert tool.item(BUG_DAY) != first
    assert_split(tool, post.url)
    new = anew()
    assert_split(new, post.url)
    assert new.cell(SURVEY, "linkedin").status is SyncStatus.POSTED


def split(browser: FlaskClient, item: str, address: str) -> None:
    """Say on the item's page that a post is about something else."""
    page = browser.get(f"/item/{item}")
    offered = [dict(parse_qsl(one.attributes["value"])) for one in buttons(page, "Not the same")]
    [wish] = [one for one in offered if (one["channel"], one["address"]) == ("mastodon", address)]
    answer = browser.post("/decide", data=wish | {"csrf_token": token_of(page.text)})
    assert (answer.status_code, wish["item"]) == (303, item)


def publish(browser: FlaskClient) -> None:
    """Look at what waits, and publish it."""
    asked = press(browser, browser.get("/decisions"), "Publish")
    review = browser.get(asked.location)
    assert "diff-addedline" in review.text
    assert press(browser, review, "Publish").status_code == 303


def assert_split(tool: Tool, address: str) -> None:
    """The post is none of the item's, and nothing else is taken for it."""
    cell = tool.cell(BUG_DAY, "mastodon")
    assert (cell.status, cell.settled.not_same) == (SyncStatus.MISSING, (address,))


def test_an_item_is_found_by_the_words_it_had_first(tool: Tool, shown: Board) -> None:
    item = next(row.item for row in shown.rows if SURVEY in row.item.text)
    old = f"{item.date}-please-fill-in-the-site-admins"
    assert old != item.id
    its_desk = desk.ensure(tool.engine, tool.settings)
    assert look_up(tool.engine, its_desk, old) == Moved(item.id)


def test_the_newest_items_are_not_yet_marked_for_translation(shown: Board) -> None:
    on_page = [row.item.marked for row in shown.rows if row.item.page == NEWS_PAGE]
    assert on_page[0] is False
    assert on_page[-1] is True


@pytest.mark.parametrize("title", ["Main Page", NEWS_PAGE, "News/Archive"])
def test_the_wiki_shows_the_news_without_red_links(community: Community, title: str) -> None:
    install_pages(community.wiki, community.settings)
    shown = community.wiki.api(action="parse", page=title, prop="text")["parse"]["text"]
    assert shown.count("<li>") > 15
    for fault in ('class="new"', "tvar", "translate&gt;", "UNIQ"):
        assert fault not in shown
