"""The news page is written as a translated page is, through all its revisions."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from sandbox.story import news_page
from sandbox.story.news_page import KEEP, ON_PAGE

NOW = date(2026, 11, 21)
ITEM = re.compile(r"\* '''(\d+ \w+ \d{4}):''' <translate>(?:<!--T:(\d+)--> )?(.+)</translate>")


def items(text: str) -> list[tuple[date, int, str]]:
    lines = [line for line in text.splitlines() if line.startswith("* '''")]
    found = [ITEM.fullmatch(line) for line in lines]
    assert all(found)
    return [(day(m[1]), int(m[2] or 0), m[3]) for m in found if m]


def day(words: str) -> date:
    return datetime.strptime(words, "%d %B %Y").replace(tzinfo=UTC).date()


@pytest.fixture(scope="module")
def page() -> str:
    return news_page.newest(NOW)


def test_it_is_a_page_under_translation(page: str) -> None:
    assert page.startswith("<noinclude><languages/>")
    assert page.count("<translate>") == page.count("</translate>") == ON_PAGE + 1
    assert page.count("<tvar") == page.count("</tvar>") > 5
    assert "Special:MyLanguage/" in page


def test_items_are_newest_first_and_of_several_years(page: str) -> None:
    days = [item[0] for item in items(page)]
    assert len(days) == ON_PAGE > KEEP
    assert days == sorted(days, reverse=True)
    assert len({one.year for one in days}) > 2


def test_units_are_numbered_as_they_came_and_new_ones_are_unmarked(page: str) -> None:
    units = [unit for _, unit, _ in items(page)]
    assert units[:2] == [0, 0]
    marked = [unit for unit in units if unit]
    assert all(newer > older for newer, older in pairwise(marked))


def test_revisions_only_add_but_for_one_item_that_was_reworded(page: str) -> None:
    revisions = [earlier.text for earlier in news_page.earlier(NOW)] + [page]
    reworded = 0
    for before, after in pairwise(revisions):
        old, new = items(before), items(after)
        kept = new[len(new) - len(old) :]
        changed = [pair for pair in zip(old, kept, strict=True) if pair[0] != pair[1]]
        assert len(new) > len(old) or changed
        reworded += len(changed)
        assert all(a[:2] == b[:2] for a, b in changed), "an item keeps its day and its unit"
    assert reworded == 1


def test_revisions_are_told_in_order_by_people_of_the_wiki() -> None:
    earlier = list(news_page.earlier(NOW))
    assert 3 <= len(earlier) <= 5
    assert [e.days for e in earlier] == sorted((e.days for e in earlier), reverse=True)
    assert all(e.comment and e.user for e in earlier)
    for one in earlier:
        assert all((NOW - day).days >= one.days for day, _, _ in items(one.text))


def test_the_archive_goes_on_where_the_page_ends(page: str) -> None:
    archive = news_page.archive(NOW)
    days = [day(words) for words in re.findall(r"^\* '''(.+?):'''", archive, re.MULTILINE)]
    assert len(days) > 15
    assert days == sorted(days, reverse=True)
    assert days[0] <= items(page)[-1][0]
    years = [int(year) for year in re.findall(r"^== (\d{4}) ==$", archive, re.MULTILINE)]
    assert years == sorted({one.year for one in days}, reverse=True)
    assert not re.search("translate|tvar|<!--T|MyLanguage", archive)
