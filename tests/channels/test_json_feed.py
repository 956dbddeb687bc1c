"""A JSON Feed leads to its older entries, and no further than it may."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.channels import feed
from newsdesk.channels.media_rss import with_alt_texts
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.fetch import BEGINNING, Fetched, StreamState
from newsdesk.infra.fetch_errors import NotUnderstoodError
from newsdesk.infra.http import Answer
from tests.channels import asking
from tests.channels.golden_pairs import load
from tests.fixtures.network import Network, head

CHANNEL = Channel(id="f", kind=ChannelKind.FEED, name="Blog", url="https://blog.example/feed")
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def page(*numbers: int, older: str = "") -> bytes:
    """Item 0 is from now, each further one from a day earlier."""
    items = [
        {
            "id": number,
            "content_text": f"Item {number}",
            "date_published": (NOW - timedelta(days=number)).isoformat(),
        }
        for number in numbers
    ]
    found = {"version": "https://jsonfeed.org/version/1.1", "title": "Blog", "items": items}
    return json.dumps(found | ({"next_url": older} if older else {})).encode()


def read(
    network: Network, state: StreamState | None = None, *, days: int | None = None
) -> Fetched:
    oldest = None if days is None else NOW - timedelta(days=days)
    return asking.fetched(
        asking.read(network.door(), CHANNEL, state, now=NOW, oldest=oldest or BEGINNING)
    )


def ids(found: Fetched) -> list[str]:
    return [post.key.native_id for post in found.posts]


def test_older_entries_are_read_to_the_first_and_none_counts_as_deleted(network: Network) -> None:
    network.answer("/feed", page(0, 1, older="/2"), ETag='"1"')
    network.answer("/2", page(2, 3, older="https://blog.example/3"))
    network.answer("/3", page(4))
    found = read(network)
    assert ids(found) == ["0", "1", "2", "3", "4"]
    assert (found.complete_since, found.whole_since) == (BEGINNING, None)
    assert (found.etag, found.newest, found.older) == ('"1"', "0", "")


def test_no_more_is_read_than_is_wanted(network: Network) -> None:
    network.answer("/feed", page(0, 1, older="/2"))
    network.answer("/2", page(2, 3, older="/3"))
    found = read(network, days=2)
    assert ids(found) == ["0", "1", "2", "3"]
    assert found.older == "https://blog.example/3"
    assert found.complete_since == NOW - timedelta(days=3)


def test_a_break_in_the_middle_is_gone_on_with(network: Network) -> None:
    network.answer("/feed", page(0, 1, older="/2"), ETag='"1"')
    network.answer("/2", b"", 500)
    first = read(network)
    assert (ids(first), first.older) == (["0", "1"], "https://blog.example/2")
    network.answer("/2", page(2))
    second = read(network, asking.after(first, NOW))
    assert "If-None-Match" not in network.asked[-2].headers
    assert ids(second) == ["0", "1", "2"]
    assert second.complete_since == BEGINNING


def test_an_unchanged_feed_keeps_where_older_entries_are(network: Network) -> None:
    network.write("/feed", lambda asked, out: out.write(head(304)))
    state = StreamState(complete_since=NOW, newest="0", etag='"1"', older="https://blog.example/2")
    found = read(network, state, days=0)
    assert (found.unchanged, found.older) == (True, "https://blog.example/2")


@pytest.mark.parametrize(
    "older",
    [
        "/feed",
        "https://other.example/2",
        "http://blog.example/2",
        "file:///etc/passwd",
        "//x@y/",
        "https://blog.example:8443/2",
    ],
)
def test_an_address_that_leads_elsewhere_is_not_followed(network: Network, older: str) -> None:
    network.answer("/feed", page(0, older=older))
    assert ids(read(network)) == ["0"]
    assert len(network.asked) == 1


def test_a_circle_of_pages_ends(network: Network) -> None:
    network.answer("/feed", page(0, older="/2"))
    network.answer("/2", page(1, older="/3"))
    network.answer("/3", page(2, older="/2"))
    assert ids(read(network)) == ["0", "1", "2"]
    assert len(network.asked) == 3


def test_a_feed_that_became_json_is_read_on(network: Network) -> None:
    xml = load("feed-rss")["answers"]["/feed"]
    network.answer("/feed", xml.encode())
    first = read(network)
    network.answer("/feed", b"\xef\xbb\xbf \n" + page(0), Content_Type="text/plain")
    assert ids(read(network, asking.after(first, NOW))) == ["0"]


KEYS = st.sampled_from(
    ["id", "url", "title", "content_html", "content_text", "authors", "name", "attachments",
     "mime_type", "date_published", "language", "next_url", "external_url", "image"]
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=20,
)


@given(st.lists(st.dictionaries(KEYS, JSON, max_size=8), max_size=4))
def test_whatever_items_hold_there_are_posts_or_a_failure(items: list[object]) -> None:
    value = {"version": "https://jsonfeed.org/version/1.1", "items": items}
    answer = Answer(status=200, url=CHANNEL.url, headers={}, body=json.dumps(value).encode())
    try:
        found = feed.posts(answer, "https://blog.example", NOW)
    except NotUnderstoodError:
        return
    assert all(post.time <= NOW and str(post).encode() for post in found)


@pytest.mark.parametrize(
    "piece",
    [b"<media:content>", b"<media:content", b"<media:content><media:a></media:a>",
     b"<media:content><media:description>", b"<media:description>"],
)  # fmt: skip
def test_descriptions_of_media_take_no_longer_than_their_length(piece: bytes) -> None:
    text = piece * (1_000_000 // len(piece))
    began = time.thread_time()
    assert with_alt_texts(text) == text
    assert time.thread_time() - began < 5
