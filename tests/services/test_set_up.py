"""The set-up's service on a real wiki."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from newsdesk.infra.settings import Settings
from newsdesk.services import desk, set_up
from newsdesk.store.database import connect
from sandbox.accounts import SYSOP
from tests.fixtures.wiki import PracticeWiki
from tests.wiki.people import settings_of

CONFIG = json.dumps({"version": 1, "news": {"page": "Template:MediaWiki News"}})


@pytest.fixture
def settings(wiki: PracticeWiki, sqlite_url: str, request: pytest.FixtureRequest) -> Settings:
    page = f"Set-up/{re.sub('[^a-zA-Z]', ' ', request.node.name)}.json"
    return replace(settings_of(wiki), database=sqlite_url, config_page=page)


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    made = connect(settings.database)
    yield made
    made.dispose()


def test_before_anything_was_read_there_is_nothing(engine: Engine, settings: Settings) -> None:
    found = set_up.overview(engine, settings)
    assert found.set_up.config is None
    assert found.site is None
    assert desk.find(engine, settings) is None


def test_checking_now_reads_the_page_at_most_once_a_minute(
    wiki: PracticeWiki, engine: Engine, settings: Settings
) -> None:
    wiki.edit(settings.config_page, CONFIG, contentmodel="json")
    assert set_up.check_now(engine, settings) is None
    found = set_up.overview(engine, settings)
    assert found.set_up.in_force
    assert found.set_up.in_force.user == SYSOP.name
    assert found.site
    assert found.news_missing == ""
    wiki.edit(settings.config_page, "{}")
    with wiki.gateway.refusing():
        assert set_up.check_now(engine, settings) is None
    assert set_up.overview(engine, settings).set_up.problems == ()


def test_a_news_page_that_does_not_exist_is_named(
    wiki: PracticeWiki, engine: Engine, settings: Settings
) -> None:
    text = CONFIG.replace("Template:MediaWiki News", "No such page")
    wiki.edit(settings.config_page, text, contentmodel="json")
    set_up.check_now(engine, settings)
    assert set_up.overview(engine, settings).news_missing == "No such page"


def test_a_wiki_that_does_not_answer_says_so(
    wiki: PracticeWiki, engine: Engine, settings: Settings
) -> None:
    with wiki.gateway.refusing():
        failure = set_up.check_now(engine, settings)
    assert failure
    assert failure.key == "newsdesk-wiki-unreachable"
