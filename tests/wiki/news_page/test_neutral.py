"""Strangers' text shows as the characters it is made of, on the real wiki."""

from __future__ import annotations

import html
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.wiki.news_page.neutral import neutral, neutral_label, neutral_url

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
    text = html.unescape(re.sub(r"<[^<>]*>", "", re.sub(r"<!--.*?-->", "", fragment, flags=re.S)))
    return " ".join(unicodedata.normalize("NFC", text).replace("\xa0", " ").split())


def one_line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).replace("\xa0", " ").split())


@pytest.mark.parametrize("text", NASTY)
def test_nothing_is_left_that_means_something(text: str) -> None:
    wikitext = neutral(text)
    for sign in ("{", "|", "<", "[[", "''", "~~~", "__", "\n*", "\n#", "[http"):
        assert sign not in "\n" + wikitext


@given(
    st.text(st.characters(min_codepoint=32, exclude_categories=["Cc", "Cf", "Cs"]), max_size=80)
)
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
