from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.infra.html import MOST_TAGS, safe_link, sanitise

REL = 'rel="nofollow noopener noreferrer ugc"'


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two<br>lines</p>", "One\n\nTwo\nlines"),
        ("One<br><br>Two", "One\n\nTwo"),
        ("<p>a\n  b\t c</p>", "a b c"),
        ("<ul><li>one</li><li>two</li></ul>", "one\n\ntwo"),
        ("<h2>Head</h2><div>Body</div>", "Head\n\nBody"),
        ("<pre>a  =\n  b</pre>", "a =\nb"),
        ("5 &lt; 6 &amp;&amp; &#55357;&#128512;", "5 < 6 && \ufffd😀"),
        ("a&nbsp;b", "a b"),
        ('<p><span><img alt="Recurrent item" src="/i.png"></span> The new one</p>', "The new one"),
        ("x<script>alert(1)</script><style>p{}</style>y", "xy"),
        ("<p>a<!-- hidden --></p>", "a"),
        ("abc&#8238;txt.exe", "abctxt.exe"),
        ("", ""),
    ],
)
def test_plain_text_keeps_paragraphs_and_lines(html: str, text: str) -> None:
    assert sanitise(html).text == text


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<a href="javascript:alert(1)">x</a>',
        '<a href="java&#10;script:alert(1)">x</a>',
        '<a href=" &#1;javascript:alert(1)">x</a>',
        '<a href="data:text/html,<script>">x</a>',
        '<a href="vbscript:x" onclick="x">x</a>',
        '<p style="position:fixed" onmouseover=alert(1)>x',
        "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<iframe src='https://evil.example/'></iframe>",
        "<form action=/x><input name=a><button>x</button></form>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "<base href='https://evil.example/'><meta http-equiv=refresh content=0>",
    ],
)
def test_nothing_active_is_left(html: str) -> None:
    left = sanitise(html).html.lower()
    assert not re.search(r"<(?!/?(a|p|br|b|i|code)\b)|script|\son\w+=|style=|data:|evil", left)
    assert sanitise(html).links == ()


@pytest.mark.parametrize(
    ("anchor", "text", "links"),
    [
        ('<a href="https://a.example/x">here</a>', "here", ("https://a.example/x",)),
        (
            '<a href="https://www.mediawiki.org/wiki/X"><span class="invisible">https://www.'
            '</span><span class="ellipsis">mediawiki.org/wi</span><span class="invisible">ki/X'
            "</span></a>",
            "https://www.mediawiki.org/wiki/X",
            ("https://www.mediawiki.org/wiki/X",),
        ),
        (
            '<a href="https://a.example/long/path">a.example/lon…</a>',
            "https://a.example/long/path",
            ("https://a.example/long/path",),
        ),
        (
            '<a href="https://evil.example/">https://www.mediawiki.org/</a>',
            "https://evil.example/",
            ("https://evil.example/",),
        ),
        ('<a href="https://a.example/">1.45.2</a>', "1.45.2", ("https://a.example/",)),
        ('<a class="u-url mention" href="https://a.example/@b">@<span>b</span></a>', "@b", ()),
        ('<a class="mention hashtag" href="https://a.example/t">#<span>T</span></a>', "#T", ()),
        ('<a href="https://www.mediawiki.org@evil.example/">x</a>', "x", ()),
        ('<a href="/wiki/X">x</a>', "x", ("https://base.example/wiki/X",)),
        ('<a href="">x</a>', "x", ()),
        ("<a>x</a>", "x", ()),
    ],
)
def test_links_have_their_real_address(anchor: str, text: str, links: tuple[str, ...]) -> None:
    clean = sanitise(anchor, "https://base.example/feed")
    assert (clean.text, clean.links) == (text, links)
    assert ("href" in clean.html) == bool(links or 'class="' in anchor)


def test_links_tell_browsers_not_to_trust_them() -> None:
    html = sanitise('<a href="https://a.example/" target="_top" title="t" id="i">x</a>').html
    assert html == f'<a href="https://a.example/" {REL}>x</a>'


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://a.example/b?c=d#e", "https://a.example/b?c=d#e"),
        (" https://A.example:8080/ ", "https://a.example:8080/"),
        ("http://a.example", "http://a.example"),
        ("https://de.wikipedia.org/wiki/Käse", "https://de.wikipedia.org/wiki/K%C3%A4se"),
        ("https://a.example/%E2%82%AC", "https://a.example/%E2%82%AC"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://[2001:db8::1]/", "https://[2001:db8::1]/"),
        ("https://a.example/\u202eb", "https://a.example/b"),
        ('https://a.example/"><script>', "https://a.example/%22%3E%3Cscript%3E"),
        ("javascript:alert(1)", ""),
        ("mailto:a@a.example", ""),
        ("https://user@a.example/", ""),
        ("https://", ""),
        ("https://[x/", ""),
        ("https://a.example:port/", ""),
        ("/relative", ""),
        ("", ""),
    ],
)
def test_safe_link(address: str, link: str) -> None:
    assert safe_link(address) == link


@given(st.text() | st.text(alphabet='<>/ap="hrefscipt:&;#x!-\u202e\u200b\n '))
def test_what_comes_out_is_safe_already(html: str) -> None:
    clean = sanitise(html)
    assert nh3.clean(clean.html, link_rel="nofollow noopener noreferrer ugc") is not None
    assert sanitise(clean.html).links == clean.links
    assert "<script" not in clean.html.lower()
    assert all(link.isascii() and re.match("https?://", link) for link in clean.links)
    assert not set(clean.html + clean.text) & set("\0\u202e\u200b")


@given(st.text())
def test_safe_links_are_plain_ascii(address: str) -> None:
    link = safe_link("https://a.example/" + address)
    assert safe_link(link) == link
    assert link.isascii()


@pytest.mark.parametrize("piece", ["<b>", "<a href=//a.example>", "<p><table>", "&", "<", "<!--"])
def test_huge_and_deep_html_takes_no_long_time(piece: str) -> None:
    began = time.thread_time()
    sanitise(piece * (10_000_000 // len(piece)))
    assert time.thread_time() - began < 10


@pytest.mark.parametrize("piece", ["<div>", "<ul>", "<blockquote>"])
def test_a_channel_full_of_deep_posts_takes_no_long_time(piece: str) -> None:
    began = time.thread_time()
    for _ in range(20):
        sanitise(piece * 20_000)
    assert time.thread_time() - began < 20


def test_what_stands_before_too_many_tags_is_read() -> None:
    assert sanitise("<p>a</p>" + "<b>b</b>" * MOST_TAGS).text.startswith("a\n\nbbb")
    assert sanitise("a<br>" * MOST_TAGS).text.count("a") == MOST_TAGS


def test_addresses_do_not_grow_without_end() -> None:
    base = "https://blog.example/" + "x" * 3_000
    cleaned = sanitise("<a href='#'>a.b/</a>" * 2_000, base)
    assert len(cleaned.html) + len(cleaned.text) < 1_000_000
    assert safe_link("https://blog.example/" + "x" * 5_000_000) == ""


def test_each_text_of_many_at_once_is_completed_by_its_own_base() -> None:
    bases = [f"https://{number}.example/" for number in range(400)]
    text = '<a href="one">1</a><b>' * 20 + '<a href="two">2</a>'
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda base: sanitise(text, base), bases))
    assert [one.links for one in found] == [(f"{base}one", f"{base}two") for base in bases]
