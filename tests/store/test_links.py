"""Items and posts by what they link to, on either database."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Connection

from newsdesk.domain.post import Post, StreamName
from newsdesk.store import codec, items, links, own_posts, posts
from tests.store.values import NOW, item, post

LINK = "https://www.wiki.example/wiki/Codex_2.7"
HASH = codec.link_hash(LINK)


def found(connection: Connection, desk_id: int) -> list[Post]:
    """Return the posts of one channel that have the link."""
    here = own_posts.linking(connection, desk_id, ["x"], links=[HASH], addresses=["none"], limit=9)
    return [one.post for one in here]


@pytest.mark.parametrize(
    "other",
    [
        "http://wiki.example/wiki/codex 2.7/",
        "https://m.wiki.example/wiki/Codex_2.7#Changes",
        "https://wiki.example/w/index.php?title=Codex_2.7&utm_source=a",
        "https://wiki.example/wiki/Codex_2.7/de",
    ],
)
def test_what_may_lead_to_the_same_page_has_one_hash(other: str) -> None:
    assert codec.link_hash(other) == HASH


@pytest.mark.parametrize(
    "other", ["https://wiki.example/wiki/Codex_2.8", "https://wiki.example/wiki/Codex_2.7/notes"]
)
def test_another_page_has_another(other: str) -> None:
    assert codec.link_hash(other) != HASH


def test_items_are_found_as_long_as_they_have_the_link(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    one = replace(item("one"), links=(LINK, f"{LINK}#again"))
    items.replace(connection, desk_id, "News", [one, item("two")])
    items.replace(connection, desk_id, "Archive", [replace(item("old"), links=(LINK,))])
    assert links.of_items(connection, desk_id, [HASH, "none"]) == {one.id, item("old").id}
    assert links.of_items(connection, other_desk, [HASH]) == frozenset()
    items.replace(connection, desk_id, "News", [replace(one, links=())])
    assert links.of_items(connection, desk_id, [HASH]) == {item("old").id}


def test_posts_are_found_where_they_are_our_own_and_stand(
    connection: Connection, desk_id: int
) -> None:
    ours = replace(post("1"), links=(LINK,))
    theirs = replace(post("2"), links=(LINK,))
    posts.save(connection, desk_id, "x", [ours], now=NOW)
    posts.save(connection, desk_id, "x", [theirs], now=NOW, stream=StreamName.MENTION)
    assert found(connection, desk_id) == [ours]
    posts.save(connection, desk_id, "x", [replace(ours, links=())], now=NOW)
    assert found(connection, desk_id) == []
    posts.save(connection, desk_id, "x", [replace(ours, deleted=NOW)], now=NOW)
    assert found(connection, desk_id) == []


def test_the_first_post_of_a_thread_stands_for_the_others(
    connection: Connection, desk_id: int
) -> None:
    first = replace(post("1"), links=())
    gone = replace(post("2"), links=(), continues="1", deleted=NOW)
    parts = [replace(post(str(n + 1)), links=(LINK,), continues=str(n)) for n in (3, 4)]
    third = replace(post("3"), links=(), continues="1")
    posts.save(connection, desk_id, "x", [first, gone, third, *parts], now=NOW)
    assert found(connection, desk_id) == [first]
