from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given

from newsdesk.channels import bluesky, bluesky_posts
from newsdesk.channels.shape import UnreadableError
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.fetch import BEGINNING, Fetched, FetchFailed, ReadResult
from newsdesk.domain.message import msg
from tests.channels import asking
from tests.channels.golden_pairs import load
from tests.channels.strategies import JSON, damaged
from tests.fixtures.network import Asked, Network

CHANNEL = Channel(
    id="b", kind=ChannelKind.BLUESKY, name="Bluesky", account="mediawiki.bsky.social"
)
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
FEED = "/xrpc/app.bsky.feed.getAuthorFeed"
ITEM = load("bluesky-original")["answers"][FEED]["feed"][0]
REPOST = load("bluesky-repost")["answers"][FEED]["feed"][0]
BOTH = load("bluesky-embeds")["answers"][FEED]["feed"][2]

QUOTING = load("bluesky-quotes")["answers"][FEED]["feed"][0]["post"]
MEDIA = load("bluesky-media")["answers"][FEED]["feed"][3]["post"]
LABELLED = load("bluesky-labels")["answers"][FEED]["feed"][0]["post"]
PROFILE = load("bluesky-profile")["answers"][
    "/xrpc/app.bsky.actor.getProfile?actor=mediawiki.bsky.social"
]


def item(number: int) -> Any:
    time = (NOW - timedelta(hours=number)).isoformat()
    uri = f"at://did:plc:mw/app.bsky.feed.post/{number}"
    record = ITEM["post"]["record"] | {"createdAt": time}
    return {"post": ITEM["post"] | {"uri": uri, "record": record, "indexedAt": time}}


def read(network: Network, channel: Channel = CHANNEL) -> ReadResult:
    return asking.read(network.door(), channel, now=NOW)


def test_reads_with_the_cursor_that_each_page_gives(network: Network) -> None:
    def page(asked: Asked) -> object:
        start = int(asked.query.get("cursor", 0))
        feed = [item(number) for number in range(start, min(start + 100, 250))]
        return {"feed": feed} | ({"cursor": str(start + 100)} if start < 200 else {})

    network.json(FEED, page)
    result = read(network)
    assert isinstance(result, Fetched)
    assert (len(result.posts), result.complete_since) == (250, BEGINNING)
    assert network.asked[0].query == {
        "actor": "mediawiki.bsky.social",
        "limit": "100",
        "filter": "posts_with_replies",
        "includePins": "false",
    }
    assert [asked.query.get("cursor") for asked in network.asked] == [None, "100", "200"]


@pytest.mark.parametrize("account", ["", "nodots", "a b.example", "did:x", "a/b.example"])
def test_an_account_must_look_like_one(network: Network, account: str) -> None:
    result = read(network, replace(CHANNEL, account=account))
    assert result == FetchFailed(
        reason=msg("newsdesk-fetch-bad-account", account, "name.bsky.social"), permanent=True
    )


@pytest.mark.parametrize(
    ("account", "profile"),
    [
        ("@mediawiki.org", "https://bsky.app/profile/mediawiki.org"),
        ("did:plc:abc", "https://bsky.app/profile/did:plc:abc"),
    ],
)
def test_profile(account: str, profile: str) -> None:
    channel = replace(CHANNEL, account=account)
    assert bluesky.profile_url(channel) == profile
    assert bluesky.origin(channel) == "https://bsky.app"


@pytest.mark.parametrize(
    ("status", "body", "key"),
    [
        (400, {"error": "InvalidRequest", "message": "Profile not found"}, "no-account"),
        (400, {"error": "InvalidRequest", "message": "limit"}, "bad-request"),
        (400, "broken", "bad-request"),
        (502, {"error": "UpstreamFailure"}, "server-error"),
    ],
)
def test_a_refusal_is_a_failure_with_its_words(
    network: Network, status: int, body: object, key: str
) -> None:
    network.answer(FEED, json.dumps(body).encode(), status)
    result = read(network)
    assert isinstance(result, FetchFailed)
    assert result.reason.key == f"newsdesk-fetch-{key}"


@pytest.mark.parametrize(
    "body", [b"[]", b'{"feed": {}}', b'{"feed": [5]}', b"<html>", b"[" * 9**5]
)
def test_an_answer_of_another_shape_is_a_failure(network: Network, body: bytes) -> None:
    network.answer(FEED, body)
    result = read(network)
    assert isinstance(result, FetchFailed)
    assert result.reason == msg("newsdesk-fetch-not-understood", "public.api.bsky.app")


@given(JSON | damaged(QUOTING) | damaged(MEDIA) | damaged(LABELLED))
def test_a_view_of_any_shape_is_a_post_or_is_left_out(raw: object) -> None:
    try:
        post = bluesky_posts.from_view(raw)
    except UnreadableError:
        return
    assert str(post).encode()
    assert all(medium.kind for medium in post.media)
    assert post.quote is None or post.quote.url.startswith("https://bsky.app/profile/")


@given(JSON | damaged(PROFILE))
def test_a_profile_of_any_shape_is_one_or_is_not_understood(raw: object) -> None:
    try:
        profile = bluesky_posts.profile(raw)
    except UnreadableError:
        return
    assert str(profile).encode()
    assert profile.native_id
    assert profile.followers is None or profile.followers >= 0


@given(JSON | damaged(ITEM) | damaged(REPOST) | damaged(BOTH))
def test_an_item_of_any_shape_is_a_post_or_is_left_out(raw: object) -> None:
    try:
        post = bluesky_posts.post(raw)
    except UnreadableError:
        return
    if post is None:
        return
    assert str(post).encode()
    assert post.url.startswith("https://bsky.app/profile/")
