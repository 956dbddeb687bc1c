from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.channels import feed
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.fetch import Fetched, FetchFailed, ReadResult, StreamState
from newsdesk.domain.message import msg
from newsdesk.domain.post import Post
from newsdesk.domain.profile import Profile
from newsdesk.infra.fetch_errors import NotUnderstoodError
from newsdesk.infra.http import Answer
from tests.channels import asking
from tests.channels.golden_pairs import load
from tests.fixtures.network import Network, head

CHANNEL = Channel(id="f", kind=ChannelKind.FEED, name="Blog", url="https://blog.example/feed")
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
FEEDS = [
    load(name)["answers"]["/feed"].encode() for name in ("feed-rss", "feed-atom", "feed-malformed")
]
NEW_LINES = "\n" * 100_000
ITEM = "<item><guid>{0}</guid><title>Item {0}</title><pubDate>{1}</pubDate></item>"


def rss(*numbers: int) -> bytes:
    """Item 0 is from now, each further one from a day earlier."""
    dates = {n: (NOW - timedelta(days=n)).strftime("%a, %d %b %Y %H:%M:%S GMT") for n in numbers}
    items = "".join(ITEM.format(n, date) for n, date in dates.items())
    return f'<rss version="2.0"><channel><title>Blog</title>{items}</channel></rss>'.encode()


def read(network: Network, state: StreamState | None = None) -> ReadResult:
    return asking.read(network.door(), CHANNEL, state, now=NOW)


def fetched(result: ReadResult) -> Fetched:
    assert isinstance(result, Fetched)
    return result


def posts(body: bytes, content_type: str = "application/xml") -> tuple[Post, ...]:
    headers = {"content-type": content_type}
    answer = Answer(status=200, url=CHANNEL.url, headers=headers, body=body)
    return feed.posts(answer, "https://blog.example", NOW)


def test_a_feed_reaches_back_to_its_oldest_entry(network: Network) -> None:
    network.answer("/feed", rss(2, 0, 1), ETag='"1"', Last_Modified="today")
    result = fetched(read(network))
    assert [post.key.native_id for post in result.posts] == ["0", "1", "2"]
    assert result.complete_since == NOW - timedelta(days=2)
    assert (result.newest, result.etag, result.last_modified) == ("0", '"1"', "today")
    assert result.whole_since is None


def test_an_unchanged_feed_is_not_read_again(network: Network) -> None:
    network.write("/feed", lambda asked, out: print(out.write(head(304)), end=""))
    state = StreamState(complete_since=NOW, newest="0", etag='"1"', last_modified="today")
    result = fetched(read(network, state))
    assert result == Fetched(
        complete_since=NOW,
        newest="0",
        etag='"1"',
        last_modified="today",
        unchanged=True,
        profile=Profile(handle=CHANNEL.url, url=CHANNEL.url),
    )
    assert network.asked[0].headers["If-None-Match"] == '"1"'


@pytest.mark.parametrize(
    ("body", "days"),
    [(rss(0, 1, 2), 9), (rss(0, 1), 1), (rss(0, 5), 9), (rss(), 9), (rss(0, 12), 12)],
    ids=["the known entry", "a gap", "older than the last read", "empty", "further back"],
)
def test_a_feed_is_complete_as_long_as_it_joins_on(
    network: Network, body: bytes, days: int
) -> None:
    network.answer("/feed", body)
    since, last = NOW - timedelta(days=9), NOW - timedelta(days=3)
    state = StreamState(complete_since=since, newest="2", last_read=last)
    assert fetched(read(network, state)).complete_since == NOW - timedelta(days=days)


def test_an_empty_feed_says_nothing_of_the_past(network: Network) -> None:
    network.answer("/feed", rss())
    assert fetched(read(network)).complete_since == NOW


@pytest.mark.parametrize(
    "body", [b"", b"<html><p>no feed</p></html>", b"{}", b"\xff\xfe", b"<rss"], ids=repr
)
def test_what_is_no_feed_is_a_failure(network: Network, body: bytes) -> None:
    network.answer("/feed", body)
    reason = msg("newsdesk-fetch-not-understood", "blog.example")
    assert read(network) == FetchFailed(reason=reason)


def test_a_refusal_is_a_failure(network: Network) -> None:
    network.answer("/feed", b"", 410)
    reason = msg("newsdesk-fetch-gone", "blog.example")
    assert read(network) == FetchFailed(reason=reason, permanent=True)


def test_a_feed_is_smaller_than_other_answers(network: Network) -> None:
    network.answer("/feed", rss(0) + b" " * 2_000_000)
    door = network.door(max_bytes=5_000_000)
    result = asking.read(door, CHANNEL, now=NOW)
    assert result == FetchFailed(reason=msg("newsdesk-fetch-too-big", "blog.example", 2))


def test_references_to_no_character_do_not_spoil_a_feed() -> None:
    (post,) = posts(rss(0).replace(b"Item", b"&#55357;&#xDE00;&#x110000;&#0;&#x1F389;&#252;"))
    assert post.text == "🎉ü 0"


def test_a_feed_that_breaks_the_parser_is_a_failure() -> None:
    with pytest.raises(NotUnderstoodError):
        posts(b'<?xml version="1.0" encoding="utf\xec-8"?>' + rss(0))


