"""Notifications and searches are asked for in pages and batches, and no further than needed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.fetch import BEGINNING, Fetched, FetchFailed, StreamState
from newsdesk.domain.message import msg
from newsdesk.domain.post import StreamName
from newsdesk.infra.credentials import Credential
from tests.channels import asking
from tests.channels.golden_pairs import load
from tests.fixtures.network import Asked, Network

LOGIN = "/xrpc/com.atproto.server.createSession"
NOTIFICATIONS = "/xrpc/app.bsky.notification.listNotifications"
POSTS = "/xrpc/app.bsky.feed.getPosts"
SEARCH = "/xrpc/app.bsky.feed.searchPosts"
PAIR = load("bluesky-notifications")
[PICTURE, _] = PAIR["answers"][POSTS]["posts"]
MENTION = PAIR["answers"][NOTIFICATIONS]["notifications"][-1]
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
CHANNEL = Channel(
    id="b", kind=ChannelKind.BLUESKY, name="Bluesky", account="mediawiki.bsky.social"
)
CREDENTIAL = Credential(
    kind=CHANNEL.kind, origin="https://pds.example", account=CHANNEL.account, token="a-b-c-d"
)


def at_hour(number: int, told: Any) -> Any:
    """Return a notification or view, as it would be if it had come so many hours ago."""
    time = (NOW - timedelta(hours=number)).isoformat()
    uri = f"at://did:plc:anna/app.bsky.feed.post/{number}"
    record = told["record"] | {"createdAt": time}
    return told | {"uri": uri, "record": record, "indexedAt": time}


def plain(number: int) -> Any:
    made = at_hour(number, MENTION)
    del made["record"]["embed"]
    return made


@pytest.fixture
def pds(network: Network) -> Network:
    network.json(LOGIN, lambda _: PAIR["answers"][LOGIN])
    return network


def read(
    network: Network, state: StreamState | None = None, *, tags: tuple[str, ...] = ()
) -> Fetched:
    result = asking.read(
        network.door(),
        CHANNEL,
        state,
        now=NOW,
        oldest=BEGINNING,
        stream=StreamName.SEARCH if tags else StreamName.MENTION,
        credential=CREDENTIAL,
        tags=tags,
    )
    return asking.fetched(result)


def asked(network: Network, path: str) -> list[Asked]:
    return [one for one in network.asked if one.path == path]


def test_what_records_refer_to_is_asked_for_in_batches(pds: Network) -> None:
    told = [at_hour(number, MENTION) for number in range(60)]
    pds.json(NOTIFICATIONS, lambda _: {"notifications": told})
    pds.json(POSTS, lambda _: {"posts": [at_hour(number, PICTURE) for number in range(60)]})
    posts = read(pds).posts
    assert len(posts) == 60
    assert all(post.media for post in posts)
    assert len(asked(pds, POSTS)) == 3


def test_pages_are_read_down_to_what_is_known(pds: Network) -> None:
    def page(asked: Asked) -> object:
        start = int(asked.query.get("cursor", 0))
        return {
            "notifications": [plain(number) for number in range(start, start + 100)],
            "cursor": str(start + 100),
        }

    pds.json(NOTIFICATIONS, page)
    known = "at://did:plc:anna/app.bsky.feed.post/130"
    state = StreamState(
        newest=known, complete_since=BEGINNING, last_read=NOW - timedelta(hours=130)
    )
    result = read(pds, state)
    assert [post.key.native_id.rpartition("/")[2] for post in result.posts] == [
        str(number) for number in range(131)
    ]
    assert result.complete_since == BEGINNING
    assert [one.query.get("cursor") for one in asked(pds, NOTIFICATIONS)] == [None, "100"]
    assert asked(pds, POSTS) == []


def test_what_is_known_is_not_asked_for_again(pds: Network) -> None:
    told = [at_hour(0, MENTION), plain(1), at_hour(2, MENTION), at_hour(3, MENTION)]
    pds.json(NOTIFICATIONS, lambda _: {"notifications": told})
    pds.json(POSTS, lambda _: {"posts": [at_hour(0, PICTURE)]})
    known = "at://did:plc:anna/app.bsky.feed.post/1"
    result = read(pds, StreamState(newest=known, complete_since=BEGINNING, last_read=NOW))
    assert [post.text for post in result.posts] == ["@mediawiki.bsky.social look"] * 2
    [batch] = asked(pds, POSTS)
    assert batch.query == {"uris": "at://did:plc:anna/app.bsky.feed.post/0"}


def test_a_search_names_its_tag_order_and_beginning(pds: Network) -> None:
    pds.json(SEARCH, lambda _: {"posts": []})
    last = NOW - timedelta(hours=1)
    read(pds, StreamState(complete_since=BEGINNING, last_read=last), tags=("Größe",))
    [one] = asked(pds, SEARCH)
    assert one.query == {
        "q": "#Größe",
        "tag": "Größe",
        "since": "2026-11-20T11:00:00Z",
        "sort": "latest",
        "limit": "100",
    }
    assert one.headers["Authorization"] == "Bearer a.b.c"


@pytest.mark.parametrize("stream", [StreamName.MENTION, StreamName.SEARCH])
@pytest.mark.parametrize("body", [b"[]", b"{}", b'{"notifications": 5, "posts": {}}', b"<p>"])
def test_an_answer_of_another_shape_is_a_failure(
    pds: Network, stream: StreamName, body: bytes
) -> None:
    pds.answer(NOTIFICATIONS, body)
    pds.answer(SEARCH, body)
    result = asking.read(
        pds.door(), CHANNEL, now=NOW, stream=stream, credential=CREDENTIAL, terms=("wiki",)
    )
    reason = msg("newsdesk-fetch-not-understood", "pds.example")
    assert result == FetchFailed(reason=reason)
