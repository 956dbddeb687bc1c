"""Whom our accounts follow: stored, replaced, renamed, incomplete."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import Connection

from newsdesk.domain.fetch import StreamState
from newsdesk.domain.follow import Follow
from newsdesk.domain.profile import Profile
from newsdesk.store import follows, streams
from tests.store.values import EMOJI, MASTODON, MINUTE, NOW

SAL = Profile(
    handle="wikimedia_sal@social.example",
    native_id="01ARZ3NDEKTSV4RRFFQ69G5FAV",
    name=f"Server log {EMOJI}",
    url="https://social.example/@wikimedia_sal",
    moved_to="sal@elsewhere.example",
)
TECH = Profile(handle="tech@social.example", native_id="2")
NAMELESS = Profile(handle="without-an-id.example")


def store(
    connection: Connection, desk_id: int, found: Sequence[Profile], *, complete: bool = True
) -> bool:
    return follows.replace(
        connection, desk_id, "mastodon", found, complete=complete, now=NOW + MINUTE
    )


def first(connection: Connection, desk_id: int, *found: Profile) -> None:
    follows.replace(connection, desk_id, "mastodon", found, complete=True, now=NOW)


def names(connection: Connection, desk_id: int) -> list[str]:
    return [one.profile.handle for one in follows.of_channel(connection, desk_id, "mastodon")]


def test_follows_come_back_as_they_were_stored(connection: Connection, desk_id: int) -> None:
    first(connection, desk_id, SAL, TECH, NAMELESS)
    expected = [Follow(profile=one, first_seen=NOW) for one in (SAL, TECH, NAMELESS)]
    assert follows.of_channel(connection, desk_id, "mastodon") == expected
    assert follows.by_channel(connection, desk_id) == {"mastodon": expected}


def test_channels_and_desks_have_follows_of_their_own(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    first(connection, desk_id, SAL)
    follows.replace(connection, desk_id, "bluesky", [TECH], complete=True, now=NOW)
    assert names(connection, desk_id) == [SAL.handle]
    assert set(follows.by_channel(connection, desk_id)) == {"mastodon", "bluesky"}
    assert follows.by_channel(connection, other_desk) == {}


def test_a_whole_list_replaces_the_former_and_says_whether_it_differs(
    connection: Connection, desk_id: int
) -> None:
    first(connection, desk_id, SAL, TECH)
    assert not store(connection, desk_id, [TECH, SAL])
    assert store(connection, desk_id, [TECH])
    assert names(connection, desk_id) == [TECH.handle]
    assert store(connection, desk_id, [])
    assert names(connection, desk_id) == []


def test_how_many_follow_an_account_makes_no_difference(
    connection: Connection, desk_id: int
) -> None:
    assert store(connection, desk_id, [replace(TECH, followers=12)])
    assert not store(connection, desk_id, [replace(TECH, followers=13)])


def test_an_incomplete_list_lets_go_of_nobody(connection: Connection, desk_id: int) -> None:
    first(connection, desk_id, SAL, TECH)
    assert not store(connection, desk_id, [TECH], complete=False)
    assert store(connection, desk_id, [NAMELESS], complete=False)
    assert names(connection, desk_id) == [SAL.handle, TECH.handle, NAMELESS.handle]


def test_a_renamed_account_keeps_its_former_handles(connection: Connection, desk_id: int) -> None:
    first(connection, desk_id, TECH, NAMELESS)
    for handle in ("technews@social.example", "news@social.example"):
        assert store(connection, desk_id, [replace(TECH, handle=handle)])
    [found] = follows.of_channel(connection, desk_id, "mastodon")
    assert found.profile.handle == "news@social.example"
    assert found.formerly == ("technews@social.example", "tech@social.example")
    assert found.first_seen == NOW


def test_a_handle_that_came_back_is_no_former_one(connection: Connection, desk_id: int) -> None:
    first(connection, desk_id, TECH)
    store(connection, desk_id, [replace(TECH, handle="technews@social.example")])
    store(connection, desk_id, [TECH])
    [found] = follows.of_channel(connection, desk_id, "mastodon")
    assert found.formerly == ("technews@social.example",)


def test_few_former_handles_are_kept(connection: Connection, desk_id: int) -> None:
    for number in range(follows.MOST_NAMES + 3):
        store(connection, desk_id, [replace(TECH, handle=f"tech{number}@social.example")])
    [found] = follows.of_channel(connection, desk_id, "mastodon")
    assert len(found.formerly) == follows.MOST_NAMES
    assert found.formerly[0] == f"tech{follows.MOST_NAMES + 1}@social.example"


def test_a_handle_that_another_account_took_is_the_other_account(
    connection: Connection, desk_id: int
) -> None:
    first(connection, desk_id, TECH)
    assert store(connection, desk_id, [replace(TECH, native_id="3")])
    [found] = follows.of_channel(connection, desk_id, "mastodon")
    assert (found.formerly, found.first_seen) == ((), NOW + MINUTE)


def test_the_follows_of_a_former_account_are_let_go(connection: Connection, desk_id: int) -> None:
    streams.save(connection, desk_id, MASTODON, StreamState(last_read=NOW))
    first(connection, desk_id, TECH)
    moved = replace(MASTODON, account="mediawiki@elsewhere.example")
    assert streams.forget_former(connection, desk_id, moved)
    assert names(connection, desk_id) == []


def test_a_list_that_comes_in_parts_does_not_grow_without_end(
    connection: Connection, desk_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follows, "MOST", 2)
    first(connection, desk_id, SAL)
    store(connection, desk_id, [TECH, NAMELESS], complete=False)
    assert names(connection, desk_id) == [SAL.handle, TECH.handle]
