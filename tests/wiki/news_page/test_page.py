"""News pages are read as they are written, and what is not understood is named."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdesk.domain.message import msg
from newsdesk.wiki.news_page import NewsPage, parse
from tests.wiki.news_page.examples import PAGES, SITE, THREE


def read(text: str, language: str = "en") -> NewsPage:
    return parse(text, title="Template:News", site=replace(SITE, language=language))


@pytest.mark.parametrize("name", PAGES)
def test_every_way_of_writing_is_understood(name: str) -> None:
    page = read(PAGES[name])
    assert [i.id for i in page.items] == THREE
    assert [i.text for i in page.items] == ["One", "Two", "Three"]
    assert page.unread == ()


@pytest.mark.parametrize("name", PAGES)
def test_source_and_line_lead_back_to_the_item(name: str) -> None:
    page = read(PAGES[name])
    for item, entry in zip(page.items, page.entries, strict=True):
        assert item.wikitext == PAGES[name][entry.text_start : entry.text_end]
        source = PAGES[name].split("\n", item.line - 1)[-1]
        assert item.wikitext in source[: source.index(item.wikitext) + len(item.wikitext)]
        assert item.page == "Template:News"


def test_what_has_no_date_is_named_with_its_line() -> None:
    page = read(
        "* 2026-11-18: One\n* Two\n* 2026-10-09: Three\n\nSee also\n* [[Help]]\n* [[FAQ]]\n"
    )
    assert len(page.items) == 2
    assert [(p.place, p.message) for p in page.unread] == [
        ("line 2", msg("newsdesk-newspage-no-date", 2, "* Two"))
    ]


def test_the_year_is_never_guessed() -> None:
    page = read("* 18 November: One\n")
    assert page.items == ()


def test_an_impossible_date_is_no_date() -> None:
    page = read("* 2026-02-30: One\n* 2026-02-28: Two\n")
    assert [p.place for p in page.unread] == ["line 1"]
    assert [i.date for i in page.items] == [date(2026, 2, 28)]


def test_an_item_may_have_several_lines() -> None:
    page = read("* 2026-11-18: One\n** more\n*: and more\n* 2026-11-03: Two\n")
    assert page.items[0].wikitext == "One\n** more\n*: and more"
    assert page.items[0].text == "One more and more"


def test_version_numbers_are_no_days() -> None:
    page = read("== November 2026 ==\n* 18: MediaWiki 1.45\n* 3 new extensions\n* 1.45.2 is out\n")
    assert [i.text for i in page.items] == ["MediaWiki 1.45"]
    assert [p.place for p in page.unread] == ["line 3", "line 4"]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("de", "18. November 2026"),
        ("fr", "18 novembre 2026"),
        ("es", "18 de noviembre de 2026"),
        ("ru", "18 ноября 2026"),
        ("ja", "2026年11月18日"),
        ("ko", "2026년 11월 18일"),
        ("ar", "١٨ نوفمبر ٢٠٢٦"),
        ("hu", "2026. november 18."),
        ("xx-unknown", "18 Nov 2026"),
        ("de", "18&nbsp;November 2026"),
    ],
)
def test_month_names_of_the_wiki(language: str, line: str) -> None:
    (item,) = read(f"* {line}: One\n", language).items
    assert item.date == date(2026, 11, 18)
    assert item.date_text == line
    assert item.text == "One"


def test_links_are_absolute_and_in_order() -> None:
    (item,) = read(
        "* 2026-11-18: [[MediaWiki 1.45#New|1.45]], [[Special:MyLanguage/Help:Foo]], "
        "[[m:Tech/News]], [[:de:Wiki]], [[Category:News]], [[:Category:News]], [[File:A.png]], "
        "[https://a.example/x y], https://b.example/z, [//c.example d], [[/Sub]], {{tl|x}}\n"
    ).items
    assert item.links == (
        "https://www.mediawiki.org/wiki/MediaWiki_1.45#New",
        "https://www.mediawiki.org/wiki/Help:Foo",
        "https://meta.wikimedia.org/wiki/Tech/News",
        "https://de.wikipedia.org/wiki/Wiki",
        "https://www.mediawiki.org/wiki/Category:News",
        "https://a.example/x",
        "https://b.example/z",
        "https://c.example",
        "https://www.mediawiki.org/wiki/Template:News/Sub",
    )
    assert item.text.startswith("1.45, Special:MyLanguage/Help:Foo, m:Tech/News, de:Wiki, , ")


def test_plain_text_is_what_a_reader_sees() -> None:
    (item,) = read(
        "* 2026-11-18: '''Bold''' &amp; <b>html</b> <nowiki>[[x]]</nowiki> {{x|y|label}}"
        "<ref>no</ref> <tvar name=1>kept</tvar> <tvar|2>old</> <!-- not -->end\n"
    ).items
    assert item.text == "Bold & html [[x]] label kept old end"


def test_marked_for_translation() -> None:
    page = read(
        "<translate>\n* 2026-11-18: New\n\n<!--T:1-->\n* 2026-11-03: Marked\n</translate>\n"
    )
    assert [i.marked for i in page.items] == [False, True]
    assert [i.marked for i in read(PAGES["list"]).items] == [None, None, None]


def test_equal_items_get_ids_of_their_own() -> None:
    page = read("* 2026-11-18: One\n* 2026-11-18: One\n")
    assert [i.id for i in page.items] == ["2026-11-18-one", "2026-11-18-one-2"]


def test_two_comments_can_set_the_place_aside() -> None:
    page = read(
        "* 2020-01-01: elsewhere\n<!-- newsdesk: items -->\n* 2026-11-18: One\n"
        "<!-- newsdesk: end -->\n* 2020-01-01: elsewhere\n"
    )
    assert [i.text for i in page.items] == ["One"]


@pytest.mark.parametrize("title", ["News/de", "News/pt-br", "Template:News/zh-hans"])
def test_translations_are_known_by_their_title(title: str) -> None:
    assert parse("", title=title, site=SITE).is_translation


@pytest.mark.parametrize("title", ["News", "News/Archive", "News/2026", "de", "News/doc"])
def test_other_sub_pages_are_no_translations(title: str) -> None:
    assert not parse("", title=title, site=SITE).is_translation


HOSTILE = {
    "too long": "* 2026-11-18: x\n" * 700_000,
    "open comments": "<!--" * 200_000,
    "open nowiki": "<nowiki>" * 200_000,
    "open noinclude": "<noinclude >" * 100_000,
    "open templates": "{{" * 500_000,
    "open links": "* 2026-11-18: " + "[[" * 500_000,
    "deep templates": "* 2026-11-18: " + "{{a|" * 50_000 + "}}" * 50_000 + "\n",
    "deep lists": "\n".join("*" * n for n in range(1, 1500)),
    "deep tags": "* 2026-11-18: " + "<b>" * 100_000 + "\n",
    "quotes": "* 2026-11-18: " + "'" * 1_000_000 + "\n",
    "many regions": "<translate>\n<!--T:1-->\n* 2026-11-18: x\n</translate>\n" * 4_000,
    "one region": "<translate>\n" + "<!--T:1-->\n* 2026-11-18: x\n\n" * 5_000 + "</translate>",
    "tables": "{|\n|-\n| 2026-11-18 || " + "a || " * 50_000 + "\n|}",
    "table starts": "{|\n" * 100_000,
    "spaces": "* 18" + " " * 1_000_000 + "November 2026: x",
    "closing braces": "}}" * 500_000,
    "nested boxes": "{{a|\n* x\n" * 10_000 + "}}" * 10_000,
    "equal signs": "=" * 1_000_000,
    "rows above a list": "|\n" * 100_000 + "* x\n",
    "lines of list marks": ("* 2026-11-18: " + "*" * 19_000 + "\n") * 10,
    "tags before a date": ("* " + "</nowiki>" * 2_000 + "</now 2026-11-18\n") * 10,
    "opening comments in an item": "* 2026-11-18: " + "<!--" * 500_000,
    "brackets around a date": ("* " + "(" * 9_000 + "2026-11-18" + ")" * 9_000 + "x\n") * 10,
    "spaces in a cell": "{|\n" + ("|-\n| 2026-11-18 || a" + " " * 19_000 + "b\n") * 10 + "|}",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_are_read_in_time(name: str) -> None:
    began = time.thread_time()
    page = read(HOSTILE[name])
    assert page.text == HOSTILE[name]
    assert time.thread_time() - began < 3


def test_a_page_above_the_limit_is_refused_with_words() -> None:
    page = read(HOSTILE["too long"])
    assert page.items == ()
    assert page.unread[0].message == msg("newsdesk-newspage-too-long", 2048)


ALPHABET = st.sampled_from(
    [
        *("2026-11-18", "18", "November", "{{", "}}", "[[", "]]", "\u202e"),
        *("<translate>", "</translate>", "<!--T:1-->", "<!--", "-->", "<noinclude>"),
        *("</noinclude>", "==", "{|", "|}", "|-", "'''", "<nowiki>", "</nowiki>", "مرحبا"),
        *"*#:;| x\n\t\r\x00",
    ]
)


@settings(max_examples=300)
@given(st.lists(ALPHABET, max_size=40).map("".join))
def test_any_text_is_read_and_places_are_in_order(text: str) -> None:
    page = read(text)
    at = 0
    for entry in page.entries:
        assert at <= entry.start <= entry.core < entry.text_start <= entry.text_end
        assert entry.text_end <= entry.core_end <= entry.end <= len(text)
        at = entry.end
