"""A post becomes a draft whose links are the wiki's own."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.post import Author, Post, PostKey
from newsdesk.wiki.news_page import draft_from_post
from newsdesk.wiki.news_page.drafting import link_wikitext
from tests.wiki.news_page.examples import SITE


def post(text: str, html: str = "") -> Post:
    return Post(
        key=PostKey(ChannelKind.MASTODON, "https://wikis.world", "1"),
        url="https://wikis.world/@mediawiki/1",
        author=Author("MediaWiki", "mediawiki"),
        time=datetime(2026, 11, 18, 23, 30, tzinfo=UTC),
        html=html,
        text=text,
    )


def drafted(text: str, html: str = "") -> str:
    return draft_from_post(post(text, html), SITE).text


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://www.mediawiki.org/wiki/A#~~~~">x</a>',
        '<a href="https://www.mediawiki.org/wiki/A#%7E%7E%7E%7E">x</a>',
        '<a href="https://meta.wikimedia.org/wiki/~~~~">x</a>',
        '<a href="https://a.example/~">https://a.example/~</a>~~',
        '<a href="https://a.example/_">https://a.example/_</a>_TOC__',
        '<a href="https://www.mediawiki.org/wiki/A#%E2%80%AEb">x</a>',
        '<a href="https://www.mediawiki.org/wiki/A#%27%27%27b">x</a>',
        '[<a href="https://a.example/">https://a.example/</a> b]',
    ],
)
def test_no_link_means_more_than_a_link(html: str) -> None:
    draft = drafted("", html)
    assert not re.search(r"~~~|__|\u202e|''|\[https://a.example/ b", draft), draft


def test_the_day_is_the_posts_in_utc() -> None:
    assert draft_from_post(post("x"), SITE).date == date(2026, 11, 18)


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("Out: https://www.mediawiki.org/wiki/MediaWiki_1.45", "Out: [[MediaWiki 1.45]]"),
        ("Read https://meta.wikimedia.org/wiki/Tech/News.", "Read [[m:Tech/News|Tech/News]]."),
        ("https://de.wikipedia.org/wiki/Wiki", "[[:de:Wiki|Wiki]]"),
        ("https://a.example/x?utm_source=y&id=1 ok", "https://a.example/x?id=1 ok"),
        ("#MediaWiki 1.45 is out! #OpenSource #wiki", "MediaWiki 1.45 is out!"),
        ("Out #MediaWiki https://a.example", "Out https://a.example"),
        ("We are #1 in C# & co", "We are #1 in C# & co"),
        ("a\n\n* b {{c}}", "a * b &#123;&#123;c&#125;&#125;"),
        ("~~~~", "&#126;&#126;&#126;&#126;"),
        ("'#a' b", "&#39;a' b"),
        ("", ""),
    ],
)
def test_plain_text(text: str, draft: str) -> None:
    assert drafted(text) == draft


@pytest.mark.parametrize(
    ("html", "draft"),
    [
        (
            '<p>Out: <a href="https://m.mediawiki.org/wiki/MediaWiki_1.45?utm_medium=x">'
            "m.mediawiki.org/wiki/Medi…</a></p>",
            "Out: [[MediaWiki 1.45]]",
        ),
        ('<a href="https://a.example/x">the notes</a>', "[https://a.example/x the notes]"),
        (
            '<a href="https://www.mediawiki.org/wiki/A#B_c">the notes</a>',
            "[[A#B c|the notes]]",
        ),
        ('<p>By <a href="https://x.example/@a">@a</a></p><p>b<br>c</p>', "By @a b c"),
        (
            'Hi <a class="mention hashtag" href="https://x.example/tags/a">#<span>a</span></a>',
            "Hi",
        ),
        ('<a href="javascript:alert(1)">x</a>', "x"),
        ("&lt;translate&gt; &amp;amp;", "&lt;translate> &amp;amp;"),
        (
            '<a href="https://a.example/]x y">a] b|c</a>',
            "[https://a.example/%5Dx%20y a&#93; b&#124;c]",
        ),
    ],
)
def test_html(html: str, draft: str) -> None:
    assert drafted("", html) == draft


def thread(first: Post) -> Post:
    links = ("https://phabricator.wikimedia.org/T1", "https://a.example/x?utm_source=y")
    parts = (replace(post("More"), links=links), replace(post("End"), links=links[:1]))
    return replace(first, parts=parts)


def test_a_thread_that_names_no_link_at_first_has_those_of_its_later_parts() -> None:
    draft = draft_from_post(thread(post("It is out! #MediaWiki")), SITE)
    assert draft.text == "It is out! [[phab:T1|T1]] https://a.example/x"


def test_a_thread_that_names_a_link_at_first_has_that_alone() -> None:
    assert draft_from_post(thread(post("See https://b.example/")), SITE).text == (
        "See https://b.example/"
    )


@pytest.mark.parametrize(
    ("url", "wikitext"),
    [
        ("https://www.mediawiki.org/wiki/Category:News", "[[:Category:News]]"),
        ("https://www.mediawiki.org/wiki/File:A.png", "[[:File:A.png]]"),
        ("https://www.mediawiki.org/wiki/Special:MyLanguage/Help:A", "[[Help:A]]"),
        (
            "https://www.mediawiki.org/w/index.php?title=A&oldid=5",
            "https://www.mediawiki.org/w/index.php?title=A&oldid=5",
        ),
        (
            "https://www.mediawiki.org/w/index.php?title=A&action=history",
            "https://www.mediawiki.org/w/index.php?title=A&action=history",
        ),
        ("https://phabricator.wikimedia.org/T1", "[[phab:T1|T1]]"),
        ("https://meta.wikimedia.org/w/index.php?title=A&diff=5", None),
        ("https://phabricator.wikimedia.org/T1?x=1", None),
    ],
)
def test_links(url: str, wikitext: str | None) -> None:
    assert link_wikitext(url, "", SITE) == (wikitext or url)


@given(st.text(max_size=120), st.text(max_size=120))
def test_any_post_becomes_one_line(text: str, html: str) -> None:
    draft = draft_from_post(post(text, html), SITE)
    assert "\n" not in draft.text
    assert "{{" not in draft.text
    assert "~~~" not in draft.text
