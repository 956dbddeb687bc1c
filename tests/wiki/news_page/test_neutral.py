"""Strangers' text shows as the characters it is made of, on the real wiki."""

from __future__ import annotations

import html
import re
import unicodedata
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.wiki.news_page import Draft, insert, parse
from newsdesk.wiki.news_page.neutral import neutral, neutral_label, neutral_target, neutral_url
from tests.fixtures.wiki import PracticeWiki
from tests.wiki.news_page.examples import PAGES, SITE

NASTY = [
    "~~~~ and ~~~~~",
    "* a\n# b\n: c\n; d : e",
    " a line after a space\n\ta tab",
    "== heading ==",
    "----",
    "{{News}} {{{1}}} }}",
    "[[Category:Spam]] [[File:A.png]] [[a]] [https://a.example b] [x] [[[y]]]",
    "<translate>a</translate> <!--T:1--> <nowiki>'''b'''</nowiki>",
    "<b>bold</b> <script>alert(1)</script> <!-- no --> <ref>x</ref> a < b > c",
    "&amp; &lt; &#91; &nbsp; AT&T & co",
    "__TOC__ __NOTOC__ a__b",
    "ISBN 978-3-16-148410-0, RFC 2616, PMID 12345",
    "''i'' '''b''' it's 'so'",
    "{| class=x\n|-\n| a || b\n|}",
    "a|b=c",
    "-{zh-hans:a}-",
    "#REDIRECT [[Main Page]]",
    "#MediaWiki @someone :-) ;-)",
    "عربي \u200f1.45\u200f 日本語 \U0001f469\u200d\U0001f4bb",
    "see https://a.example/b_c?d=e&f=g, or (https://a.example/h).",
    "javascript:alert(1) mailto:a@example.org //a.example",
]


def as_shown(fragment: str) -> str:
    lines = re.sub(r"<br ?/>", " ", re.sub(r"<!--.*?-->", "", fragment, flags=re.DOTALL))
    text = html.unescape(re.sub(r"<[^<>]*>", "", lines))
    return " ".join(unicodedata.normalize("NFC", text).replace("\xa0", " ").split())


def one_line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).replace("\xa0", " ").split())


@pytest.mark.parametrize("text", NASTY)
def test_nothing_is_left_that_means_something(text: str) -> None:
    wikitext = neutral(text)
    for sign in ("{", "|", "<", "[[", "''", "~~~", "__", "\n*", "\n#", "[http"):
        assert sign not in "\n" + wikitext


SEEN = st.characters(min_codepoint=32, exclude_categories=["Cc", "Cf", "Cs"])


@given(st.text(SEEN, max_size=80))
def test_the_characters_stay(text: str) -> None:
    words = text.replace("http", "").replace("\uffff", "").replace("\ufffe", "")
    assert html.unescape(neutral(words)) == html.unescape(words.replace("&", "&amp;"))


def test_direction_overrides_and_control_characters_go() -> None:
    assert neutral("a\u202eb\u2067c\x00d\x7fe") == "abcde"


def test_ordinary_words_stay_readable() -> None:
    text = "MediaWiki 1.45.2 is out: it's a fix (see [RfC] & co, 1 + 1 = 2) – great!"
    assert neutral(text) == text


def test_labels_cannot_end_their_link() -> None:
    label = neutral_label("a]] [[b|c https://d.example")
    assert not re.search(r"[\[\]|]|https:", label)
    assert html.unescape(label) == "a]] [[b|c https://d.example"


def test_addresses_stay_addresses() -> None:
    assert neutral("https://a.example/b_c?d=e&f=g.") == "https://a.example/b_c?d=e&f=g."
    assert neutral_url("https://a.example/a b__c''d]|&lt;x") == (
        "https://a.example/a%20b%5F%5Fc%27%27d%5D%7C&amp;lt;x"
    )


def test_addresses_mean_nothing_with_what_follows_them() -> None:
    assert [neutral_url(f"https://a.example/{sign}") for sign in "~_'"] == [
        "https://a.example/%7E",
        "https://a.example/%5F",
        "https://a.example/%27",
    ]


def test_a_bracket_takes_no_link_that_follows_it() -> None:
    assert neutral("see [") == "see &#91;"


def test_targets_do_nothing_but_lead_there() -> None:
    assert neutral_target("A b#c_(d)") == "A b#c_(d)"
    target = neutral_target("A#~~~~ \u202e'''b''' &#126;")
    assert not re.search("~|''|\u202e|&#126;$", target.replace("&#126;", "", 4))
    assert html.unescape(target) == "A#~~~~ '''b''' &#126;"


def test_the_real_wiki_signs_no_link(wiki: PracticeWiki) -> None:
    wiki.edit("Sandbox", f"[[{neutral_target('Main Page#~~~~')}|x]]")
    assert wiki.text("Sandbox") == "[[Main Page#&#126;&#126;&#126;&#126;|x]]"
    answer = wiki.api(action="parse", page="Sandbox", prop="text|links")
    assert [link["title"] for link in answer["parse"]["links"]] == ["Main Page"]
    assert "#~~~~" in answer["parse"]["text"]


WRITTEN = ["list", "definitions", "table", "calls", "unnamed values", "one unit"]


def previewed(wiki: PracticeWiki, text: str) -> dict[str, Any]:
    """Let the wiki show a text as if it were saved: with what is replaced then, as signatures are.

    See https://www.mediawiki.org/wiki/API:Parsing_wikitext
    """
    prop = "text|wikitext|links|templates|categories"
    answer = wiki.api(
        action="parse", title="Sandbox", text=text, contentmodel="wikitext", pst=1, prop=prop
    )
    parsed: dict[str, Any] = answer["parse"]
    return parsed


def test_what_is_replaced_on_saving_is_replaced_in_previews(wiki: PracticeWiki) -> None:
    assert "~" not in previewed(wiki, "~~~~")["psttext"]


@pytest.mark.parametrize("text", NASTY)
def test_the_real_wiki_shows_the_characters(wiki: PracticeWiki, text: str) -> None:
    wikitext = " ".join(neutral(text).split("\n"))
    page = f"<div>\n* 2026-11-18: {wikitext}\n</div>"
    parsed = previewed(wiki, page)
    assert parsed["psttext"] == page
    shown = re.search(r"<li>2026-11-18: (.*?)</li>", parsed["text"], re.DOTALL)
    assert shown, parsed["text"]
    assert as_shown(shown[1]) == one_line(text)
    for kind in ("links", "templates", "categories"):
        assert parsed[kind] == []


@pytest.fixture(scope="module")
def templates(wiki: PracticeWiki) -> None:
    """The templates that the examples call."""
    for title in ("Template:News item", "Template:N"):
        wiki.edit(title, "<span>{{{text|{{{2|}}}}}}</span>")


@pytest.mark.usefixtures("templates")
@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("name", WRITTEN)
def test_the_real_wiki_shows_them_however_the_page_is_written(
    wiki: PracticeWiki, name: str, text: str
) -> None:
    """A stranger's text can neither leave its item nor draw in anything."""
    page = parse(PAGES[name], title="Sandbox", site=SITE)
    changed = insert(page, Draft(date(2026, 12, 1), neutral(text)))
    assert one_line(text) in as_shown(previewed(wiki, changed.text)["text"])
