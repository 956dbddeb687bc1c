from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import Connection

from newsdesk.domain.message import msg
from newsdesk.domain.pair import Pair
from newsdesk.domain.post import Post, PostForm
from newsdesk.domain.sync_status import Match, Verdict
from newsdesk.store import due, item_keys, key_counts, matches, pairs, posts
from newsdesk.store.item_keys import Keyed
from tests.store.values import NOW, key, post

DAY = date(2026, 11, 18)
ONE, TWO, THREE = post("1"), post("2", age=timedelta(hours=1)), post("3", age=timedelta(days=9))


def pair(item_id: str, one: Post, score: float = 0.5) -> Pair:
    return Pair(
        item_id=item_id,
        day=DAY,
        post=one.key,
        time=one.time,
        verdict=Verdict.UNSURE,
        score=score,
        evidence=(msg("newsdesk-evidence-link"),),
        decided=True,
        contradicts=True,
    )


def stored(connection: Connection, desk_id: int, *found: Pair) -> dict[str, int]:
    """Store posts and pairs; return the numbers of the posts' rows."""
    posts.save(connection, desk_id, "mastodon", [ONE, TWO, THREE], now=NOW)
    pairs.add(connection, desk_id, "mastodon", found)
    numbers = posts.ids(connection, desk_id, [ONE.key, TWO.key, THREE.key])
    return {one.native_id: number for one, number in numbers.items()}


def test_pairs_come_back_with_all_that_hang_together(connection: Connection, desk_id: int) -> None:
    chain = [pair("a", ONE), pair("b", ONE), pair("b", TWO), pair("c", TWO)]
    stored(connection, desk_id, *chain, pair("z", THREE))
    items, found = pairs.connected(connection, desk_id, "mastodon", ["a"])
    assert items == {"a", "b", "c"}
    assert sorted(found, key=lambda one: (one.item_id, one.post)) == chain
    assert pairs.connected(connection, desk_id, "bluesky", ["a"]) == ({"a"}, [])


def test_pairs_that_are_stored_again_take_the_place_of_the_former(
    connection: Connection, desk_id: int
) -> None:
    stored(connection, desk_id, pair("a", ONE, 0.1), pair("a", ONE, 0.9))
    assert pairs.connected(connection, desk_id, "mastodon", ["a"])[1] == [pair("a", ONE, 0.9)]


def test_with_an_item_its_rivals_are_told(connection: Connection, desk_id: int) -> None:
    stored(connection, desk_id, pair("a", ONE), pair("b", ONE), pair("c", TWO))
    places = pairs.forget_items(connection, desk_id, ["a"])
    assert places == {("mastodon", "a"), ("mastodon", "b")}
    assert pairs.connected(connection, desk_id, "mastodon", ["a"])[1] == []
    assert pairs.connected(connection, desk_id, "mastodon", ["b"])[1] == [pair("b", ONE)]


def test_pairs_of_posts_are_forgotten_on_their_channel(
    connection: Connection, desk_id: int
) -> None:
    numbers = stored(connection, desk_id, pair("a", ONE), pair("b", TWO))
    assert pairs.forget_posts(connection, desk_id, "bluesky", [numbers["1"]]) == set()
    assert pairs.forget_posts(connection, desk_id, "mastodon", [numbers["1"]]) == {
        ("mastodon", "a")
    }
    assert pairs.connected(connection, desk_id, "mastodon", ["b"])[1] == [pair("b", TWO)]


def test_what_no_pair_is_left_of_is_swept_away(connection: Connection, desk_id: int) -> None:
    stored(connection, desk_id, pair("a", ONE), pair("b", TWO))
    found = [
        Match(
            item_id=n, channel_id="mastodon", post=p, verdict=Verdict.SAME, score=1, decided=True
        )
        for n, p in (("a", key("1")), ("b", key("2")))
    ]
    found = [replace(one, decided=True) for one in found]
    matches.replace(connection, desk_id, found)
    item_keys.add(connection, desk_id, [Keyed("b", "f", DAY, [])], fresh=False)
    pairs.sweep(connection, desk_id, ["mastodon"])
    assert matches.sweep(connection, desk_id)
    assert matches.every(connection, desk_id) == found[1:]
    assert not matches.sweep(connection, desk_id)


