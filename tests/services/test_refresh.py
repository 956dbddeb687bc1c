"""The whole way, on a real wiki: pages, a Mastodon server's answers, matches."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine

from newsdesk.domain.item_id import item_id
from newsdesk.domain.lead import Lead, LeadKind
from newsdesk.domain.news_item import Deed
from newsdesk.domain.post import PostForm, StreamName
from newsdesk.domain.round import Thing
from newsdesk.domain.sync_status import SyncStatus, Verdict
from newsdesk.infra import clock
from newsdesk.infra.settings import Settings
from newsdesk.services import changes, desk
from newsdesk.services.refresh import LEASE, RefreshReport, refresh
from newsdesk.store import (
    desks,
    handled,
    item_edits,
    items,
    leads,
    leases,
    matches,
    posts,
    streams,
    weights,
)
from newsdesk.store.database import connect, writing
from newsdesk.wiki.ideas_page import source_id
from tests.fixtures.answers import AnsweringServer, Asked, Reply
from tests.fixtures.wiki import PracticeWiki
from tests.services.reading import CONFIG_PAGE, MASTODON, NEWS, NOW, config, post

TEXT = "* 18 November 2026: [[MediaWiki 1.45]] is released.\n* 3 November 2026: Gadgets survey.\n"
STATUS = {
    "id": "113",
    "url": "https://social.example/@mediawiki/113",
    "created_at": "2026-11-18T10:00:00.000Z",
    "visibility": "public",
    "content": "<p>MediaWiki 1.45 is released.</p>",
    "account": {"acct": "mediawiki", "url": "https://social.example/@mediawiki"},
}


ARCHIVE = "Project:Old news"
IDEAS_ID = source_id("Project:Ideas")


@pytest.fixture(scope="module")
def set_up_wiki(wiki: PracticeWiki) -> PracticeWiki:
    wiki.edit(CONFIG_PAGE, config(MASTODON, archive=ARCHIVE), contentmodel="json")
    wiki.edit(NEWS, TEXT)
    wiki.edit(ARCHIVE, "* 1 May 2020: Long ago.\n* 2 April 2020: Longer ago.\n")
    return wiki


@pytest.fixture
def settings(set_up_wiki: PracticeWiki, sqlite_url: str, answers: AnsweringServer) -> Settings:
    return Settings(
        wiki=set_up_wiki.url,
        url="http://127.0.0.1:8000/",
        config_page=CONFIG_PAGE,
        secret="s" * 32,
        database=sqlite_url,
        practice_origins={"https://social.example": answers.url},
    )


@pytest.fixture
def database(settings: Settings) -> Iterator[Engine]:
    engine = connect(settings.database)
    yield engine
    engine.dispose()


def _serve(answers: AnsweringServer, *statuses: object) -> None:
    """Answer one refresh: the account, its posts, no mentions, nobody followed."""

    def reply(asked: Asked) -> Reply:
        if asked.path.endswith("/statuses"):
            return _json([] if "max_id" in asked.params else list(statuses))
        is_list = asked.path.endswith("/following") or "/timelines/" in asked.path
        return _json([] if is_list else {"id": "1", "acct": "mediawiki"})

    answers.replies.clear()
    answers.replies.extend([reply] * 10)


def _json(value: object) -> Reply:
    return Reply((json.dumps(value).encode(),))


def test_from_nothing_to_a_match(
    settings: Settings, database: Engine, answers: AnsweringServer
) -> None:
    _serve(answers, STATUS)
    report = refresh(settings, database)
    assert report.ran
    assert report.wiki is None
    assert [(c.channel_id, c.changed, c.failure) for c in report.channels] == [
        ("mastodon", 2, None)
    ]
    desk_id = desk.ensure(database, settings)
    with database.connect() as connection:
        assert [i.id for i in items.of_page(connection, desk_id, NEWS)] == [
            "2026-11-18-mediawiki-1-45-is-released",
            "2026-11-03-gadgets-survey",
        ]
        (match,) = matches.every(connection, desk_id)
        assert match.item_id == "2026-11-18-mediawiki-1-45-is-released"
        assert match.verdict is Verdict.SAME
        assert desks.refreshed(connection, desk_id) is not None
        assert not leases.held(connection, desk_id, LEASE, now=clock.now())


def test_the_histories_of_the_news_page_and_its_archive_are_known(
    settings: Settings, database: Engine, answers: AnsweringServer
) -> None:
    _serve(answers, STATUS)
    refresh(settings, database)
    names = ["2026-11-03-gadgets-survey", "2020-05-01-long-ago"]
    with database.connect() as connection:
        found = item_edits.of_item(connection, desk.ensure(database, settings), names)
    assert {(one.page, one.deed) for one in found} == {(NEWS, Deed.ADDED), (ARCHIVE, Deed.ADDED)}


def test_a_second_refresh_asks_nobody_and_changes_nothing(
    settings: Settings, database: Engine, answers: AnsweringServer
) -> None:
    _serve(answers, STATUS)
    refresh(settings, database)
    asked = len(answers.asked)
    desk_id = desk.ensure(database, settings)
    with database.connect() as connection:
        before = desks.version(connection, desk_id)
    assert refresh(settings, database) == RefreshReport(ran=True)
    assert len(answers.asked) == asked
    with database.connect() as connection:
        assert desks.version(connection, desk_id) == before


def test_what_was_read_is_weighed_and_what_we_did_ourselves_is_seen(
    settings: Settings, database: Engine, answers: AnsweringServer
) -> None:
    _serve(answers, STATUS)
    refresh(settings, database)
    desk_id = desk.ensure(database, settings)
    there = post(MASTODON, 7, "MediaWiki in the wild")
    ours = replace(post(MASTODON, 8, there.text), form=PostForm.SHARE, shared_url=there.url)
    idea = Lead(
        source_id=IDEAS_ID,
        native_id="x",
        kind=LeadKind.IDEA,
        title="MediaWiki in the wild",
        text="MediaWiki in the wild",
        time=NOW,
        links=("https://frob.example/wild",),
    )
    with writing(database) as connection:
        for one, stream in ((there, StreamName.TIMELINE), (ours, StreamName.OWN)):
            said = replace(one, links=idea.links)
            posts.save(connection, desk_id, MASTODON.id, [said], now=clock.now(), stream=stream)
        leads.save(connection, desk_id, idea.source_id, [idea], whole=True)
    refresh(settings, database)
    things = {Thing.of_post(there.key), Thing.of_lead(idea.source_id, idea.native_id)}
    with database.connect() as connection:
        assert handled.find(connection, desk_id, things).keys() == things
        assert [one.mark for one in weights.every(connection, desk_id)] != [None]


def test_two_at_once_are_one(
    settings: Settings, database: Engine, answers: AnsweringServer
) -> None:
    desk.ensure(database, settings)
    arrived = Barrier(2, timeout=30)

    def hold(_asked: Asked) -> Reply:
        arrived.wait()
        arrived.wait()
        return Reply(status=500)

    answers.replies.append(hold)
    first = Thread(target=refresh, args=(settings, database))
    first.start()
    arrived.wait()
    assert refresh(settings, database) == RefreshReport(ran=False)
    arrived.wait()
    first.join()


def test_an_unreachable_wiki_is_said_and_channels_are_read_all_the_same(
    settings: Settings, database: Engine, answers: AnsweringServer, wiki: PracticeWiki
) -> None:
    _serve(answers, STATUS)
    refresh(settings, database)
    _pass_time(settings, database)
    _serve(answers, STATUS)
    wiki.switch(lag=99)
    try:
        report = refresh(settings, database, force=True)
    finally:
        wiki.switch()
    assert report.ran
    assert report.wiki is not None
    assert [c.channel_id for c in report.channels] == ["mastodon"]


def test_what_a_killed_refresh_left_is_matched_by_the_next(
    settings: Settings, database: Engine, answers: AnsweringServer
) -> None:
    _serve(answers, STATUS)
    refresh(settings, database)
    desk_id = desk.ensure(database, settings)
    with writing(database) as connection:
        matches.replace(connection, desk_id, [])
        desks.set_matched(connection, desk_id, "")
    refresh(settings, database)
    with database.connect() as connection:
        assert len(matches.every(connection, desk_id)) == 1


def test_a_lease_that_its_holder_lost_by_dying_runs_out(
    settings: Settings, database: Engine, answers: AnsweringServer
) -> None:
    _serve(answers, STATUS)
    desk_id = desk.ensure(database, settings)
    minute = timedelta(minutes=1)
    with writing(database) as connection:
        leases.take(connection, desk_id, LEASE, "dead", now=clock.now() - minute, length=minute)
    assert refresh(settings, database).ran
    with database.connect() as connection:
        assert len(posts.of_channel(connection, desk_id, "mastodon")) == 1


def _pass_time(settings: Settings, database: Engine) -> None:
    desk_id = desk.ensure(database, settings)
    with writing(database) as connection:
        state = streams.state(connection, desk_id, MASTODON)
        streams.save(connection, desk_id, MASTODON, replace(state, next_try=None))


def test_a_post_that_appears_is_told_once_also_when_its_item_is_reworded(
    set_up_wiki: PracticeWiki,
    settings: Settings,
    database: Engine,
    answers: AnsweringServer,
) -> None:
    day = clock.now().date()
    words = f"* {day.day} {day:%B} {day.year}: [[MediaWiki 1.45]] is {{}}.\n{TEXT}"
    set_up_wiki.edit(NEWS, words.format("released"))
    _serve(answers)
    refresh(settings, database, force=True)
    desk_id = desk.ensure(database, settings)
    assert changes.page(database, desk_id).told == ()
    _serve(answers, STATUS | {"created_at": clock.now().isoformat()})
    refresh(settings, database, force=True)
    (told,) = changes.page(database, desk_id).told
    assert (told.change.before, told.change.after) == (SyncStatus.WANTED, SyncStatus.POSTED)
    assert told.change.url == STATUS["url"]
    set_up_wiki.edit(NEWS, words.format("out"))
    refresh(settings, database, force=True)
    (again,) = changes.page(database, desk_id).told
    assert again.change == told.change
    assert again.item_id == item_id(day, "MediaWiki 1.45 is out.")
    set_up_wiki.edit(NEWS, TEXT)
