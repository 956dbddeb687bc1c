from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Connection

from newsdesk.domain.post import StreamName
from newsdesk.store import post_totals, posts
from newsdesk.store.batches import BATCH
from tests.store.values import MINUTE, NOW, key, post


def test_a_post_comes_back_as_it_was_stored(connection: Connection, desk_id: int) -> None:
    posts.save(connection, desk_id, "mastodon", [post()], now=NOW)
    assert posts.get(connection, desk_id, key()) == post()


def test_saving_counts_what_is_new_or_changed(connection: Connection, desk_id: int) -> None:
    first, second = post("1"), post("2")
    assert posts.save(connection, desk_id, "mastodon", [first, second], now=NOW) == 2
    assert posts.save(connection, desk_id, "mastodon", [first, second], now=NOW) == 0
    reworded = replace(second, text="reworded")
    assert posts.save(connection, desk_id, "mastodon", [first, reworded], now=NOW) == 1
    assert posts.get(connection, desk_id, second.key) == reworded


def test_the_same_post_twice_in_one_answer_is_stored_once(
    connection: Connection, desk_id: int
) -> None:
    newer = replace(post(), text="newer")
    assert posts.save(connection, desk_id, "mastodon", [post(), newer], now=NOW) == 1
    assert posts.of_channel(connection, desk_id, "mastodon") == [newer]


def test_a_post_keeps_its_earliest_time(connection: Connection, desk_id: int) -> None:
    undated = post()
    posts.save(connection, desk_id, "feed", [undated], now=NOW)
    again = replace(undated, time=undated.time + MINUTE)
    assert posts.save(connection, desk_id, "feed", [again], now=NOW) == 0
    earlier = replace(undated, time=undated.time - MINUTE)
    assert posts.save(connection, desk_id, "feed", [earlier], now=NOW) == 1
    assert posts.get(connection, desk_id, undated.key) == earlier


@pytest.mark.parametrize("other", ["x ", "X", "ẋ", "x\u200b", "x" * 4000])
def test_native_ids_are_compared_byte_by_byte(
    connection: Connection, desk_id: int, other: str
) -> None:
    posts.save(connection, desk_id, "mastodon", [post("x"), post(other)], now=NOW)
    assert set(posts.with_keys(connection, desk_id, [key("x"), key(other)])) == {
        key("x"),
        key(other),
    }


def test_parts_of_a_key_cannot_run_into_each_other(connection: Connection, desk_id: int) -> None:
    one = replace(post(), key=replace(key(), origin="https://a.example", native_id="b"))
    two = replace(post(), key=replace(key(), origin="https://a.example\0b", native_id=""))
    assert posts.save(connection, desk_id, "mastodon", [one, two], now=NOW) == 2


def test_more_posts_than_one_batch(connection: Connection, desk_id: int) -> None:
    many = [post(str(n), age=n * MINUTE) for n in range(BATCH * 2 + 1)]
    assert posts.save(connection, desk_id, "mastodon", many, now=NOW) == len(many)
    assert posts.by_channel(connection, desk_id) == {"mastodon": many}
    assert len(posts.ids(connection, desk_id, [one.key for one in many])) == len(many)


def test_one_post_can_be_seen_in_several_streams(connection: Connection, desk_id: int) -> None:
    posts.save(connection, desk_id, "mastodon", [post()], now=NOW)
    seen_again = posts.save(
        connection, desk_id, "mastodon", [post()], now=NOW, stream=StreamName.SEARCH
    )
    assert seen_again == 1
    assert posts.of_channel(connection, desk_id, "mastodon") == [post()]
    assert posts.of_channel(connection, desk_id, "mastodon", stream=StreamName.SEARCH) == [post()]
    assert posts.of_channel(connection, desk_id, "mastodon", stream=StreamName.MENTION) == []


