from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from newsdesk.domain.message import Brief, msg
from newsdesk.domain.sync_status import Match, Verdict
from newsdesk.store import matches, posts
from tests.store.values import MINUTE, NOW, key, post

EVIDENCE = (
    msg("newsdesk-evidence-link"),
    msg("newsdesk-evidence-words", 87, "two words", NOW, date(2026, 11, 18)),
    msg("newsdesk-evidence-days", msg("newsdesk-inner", Brief(NOW, date(2026, 11, 21)))),
)


def _match(item_id: str = "2026-11-18-released", native_id: str = "1", score: float = 1) -> Match:
    return Match(
        item_id=item_id,
        channel_id="mastodon",
        post=key(native_id),
        verdict=Verdict.UNSURE,
        score=score,
        evidence=EVIDENCE,
    )


def test_matches_come_back_best_first(connection: Connection, desk_id: int) -> None:
    posts.save(connection, desk_id, "mastodon", [post("1"), post("2")], now=NOW)
    second, best = _match(native_id="1", score=0.1 + 0.2), _match(native_id="2", score=0.9)
    assert matches.replace(connection, desk_id, [second, best])
    assert matches.every(connection, desk_id) == [best, second]


def test_replacing_says_whether_anything_differs(connection: Connection, desk_id: int) -> None:
    posts.save(connection, desk_id, "mastodon", [post("1"), post("2")], now=NOW)
    found = [_match(native_id="1"), _match(native_id="2")]
    matches.replace(connection, desk_id, found)
    assert not matches.replace(connection, desk_id, found[::-1])
    assert matches.replace(connection, desk_id, [replace(found[0], verdict=Verdict.SAME)])
    assert matches.replace(connection, desk_id, [])
    assert matches.every(connection, desk_id) == []


def test_matches_of_one_item(connection: Connection, desk_id: int, other_desk: int) -> None:
    posts.save(connection, desk_id, "mastodon", [post()], now=NOW)
    one, other = _match("2026-11-18-one"), _match("2026-11-18-other")
    matches.replace(connection, desk_id, [one, other])
    assert matches.of_item(connection, desk_id, one.item_id) == [one]
    assert matches.of_item(connection, other_desk, one.item_id) == []


def test_a_match_with_a_post_that_is_not_stored_is_left_out(
    connection: Connection, desk_id: int
) -> None:
    assert not matches.replace(connection, desk_id, [_match(native_id="never seen")])


def test_links_of_recent_matched_posts_come_with_the_posts_that_have_them(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    own, shared = "https://a.example/1", "https://a.example/2"
    some = [
        replace(post("1"), links=(own, shared)),
        replace(post("2", age=2 * MINUTE), links=(shared,)),
        replace(post("3", age=4 * MINUTE), links=("https://a.example/old",)),
        replace(post("4"), links=("https://a.example/deleted",), deleted=NOW),
        replace(post("5"), links=("https://a.example/unmatched",)),
    ]
    posts.save(connection, desk_id, "mastodon", some, now=NOW)
    matches.replace(connection, desk_id, [_match(native_id=number) for number in "1234"])
    numbers = posts.ids(connection, desk_id, [key("1"), key("2")])
    assert matches.linking(connection, desk_id, NOW - 3 * MINUTE) == {
        own: [numbers[key("1")]],
        shared: [numbers[key("1")], numbers[key("2")]],
    }
    assert matches.linking(connection, other_desk, NOW - 3 * MINUTE) == {}
