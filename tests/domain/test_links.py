"""Addresses are cleaned, compared and read as titles without asking any network."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.domain.links import (
    address_key,
    canonical,
    fragment_of,
    normal_title,
    wiki_title,
    without_tracking,
)
from newsdesk.domain.site import Site

SITE = Site(
    name="MediaWiki",
    server="https://www.mediawiki.org",
    namespaces=(
        (0, ("",)),
        (-1, ("Special", "Spezial")),
        (4, ("Project", "MediaWiki.org", "MW")),
        (6, ("File", "Image")),
        (10, ("Template", "T")),
    ),
)
PAGE = "https://mediawiki.org/wiki/MediaWiki_1.45"


@pytest.mark.parametrize(
    "url",
    [
        "https://www.mediawiki.org/wiki/MediaWiki_1.45",
        "http://www.mediawiki.org/wiki/MediaWiki_1.45",
        "//www.mediawiki.org/wiki/MediaWiki_1.45",
        "HTTPS://WWW.MediaWiki.org/wiki/MediaWiki_1.45",
        "https://www.mediawiki.org:443/wiki/MediaWiki_1.45",
        "https://m.mediawiki.org/wiki/MediaWiki_1.45",
        "https://www.mediawiki.org/wiki/mediaWiki%201.45",
        "https://www.mediawiki.org/wiki/MediaWiki_1%2E45?utm_source=x&utm_medium=social",
        "https://www.mediawiki.org/wiki/MediaWiki_1.45?wprov=sfla1#:~:text=security",
        "https://www.mediawiki.org/w/index.php?title=MediaWiki_1.45",
        "https://www.mediawiki.org/w/index.php?title=MediaWiki_1.45&oldid=123",
        "https://www.mediawiki.org/w/index.php?title=MediaWiki_1.45&action=view&useskin=vector",
        "https://m.mediawiki.org/w/index.php?title=Special:MyLanguage/MediaWiki_1.45&oldid=123",
        "https://www.mediawiki.org/w/?title=MediaWiki_1.45",
        "https://www.mediawiki.org/wiki/MediaWiki_1.45?oldid=123",
        "https://www.mediawiki.org/wiki/MediaWiki_1.45?mobileaction=toggle_view_mobile",
        "https://www.mediawiki.org/wiki/Special:MyLanguage/MediaWiki_1.45",
        "https://www.mediawiki.org/wiki/Spezial:MyLanguage/mediaWiki_1.45",
        "https://www.mediawiki.org/wiki/_MediaWiki__1.45_",
        " https://www.mediawiki.org/wiki/MediaWiki_1.45 ",
    ],
)
def test_every_form_of_a_wiki_page_is_the_same_address(url: str) -> None:
    assert canonical(url, SITE) == PAGE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://en.m.wikipedia.org/wiki/Foo", "http://en.wikipedia.org/wiki/foo"),
        ("https://twitter.com/MediaWiki/status/1?s=20&t=abc", "https://x.com/MediaWiki/status/1"),
        ("https://youtu.be/dQw4?si=1", "https://www.youtube.com/watch?v=dQw4&feature=share"),
        ("https://example.org/a/?b=2&a=1", "https://www.example.org/a?a=1&b=2"),
        ("https://example.org/caf%C3%A9", "https://example.org/café"),
        ("https://example.org/a#top", "https://example.org/a"),
        ("https://www.mediawiki.org/", "https://www.mediawiki.org/wiki/Main_Page"),
        ("https://www.mediawiki.org/wiki/MW:News", "https://www.mediawiki.org/wiki/project:News"),
        ("https://www.mediawiki.org/wiki/A#B_c", "https://www.mediawiki.org/wiki/A#B%20c"),
    ],
)
def test_same_place(one: str, other: str) -> None:
    assert canonical(one, SITE) == canonical(other, SITE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.mediawiki.org/wiki/A#B", "https://www.mediawiki.org/wiki/A#C"),
        ("https://www.mediawiki.org/wiki/A", "https://www.mediawiki.org/wiki/A/de"),
        (
            "https://www.mediawiki.org/w/index.php?title=A&diff=2",
            "https://www.mediawiki.org/wiki/A",
        ),
        ("https://www.mediawiki.org/w/index.php?curid=7", "https://www.mediawiki.org/wiki/A"),
        ("https://www.mediawiki.org/w/index.php?oldid=7", "https://www.mediawiki.org/wiki/A"),
        ("https://www.mediawiki.org/w/?curid=7", "https://www.mediawiki.org/w/?curid=8"),
        ("https://example.org/a?page=1", "https://example.org/a?page=2"),
        ("https://example.org/A", "https://example.org/a"),
        ("https://example.org:8080/a", "https://example.org/a"),
        ("https://example.org/?s=wiki", "https://example.org/"),
    ],
)
def test_different_places_stay_different(one: str, other: str) -> None:
    assert canonical(one, SITE) != canonical(other, SITE)


@pytest.mark.parametrize(
    "url", ["", "mailto:a@example.org", "https://", "https://[", "http://a:x/"]
)
def test_what_is_no_web_address_is_left_alone(url: str) -> None:
    assert canonical(url, SITE) == url
    assert without_tracking(url) == url
    assert wiki_title(url, SITE) is None
    assert fragment_of(url) == ""


def test_without_tracking_changes_nothing_else() -> None:
    url = "http://www.Example.org/A%20b/?q=%C3%A4+b&utm_source=x&empty=&fbclid=1#part"
    assert without_tracking(url) == "http://www.Example.org/A%20b/?q=%C3%A4+b&empty=#part"
    assert without_tracking("https://example.org/?s=20") == "https://example.org/?s=20"
    assert without_tracking("https://x.com/a/status/1?s=20") == "https://x.com/a/status/1"


@pytest.mark.parametrize(
    ("url", "title"),
    [
        ("https://www.mediawiki.org/wiki/Help:Foo", "Help:Foo"),
        ("https://www.mediawiki.org/wiki/T:mediaWiki_News", "Template:MediaWiki News"),
        ("https://m.mediawiki.org/wiki/Image:A.png", "File:A.png"),
        ("https://www.mediawiki.org/w/index.php?title=a%26b", "A&b"),
        ("https://www.mediawiki.org/wiki/%D9%85%D8%B1%D8%AD%D8%A8%D8%A7", "مرحبا"),
        ("https://www.mediawiki.org/wiki/A?action=edit", None),
        ("https://www.mediawiki.org/wiki/A?action=history", None),
        ("https://www.mediawiki.org/wiki/A%7CB", None),
        ("https://www.mediawiki.org/wiki/%FF", None),
        ("https://www.mediawiki.org/wiki/", None),
        ("https://www.mediawiki.org/static/logo.png", None),
        ("https://en.wikipedia.org/wiki/A", None),
        ("https://www.mediawiki.org.example.org/wiki/A", None),
    ],
)
def test_wiki_title(url: str, title: str | None) -> None:
    assert wiki_title(url, SITE) == title


def test_a_wiki_may_keep_the_first_letter() -> None:
    site = Site(name="Words", server="https://words.example.org", first_letter=False)
    assert wiki_title("https://words.example.org/wiki/apple", site) == "apple"


def test_a_wiki_may_have_any_article_path() -> None:
    site = Site(name="W", server="http://127.0.0.1:81", article_path="/index.php/$1")
    assert wiki_title("http://127.0.0.1:81/index.php/A_b", site) == "A b"
    assert wiki_title("http://127.0.0.1:82/index.php/A_b", site) is None


def test_a_colon_alone_names_no_namespace() -> None:
    assert normal_title("what: a title", SITE) == "What: a title"
    assert normal_title("Template:", SITE) == "Template:"


@given(st.text(max_size=60))
def test_any_text_is_taken_and_once_is_enough(text: str) -> None:
    for url in (text, f"https://example.org/{text}", f"https://www.mediawiki.org/wiki/{text}"):
        once = canonical(url, SITE)
        assert canonical(once, SITE) == once
        assert without_tracking(without_tracking(url)) == without_tracking(url)
        wiki_title(url, SITE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://x.com/MediaWiki/status/1990", "https://twitter.com/mediawiki/status/1990?s=20"),
        ("https://x.com/MediaWiki/status/1990", "https://x.com/i/web/status/1990"),
        (
            "https://x.com/MediaWiki/status/1990",
            "https://mobile.twitter.com/x/status/1990/photo/1",
        ),
        ("https://t.me/MediaWiki_News/42", "https://t.me/s/mediawiki_news/42?single"),
        ("https://wikis.world/@mediawiki/7", "https://wikis.world/users/MediaWiki/statuses/7"),
        ("https://wikis.world/@mediawiki/7", "https://wikis.world/deck/@mediawiki/7"),
        (
            "https://bsky.app/profile/a.example/post/3l",
            "https://bsky.app/profile/a.example/post/3l/",
        ),
    ],
)
def test_a_post_is_found_by_each_form_of_its_address(one: str, other: str) -> None:
    assert address_key(one) == address_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://x.com/MediaWiki/status/1990", "https://x.com/MediaWiki/status/1991"),
        ("https://t.me/mediawiki_news/42", "https://t.me/mediawiki_staff/42"),
        ("https://wikis.world/@mediawiki/7", "https://wikis.world/@somebody/7"),
        ("https://wikis.world/@mediawiki/7", "https://elsewhere.example/@mediawiki/7"),
        ("https://blog.example/Post", "https://blog.example/post"),
    ],
)
def test_two_posts_are_never_found_by_one_address(one: str, other: str) -> None:
    assert address_key(one) != address_key(other)
