"""Ids of news items are readable and made of date and words alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.domain.item_id import date_of, distinct, item_id

DAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MediaWiki 1.45.2 released", "2026-11-18-mediawiki-1-45-2-released"),
        ("One two three four five six seven", "2026-11-18-one-two-three-four-five-six"),
        ("  ÉTÉ – à_la plage!", "2026-11-18-été-à-la-plage"),
        ("新闻 发布", "2026-11-18-新闻-发布"),
        ("", "2026-11-18"),
        ("…!", "2026-11-18"),
    ],
)
def test_item_id(text: str, expected: str) -> None:
    assert item_id(DAY, text) == expected


def test_equal_ids_are_numbered_in_order() -> None:
    assert distinct(["a", "b", "a", "a"]) == ["a", "b", "a-2", "a-3"]


@given(st.dates(), st.text())
def test_an_id_says_its_date_and_is_safe_in_an_address(day: date, text: str) -> None:
    made = item_id(day, text)
    assert date_of(made) == day
    assert not set(made) & set("/?#[]|{}<> _%&\"'")
    assert len(made) <= 95


@pytest.mark.parametrize("wanted", ["", "x", "2026-13-01-a", "20261118-a"])
def test_no_id(wanted: str) -> None:
    assert date_of(wanted) is None
