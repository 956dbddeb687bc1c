from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from newsdesk.domain.fetch import StreamState
from newsdesk.domain.message import msg
from newsdesk.domain.post import StreamName
from newsdesk.domain.profile import Profile
from newsdesk.store import follows, posts, profiles, streams
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
    resting=True,
    mark="m" * 64,
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


def test_what_else_was_read_of_a_former_account_is_let_go(
    connection: Connection, desk_id: int
) -> None:
    streams.save(connection, desk_id, MASTODON, STATE, StreamName.PROFILE)
    profiles.save(connection, desk_id, "mastodon", Profile(handle="mediawiki"), now=NOW)
    somebody = [Profile(handle="somebody")]
    follows.replace(connection, desk_id, "mastodon", somebody, complete=True, now=NOW)
    assert streams.forget_former(connection, desk_id, MOVED)
    assert profiles.every(connection, desk_id) == {}
    assert follows.of_channel(connection, desk_id, "mastodon") == []
    assert streams.of_channel(connection, desk_id, MASTODON) == dict.fromkeys(
        StreamName, StreamState()
    )


def test_another_search_starts_anew_and_leaves_the_rest(
    connection: Connection, desk_id: int
) -> None:
    streams.save(connection, desk_id, MASTODON, STATE)
    streams.save(connection, desk_id, MASTODON, STATE, StreamName.SEARCH, searched=("#wiki",))
    posts.save(connection, desk_id, "mastodon", [post("1")], now=NOW)
    found = [post("1"), post("2")]
    posts.save(connection, desk_id, "mastodon", found, now=NOW, stream=StreamName.SEARCH)
    assert not streams.forget_former(connection, desk_id, MASTODON, searched=("#wiki",))
    assert streams.forget_former(connection, desk_id, MASTODON, searched=("wiki",))
    states = streams.of_channel(connection, desk_id, MASTODON, searched=("wiki",))
    assert states[StreamName.OWN] == STATE
    assert states[StreamName.SEARCH] == StreamState()
    assert posts.by_channel(connection, desk_id, stream=StreamName.SEARCH) == {}
    assert [p.key.native_id for p in posts.of_channel(connection, desk_id, "mastodon")] == ["1"]


def test_where_nothing_is_searched_the_former_search_is_let_go(
    connection: Connection, desk_id: int
) -> None:
    streams.save(connection, desk_id, MASTODON, STATE, StreamName.SEARCH, searched=("#wiki",))
    assert streams.forget_former(connection, desk_id, MASTODON)
    assert not streams.forget_former(connection, desk_id, MASTODON)


def test_only_the_streams_that_begin_so_are_forgotten(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    sources = [replace(MASTODON, id=f"source:{name}") for name in ("a", "b")]
    for one in (MASTODON, *sources):
        streams.save(connection, desk_id, one, STATE)
    streams.save(connection, other_desk, sources[0], STATE)
    streams.forget_others(connection, desk_id, "source:", ["source:b"])
    assert streams.state(connection, desk_id, sources[0]) == StreamState()
    assert streams.state(connection, desk_id, sources[1]) == STATE
    assert streams.state(connection, desk_id, MASTODON) == STATE
    assert streams.state(connection, other_desk, sources[0]) == STATE
