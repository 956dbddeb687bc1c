from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from newsdesk.domain.post import Post, PostForm, StreamName
from newsdesk.domain.sync_status import Match, Verdict
from newsdesk.store import items, listed, matches, posts
from tests.store.values import NOW, item, post

OLD, NEW = item("old", day=3), item("new", day=18)
DAY = timedelta(days=1)


def original(native_id: str, age: timedelta = DAY) -> Post:
    return replace(post(native_id, age=age), form=PostForm.ORIGINAL)


ON_OLD, ON_NEW, ALONE = original("1", 18 * DAY), original("2"), original("3")
LONG_ALONE, SHARE, GONE = original("4", 9 * DAY), post("5"), replace(post("6"), deleted=NOW)
REPLY = replace(post("7"), form=PostForm.REPLY)


@pytest.fixture
def stored(connection: Connection, desk_id: int) -> Connection:
    items.replace(connection, desk_id, "News", [NEW, OLD])
    every = [ON_OLD, ON_NEW, ALONE, LONG_ALONE, SHARE, GONE, REPLY]
    posts.save(connection, desk_id, "mastodon", every, now=NOW)
    elsewhere = original("8")
    posts.save(connection, desk_id, "mastodon", [elsewhere], now=NOW, stream=StreamName.SEARCH)
    pairs = [(OLD, ON_OLD), (NEW, ON_NEW)]
    found = [
        Match(item_id=of.id, channel_id="mastodon", post=by.key, verdict=Verdict.SAME, score=0.9)
        for of, by in pairs
    ]
    matches.replace(connection, desk_id, found)
    return connection


def test_posts_that_match_items_newest_first(stored: Connection, desk_id: int) -> None:
    assert listed.on_items(stored, desk_id) == {"mastodon": [ON_NEW, ON_OLD]}


def test_posts_that_match_items_since_a_day(stored: Connection, desk_id: int) -> None:
    assert listed.on_items(stored, desk_id, since=NEW.date) == {"mastodon": [ON_NEW]}
    assert listed.on_items(stored, desk_id, since=NEW.date + DAY) == {}


def test_matches_of_items_since_a_day(stored: Connection, desk_id: int) -> None:
    assert [one.post for one in matches.every(stored, desk_id, since=NEW.date)] == [ON_NEW.key]
    assert len(matches.every(stored, desk_id)) == 2


def test_own_originals_that_match_nothing_and_stand(stored: Connection, desk_id: int) -> None:
    assert listed.on_none(stored, desk_id) == {"mastodon": [ALONE, LONG_ALONE]}
    assert listed.on_none(stored, desk_id, since=NOW - 2 * DAY) == {"mastodon": [ALONE]}


def test_shares_that_match_nothing_are_counted(stored: Connection, desk_id: int) -> None:
    assert listed.shares_on_none(stored, desk_id) == {"mastodon": 1}


def test_desks_do_not_see_each_others(stored: Connection, desk_id: int, other_desk: int) -> None:
    posts.save(stored, other_desk, "mastodon", [ON_NEW], now=NOW)
    assert listed.on_items(stored, other_desk) == {}
    assert listed.on_none(stored, other_desk) == {"mastodon": [ON_NEW]}
    assert listed.shares_on_none(stored, other_desk) == {}
