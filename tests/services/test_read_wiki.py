from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from newsdesk.domain.desk import DeskKey, PageRevision, SetUp
from newsdesk.domain.site import Site
from newsdesk.infra import clock
from newsdesk.infra.settings import Settings
from newsdesk.services import desk, read_wiki, stored_pages
from newsdesk.store import desks, items, revisions
from newsdesk.store.database import connect, writing
from newsdesk.wiki.pages import current
from newsdesk.wiki.session import anonymous
from tests.fixtures.wiki import PracticeWiki
from tests.services.reading import BLUESKY, MASTODON, config

NEWS, ARCHIVE = "Project:News", "Project:News/Archive"
VALID = config(MASTODON, page=NEWS, archive=ARCHIVE)


class Reader:
    """A desk that reads the practice wiki; each test has a configuration page of its own."""

    def __init__(self, wiki: PracticeWiki, engine: Engine, page: str) -> None:
        self.wiki, self.engine, self.page = wiki, engine, page
        self.settings = Settings(
            wiki=wiki.url, url=wiki.url, config_page=page, secret="s" * 32, database=""
        )
        with writing(engine) as connection:
            key = DeskKey(wiki.url, page)
            self.desk_id = desks.ensure(connection, key, now=clock.now())

    def read(self, *, force: bool = True) -> str | None:
        failure = read_wiki.read(anonymous(self.settings), self.engine, self.desk_id, force=force)
        return failure.key if failure else None

    def save(self, text: str) -> int:
        return self.wiki.edit(self.page, text, contentmodel="json")

    def set_up(self) -> SetUp:
        with self.engine.connect() as connection:
            return desk.set_up(connection, self.desk_id)

    def items(self, title: str = NEWS) -> list[str]:
        with self.engine.connect() as connection:
            return [one.text for one in items.of_page(connection, self.desk_id, title)]

    def version(self) -> int:
        with self.engine.connect() as connection:
            return desks.version(connection, self.desk_id)


@pytest.fixture(scope="module")
def pages(wiki: PracticeWiki) -> PracticeWiki:
    wiki.edit(NEWS, "* 18 November 2026: Released.\n* 3 November 2026: Survey.\n")
    wiki.edit(ARCHIVE, "* 1 May 2020: Long ago.\n* 2 April 2020: Longer ago.\n")
    return wiki


@pytest.fixture
def reader(
    pages: PracticeWiki, sqlite_url: str, request: pytest.FixtureRequest
) -> Iterator[Reader]:
    engine = connect(sqlite_url)
    yield Reader(pages, engine, f"Project:{request.node.name}.json")
    engine.dispose()


def test_configuration_items_and_site_are_stored(reader: Reader) -> None:
    revid = reader.save(VALID)
    assert reader.read() is None
    set_up = reader.set_up()
    assert set_up.config is not None
    assert [channel.id for channel in set_up.config.channels] == ["mastodon"]
    assert set_up.in_force == set_up.newest
    assert set_up.newest is not None
    assert set_up.newest.revid == revid
    assert set_up.problems == ()
    assert set_up.checked is not None
    assert reader.items() == ["Released.", "Survey."]
    assert reader.items(ARCHIVE) == ["Long ago.", "Longer ago."]
    with reader.engine.connect() as connection:
        site = desks.site(connection, reader.desk_id)
    assert site is not None
    assert site.server == reader.wiki.server


def test_without_a_page_there_is_no_set_up(reader: Reader) -> None:
    assert reader.read() is None
    set_up = reader.set_up()
    assert (set_up.config, set_up.in_force, set_up.newest) == (None, None, None)
    assert set_up.checked is not None


def test_a_broken_revision_leaves_the_last_valid_one_in_force(reader: Reader) -> None:
    good = reader.save(VALID)
    reader.read()
    bad = reader.save(VALID.replace('"kind": "mastodon"', '"kind": "mastodont"'))
    reader.read()
    set_up = reader.set_up()
    assert set_up.config is not None
    assert set_up.in_force is not None
    assert set_up.newest is not None
    assert (set_up.in_force.revid, set_up.newest.revid) == (good, bad)
    assert [problem.place for problem in set_up.problems] == ["channels[0].kind"]
    mended = reader.save(config(BLUESKY, page=NEWS))
    reader.read()
    set_up = reader.set_up()
    assert set_up.in_force is not None
    assert (set_up.in_force.revid, set_up.problems) == (mended, ())


def test_a_deleted_page_leaves_the_last_valid_revision_in_force(reader: Reader) -> None:
    reader.save(VALID)
    reader.read()
    reader.wiki.api(action="delete", post={"title": reader.page})
    _let_replicas_catch_up(reader, reader.page)
    reader.read()
    set_up = reader.set_up()
    assert set_up.newest is None
    assert set_up.config is not None


def test_the_wiki_is_asked_once_a_minute(reader: Reader) -> None:
    reader.save(VALID)
    assert reader.read(force=False) is None
    reader.save("{}")
    before = reader.version()
    assert reader.read(force=False) is None
    assert reader.set_up().problems == ()
    assert reader.version() == before
    with writing(reader.engine) as connection:
        minute_ago = clock.now() - timedelta(minutes=1)
        revisions.set_checked(connection, reader.desk_id, [reader.page], now=minute_ago)
    assert reader.read(force=False) is None
    assert reader.set_up().problems != ()


