from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import Connection

from newsdesk.domain.length import PostLimits
from newsdesk.domain.profile import Profile
from newsdesk.store import profiles
from tests.store.values import EMOJI, NOW

DAY = timedelta(days=1)
TODAY = NOW.date()
OURS = Profile(
    handle="mediawiki@social.example",
    native_id="01ARZ3NDEKTSV4RRFFQ69G5FAV",
    name=EMOJI,
    url="https://social.example/@mediawiki",
    followers=3_000_000_000,
    moved_to="mediawiki@elsewhere.example",
)


def test_a_profile_comes_back_as_it_was_stored(connection: Connection, desk_id: int) -> None:
    assert profiles.get(connection, desk_id, "mastodon") is None
    assert profiles.save(connection, desk_id, "mastodon", OURS, now=NOW)
    assert profiles.get(connection, desk_id, "mastodon") == OURS


def test_only_a_profile_that_differs_is_news(connection: Connection, desk_id: int) -> None:
    profiles.save(connection, desk_id, "mastodon", OURS, now=NOW)
    assert not profiles.save(connection, desk_id, "mastodon", OURS, now=NOW)
    renamed = replace(OURS, handle="wiki@social.example")
    assert profiles.save(connection, desk_id, "mastodon", renamed, now=NOW)
    assert profiles.get(connection, desk_id, "mastodon") == renamed


def test_channels_and_desks_have_profiles_of_their_own(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    other = Profile(handle="other")
    profiles.save(connection, desk_id, "mastodon", OURS, now=NOW)
    profiles.save(connection, other_desk, "mastodon", other, now=NOW)
    assert profiles.every(connection, desk_id) == {"mastodon": OURS}
    assert profiles.every(connection, other_desk) == {"mastodon": other}


def test_a_day_has_one_number_of_followers_its_last(connection: Connection, desk_id: int) -> None:
    for moment, followers in ((NOW - DAY, 7), (NOW, 8), (NOW + timedelta(hours=1), 9)):
        new = replace(OURS, followers=followers)
        profiles.save(connection, desk_id, "mastodon", new, now=moment)
    assert profiles.followers(connection, desk_id, "mastodon", since=TODAY - DAY) == (
        (TODAY - DAY, 7),
        (TODAY, 9),
    )
    assert profiles.followers(connection, desk_id, "mastodon", since=TODAY) == ((TODAY, 9),)


def test_a_day_is_one_of_utc(connection: Connection, desk_id: int) -> None:
    late = datetime(2026, 11, 22, 0, 30, tzinfo=timezone(timedelta(hours=2)))
    assert late.astimezone(UTC).date() == date(2026, 11, 21)
    profiles.save(connection, desk_id, "mastodon", OURS, now=late)
    found = profiles.followers(connection, desk_id, "mastodon", since=date(2026, 1, 1))
    assert found == ((date(2026, 11, 21), 3_000_000_000),)


def test_a_number_that_is_not_told_is_none(connection: Connection, desk_id: int) -> None:
    profiles.save(connection, desk_id, "telegram", replace(OURS, followers=None), now=NOW)
    assert profiles.followers(connection, desk_id, "telegram", since=date(2026, 1, 1)) == ()


def test_what_is_forgotten_is_gone_for_this_channel_only(
    connection: Connection, desk_id: int
) -> None:
    for channel in ("mastodon", "bluesky"):
        profiles.save(connection, desk_id, channel, OURS, now=NOW)
    profiles.forget(connection, desk_id, "mastodon")
    assert set(profiles.every(connection, desk_id)) == {"bluesky"}
    assert profiles.followers(connection, desk_id, "mastodon", since=TODAY) == ()
    assert profiles.followers(connection, desk_id, "bluesky", since=TODAY) != ()


@pytest.mark.parametrize("per_url", [None, 0, 30])
def test_limits_stay_when_the_profile_is_stored_again(
    connection: Connection, desk_id: int, per_url: int | None
) -> None:
    told = PostLimits(characters=5000, per_url=per_url)
    profiles.save(connection, desk_id, "mastodon", OURS, now=NOW)
    assert profiles.limits(connection, desk_id, "mastodon") is None
    profiles.keep_limits(connection, desk_id, "mastodon", told)
    profiles.save(connection, desk_id, "mastodon", replace(OURS, name="New"), now=NOW + DAY)
    assert profiles.limits(connection, desk_id, "mastodon") == told
    assert profiles.limits(connection, desk_id, "bluesky") is None


def test_limits_are_forgotten_with_the_profile(connection: Connection, desk_id: int) -> None:
    profiles.save(connection, desk_id, "mastodon", OURS, now=NOW)
    profiles.keep_limits(connection, desk_id, "mastodon", PostLimits(characters=640))
    profiles.forget(connection, desk_id, "mastodon")
    profiles.save(connection, desk_id, "mastodon", OURS, now=NOW)
    assert profiles.limits(connection, desk_id, "mastodon") is None