def test_channels_are_read_newest_first_and_since_a_moment(
    connection: Connection, desk_id: int
) -> None:
    old, new = post("1", age=3 * MINUTE), post("2", age=MINUTE)
    posts.save(connection, desk_id, "mastodon", [old, new], now=NOW)
    posts.save(connection, desk_id, "other", [old], now=NOW)
    every = posts.by_channel(connection, desk_id)
    assert every == {"mastodon": [new, old], "other": [old]}
    assert posts.by_channel(connection, desk_id, since=new.time) == {"mastodon": [new]}
    assert posts.of_channel(connection, desk_id, "mastodon", limit=1) == [new]
    assert post_totals.last_posts(connection, desk_id) == {"mastodon": new.time, "other": old.time}


def test_a_missing_post_is_marked_and_stays(connection: Connection, desk_id: int) -> None:
    there, gone, earlier = post("1"), post("2"), post("3", age=3 * MINUTE)
    posts.save(connection, desk_id, "mastodon", [there, gone, earlier], now=NOW)
    after = NOW - 2 * MINUTE

    def mark(now: datetime) -> int:
        return posts.mark_missing(
            connection, desk_id, "mastodon", [there.key], after=after, now=now
        )

    assert mark(NOW) == 1
    assert mark(NOW + MINUTE) == 0
    marked = replace(gone, deleted=NOW)
    found = posts.with_keys(connection, desk_id, [there.key, gone.key, earlier.key])
    assert set(found.values()) == {there, marked, earlier}


def test_what_is_missing_on_one_channel_says_nothing_about_another(
    connection: Connection, desk_id: int
) -> None:
    posts.save(connection, desk_id, "other", [post()], now=NOW)
    after = NOW - 2 * MINUTE
    assert posts.mark_missing(connection, desk_id, "mastodon", [], after=after, now=NOW) == 0


def test_a_deleted_post_that_shows_up_again_is_there_again(
    connection: Connection, desk_id: int
) -> None:
    posts.save(connection, desk_id, "mastodon", [post()], now=NOW)
    after = NOW - 2 * MINUTE
    posts.mark_missing(connection, desk_id, "mastodon", [], after=after, now=NOW)
    assert posts.save(connection, desk_id, "mastodon", [post()], now=NOW) == 1
    assert posts.get(connection, desk_id, key()) == post()


def test_desks_do_not_see_each_others_posts(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    posts.save(connection, desk_id, "mastodon", [post()], now=NOW)
    assert posts.get(connection, other_desk, key()) is None
    assert posts.by_channel(connection, other_desk) == {}
    assert post_totals.last_posts(connection, other_desk) == {}


def test_a_forgotten_channel_has_no_posts(connection: Connection, desk_id: int) -> None:
    for channel_id in ("mastodon", "other"):
        posts.save(connection, desk_id, channel_id, [post()], now=NOW)
    posts.forget_channel(connection, desk_id, "mastodon")
    assert posts.by_channel(connection, desk_id) == {"other": [post()]}


def test_moments_keep_their_microseconds_whatever_their_zone(
    connection: Connection, desk_id: int
) -> None:
    elsewhere = timezone(timedelta(hours=5, minutes=30))
    moment = datetime(2026, 11, 21, 2, 0, 0, 1, tzinfo=elsewhere)
    posts.save(connection, desk_id, "mastodon", [replace(post(), time=moment)], now=NOW)
    stored = posts.get(connection, desk_id, key())
    assert stored is not None
    assert stored.time == moment
    assert stored.time.tzinfo is UTC


def test_half_a_surrogate_pair_does_not_stop_the_rest(
    connection: Connection, desk_id: int
) -> None:
    posts.save(connection, desk_id, "mastodon", [replace(post(), text="a\ud83dz")], now=NOW)
    stored = posts.get(connection, desk_id, key())
    assert stored is not None
    assert stored.text == "a?z"


def test_the_hosts_of_a_channel_s_own_posts(connection: Connection, desk_id: int) -> None:
    some = [replace(post(str(n)), url=f"https://www.{n % 2}.example/{n}") for n in range(4)]
    posts.save(connection, desk_id, "blog", some, now=NOW)
    posts.save(connection, desk_id, "blog", [post("9")], now=NOW, stream=StreamName.SEARCH)
    assert post_totals.hosts(connection, desk_id, "blog") == {"0.example", "1.example"}
    assert post_totals.hosts(connection, desk_id, "other") == frozenset()
