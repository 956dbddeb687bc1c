"""Items are put in, changed and taken out; every other byte of the page stays."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from newsdesk.domain.site import Site
from newsdesk.wiki.news_page import (
    Change,
    Draft,
    NewsPage,
    Uncertain,
    change,
    holds,
    insert,
    parse,
    remove,
)
from newsdesk.wiki.news_page.view import MARKER
from tests.wiki.news_page.examples import PAGES, SITE

NEW = "New [[a|b]]"
DAYS = [date(2026, 12, 1), date(2026, 11, 18), date(2026, 11, 8), date(2025, 9, 2)]


def read(text: str, site: Site = SITE) -> NewsPage:
    return parse(text, title="Template:News", site=site)


def add(text: str, day: date, words: str = NEW) -> Change:
    return insert(read(text), Draft(day, words))


def reason(text: str, day: date = DAYS[0], words: str = NEW) -> str:
    with pytest.raises(Uncertain) as refused:
        add(text, day, words)
    return refused.value.message.key.removeprefix("newsdesk-newspage-")


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", PAGES)
def test_a_new_item_is_there_once_and_taking_it_out_gives_the_page_back(
    name: str, day: date
) -> None:
    added = add(PAGES[name], day)
    page = read(added.text)
    assert [i.date for i in page.items] == sorted((i.date for i in page.items), reverse=True)
    assert [(i.id, i.date, i.wikitext) for i in page.items if i.wikitext == NEW] == [
        (added.item_id, day, NEW)
    ]
    assert remove(page, added.item_id).text == PAGES[name]


@pytest.mark.parametrize("name", PAGES)
def test_markers_leave_only_with_their_item(name: str) -> None:
    page = read(PAGES[name])
    before = MARKER.findall(page.text)
    assert MARKER.findall(add(PAGES[name], DAYS[2]).text) == before
    for item, entry in zip(page.items, page.entries, strict=True):
        after = MARKER.findall(remove(page, item.id).text)
        own = [] if entry.shares_unit else list(entry.unit)
        assert after == [m for m in before if m not in own]


@pytest.mark.parametrize(
    ("name", "day", "line"),
    [
        ("bold", date(2026, 12, 1), "* '''1 Dec 2026''' – New [[a|b]]\n"),
        ("numbered", date(2026, 12, 1), "# 2026/12/01 New [[a|b]]\n"),
        ("indented", date(2026, 12, 1), ": 01.12.2026 - New [[a|b]]\n"),
        ("American", date(2026, 12, 22), "* December 22nd, 2026: New [[a|b]]\n"),
        ("definitions", date(2026, 12, 1), "; 2026-12-01 : New [[a|b]]\n"),
        ("dates over items", date(2026, 12, 1), "; 1 December 2026\n: New [[a|b]]\n"),
        ("month headings", date(2026, 12, 1), "== December 2026 ==\n* 1: New [[a|b]]\n\n=="),
        ("year headings", date(2027, 1, 1), "== 2027 ==\n=== January ===\n* 1 Jan: New [[a|b]]\n"),
        ("table", date(2026, 12, 1), "|-\n| 2026-12-01 || New [[a|b]]\n|-\n"),
        ("table in lines", date(2026, 12, 1), "|-\n| 1 December 2026\n| New [[a|b]]\n|-\n"),
        ("calls", date(2026, 1, 1), "\n{{News item|date=2026-01-01|text=New [[a|b]]}}\n"),
        (
            "calls in lines",
            date(2026, 12, 1),
            "| date = 1 December 2026\n| text = New [[a|b]]\n}}",
        ),
        ("date last", date(2026, 12, 1), "* New [[a|b]] (1 December 2026)\n"),
        ("date template", date(2026, 12, 1), "* {{Date|2026|12|01}}: New [[a|b]]\n"),
        (
            "unit in a line",
            date(2026, 12, 1),
            "12-01: <translate>New [[a|b]]</translate>\n",
        ),
        ("units", date(2026, 12, 1), "-->\n\n* 2026-12-01: New [[a|b]]\n\n<!--T:4-->\n* 2026"),
        ("box", date(2026, 1, 1), "Three\n* 2026-01-01: New [[a|b]]}}\n"),
    ],
)
def test_it_is_written_as_this_page_writes(name: str, day: date, line: str) -> None:
    assert line in add(PAGES[name], day).text


def test_a_page_may_run_oldest_first() -> None:
    page = "* 2026-10-09: One\n* 2026-11-03: Two"
    assert add(page, date(2026, 11, 3)).text == f"{page}\n* 2026-11-03: {NEW}"
    assert add(page, date(2026, 10, 20)).text.splitlines()[1] == f"* 2026-10-20: {NEW}"


def test_a_shared_unit_is_named_when_it_becomes_outdated() -> None:
    assert add(PAGES["one unit"], date(2026, 11, 8)).outdates == ("1",)
    assert add(PAGES["one unit"], date(2026, 12, 8)).outdates == ()
    page = read(PAGES["one unit"])
    assert remove(page, page.items[1].id).outdates == ("1",)
    assert remove(read(PAGES["units"]), "2026-11-03-two").outdates == ()


def test_the_first_item_goes_where_the_comment_says() -> None:
    page = "Intro\n<!-- newsdesk: items -->\n<!-- newsdesk: end -->\n"
    added = add(page, DAYS[0])
    assert f"items -->\n* 2026-12-01: {NEW}\n<!--" in added.text
    assert remove(read(added.text), added.item_id).text == page


def test_other_languages_and_digits() -> None:
    arabic = Site(name="x", server="https://x.example", language="ar")
    page = read("* ١٨ نوفمبر ٢٠٢٦: خبر\n", arabic)
    assert insert(page, Draft(date(2026, 12, 1), "جديد")).text.startswith(
        "* ١ ديسمبر ٢٠٢٦: جديد\n"
    )
    german = Site(name="x", server="https://x.example", language="de")
    page = read("* 18. Nov. 2026: Eins\n", german)
    assert "* 1. Dez. 2026: Neu\n" in insert(page, Draft(date(2026, 12, 1), "Neu")).text


def test_further_lines_stay_within_the_item() -> None:
    text = add(PAGES["list"], DAYS[0], "New\n* sub\n\nsecond line\n").text
    assert "* 1 December 2026: New\n** sub<br>second line\n* 18 Nov" in text


def test_bars_and_equal_signs_stay_within_a_value() -> None:
    words = "a|b=c [[d|e]] {{f|g=h}}"
    named = add(PAGES["calls"], DAYS[0], words).text
    assert "|text=a{{!}}b=c [[d|e]] {{f|g=h}}}}\n" in named
    unnamed = add(PAGES["unnamed values"], DAYS[0], words).text
    assert "* {{n|2026-12-01|2=a{{!}}b=c [[d|e]] {{f|g=h}}}}\n" in unnamed
    assert "| 2026-12-01 || a{{!}}b" in add(PAGES["table"], DAYS[0], words).text


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("no-place", "Nothing here.\n"),
        ("none-read", "<!-- newsdesk: items -->\n* One\n"),
        ("unbalanced", "{{Box|\n* 2026-11-18: One\n"),
        ("unbalanced", "<translate>\n* 2026-11-18: One\n"),
        ("mixed", "* 2026-11-18: One\n* '''2026-11-03''' Two\n"),
        ("two-lists", "* 2026-11-18: One\n\nEvents\n* 2026-11-20: Two\n* 2026-11-01: Three\n"),
        ("two-lists", "== November 2026 ==\n* 2: x\n== November 2026 ==\n* 1: x\n"),
        (
            "second-date",
            '* <time datetime="2026-11-18">18 November 2026</time>: One\n',
        ),
        ("too-long", "* 2026-11-18: x\n" * 140_000),
    ],
)
def test_an_uncertain_place_is_refused_with_the_reason(key: str, text: str) -> None:
    day = date(2026, 11, 2) if key == "two-lists" else DAYS[0]
    assert reason(text, day) == key


def test_no_order_is_refused_only_where_it_matters() -> None:
    text = "* 2026-11-18: a\n* 2026-10-01: b\n* 2026-11-03: c\n* 2026-09-01: d\n"
    assert reason(text, date(2026, 10, 15)) == "no-order"
    assert add(text, date(2026, 12, 1)).text.startswith("* 2026-12-01")


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("empty", " \n"),
        ("markers", "New <!--T:9-->"),
        ("text-unbalanced", "New {{x"),
        ("text-unbalanced", "New [[x"),
        ("text-unbalanced", "New </translate>"),
        ("text-too-long", "x" * 20_001),
        ("not-clean", "New <!-- not closed"),
        ("not-clean", "New <nowiki> not closed"),
    ],
)
def test_a_text_that_would_not_stay_in_its_item_is_refused(key: str, words: str) -> None:
    assert reason(PAGES["list"], words=words) == key


def test_translations_are_refused() -> None:
    page = parse(PAGES["list"], title="Template:News/de", site=SITE)
    draft, first = Draft(DAYS[0], NEW), page.items[0].id
    acts = [partial(insert, page, draft), partial(remove, page, first)]
    for act in [*acts, partial(change, page, first, draft)]:
        with pytest.raises(Uncertain) as refused:
            act()
        assert refused.value.message.key == "newsdesk-newspage-translation"


@pytest.mark.parametrize("name", PAGES)
def test_a_changed_text_stays_at_its_place(name: str) -> None:
    page = read(PAGES[name])
    changed = change(page, "2026-11-03-two", Draft(date(2026, 11, 3), NEW))
    assert changed.text == PAGES[name].replace("Two", NEW)
    assert changed.outdates == page.entries[1].unit
    back = change(read(changed.text), changed.item_id, Draft(date(2026, 11, 3), "Two"))
    assert back.text == PAGES[name]


@pytest.mark.parametrize("name", ["list", "table", "date last", "unit in a line", "calls"])
def test_a_changed_date_keeps_its_way(name: str) -> None:
    changed = change(read(PAGES[name]), "2026-11-03-two", Draft(date(2026, 11, 4), "Two"))
    three, four = ("2026-11-03", "2026-11-04")
    if three not in PAGES[name]:
        three, four = "3 November", "4 November"
    assert changed.text == PAGES[name].replace(three, four)


def test_a_date_that_moves_the_item_is_refused() -> None:
    with pytest.raises(Uncertain):
        change(read(PAGES["list"]), "2026-11-03-two", Draft(date(2026, 11, 20), "Two"))


def test_an_item_that_is_gone_is_named() -> None:
    with pytest.raises(Uncertain) as refused:
        remove(read(PAGES["list"]), "2020-01-01-nothing")
    assert refused.value.message.params == ("2020-01-01-nothing",)


@pytest.mark.parametrize("name", PAGES)
def test_the_same_item_is_found(name: str) -> None:
    page = read(PAGES[name])
    assert holds(page, Draft(date(2026, 11, 3), "  ''two''. ")) == page.items[1]
    assert holds(page, Draft(date(2026, 11, 4), "Two")) is None
    assert holds(page, Draft(date(2026, 11, 3), "Three")) is None


WORDS = st.sampled_from(
    [
        *("One", "[[Two]]", "{{x|y}}", "'''b'''", "<nowiki>*</nowiki>", "مرحبا", "\t", "2.6"),
        *("(x)", "https://a.example/b_c", "18", "November", ":", "&amp;", "<!-- c -->", "“”", "-"),
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=8).map(" ".join).filter(lambda t: t.strip())
DATES = st.dates(date(2001, 1, 1), date(2030, 12, 31))
AROUND = st.sampled_from(["", "Intro\n", "\n\n", "<languages/>\r\n", "{{Nav|x=\n1}}\n", "\ttab\n"])


@st.composite
def pages(draw: st.DrawFn) -> str:
    days = sorted(draw(st.lists(DATES, min_size=1, max_size=6)), reverse=draw(st.booleans()))
    items = [f"* {day.isoformat()}: w{n} {draw(TEXTS)}" for n, day in enumerate(days)]
    if draw(st.booleans()):
        units = [f"<!--T:{n}-->\n{item}" for n, item in enumerate(items, 7)]
        body = "<translate>\n" + "\n\n".join(units) + "\n</translate>"
    else:
        body = draw(st.sampled_from(["\n", "\n\n"])).join(items)
    return draw(AROUND) + body + draw(st.sampled_from(["", "\n", "\n\n[[Category:x]]"]))


@settings(max_examples=150)
@given(pages(), DATES, TEXTS)
def test_insert_then_remove_is_identity(text: str, day: date, words: str) -> None:
    page = read(text)
    assume(page.items)
    try:
        added = insert(page, Draft(day, f"w0 new {words}"))
    except Uncertain:
        assume(False)
    assert MARKER.findall(added.text) == MARKER.findall(text)
    after = read(added.text)
    assert len(after.items) == len(page.items) + 1
    assert remove(after, added.item_id).text == text
