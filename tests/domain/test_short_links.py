from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.post import Author, Post, PostKey, Quote
from newsdesk.domain.short_links import is_short, lengthened, short_in

SHORT = "https://bit.ly/3abc"
TARGET = "https://www.mediawiki.org/wiki/MediaWiki_1.45?a=1&b=2"
POST = Post(
    key=PostKey(ChannelKind.MASTODON, "https://a.example", "1"),
    url="https://a.example/1",
    author=Author("A", "a"),
    time=datetime(2026, 11, 21, tzinfo=UTC),
    html=f'<p>New: <a href="{SHORT}">bit.ly/3abc</a></p>',
    text=f"New: {SHORT}",
    links=(SHORT,),
)


@pytest.mark.parametrize(
    "url",
    ["https://bit.ly/3abc", "http://BIT.LY/3abc", "https://www.tinyurl.com/x", "https://w.wiki/7"],
)
def test_a_short_link_is_known_by_its_host(url: str) -> None:
    assert is_short(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://bit.ly/",
        "https://bit.ly",
        "https://youtu.be/x",
        "https://bit.ly.example/x",
        "https://example.org/bit.ly/x",
        "https://rabbit.ly/x",
        "ftp://bit.ly/x",
        "https://[bit.ly/x",
        "",
    ],
)
def test_other_addresses_are_none(url: str) -> None:
    assert not is_short(url)


@given(st.text(max_size=30))
def test_whatever_stands_there_is_looked_at(text: str) -> None:
    assert not is_short(f"https://example.org/{text}")


def test_links_html_and_text_say_where_it_leads() -> None:
    long = lengthened(POST, {SHORT: TARGET})
    assert long.links == (TARGET,)
    assert long.text == f"New: {TARGET}"
    escaped = TARGET.replace("&", "&amp;")
    assert long.html == f'<p>New: <a href="{escaped}">bit.ly/3abc</a></p>'


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("see bit.ly/3abc.", f"see {TARGET}."),
        ("(http://bit.ly/3abc)", f"({TARGET})"),
        ("https://bit.ly/3abcd", "https://bit.ly/3abcd"),
        ("https://bit.ly/3abc/d", "https://bit.ly/3abc/d"),
        ("https://rabbit.ly/3abc", "https://rabbit.ly/3abc"),
        ("me@bit.ly/3abc", "me@bit.ly/3abc"),
    ],
)
def test_only_the_very_address_is_replaced_in_a_text(text: str, then: str) -> None:
    assert lengthened(replace(POST, text=text), {SHORT: TARGET}).text == then


def test_a_link_that_is_there_already_comes_once() -> None:
    post = replace(POST, links=(TARGET, SHORT, "https://bit.ly/other"))
    assert lengthened(post, {SHORT: TARGET}).links == (TARGET, "https://bit.ly/other")


def test_a_target_is_taken_as_it_is_written() -> None:
    odd = r"https://example.org/\1\g<0>"
    assert lengthened(POST, {SHORT: odd}).text == f"New: {odd}"


def test_a_post_without_known_short_links_stays_as_it_is() -> None:
    assert lengthened(POST, {"https://bit.ly/other": TARGET}) is POST


def test_a_post_that_would_grow_without_end_stays_as_it_is() -> None:
    post = replace(POST, text=f"{SHORT} " * 10_000)
    assert lengthened(post, {SHORT: TARGET}) == post
    assert len(lengthened(replace(post, text=f"{SHORT} " * 1000), {SHORT: TARGET}).text) > 50_000


def test_what_a_post_quotes_says_where_it_leads_too() -> None:
    quote = Quote(Author("B", "b"), "https://b.example/1", "Out now (https://bit.ly/quoted)!")
    post = replace(POST, quote=quote)
    assert short_in(post) == [SHORT, "https://bit.ly/quoted"]
    long = lengthened(post, {"https://bit.ly/quoted": TARGET})
    assert long == replace(post, quote=replace(quote, text=f"Out now ({TARGET})!"))
    assert short_in(long) == [SHORT]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("See https://a.example/b, or https://a.example/c.", ["/b", "/c"]),
        ("(https://a.example/b) https://a.example/b", ["/b"]),
        ("https://a.example/b…", ["/b"]),
        ("https://a.example/b?c=d#e", ["/b?c=d#e"]),
        ("a.example/b", []),
        ("", []),
    ],
)
def test_a_quote_has_the_addresses_in_its_text(text: str, links: list[str]) -> None:
    quote = Quote(Author("B", "b"), "https://b.example/1", text)
    assert quote.links == tuple(f"https://a.example{link}" for link in links)
