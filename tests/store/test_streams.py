from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from newsdesk.domain.fetch import StreamState
from newsdesk.domain.message import msg
from newsdesk.domain.post import StreamName
from newsdesk.store import posts, streams
from tests.store.values import BLUESKY, MASTODON, MINUTE, NOW, post

STATE = StreamState(
    complete_since=NOW - MINUTE,
    newest="01ARZ3NDEKTSV4RRFFQ69G5FAV",
    older="cursor",
    etag='W/"1"',
    last_modified="Sat, 21 Nov 2026 09:30:15 GMT",
    last_read=NOW,
    failure=msg("newsdesk-fetch-too-slow", "social.example", 20),
    failed_since=NOW,
    next_try=NOW + MINUTE,
    failures=3,
    permanent=True,
)
MOVED = replace(MASTODON, account="mediawiki@elsewhere.example")


def test_a_state_comes_back_as_it_was_stored(connection: Connection, desk_id: int) -> None:
    assert streams.state(connection, desk_id, MASTODON) == StreamState()
    streams.save(connection, desk_id, MASTODON, STATE)
    assert streams.state(connection, desk_id, MASTODON) == STATE


def test_a_later_state_replaces_the_former(connection: Connection, desk_id: int) -> None:
    streams.save(connection, desk_id, MASTODON, STATE)
    streams.save(connection, desk_id, MASTODON, StreamState(last_read=NOW))
    assert streams.state(connection, desk_id, MASTODON) == StreamState(last_read=NOW)


def test_streams_channels_and_desks_have_states_of_their_own(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    streams.save(connection, desk_id, MASTODON, STATE)
    assert streams.state(connection, desk_id, MASTODON, StreamName.MENTION) == StreamState()
    assert streams.states(connection, other_desk, (MASTODON,)) == {"mastodon": StreamState()}
    found = streams.states(connection, desk_id, (MASTODON, BLUESKY))
    assert found == {"mastodon": STATE, "bluesky": StreamState()}


def test_another_account_under_the_same_id_starts_anew(
    connection: Connection, desk_id: int
) -> None:
    streams.save(connection, desk_id, MASTODON, STATE)
    assert streams.state(connection, desk_id, MOVED) == StreamState()
    assert streams.states(connection, desk_id, (MOVED,)) == {"mastodon": StreamState()}


def test_the_posts_of_a_former_account_are_let_go(connection: Connection, desk_id: int) -> None:
    posts.save(connection, desk_id, "mastodon", [post()], now=NOW)
    assert not streams.forget_former(connection, desk_id, MASTODON)
    streams.save(connection, desk_id, MASTODON, STATE)
    assert not streams.forget_former(connection, desk_id, replace(MASTODON, name="Other name"))
    assert streams.forget_former(connection, desk_id, MOVED)
    assert posts.by_channel(connection, desk_id) == {}
    assert not streams.forget_former(connection, desk_id, MOVED)