def test_a_news_page_that_vanished_has_no_items(reader: Reader) -> None:
    reader.save(config(MASTODON, page="Project:Vanishing"))
    reader.wiki.edit("Project:Vanishing", "* 18 November 2026: A.\n* 17 November 2026: B.\n")
    reader.read()
    assert reader.items("Project:Vanishing") == ["A.", "B."]
    reader.wiki.api(action="delete", post={"title": "Project:Vanishing"})
    _let_replicas_catch_up(reader, "Project:Vanishing")
    reader.read()
    assert reader.items("Project:Vanishing") == []


def test_another_news_page_is_read_at_once(reader: Reader) -> None:
    reader.save(config(MASTODON, page=NEWS))
    reader.read()
    assert reader.items(ARCHIVE) == []
    reader.save(config(MASTODON, page=ARCHIVE))
    reader.read()
    assert reader.items(ARCHIVE) == ["Long ago.", "Longer ago."]


def test_a_replica_that_lags_does_not_take_an_edit_back(reader: Reader) -> None:
    reader.save(config(MASTODON, page="Project:Lagging"))
    reader.wiki.edit("Project:Lagging", "* 18 November 2026: A.\n* 17 November 2026: B.\n")
    reader.read()
    found = current(anonymous(reader.settings), ["Project:Lagging"])["Project:Lagging"]
    assert found is not None
    with writing(reader.engine) as connection:
        site = desks.site(connection, reader.desk_id)
        assert site is not None
        ahead = _ahead(found)
        read_wiki.take_news(connection, reader.desk_id, "Project:Lagging", ahead, site)
    reader.read()
    assert reader.items("Project:Lagging") == ["New.", "B."]
    _let_replicas_catch_up(reader, "Project:Lagging")
    reader.read()
    assert reader.items("Project:Lagging") == ["A.", "B."]


def test_items_that_change_are_to_be_matched(reader: Reader) -> None:
    reader.save(VALID)
    reader.read()
    with writing(reader.engine) as connection:
        desks.set_matched(connection, reader.desk_id, "here")
    reader.read()
    assert _matched_by(reader) == "here"
    with writing(reader.engine) as connection:
        items.replace(connection, reader.desk_id, NEWS, [])
    reader.read()
    assert _matched_by(reader) == ""


def test_a_wiki_that_fails_is_said(reader: Reader) -> None:
    reader.save(VALID)
    reader.read()
    reader.wiki.switch(lag=99)
    try:
        before = reader.version()
        assert reader.read() == "newsdesk-wiki-error"
        failing = reader.set_up()
        reader.read()
    finally:
        reader.wiki.switch()
    assert failing.config is not None
    assert failing.failure is not None
    assert failing.failure.key == "newsdesk-wiki-error"
    assert failing.failed_since is not None
    assert reader.set_up().failed_since == failing.failed_since
    assert reader.version() == before + 1, "a failure that lasts is no news"
    assert reader.read() is None
    assert (reader.set_up().failure, reader.set_up().failed_since) == (None, None)


def test_the_site_is_asked_once_a_day(reader: Reader) -> None:
    reader.save(VALID)
    reader.read()
    with writing(reader.engine) as connection:
        old = Site(name="Old name", server=reader.wiki.server, extensions=())
        desks.set_site(connection, reader.desk_id, old, now=clock.now())
    reader.read()
    assert _site_name(reader) == "Old name"
    with writing(reader.engine) as connection:
        yesterday = clock.now() - timedelta(days=1)
        desks.set_site(connection, reader.desk_id, old, now=yesterday)
    reader.read()
    assert _site_name(reader) != "Old name"


def test_what_a_former_version_stored_of_the_site_is_asked_for_at_once(reader: Reader) -> None:
    reader.save(VALID)
    reader.read()
    with writing(reader.engine) as connection:
        former = Site(name="Old name", server=reader.wiki.server)
        desks.set_site(connection, reader.desk_id, former, now=clock.now())
    reader.read()
    assert _site_name(reader) != "Old name"


def _site_name(reader: Reader) -> str:
    with reader.engine.connect() as connection:
        site = desks.site(connection, reader.desk_id)
    assert site is not None
    return site.name


def _matched_by(reader: Reader) -> str:
    with reader.engine.connect() as connection:
        return desks.matched_by(connection, reader.desk_id)


def _ahead(found: PageRevision) -> PageRevision:
    """Return the revision that an edit just made of this one, as no replica knows it yet."""
    text = found.text.replace("A.", "New.")
    return replace(found, revid=found.revid + 1_000_000, text=text, read=clock.now())


def _let_replicas_catch_up(reader: Reader, title: str) -> None:
    """Let what is stored be old enough for any replica to know it."""
    with writing(reader.engine) as connection:
        stored = revisions.get(connection, reader.desk_id, title)
        assert stored is not None
        long_ago = clock.now() - stored_pages.LAG
        revisions.save(connection, reader.desk_id, replace(stored, read=long_ago))
