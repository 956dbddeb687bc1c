from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.wiki.simple_html import simple_html
from tests.wiki.news_page.examples import SITE

REL = 'rel="nofollow noopener noreferrer ugc"'


@pytest.mark.parametrize(
    ("wikitext", "html"),
    [
        ("One\ntwo\n\nthree", "<p>One</p><p>two</p><p>three</p>"),
        ("* a\n** b\n* c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        (":a\nb", "<ul><li>a</li></ul><p>b</p>"),
        ("'''b''' and ''i''", "<p>b and i</p>"),
        (
            "[[A b|<b>label</b>]]",
            f'<p><a href="https://www.mediawiki.org/wiki/A_b" {REL}>label</a></p>',
        ),
        ("[https://x.org/?a&b c]", f'<p><a href="https://x.org/?a&amp;b" {REL}>c</a></p>'),
        (
            "[[phab:T1]]",
            f'<p><a href="https://phabricator.wikimedia.org/T1" {REL}>phab:T1</a></p>',
        ),
        (
            "[[#Place]]",
            f'<p><a href="https://www.mediawiki.org/wiki/Page#Place" {REL}>#Place</a></p>',
        ),
        ("x<ref>hidden</ref> {{tl|shown}} <!-- c -->", "<p>x shown</p>"),
        ("<script>alert(1)</script> &lt;b&gt;", "<p>&lt;b&gt;</p>"),
        ("[javascript:alert(1) x]", "<p>[javascript:alert(1) x]</p>"),
        ("a<br>b", "<p>a</p><p>b</p>"),
        ("[[File:A.png|thumb|x]][[Category:A]]", ""),
        ("<nowiki>'''[[x]]'''</nowiki>", "<p>'''[[x]]'''</p>"),
    ],
)
def test_wikitext_is_shown(wikitext: str, html: str) -> None:
    assert simple_html(wikitext, SITE, "Page").html == html


def test_what_nobody_writes_is_shown_as_it_is() -> None:
    assert simple_html("{{" * 300 + "word", SITE).text.endswith("{word")


@given(st.text(alphabet="*#:[]|'{}<>!- \nab&;", max_size=300))
def test_any_text_gives_safe_html(wikitext: str) -> None:
    found = simple_html(wikitext, SITE, "Page")
    assert found.html.count("<ul>") == found.html.count("</ul>")
    assert found.html.count("<li>") == found.html.count("</li>")
    assert "\x02" not in found.html + found.text
