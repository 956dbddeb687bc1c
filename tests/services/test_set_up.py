"""The set-up's service on a real wiki."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from newsdesk.domain.edit import Blocked, Conflict, Saved, Unreachable
from newsdesk.domain.user import AccessToken
from newsdesk.infra import clock
from newsdesk.infra.settings import Settings
from newsdesk.services import desk, set_up
from newsdesk.services.accounts import Account
from newsdesk.store import submissions
from newsdesk.store.database import connect, writing
from newsdesk.store.submissions import State
from sandbox.accounts import BLOCKED, EDITOR, SYSOP
from sandbox.accounts import Account as Person
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


def account(wiki: PracticeWiki, person: Person = EDITOR) -> Account:
    token = wiki.granted(person)
    access = AccessToken(token.key, token.secret)
    return Account(user_id=1, name=person.name, blocked=False, token=access)


@pytest.fixture
def editor(wiki: PracticeWiki) -> Account:
    return account(wiki)


def proposed(engine: Engine, settings: Settings, who: Account, text: str = CONFIG) -> str:
    return set_up.propose(engine, settings, who, text=text, summary="Set up").id


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


def test_a_proposal_shows_the_wikis_preview_and_saves_nothing(
    wiki: PracticeWiki, engine: Engine, settings: Settings, editor: Account
) -> None:
    found = set_up.propose(engine, settings, editor, text=CONFIG, summary="s")
    assert found.id
    assert "Template:MediaWiki News" in found.html
    assert "<table" in found.html
    assert "missing" in wiki.api(action="query", titles=settings.config_page)["query"]["pages"][0]


def test_a_broken_proposal_names_its_problems(
    engine: Engine, settings: Settings, editor: Account
) -> None:
    found = set_up.propose(engine, settings, editor, text='{"version": 1}', summary="s")
    assert [p.place for p in found.problems] == ["news"]
    assert found.id == ""


def test_who_cannot_create_it_learns_why_and_keeps_the_preview(
    wiki: PracticeWiki, engine: Engine, settings: Settings
) -> None:
    blocked = account(wiki, BLOCKED)
    found = set_up.propose(engine, settings, blocked, text=CONFIG, summary="s")
    assert isinstance(found.refusal, Blocked)
    assert found.html
    assert found.id == ""


def test_the_page_is_created_as_the_user_and_in_force_at_once(
    wiki: PracticeWiki, engine: Engine, settings: Settings, editor: Account
) -> None:
    result = set_up.create(engine, settings, editor, proposed(engine, settings, editor))
    assert isinstance(result, Saved)
    (newest,) = wiki.history(settings.config_page)
    assert (newest["user"], newest["comment"]) == (EDITOR.name, "Set up")
    found = set_up.overview(engine, settings).set_up
    assert found.in_force
    assert found.in_force.revid == result.revid


def test_a_second_click_saves_nothing_and_says_the_same(
    wiki: PracticeWiki, engine: Engine, settings: Settings, editor: Account
) -> None:
    proposal = proposed(engine, settings, editor)
    first = set_up.create(engine, settings, editor, proposal)
    second = set_up.create(engine, settings, editor, proposal)
    assert isinstance(first, Saved)
    assert isinstance(second, Saved)
    assert first.revid == second.revid
    assert len(wiki.history(settings.config_page)) == 1


def test_a_page_that_somebody_made_meanwhile_stays(
    wiki: PracticeWiki, engine: Engine, settings: Settings, editor: Account
) -> None:
    proposal = proposed(engine, settings, editor)
    wiki.edit(settings.config_page, CONFIG, contentmodel="json")
    assert set_up.create(engine, settings, editor, proposal) == Conflict()
    assert len(wiki.history(settings.config_page)) == 1


def test_a_click_while_the_first_is_under_way_waits(
    engine: Engine, settings: Settings, editor: Account
) -> None:
    proposal = proposed(engine, settings, editor)
    begin(engine, settings, proposal)
    assert set_up.create(engine, settings, editor, proposal) == Unreachable()


@pytest.mark.parametrize("saved", [True, False])
def test_a_process_that_died_is_taken_over(
    wiki: PracticeWiki,
    engine: Engine,
    settings: Settings,
    editor: Account,
    monkeypatch: pytest.MonkeyPatch,
    saved: bool,
) -> None:
    proposal = proposed(engine, settings, editor)
    if saved:
        again = proposed(engine, settings, editor)
        set_up.create(engine, settings, editor, again)
    begin(engine, settings, proposal)
    later = clock.now() + timedelta(minutes=3)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert isinstance(set_up.create(engine, settings, editor, proposal), Saved)
    assert len(wiki.history(settings.config_page)) == 1


def test_an_edit_whose_outcome_is_unknown_stays_under_way(
    wiki: PracticeWiki, engine: Engine, settings: Settings, editor: Account
) -> None:
    proposal = proposed(engine, settings, editor)
    with wiki.gateway.refusing():
        assert set_up.create(engine, settings, editor, proposal) == Unreachable()
    with engine.connect() as connection:
        kept = submissions.get(connection, desk.ensure(engine, settings), proposal)
    assert kept
    assert kept.state is State.SENT


def test_nobody_creates_what_another_proposed(
    wiki: PracticeWiki, engine: Engine, settings: Settings, editor: Account
) -> None:
    proposal = proposed(engine, settings, editor)
    assert set_up.create(engine, settings, account(wiki, SYSOP), proposal) is None
    assert set_up.create(engine, settings, editor, "guess") is None


def begin(engine: Engine, settings: Settings, proposal: str) -> None:
    with writing(engine) as connection:
        submissions.begin(
            connection,
            desk.ensure(engine, settings),
            proposal,
            user=EDITOR.name,
            now=clock.now(),
        )
