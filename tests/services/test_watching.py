"""What is told of how statuses changed, over a stored desk; the whole way is in test_refresh."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine

from newsdesk import __version__
from newsdesk.domain.channel import Expects
from newsdesk.domain.desk import DeskKey
from newsdesk.domain.sync_status import SyncStatus
from newsdesk.services import changes, watching
from newsdesk.store import desks, items, matches, revisions, stands
from newsdesk.store.database import writing
from newsdesk.store.revisions import Walk
from tests.fixtures.board import (
    BLUESKY,
    CODEX,
    CONFIG,
    MASTODON,
    NOW,
    PAGE,
    RELEASE,
    TALK,
    TITLE,
    Desk,
    item,
    same,
)
from tests.fixtures.board import post as post_of

LATER = NOW + timedelta(minutes=10)
FRESH = item("Wikimedia Hackathon: register now", date(2026, 11, 20))


@pytest.fixture
def watched(desk: Desk) -> Desk:
    """The desk after its statuses were looked at for the first time."""
    _look(desk, NOW)
    return desk


@pytest.fixture
def watched_anywhere(engine: Engine, desk: Desk) -> Desk:
    """The same desk on either database."""
    with writing(engine) as connection:
        key = DeskKey("https://www.mediawiki.org/w/", TITLE)
        desk_id = desks.ensure(connection, key, now=NOW)
    other = replace(desk, engine=engine, id=desk_id)
    other.save()
    _look(other, NOW)
    return other


def _look(desk: Desk, now: datetime = LATER) -> bool:
    return desk.look(now)


def _told(desk: Desk) -> list[tuple[str, str, SyncStatus | None, SyncStatus]]:
    found = changes.page(desk.engine, desk.id).told
    return [
        (one.item_id, one.change.channel_id, one.change.before, one.change.after) for one in found
    ]


def _stands(desk: Desk) -> dict[tuple[str, str], SyncStatus]:
    with desk.engine.connect() as connection:
        found = stands.every(connection, desk.id, date(2020, 1, 1))
    return {(one.item_id, one.channel_id): one.status for one in found}


def _post_release(desk: Desk) -> None:
    posted = post_of(BLUESKY, 7, "MediaWiki 1.45.2 and 1.44.4 are out", NOW)
    desk.posts[BLUESKY] = [*desk.posts[BLUESKY], posted]
    desk.matches = [*desk.matches, same(RELEASE, BLUESKY, posted)]


RELEASE_POSTED = (RELEASE.id, "bluesky", SyncStatus.MISSING, SyncStatus.POSTED)


def test_the_first_look_tells_nothing_and_remembers_what_is_shown(watched: Desk) -> None:
    assert _told(watched) == []
    known = _stands(watched)
    assert known[RELEASE.id, "mastodon"] is SyncStatus.POSTED
    assert known[RELEASE.id, "bluesky"] is SyncStatus.MISSING
    assert known[TALK.id, "bluesky"] is SyncStatus.UNSURE
    assert known[CODEX.id, "blog"] is SyncStatus.UNKNOWN
    assert {item_id for item_id, _ in known} == {RELEASE.id, TALK.id, CODEX.id}


def test_a_second_look_finds_nothing_and_leaves_pages_that_were_made(watched: Desk) -> None:
    with watched.engine.connect() as connection:
        before = desks.version(connection, watched.id)
    assert not _look(watched)
    with watched.engine.connect() as connection:
        assert desks.version(connection, watched.id) == before


def test_a_post_that_appears_is_told_with_its_address(watched_anywhere: Desk) -> None:
    _post_release(watched_anywhere)
    watched_anywhere.save()
    assert _look(watched_anywhere)
    assert _told(watched_anywhere) == [RELEASE_POSTED]
    (told,) = changes.page(watched_anywhere.engine, watched_anywhere.id).told
    assert told.change.url == "https://bluesky.example/7"
    assert told.change.time == LATER
    assert told.change.text == RELEASE.text


def test_a_new_item_is_told_where_it_is_missing(watched: Desk) -> None:
    watched.items = [FRESH, *watched.items]
    watched.save()
    _look(watched)
    assert set(_told(watched)) == {
        (FRESH.id, "mastodon", None, SyncStatus.MISSING),
        (FRESH.id, "bluesky", None, SyncStatus.MISSING),
    }


def test_a_reworded_item_is_the_same_item(watched_anywhere: Desk) -> None:
    desk = watched_anywhere
    reworded = replace(RELEASE, id="2026-11-18-security-releases", text="Security releases")
    _post_release(desk)
    desk.save()
    _look(desk)
    desk.items = [reworded if one is RELEASE else one for one in desk.items]
    desk.matches = [
        replace(one, item_id=reworded.id) if one.item_id == RELEASE.id else one
        for one in desk.matches
    ]
    desk.save()
    with writing(desk.engine) as connection:
        items.add_aliases(connection, desk.id, {RELEASE.id: reworded.id})
    assert not _look(desk, LATER + timedelta(hours=1))
    assert _told(desk) == [(reworded.id, *RELEASE_POSTED[1:])]
    of_item = changes.page(desk.engine, desk.id, item_id=reworded.id)
    assert [one.change.item_id for one in of_item.told] == [RELEASE.id]


def test_an_item_of_an_unknown_name_waits_for_the_pages_history(watched: Desk) -> None:
    watched.items = [FRESH, *watched.items]
    watched.save()
    with writing(watched.engine) as connection:
        desks.set_matched(connection, watched.id, __version__)
        revisions.set_walk(connection, watched.id, PAGE, Walk(41, 41, 0))
    assert not watching.run(watched.engine, watched.id, LATER, ())
    assert _told(watched) == []
    _look(watched)
    assert {one[0] for one in _told(watched)} == {FRESH.id}


def test_what_is_not_matched_yet_is_not_looked_at(watched: Desk) -> None:
    with writing(watched.engine) as connection:
        matches.replace(connection, watched.id, [])
        desks.set_matched(connection, watched.id, "")
        desks.bump(connection, watched.id)
    assert not watching.run(watched.engine, watched.id, LATER, ())
    assert _told(watched) == []


def test_a_channel_that_cannot_be_read_for_a_while_tells_nothing(watched: Desk) -> None:
    read = watched.streams[BLUESKY]
    watched.streams[BLUESKY] = replace(read, failed_since=NOW)
    watched.save()
    _look(watched)
    watched.streams[BLUESKY] = read
    watched.save()
    _look(watched, LATER + timedelta(hours=1))
    assert _told(watched) == []


def test_other_expectations_and_a_new_channel_tell_nothing(watched: Desk) -> None:
    wanted = replace(MASTODON, expects=Expects.NOTHING)
    another = replace(BLUESKY, id="bluesky2", name="Bluesky, too", account="b.example")
    watched.config = replace(CONFIG, channels=(wanted, BLUESKY, another, *CONFIG.channels[2:]))
    watched.streams[another] = watched.streams[BLUESKY]
    watched.save()
    assert _look(watched)
    assert _told(watched) == []
    assert _stands(watched)[RELEASE.id, "bluesky2"] is SyncStatus.MISSING
    _post_release(watched)
    watched.save()
    _look(watched, LATER + timedelta(hours=1))
    assert _told(watched) == [RELEASE_POSTED]


def test_an_item_that_grows_too_old_is_told_nothing_of(watched: Desk) -> None:
    _look(watched, NOW + timedelta(days=60))
    assert _told(watched) == []


def test_two_looks_at_once_tell_a_change_once(watched_anywhere: Desk) -> None:
    _post_release(watched_anywhere)
    watched_anywhere.save()
    barrier = Barrier(3)

    def look() -> None:
        barrier.wait()
        watching.run(watched_anywhere.engine, watched_anywhere.id, LATER, ())

    threads = [Thread(target=look) for _ in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert _told(watched_anywhere) == [RELEASE_POSTED]


def test_before_there_is_a_set_up_nothing_is_looked_at(empty_desk: Desk) -> None:
    assert not watching.run(empty_desk.engine, empty_desk.id, NOW, ())


def test_pages_follow_on_each_other_whatever_comes_meanwhile(watched: Desk) -> None:
    fresh = [item(f"News number {n}", date(2026, 11, 20)) for n in range(5)]
    watched.items = [*fresh, *watched.items]
    watched.save()
    _look(watched)
    first = changes.page(watched.engine, watched.id, limit=4)
    _post_release(watched)
    watched.save()
    _look(watched, LATER + timedelta(hours=1))
    found, cursor = list(first.told), first.following
    while cursor is not None:
        page = changes.page(watched.engine, watched.id, limit=4, cursor=cursor)
        found, cursor = [*found, *page.told], page.following
    assert len(found) == 10
    assert {one.item_id for one in found} == {one.id for one in fresh}
    only = changes.page(watched.engine, watched.id, channel_id="mastodon")
    assert len(only.told) == 5
