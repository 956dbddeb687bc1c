"""Ideas are a stock to choose from: never used first, then the longest unused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.post import Author, Post, PostKey
from newsdesk.domain.round import Handling, Step, Thing
from newsdesk.infra import clock
from newsdesk.infra.settings import Settings
from newsdesk.services import desk, handling, idea_uses, queues
from newsdesk.services.round_ground import Viewer
from newsdesk.services.round_things import WaitingLead
from newsdesk.store import posts
from newsdesk.store.database import writing
from sandbox.accounts import EDITOR
from tests.fixtures.editing import SET_UP, TITLE, editor_of, read_desk, settings_of, write
from tests.fixtures.wiki import PracticeWiki

CONFIG = {
    "version": 1,
    "news": {"page": TITLE},
    "ideas": "Social media/Ideas",
    "channels": [{"id": "m", "kind": "mastodon", "account": "mediawiki@wikis.world"}],
}
IDEAS = "* [https://x.org/a Posted one]\n* [https://x.org/b News one]\n* Fresh one\n* Other one"
NEWS = "* 18 November 2020: [https://x.org/b Too old]\n* 3 November 2026: [https://x.org/b It]"
POST = Post(
    key=PostKey(ChannelKind.MASTODON, "https://wikis.world", "1"),
    url="https://wikis.world/@mediawiki/1",
    author=Author("MediaWiki", "mediawiki"),
    time=datetime(2026, 10, 1, 12, tzinfo=UTC),
    html="",
    text="See this",
    links=("https://x.org/a",),
)


@pytest.fixture
def settings(wiki: PracticeWiki, sqlite_url: str) -> Settings:
    write(wiki, {SET_UP: json.dumps(CONFIG), TITLE: NEWS, "Social media/Ideas": IDEAS})
    return settings_of(wiki, sqlite_url)


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    with read_desk(settings) as found:
        yield found


def stock(settings: Settings, engine: Engine) -> list[WaitingLead]:
    its_desk = desk.ensure(engine, settings)
    found = queues.ideas(engine, its_desk, Viewer(now=clock.now()))
    assert found is not None
    return [one for one in found.things if isinstance(one, WaitingLead)]


def settle(settings: Settings, engine: Engine) -> None:
    its_desk = desk.ensure(engine, settings)
    with engine.connect() as connection:
        config = desk.set_up(connection, its_desk).config
    assert config is not None
    with writing(engine) as connection:
        posts.save(connection, its_desk, "m", [POST], now=clock.now())
    idea_uses.settle(engine, its_desk, config)


def test_what_was_never_used_is_first_then_the_longest_unused(
    settings: Settings, engine: Engine
) -> None:
    assert [one.used for one in stock(settings, engine)] == [None] * 4
    settle(settings, engine)
    found = stock(settings, engine)
    assert [one.lead.title for one in found] == [
        "Fresh one", "Other one", "Posted one", "News one"
    ]  # fmt: skip
    posted, news = found[2].used, found[3].used
    assert posted is not None
    assert news is not None
    assert (posted.user, posted.url, posted.channel_id) == ("", POST.url, "m")
    assert posted.time == POST.time
    assert (news.what, news.time) == (Handling.ADDED, datetime(2026, 11, 3, tzinfo=UTC))


def test_using_an_idea_marks_when_and_no_older_use_takes_that_back(
    wiki: PracticeWiki, settings: Settings, engine: Engine
) -> None:
    first = stock(settings, engine)[0].lead
    thing = Thing.of_lead(first.source_id, first.native_id)
    me = editor_of(wiki, engine, settings, EDITOR)
    handling.handle(me, thing, Step.SOURCES, Handling.DRAFTED)
    settle(settings, engine)
    last = stock(settings, engine)[-1]
    assert last.thing == thing
    assert last.used is not None
    assert last.used.user == "Example editor"
    assert clock.now() - last.used.time < timedelta(hours=1)
