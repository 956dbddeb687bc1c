"""Lists of items, posts and followed accounts: filters, and parts that neither lose nor repeat."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from newsdesk.domain.post import PostForm
from tests.fixtures import board as story
from tests.fixtures.board import Desk

ITEMS = (story.RELEASE, story.TALK, story.CODEX, story.SURVEY, story.ARCHIVED)
IDS = [one.id for one in ITEMS]
Cases = Sequence[tuple[str, list[Any]]]

OF_ITEMS: Cases = (
    ("status=posted", [story.RELEASE]),
    ("status=missing&channel=mastodon", [story.TALK]),
    ("status=shared&channel=bluesky", []),
    ("needs_work=true", [story.RELEASE, story.TALK, story.CODEX]),
    ("needs_work=true&channel=mastodon", [story.TALK]),
    ("needs_work=false", [story.SURVEY, story.ARCHIVED]),
    ("since=2026-11-17", [story.RELEASE, story.TALK]),
    ("until=2026-06-09", [story.SURVEY, story.ARCHIVED]),
    ("since=2026-11-15&until=2026-11-15", [story.CODEX]),
    (f"page={story.ARCHIVE}", [story.ARCHIVED]),
    (f"page={story.ARCHIVE}/de", [story.ARCHIVED]),
    ("page=Main Page", []),
    ("text=codex OUT", [story.CODEX]),
    ("text=codex nothing", []),
    ("text=", list(ITEMS)),
    ("link=nowhere.example", []),
    ("link=!", []),
)
OF_POSTS: Cases = (
    ("channel=bluesky", ["bluesky.example/2", "bluesky.example/1"]),
    ("channel=linkedin", []),
    ("kind=reply", ["mastodon.example/4"]),
    ("kind=share", ["mastodon.example/5", "mastodon.example/3"]),
    ("kind=share&listed=yes", ["mastodon.example/3"]),
    ("kind=original&listed=no", ["bluesky.example/2"]),
    ("listed=set-aside", []),
    ("until=2026-11-17", ["bluesky.example/1", "mastodon.example/3"]),
    ("since=2026-11-20&channel=bluesky", ["bluesky.example/2"]),
    ("until=9999-12-31&since=0001-01-01&channel=bluesky&limit=1", ["bluesky.example/2"]),
)
OF_FOLLOWS: Cases = (
    ("status=missing", ["Wikipedia"]),
    ("status=missing&channel=bluesky", []),
    ("channel=linkedin", ["Ada Example"]),
    ("listed=false", ["Grace <b>Sample</b>"]),
    ("listed=true&status=not-listed", []),
)


def found(client: FlaskClient, address: str) -> list[dict[str, Any]]:
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.get_json()["items"]
    return items


def ids(client: FlaskClient, query: str) -> list[str]:
    return [item["id"] for item in found(client, f"items?{query}")]


def walk(
    client: FlaskClient, address: str, meanwhile: Callable[[], None] = lambda: None
) -> list[dict[str, Any]]:
    """Read every part of a list; something happens after the first one."""
    every, following = [], address
    while following:
        answer = client.get(following)
        assert answer.status_code == 200, answer.text
        every += answer.get_json()["items"]
        if following == address:
            meanwhile()
        following = answer.get_json()["next"]
    return every


def test_items_are_listed_newest_first(visitor: FlaskClient) -> None:
    answer = visitor.get("/api/v1/items").get_json()
    assert [item["id"] for item in answer["items"]] == IDS
    assert answer["next"] is None


def test_items_pass_every_filter(visitor: FlaskClient) -> None:
    for query, expected in OF_ITEMS:
        assert ids(visitor, query) == [one.id for one in expected], query


@pytest.mark.parametrize(
    "address",
    [
        "https://www.mediawiki.org/wiki/Codex",
        "http://m.mediawiki.org/wiki/Codex?utm_source=x",
        "www.mediawiki.org/wiki/Codex/de",
    ],
)
def test_items_are_found_by_their_links(visitor: FlaskClient, desk: Desk, address: str) -> None:
    linked = story.item(
        "Codex again", date(2026, 11, 19), links=("https://www.mediawiki.org/wiki/Codex",)
    )
    desk.items.append(linked)
    desk.save()
    answer = visitor.get("/api/v1/items", query_string={"link": address}).get_json()
    assert [item["id"] for item in answer["items"]] == [linked.id]


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 200])
def test_all_parts_together_are_the_whole(visitor: FlaskClient, limit: int) -> None:
    for name in ("items", "posts", "follows"):
        whole = found(visitor, f"{name}?limit=200")
        assert walk(visitor, f"/api/v1/{name}?limit={limit}") == whole


def test_what_comes_meanwhile_moves_no_item(visitor: FlaskClient, desk: Desk) -> None:
    def come() -> None:
        for text in ("Aardvark", "zebra"):
            desk.items.insert(0, story.item(text, story.RELEASE.date))
        desk.items.insert(0, story.item("Newest", story.RELEASE.date + timedelta(days=1)))
        desk.save()

    seen = [item["id"] for item in walk(visitor, "/api/v1/items?limit=1", come)]
    assert [one for one in seen if one in IDS] == IDS
    assert len(set(seen)) == len(seen)


def test_what_goes_meanwhile_moves_no_item(visitor: FlaskClient, desk: Desk) -> None:
    def go() -> None:
        desk.items.remove(story.RELEASE)
        desk.matches = [one for one in desk.matches if one.item_id != story.RELEASE.id]
        desk.save()

    assert [item["id"] for item in walk(visitor, "/api/v1/items?limit=1", go)] == IDS


def test_what_comes_meanwhile_moves_no_post(visitor: FlaskClient, desk: Desk) -> None:
    before = [post["url"] for post in found(visitor, "posts")]

    def come() -> None:
        same_moment = desk.posts[story.MASTODON][-1].time
        for number, time in ((90, same_moment), (91, story.NOW)):
            new = story.post(story.MASTODON, number, f"New {number}", time)
            desk.posts[story.MASTODON].append(new)
        desk.save()

    seen = [post["url"] for post in walk(visitor, "/api/v1/posts?limit=1", come)]
    assert [one for one in seen if one in before] == before
    assert len(set(seen)) == len(seen)


def test_posts_are_ours_and_stand(visitor: FlaskClient) -> None:
    posts = found(visitor, "posts")
    assert "https://bluesky.example/3" not in {post["url"] for post in posts}
    assert [post["time"] for post in posts] == sorted(
        (post["time"] for post in posts), reverse=True
    )
    [release] = [post for post in posts if post["url"] == "https://mastodon.example/1"]
    assert (release["items"], release["listed"]) == ([story.RELEASE.id], "yes")
    assert release["html"] == "<p>MediaWiki 1.45.2 and 1.44.4 are out</p>"


def test_posts_pass_every_filter(visitor: FlaskClient) -> None:
    for query, expected in OF_POSTS:
        urls = [post["url"] for post in found(visitor, f"posts?{query}")]
        assert urls == [f"https://{one}" for one in expected], query


def test_a_thread_is_one_post(visitor: FlaskClient, desk: Desk) -> None:
    first = story.post(story.BLUESKY, 10, "First", story.NOW - timedelta(minutes=3))
    second = story.post(
        story.BLUESKY,
        11,
        "Second",
        story.NOW - timedelta(minutes=2),
        form=PostForm.REPLY,
        continues="10",
    )
    desk.posts[story.BLUESKY] += [first, second]
    desk.save()
    thread = found(visitor, "posts?channel=bluesky")[0]
    assert (thread["url"], thread["text"]) == (first.url, "First\n\nSecond")
    assert [part["url"] for part in thread["parts"]] == [second.url]
    assert len(found(visitor, "posts?channel=bluesky")) == 3


def test_follows_are_the_list_and_then_what_it_does_not_name(visitor: FlaskClient) -> None:
    entries = found(visitor, "follows")
    assert [(one["name"], one["listed"]) for one in entries] == [
        ("Wikimedia Tech", True),
        ("Wikipedia", True),
        ("Ada Example", True),
        ("Grace <b>Sample</b>", False),
    ]
    statuses = {
        (one["name"], account["channel"]): account["status"]
        for one in entries
        for account in one["accounts"]
    }
    assert statuses == {
        ("Wikimedia Tech", "mastodon"): "followed",
        ("Wikimedia Tech", "bluesky"): "followed",
        ("Wikipedia", "mastodon"): "missing",
        ("Wikipedia", "bluesky"): "followed",
        ("Ada Example", "mastodon"): "moved",
        ("Ada Example", "linkedin"): "not-read",
        ("Grace <b>Sample</b>", "mastodon"): "not-listed",
    }
    [moved] = [account for account in entries[2]["accounts"] if account["status"] == "moved"]
    assert (moved["handle"], moved["now"]) == ("ada@people.example", "ada@elsewhere.example")


def test_follows_pass_every_filter(visitor: FlaskClient) -> None:
    for query, expected in OF_FOLLOWS:
        names = [one["name"] for one in found(visitor, f"follows?{query}")]
        assert names == expected, query


def test_what_comes_to_the_follow_list_meanwhile_moves_no_entry(
    visitor: FlaskClient, desk: Desk
) -> None:
    def come() -> None:
        desk.follows[story.BLUESKY].append(story.profile("new.people.example", "did:plc:9"))
        desk.save()

    names = [one["name"] for one in walk(visitor, "/api/v1/follows?limit=1", come)]
    assert names[:3] == ["Wikimedia Tech", "Wikipedia", "Ada Example"]
    assert sorted(names[3:]) == ["Grace <b>Sample</b>", "new.people.example"]
