"""What people post themselves can be read where they are, and is the same wherever it turns up."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sandbox.practice import Practice
from sandbox.practice.bluesky import HANDLE
from sandbox.practice.mastodon_access import TOKEN
from sandbox.practice.mastodon_neighbours import ORIGIN
from sandbox.practice.x import TOKEN as X_TOKEN
from sandbox.practice.x_shapes import user_id
from sandbox.story import Form
from tests.sandbox.practice.asking import BLUESKY, MASTODON, X, author_feed, get, statuses

NOON = datetime(2099, 11, 21, 12, tzinfo=UTC)
PICTURES = "ten-pictures"


def at_home(practice: Practice, name: str, **query: object) -> list[dict[str, Any]]:
    found = get(practice, ORIGIN, f"/api/v1/accounts/lookup?acct={name}").json()
    path = f"/api/v1/accounts/{found['id']}/statuses"
    told: list[dict[str, Any]] = get(practice, ORIGIN, path, params={"limit": 40} | query).json()
    return told


def heard(practice: Practice) -> list[dict[str, Any]]:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    told = get(practice, MASTODON, "/api/v1/notifications?limit=80", headers=headers).json()
    return [one["status"] for one in told if one["type"] == "mention"]


def test_a_status_has_one_address_and_on_each_server_its_own_id(practice: Practice) -> None:
    [home] = [one for one in at_home(practice, "ada") if PICTURES in one["content"]]
    [here] = [one for one in heard(practice) if PICTURES in one["content"]]
    assert (home["url"], home["uri"]) == (here["url"], here["uri"])
    assert home["id"] != here["id"]
    assert home["account"]["acct"] == "ada"
    assert here["account"]["acct"] == "ada@people.example"
    assert [one["acct"] for one in home["mentions"]] == ["mediawiki@wikis.example"]
    assert [one["acct"] for one in here["mentions"]] == ["mediawiki"]
    again = get(practice, ORIGIN, f"/api/v1/statuses/{home['id']}").json()
    assert again == home
    assert PICTURES in get(practice, ORIGIN, home["url"].removeprefix(ORIGIN)).text


def test_what_was_shared_is_what_its_author_posted(practice: Practice) -> None:
    shared = {one["reblog"]["url"] for one in statuses(practice, limit=40).json() if one["reblog"]}
    told = {one["url"] for name in ("ada", "tech", "grace") for one in at_home(practice, name)}
    assert shared <= told
    feed = author_feed(practice, limit=40).json()["feed"]
    reposted = {one["post"]["uri"] for one in feed if one.get("reason")}
    theirs = author_feed(practice, actor="ada.people.example", limit=100).json()["feed"]
    assert len({one["post"]["uri"] for one in theirs} & reposted) > 1
    assert not any("reason" in one for one in theirs)


def test_pages_and_replies_of_a_neighbour(practice: Practice) -> None:
    every = at_home(practice, "ada")
    assert any(one["in_reply_to_id"] for one in every)
    first = at_home(practice, "ada", limit=2)
    rest = at_home(practice, "ada", max_id=first[-1]["id"])
    assert [*first, *rest] == every
    originals = at_home(practice, "ada", exclude_replies="true")
    assert originals == [one for one in every if not one["in_reply_to_id"]]


def test_a_neighbour_knows_only_its_own_people(practice: Practice) -> None:
    for path in ("/api/v1/accounts/lookup?acct=nobody", "/api/v1/accounts/1/statuses", "/@nobody"):
        assert get(practice, ORIGIN, path).status_code == 404
    headers = {"Authorization": f"Bearer {TOKEN}"}
    path = "/api/v1/accounts/lookup?acct=ada"
    assert get(practice, ORIGIN, path, headers=headers).status_code == 401


def test_others_have_a_feed_on_bluesky_and_their_posts_can_be_asked_for(
    practice: Practice,
) -> None:
    feed = author_feed(practice, actor="wikipedia.people.example").json()["feed"]
    assert {one["post"]["author"]["handle"] for one in feed} == {"wikipedia.people.example"}
    uri = feed[0]["post"]["uri"]
    asked = get(practice, BLUESKY, "/xrpc/app.bsky.feed.getPosts", params={"uris": uri}).json()
    assert asked["posts"] == [feed[0]["post"]]
    path = "/xrpc/app.bsky.actor.getProfile?actor=wikipedia.people.example"
    assert get(practice, BLUESKY, path).json()["postsCount"] == len(feed)


def test_others_have_posts_on_x(practice: Practice) -> None:
    headers = {"Authorization": f"Bearer {X_TOKEN}"}
    path = f"/2/users/{user_id('ada')}/tweets?max_results=20&tweet.fields=author_id"
    every = get(practice, X, path, headers=headers).json()["data"]
    assert {one["author_id"] for one in every} == {user_id("ada")}
    less = get(practice, X, f"{path}&exclude=replies", headers=headers).json()["data"]
    assert len(less) == len(every) - 1


def test_other_channels_on_telegram_have_a_preview(practice: Practice) -> None:
    ours = get(practice, "https://t.me", "/s/mediawiki_news").text
    theirs = get(practice, "https://t.me", "/s/wikitech_news").text
    assert "Gerrit restarts" in theirs
    forwarded = ours.split('forwarded_from_name" href="')[1].partition('"')[0]
    assert f'href="{forwarded}"' in theirs


def test_somebody_posts_and_is_shared(practice: Practice) -> None:
    for channel, us in (("mastodon", "@mediawiki"), ("bluesky", f"@{HANDLE}")):
        others, timeline = practice.others[channel], practice.timelines[channel]
        handle = "grace@people.example" if channel == "mastodon" else "grace.people.example"
        number = others.add(handle, "Look, {us}!", time=NOON)
        assert others.named()[0].post.telling.text == f"Look, {us}!"
        original = others.find(number)
        assert original
        timeline.share(original, time=NOON)
        newest = timeline.posts()[0]
        assert (newest.telling.form, newest.about) == (Form.SHARE, original)
        timeline.delete(newest.id)
