"""A desk where nothing waits, one without any credential, one whose every channel fails."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import expect

from newsdesk.domain.round import Step
from newsdesk.infra.settings import Settings
from newsdesk.services.refresh import refresh
from newsdesk.store.database import connect
from newsdesk.web import create_app
from sandbox.accounts import EDITOR
from sandbox.practice import Fault
from sandbox.story.pages import SET_UP
from sandbox.story.set_up import NEWS_PAGE
from tests.fixtures.browser import Windows
from tests.fixtures.community import Community
from tests.fixtures.editing import browser_of
from tests.fixtures.html import read
from tests.fixtures.tool import served
from tests.web.pressing import press

EMPTY = {"version": 1, "news": {"page": NEWS_PAGE}, "channels": []}
NEEDED = {
    Step.MENTIONS: "channels",
    Step.TIMELINE: "follow",
    Step.SOURCES: "sources",
    Step.NEWS: "news.basis",
    Step.CHANNELS: "channels",
}


@dataclass(frozen=True)
class Desk:
    """A desk that was read into a database of its own, and an editor in front of it."""

    settings: Settings
    editor: FlaskClient

    def says(self, step: Step) -> str:
        """Return the words of a step's page."""
        page = self.editor.get(f"/round/{step}")
        assert page.status_code == 200
        [main] = read(page.text).all("main")
        return " ".join(main.text.split())


@pytest.fixture
def quiet(community: Community, migrated_sqlite: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk with a news page, and nothing else."""
    before = community.wiki.text(SET_UP)
    community.wiki.edit(SET_UP, json.dumps(EMPTY))
    with read_anew(community, migrated_sqlite, tmp_path) as desk:
        yield desk
    community.wiki.edit(SET_UP, before)


@pytest.fixture
def trustless(community: Community, migrated_sqlite: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk without a credential, which reads what everybody may."""
    with read_anew(community, migrated_sqlite, tmp_path) as desk:
        yield desk


@pytest.fixture
def failing(community: Community, migrated_sqlite: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk that has never been able to read a channel or a source on a network."""
    for origin in community.practice.origins:
        community.practice.fail(origin, Fault.BROKEN)
    with read_anew(community, migrated_sqlite, tmp_path) as desk:
        yield desk
    community.practice.recover()


@contextmanager
def read_anew(community: Community, empty: Path, folder: Path) -> Iterator[Desk]:
    """Read the community into a database of its own."""
    database = folder / "newsdesk.sqlite"
    shutil.copy(empty, database)
    settings = replace(community.settings, database=f"sqlite:///{database}")
    engine = connect(settings.database)
    report = refresh(settings, engine, force=True)
    assert report.ran
    app = create_app(settings)
    yield Desk(settings, browser_of(app, engine, settings, community.wiki, EDITOR))
    engine.dispose()


def test_at_a_desk_with_nothing_but_a_news_page_nothing_waits(quiet: Desk) -> None:
    assert quiet.editor.get("/round").location == "/round/mentions"
    for step in Step:
        page = quiet.says(step)
        assert page.count("0 waiting") == len(Step)
        assert "Nothing waiting. That was all." in page
        assert "Finish your round" in page
    assert "names no wiki page as “suggestions”" in quiet.says(Step.SUGGESTIONS)
    for step, key in NEEDED.items():
        assert f"says nothing under “{key}”" in quiet.says(step)
    done = press(quiet.editor, quiet.editor.get("/round/mentions"), "Finish round")
    assert "Your round is finished" in quiet.editor.get(done.location).text
    assert "Your last round:" in quiet.says(Step.MENTIONS)


def test_without_a_credential_a_round_has_what_everybody_may_read(trustless: Desk) -> None:
    counts = re.findall(r"(\d+) waiting", trustless.says(Step.MENTIONS))
    assert all(int(count) for count in counts)
    mentions = trustless.says(Step.MENTIONS)
    for name in ("Bluesky", "X", "Facebook"):
        assert f"{name}: Not read: a credential is needed" in mentions
        assert f"Look at {name} yourself" in mentions
    assert "on Mastodon" in mentions
    assert "says nothing under" not in mentions
    timeline = trustless.says(Step.TIMELINE)
    assert "X: Not read: a credential is needed" in timeline
    assert "Bluesky: Not read" not in timeline, "whom it follows is not asked for here"
    assert "Hackathon" in trustless.says(Step.SOURCES)


def test_where_every_channel_fails_the_rest_of_a_round_goes_on(failing: Desk) -> None:
    channels = failing.says(Step.CHANNELS)
    for name in ("Mastodon", "Bluesky", "Telegram"):
        assert f"{name} could not be read since" in channels
        assert f"Look at {name} yourself" in channels
    assert "is out of order (error 500). Next try:" in channels
    assert "Draft for LinkedIn" in channels, "nothing has to be read where people say it by hand"
    sources = failing.says(Step.SOURCES)
    assert "calendar could not be read since" in sources
    assert "Hackathon in Example City" in sources, "the wiki's own pages are read all the same"
    assert "Look at Mastodon yourself" in failing.says(Step.MENTIONS)
    assert "Mastodon could not be read since" in failing.says(Step.MENTIONS)
    assert "Answer" in failing.says(Step.SUGGESTIONS)


@pytest.mark.parametrize("name", ["quiet", "trustless", "failing"])
def test_in_a_browser_each_desk_is_a_page_without_a_fault(
    name: str, request: pytest.FixtureRequest, windows: Windows
) -> None:
    desk: Desk = request.getfixturevalue(name)
    with served(desk.settings) as url:
        for window, what in windows.on_every_screen(f"{url}round/channels"):
            expect(window.page.locator(".nd-steps li")).to_have_count(len(Step))
            assert window.overflow() <= 0, what
            assert window.complaints == [], what
