from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from newsdesk.domain.desk import DeskKey, PageRevision, SetUp
from newsdesk.infra.settings import Settings
from newsdesk.services import desk
from newsdesk.store import revisions
from newsdesk.store.database import connect, writing
from newsdesk.store.revisions import Slot
from tests.services.reading import MASTODON, NOW, config

SETTINGS = Settings(
    wiki="https://wiki.example/w/",
    url="https://tool.example/",
    config_page="Newsdesk.json",
    secret="s" * 32,
    database="",
)
REVISION = PageRevision(
    title="Newsdesk.json",
    revid=7,
    parent=6,
    user="Ed",
    time=NOW,
    text=config(MASTODON),
    model="json",
)


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Engine]:
    engine = connect(sqlite_url)
    yield engine
    engine.dispose()


def _set_up(database: Engine, **stored: PageRevision) -> SetUp:
    desk_id = desk.ensure(database, SETTINGS)
    with writing(database) as connection:
        for slot, revision in stored.items():
            revisions.save(connection, desk_id, revision, Slot(slot))
        return desk.set_up(connection, desk_id)


def test_a_desk_is_its_wiki_and_page(database: Engine) -> None:
    assert desk.key(SETTINGS) == DeskKey("https://wiki.example/w/", "Newsdesk.json")
    made = desk.ensure(database, SETTINGS)
    assert desk.ensure(database, SETTINGS) == made
    assert desk.find(database, replace(SETTINGS, config_page="Other.json")) is None


def test_finding_writes_nothing(database: Engine) -> None:
    assert desk.find(database, SETTINGS) is None
    assert desk.find(database, SETTINGS) is None


def test_nothing_stored_is_a_first_run(database: Engine) -> None:
    assert _set_up(database) == SetUp()


def test_the_last_valid_revision_is_in_force(database: Engine) -> None:
    broken = replace(REVISION, revid=8, text="{")
    found = _set_up(database, valid=REVISION, newest=broken)
    assert found.config is not None
    assert found.config.channels[0].account == MASTODON.account
    assert (found.in_force, found.newest) == (REVISION, broken)


def test_a_revision_that_this_version_no_longer_understands_is_not_in_force(
    database: Engine,
) -> None:
    found = _set_up(database, valid=replace(REVISION, text='{"version": 99}'))
    assert (found.config, found.in_force) == (None, None)
