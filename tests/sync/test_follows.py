"""The follow list beside real follows: every status, and drift."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.desk import Followed
from newsdesk.domain.follow import Follow
from newsdesk.domain.profile import Profile
from newsdesk.sync.follows import Comparison, FollowStatus, Known, compare

SEEN = datetime(2026, 11, 1, tzinfo=UTC)
MASTODON = Channel(
    id="mastodon", kind=ChannelKind.MASTODON, name="Mastodon", account="mediawiki@wikis.example"
)
BLUESKY = Channel(
    id="bluesky", kind=ChannelKind.BLUESKY, name="Bluesky", account="mediawiki.example"
)


def follow(
    handle: str, native_id: str = "", *, formerly: tuple[str, ...] = (), moved_to: str = ""
) -> Follow:
    profile = Profile(handle=handle, native_id=native_id, moved_to=moved_to)
    return Follow(profile=profile, first_seen=SEEN, formerly=formerly)


def entry(**accounts: str) -> Followed:
    return Followed(name="Somebody", accounts=tuple(accounts.items()))


def on_mastodon(named: str, *follows: Follow, whole: bool = True) -> Comparison:
    entries = [entry(mastodon=named)] if named else []
    return compare(entries, [Known(channel=MASTODON, follows=follows, whole=whole)])


def status(found: Comparison) -> FollowStatus:
    return found.rows[0].cells[0].status


@pytest.mark.parametrize("named", ["tech@people.example", "@Tech@People.example"])
def test_who_is_followed(named: str) -> None:
    found = on_mastodon(named, follow("tech@people.example", "1"))
    assert status(found) is FollowStatus.FOLLOWED
    assert found.drift == ()


def test_an_account_of_the_channels_own_server_needs_no_server() -> None:
    found = on_mastodon("tech", follow("tech@wikis.example", "1"))
    assert status(found) is FollowStatus.FOLLOWED


def test_who_is_not_followed_and_who_is_followed_instead() -> None:
    other = follow("cook@people.example", "1")
    found = on_mastodon("tech@people.example", other)
    assert status(found) is FollowStatus.MISSING
    assert [(one.channel.id, one.follow) for one in found.drift] == [("mastodon", other)]


def test_where_not_all_follows_are_known_who_is_not_there_is_unknown() -> None:
    known = follow("tech@people.example", "1")
    assert status(on_mastodon("ada@people.example", known, whole=False)) is FollowStatus.UNKNOWN
    assert status(on_mastodon("tech@people.example", known, whole=False)) is FollowStatus.FOLLOWED


def test_an_entry_without_an_account_on_a_channel_is_absent_there() -> None:
    known = [Known(channel=one, follows=(), whole=True) for one in (MASTODON, BLUESKY)]
    [row] = compare([entry(bluesky="tech.example")], known).rows
    statuses = [(cell.channel.id, cell.status) for cell in row.cells]
    assert statuses == [
        ("mastodon", FollowStatus.ABSENT),
        ("bluesky", FollowStatus.MISSING),
    ]


def test_a_renamed_account_is_found_by_its_former_handle_and_is_no_drift() -> None:
    renamed = follow("technews@people.example", "1", formerly=("tech@people.example",))
    found = on_mastodon("Tech@people.example", renamed)
    assert status(found) is FollowStatus.RENAMED
    assert found.rows[0].cells[0].follow is renamed
    assert found.drift == ()


def test_who_has_a_handle_now_goes_before_who_had_it() -> None:
    former = follow("old@people.example", "1", formerly=("tech@people.example",))
    found = on_mastodon("tech@people.example", former, follow("tech@people.example", "2"))
    assert status(found) is FollowStatus.FOLLOWED
    assert [one.follow for one in found.drift] == [former]


def test_an_account_that_moved_says_so() -> None:
    moved = follow("tech@people.example", "1", moved_to="tech@elsewhere.example")
    assert status(on_mastodon("tech@people.example", moved)) is FollowStatus.MOVED


def test_the_list_may_name_a_did() -> None:
    did = "did:plc:abcdefghijklmnopqrstuvwx"
    known = Known(channel=BLUESKY, follows=[follow("tech.example", did)], whole=True)
    found = compare([entry(bluesky=did)], [known])
    assert status(found) is FollowStatus.FOLLOWED
    assert found.drift == ()


def test_a_number_is_a_handle_and_no_native_id() -> None:
    found = on_mastodon("1", follow("tech@people.example", "1"))
    assert status(found) is FollowStatus.MISSING


def test_two_entries_may_name_one_account() -> None:
    entries = [entry(mastodon="tech"), entry(mastodon="@TECH@wikis.example")]
    known = Known(channel=MASTODON, follows=[follow("tech@wikis.example", "1")], whole=True)
    found = compare(entries, [known])
    assert {row.cells[0].status for row in found.rows} == {FollowStatus.FOLLOWED}
    assert found.drift == ()


HANDLES = st.lists(st.sampled_from([f"user{n}@people.example" for n in range(6)]), unique=True)


@given(listed=HANDLES, followed=HANDLES)
def test_each_account_is_followed_missing_or_drift(listed: list[str], followed: list[str]) -> None:
    known = Known(channel=MASTODON, follows=[follow(name) for name in followed], whole=True)
    found = compare([entry(mastodon=name) for name in listed], [known])
    missing = [
        row.cells[0].handle for row in found.rows if row.cells[0].status is FollowStatus.MISSING
    ]
    assert missing == [name for name in listed if name not in followed]
    drift = [one.follow.profile.handle for one in found.drift]
    assert drift == [name for name in followed if name not in listed]