def test_matches_among_some_items_leave_the_others(connection: Connection, desk_id: int) -> None:
    stored(connection, desk_id)
    a, b = (
        Match(item_id=n, channel_id="mastodon", post=ONE.key, verdict=Verdict.SAME, score=1)
        for n in "ab"
    )
    matches.replace(connection, desk_id, [a, b])
    assert not matches.replace(connection, desk_id, [a], among=("mastodon", ["a"]))
    assert not matches.replace(connection, desk_id, [], among=("bluesky", ["a"]))
    assert matches.replace(connection, desk_id, [], among=("mastodon", ["a"]))
    assert matches.every(connection, desk_id) == [b]


def test_posts_are_due_until_they_are_matched_and_again_when_they_change(
    connection: Connection, desk_id: int
) -> None:
    numbers = stored(connection, desk_id)
    claimed = due.claim(connection, desk_id, 2, wholly=True)
    assert claimed == [numbers["3"], numbers["2"]]
    due.settle(connection, numbers.values())
    assert due.count(connection, desk_id) == 0
    posts.save(connection, desk_id, "mastodon", [replace(ONE, text="Reworded")], now=NOW)
    posts.save(connection, desk_id, "bluesky", [TWO], now=NOW)
    there, after = [ONE.key, TWO.key], NOW - timedelta(days=30)
    posts.mark_missing(connection, desk_id, "mastodon", there, after=after, now=NOW)
    assert due.claim(connection, desk_id, 9, wholly=True) == [*claimed, numbers["1"]]


def test_posts_of_a_time_are_due_for_fresh_items(connection: Connection, desk_id: int) -> None:
    numbers = stored(connection, desk_id)
    due.settle(connection, numbers.values())
    due.between(connection, desk_id, NOW - timedelta(days=1), NOW)
    assert due.claim(connection, desk_id, 9, wholly=False) == [numbers["2"], numbers["1"]]
    assert due.claim(connection, desk_id, 9, wholly=True) == []


def test_posts_come_with_their_whole_threads(connection: Connection, desk_id: int) -> None:
    reply = replace(TWO, continues="1", form=PostForm.REPLY)
    last = replace(THREE, continues="2", form=PostForm.REPLY)
    posts.save(connection, desk_id, "mastodon", [ONE, reply, last, post("4")], now=NOW)
    numbers = posts.ids(connection, desk_id, [TWO.key])
    found = due.with_threads(connection, desk_id, "mastodon", list(numbers.values()))
    assert {one.key.native_id for one in found.values()} == {"1", "2", "3"}
    assert due.by_channel(connection, desk_id, found) == {"mastodon": sorted(found)}


def test_items_are_found_by_their_keys_within_days(connection: Connection, desk_id: int) -> None:
    long = "https://wiki.example/" + "x" * 300
    item_keys.add(connection, desk_id, [Keyed("a", "1", DAY, ["word", long])], fresh=True)
    item_keys.add(connection, desk_id, [Keyed("b", "2", DAY, ["word"])], fresh=False)
    near = {"since": DAY, "until": DAY}
    found = item_keys.having(connection, desk_id, [long, "word", "other"], **near)
    assert {one: sorted(keys) for one, keys in found.items()} == {
        "a": [long, "word"],
        "b": ["word"],
    }
    later = {"since": DAY + timedelta(days=1), "until": DAY + timedelta(days=9)}
    assert item_keys.having(connection, desk_id, ["word"], **later) == {}
    assert item_keys.known(connection, desk_id) == {"a": "1", "b": "2"}
    assert item_keys.fresh(connection, desk_id) == ["a"]
    item_keys.settle(connection, desk_id)
    assert item_keys.fresh(connection, desk_id) == []
    item_keys.forget(connection, desk_id, ["a"])
    assert item_keys.known(connection, desk_id) == {"b": "2"}


def test_counts_of_keys(connection: Connection, desk_id: int, other_desk: int) -> None:
    key_counts.replace(connection, desk_id, {"word": 7, "x" * 300: 2})
    key_counts.replace(connection, desk_id, {"word": 8, "more": 2})
    assert key_counts.of_keys(connection, desk_id, ["word", "none"]) == {"word": 8}
    assert key_counts.every(connection, desk_id) == {"word": 8, "more": 2}
    assert key_counts.every(connection, other_desk) == {}