def test_addresses_are_completed_by_where_the_feed_was_found(network: Network) -> None:
    network.answer("/feed", b"", 301, Location="/blog/feed.xml")
    item = b"<item><guid isPermaLink='false'>1</guid><link>../post</link></item>"
    network.answer("/blog/feed.xml", b"<rss version='2.0'><channel>%s</channel></rss>" % item)
    (post,) = fetched(read(network)).posts
    assert (post.key.native_id, post.url) == ("1", "https://blog.example/post")


@pytest.mark.parametrize(
    ("first", "second", "moved"),
    [
        (301, 308, "https://blog.example/new"),
        (301, 302, "https://blog.example/between"),
        (302, 301, ""),
        (307, 307, ""),
    ],
)
def test_a_feed_that_moved_for_good_says_where(
    network: Network, first: int, second: int, moved: str
) -> None:
    network.answer("/feed", b"", first, Location="/between")
    network.answer("/between", b"", second, Location="https://blog.example/new")
    network.answer("/new", rss(0), ETag='"1"')
    result = fetched(read(network))
    assert len(result.posts) == 1
    assert result.profile
    assert result.profile.moved_to == moved


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (FEEDS[0].replace(b"UTF-8", b"utf-16").decode().encode("utf-16"), "application/xml"),
        (FEEDS[0].replace(b"Anna", "Änna".encode("latin-1")), "application/xml"),
        (FEEDS[0].replace(b"UTF-8", b"klingon"), "application/xml"),
        (FEEDS[0], "text/html; charset=nonsense"),
        (FEEDS[0], "application/octet-stream"),
        (FEEDS[0], ""),
    ],
)
def test_encodings_and_types_may_be_wrong(body: bytes, content_type: str) -> None:
    found = posts(body, content_type)
    assert [post.url for post in found] == ["https://blog.example/145", "https://blog.example/144"]


def test_entities_of_its_own_are_not_followed() -> None:
    lines = [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12)]
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">{"".join(lines)}]>'
    (post,) = posts(bomb.encode() + rss(0).replace(b"Item 0", b"&l11;"))
    assert "lol" not in post.text


@pytest.mark.parametrize(
    "body",
    [
        rss(0).replace(b"<title>Item", b"<author>" + b"a" * 100_000 + b"</author><title>Item"),
        NEW_LINES.encode() + rss(0),
        f'<?xml version="1.0" encoding="utf-16"?>{NEW_LINES}{rss(0).decode()}'.encode("utf-16"),
        rss(0).replace(
            b"<title>Item",
            b"".join(b"<category>%d</category>" % n for n in range(30_000)) + b"<title>Item",
        ),
    ],
    ids=["author", "blank", "blank-utf-16", "categories"],
)
def test_a_feed_made_to_keep_us_busy_is_read_like_any_other(body: bytes) -> None:
    began = time.thread_time()
    (found,) = posts(body)
    assert found.text == "Item 0"
    assert len(found.author.name) <= 2_000
    assert time.thread_time() - began < 10


@pytest.mark.parametrize(
    "body",
    [
        rss(*range(20_000)),
        b'<rss version="2.0"><channel><item><guid>1</guid><title>' + b"<a>" * 99_990,
        b'<rss version="2.0"><channel><item><guid>1</guid><title>' + b"&" * 1_500_000,
        b'<rss version="2.0">' + b"<" * 99_990,
        b'<rss version="2.0">' + b"<" * 1_500_000,
        rss(0).replace(b"Item 0", b"long " * 300_000),
    ],
    ids=["many", "deep", "entities", "tags", "more tags", "long"],
)
def test_huge_feeds_end(body: bytes) -> None:
    began = time.thread_time()
    try:
        found = posts(body)
    except NotUnderstoodError:
        found = ()
    assert len(found) <= 1000
    assert time.thread_time() - began < 10


@given(st.binary() | st.sampled_from(FEEDS).flatmap(lambda body: st.builds(
    lambda at, piece: body[:at] + piece + body[at + len(piece) :],
    st.integers(0, len(body)),
    st.binary(max_size=8) | st.sampled_from([b"<", b"]]>", b"&#0;", b"<!DOCTYPE", b"&#x202e;"]),
)))  # fmt: skip
def test_whatever_bytes_come_there_is_a_post_or_a_failure(body: bytes) -> None:
    try:
        found = posts(body)
    except NotUnderstoodError:
        return
    assert all(post.time <= NOW and str(post).encode() for post in found)


def test_origin_and_profile() -> None:
    channel = replace(CHANNEL, url="https://Blog.example/a/feed?b")
    assert feed.origin(channel) == "https://blog.example"
    assert feed.profile_url(channel) == channel.url


def test_an_entry_of_the_year_one_has_no_date() -> None:
    """So Hugo and others write an entry whose author gave none."""
    item = ITEM.format(1, "Mon, 01 Jan 0001 00:00:00 +0000")
    body = f'<rss version="2.0"><channel><title>Blog</title>{item}</channel></rss>'
    assert [one.time for one in posts(body.encode())] == [NOW]
