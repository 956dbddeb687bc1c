"""Old ids lead to what their item has become, and never to a neighbour."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.domain.item_id import item_id
from newsdesk.domain.news_item import NewsItem
from newsdesk.sync.item_lookup import agree, find

DAY = date(2026, 11, 18)


def item(text: str, day: date = DAY) -> NewsItem:
    return NewsItem(id=item_id(day, text), date=day, date_text=day.isoformat(), text=text)


RELEASE = item("MediaWiki 1.45.2, 1.44.4 and 1.43.7 released (security)")
CODEX = item("Codex 2.7 is out")
TALK = item("Tech talk: the new REST API, 26 November, 17:00 UTC")
NEWS_46 = item("Tech News 2026/46 is out")
NEWS_47 = item("Tech News 2026/47 is out")
PAGE = [RELEASE, CODEX, TALK, NEWS_46, NEWS_47]


@pytest.mark.parametrize("each", PAGE, ids=lambda i: i.id)
def test_an_exact_id_is_that_item(each: NewsItem) -> None:
    assert find(each.id, PAGE) is each


@pytest.mark.parametrize(
    ("old", "expected"),
    [
        ("Security releases: MediaWiki 1.45.2, 1.44.4, 1.43.7", RELEASE),
        ("MediaWiki 1.45.2 released", RELEASE),
        ("Codex 2.7 released", CODEX),
        ("Codex 2.7 ist erschienen", CODEX),
        ("Tech talk about the REST API", TALK),
        ("The new REST API: a tech talk on 26 November", TALK),
        ("Issue 2026/47 of Tech News", NEWS_47),
        ("Tech News, 2026/46", NEWS_46),
    ],
)
def test_a_reworded_item_is_found_by_its_words(old: str, expected: NewsItem) -> None:
    assert find(item_id(DAY, old), PAGE) is expected


@pytest.mark.parametrize(
    "old",
    [
        "Results of the developer survey",
        "Tech News",
        "MediaWiki 1.46.0 released",
        "Tech News 2026/48 is out",
        "Codex",
        "Wikimania 2027 scholarships",
    ],
    ids=str.lower,
)
def test_what_fits_badly_or_fits_two_is_not_guessed(old: str) -> None:
    expected = CODEX if old == "Codex" else None
    assert find(item_id(DAY, old), PAGE) is expected


def test_an_item_of_another_day_is_never_meant() -> None:
    assert find(item_id(date(2026, 11, 17), "Codex 2.7 released"), PAGE) is None


def test_the_only_item_of_a_day_must_fit_too() -> None:
    assert find(item_id(DAY, "Results of the developer survey"), [CODEX]) is None
    assert (
        find(item_id(DAY, "MediaWiki 1.45.2 released"), [item("MediaWiki 1.44.4 released")])
        is None
    )


def test_one_wrong_number_may_be_a_correction() -> None:
    assert find(item_id(DAY, "Codex 2.6 is out"), [CODEX, TALK]) is CODEX


def test_words_of_other_scripts_are_words() -> None:
    arabic = item("صدور ميدياويكي 1.45 اليوم")
    assert find(item_id(DAY, "صدور ميدياويكي 1.45"), [arabic, CODEX]) is arabic


@pytest.mark.parametrize("wanted", ["", "2026-11-18", "2026-11-18-", "2026-13-99-x", "../x", "٢"])
def test_what_is_no_id_means_nothing(wanted: str) -> None:
    assert find(wanted, PAGE) is None


@given(st.text())
def test_no_text_breaks_the_look_up(wanted: str) -> None:
    find("2026-11-18-" + wanted, PAGE)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("MediaWiki 1.45.2", "MediaWiki 1.45.2 and 1.44.4", True),
        ("MediaWiki 1.45.2", "MediaWiki 1.45.3", False),
        ("MediaWiki 1.45", "MediaWiki 1.45.0", True),
        ("MediaWiki 1.45", "MediaWiki 1.45.10", False),
        ("Issue 2026/46", "Issue 2026/47", False),
        ("At 17:00", "At 18:00", False),
        ("Full width \uff12.\uff17", "2.7", True),
        ("Codex", "Codex 2.7", True),
        ("", "", True),
    ],
)
def test_numbers_agree_where_one_text_names_all_of_the_other(
    one: str, other: str, expected: bool
) -> None:
    assert agree(one, other) is agree(other, one) is expected
