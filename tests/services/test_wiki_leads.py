"""The pages of ideas and suggestions of a real wiki, as they change, go and come back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from newsdesk.domain.desk import PageRevision
from newsdesk.domain.lead import Lead, LeadKind
from newsdesk.infra import clock
from newsdesk.infra.settings import Settings
from newsdesk.services import desk, read_wiki, set_up, stored_pages, wiki_leads
from newsdesk.store import leads
from newsdesk.wiki import pages
from newsdesk.wiki.session import Wiki, anonymous
from tests.fixtures.editing import SET_UP, START, TITLE, read_desk, settings_of, write
from tests.fixtures.wiki import PracticeWiki

IDEAS, TALK, OTHER = "Social media/Ideas", "Talk:Social media", "Talk:Elsewhere"
CHANNELS = [
    {"id": f"c{n}", "kind": "manual", "name": page, "ask": page}
    for n, page in enumerate((TALK, OTHER))
]
CONFIG = {"version": 1, "news": {"page": TITLE}, "channels": CHANNELS, "ideas": IDEAS}
SUGGESTED = "== A release ==\nPlease tell of MediaWiki 1.45.2. ~~~~"


@pytest.fixture
def settings(wiki: PracticeWiki, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr(stored_pages, "LAG", timedelta(0))
    write(
        wiki,
        {
            SET_UP: json.dumps(CONFIG),
            TITLE: START,
            IDEAS: "== Projects ==\n* One\n** of them\n* Two",
            TALK: SUGGESTED,
        },
    )
    return settings_of(wiki, sqlite_url)


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    with read_desk(settings) as found:
        yield found


def read(settings: Settings, engine: Engine) -> None:
    its_desk = desk.ensure(engine, settings)
    assert read_wiki.read(anonymous(settings), engine, its_desk, force=True) is None


def of(settings: Settings, engine: Engine, kind: LeadKind) -> list[Lead]:
    with engine.connect() as connection:
        return leads.listed(connection, desk.ensure(engine, settings), [kind], limit=100)


def test_ideas_and_suggestions_are_stored(settings: Settings, engine: Engine) -> None:
    ideas = of(settings, engine, LeadKind.IDEA)
    assert {(one.title, one.section, one.text) for one in ideas} == {
        ("One", "Projects", "One\n\nof them"),
        ("Two", "Projects", "Two"),
    }
    (found,) = of(settings, engine, LeadKind.SUGGESTION)
    assert (found.title, found.author, found.answered) == ("A release", "Example sysop", ())
    assert found.text == "Please tell of MediaWiki 1.45.2."
    assert abs(found.time - clock.now()) < timedelta(hours=1)


def test_a_page_that_did_not_change_is_not_read_again(
    settings: Settings, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Sequence[str]] = []

    def counted(_: Wiki, titles: Sequence[str]) -> dict[str, PageRevision | None]:
        asked.append(titles)
        return {}

    monkeypatch.setattr(pages, "current", counted)
    wiki_leads.read(anonymous(settings), engine, desk.ensure(engine, settings))
    assert asked == [[]]


def test_what_is_reworded_stays_what_goes_is_forgotten(
    wiki: PracticeWiki, settings: Settings, engine: Engine
) -> None:
    before = {one.text: one.native_id for one in of(settings, engine, LeadKind.IDEA)}
    wiki.edit(IDEAS, "* New\n== Things ==\n* The One\n** of them")
    read(settings, engine)
    after = {one.text: one for one in of(settings, engine, LeadKind.IDEA)}
    assert after.keys() == {"New", "The One\n\nof them"}
    assert after["The One\n\nof them"].native_id == before["One\n\nof them"]
    assert after["The One\n\nof them"].section == "Things"


def test_an_answer_on_the_page_is_seen(
    wiki: PracticeWiki, settings: Settings, engine: Engine
) -> None:
    answer = ":Done. [[User:Example editor]] 12:00, 20 November 2026 (UTC)"
    wiki.edit(TALK, f"{wiki.text(TALK)}\n{answer}\n== More ==\nWords")
    read(settings, engine)
    found = {one.title: one.answered for one in of(settings, engine, LeadKind.SUGGESTION)}
    assert found == {"A release": ("Example editor",), "More": ()}


def test_pages_that_are_not_there_are_said_and_are_no_fault(
    wiki: PracticeWiki, settings: Settings, engine: Engine
) -> None:
    def there() -> dict[str, bool | None]:
        return {p.title: p.there for p in set_up.overview(engine, settings).lead_pages}

    assert there() == {IDEAS: True, TALK: True, OTHER: False}
    wiki.api(action="delete", post={"title": IDEAS})
    read(settings, engine)
    assert there() == {IDEAS: False, TALK: True, OTHER: False}
    assert of(settings, engine, LeadKind.IDEA) == []


def test_a_page_that_the_set_up_does_not_name_any_more_is_forgotten(
    wiki: PracticeWiki, settings: Settings, engine: Engine
) -> None:
    write(wiki, {SET_UP: json.dumps({"version": 1, "news": {"page": TITLE}})})
    read(settings, engine)
    assert of(settings, engine, LeadKind.IDEA) + of(settings, engine, LeadKind.SUGGESTION) == []


def test_a_page_of_another_wiki_is_not_there(
    wiki: PracticeWiki, settings: Settings, engine: Engine
) -> None:
    asked = [{"id": "c", "kind": "manual", "name": "C", "ask": "wikipedia:Talk:News"}]
    write(wiki, {SET_UP: json.dumps({**CONFIG, "ideas": IDEAS, "channels": asked})})
    read(settings, engine)
    found = {p.title: p.there for p in set_up.overview(engine, settings).lead_pages}
    assert found["wikipedia:Talk:News"] is False
