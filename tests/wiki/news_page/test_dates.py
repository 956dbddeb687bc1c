"""Dates are found, understood and written the same way."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.wiki.news_page.dates import calendar, is_language

DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))
WAYS = [
    ("en", "2026-11-18", "2026-02-03"),
    ("en", "2026/11/18", "2026/02/03"),
    ("en", "18 November 2026", "3 February 2026"),
    ("en", "November 18, 2026", "February 3, 2026"),
    ("en", "18 Nov 2026", "3 Feb 2026"),
    ("en", "Wednesday, 18 November 2026", "Tuesday, 3 February 2026"),
    ("en", "Wed 18 Nov 2026", "Tue 3 Feb 2026"),
    ("de", "Mi., 18. November 2026", "Di., 3. Februar 2026"),
    ("en", "the 22nd of November 2026", "3rd of February 2026"),
    ("de", "18. November 2026", "3. Februar 2026"),
    ("de", "18.11.2026", "03.02.2026"),
    ("fr", "18 novembre 2026", "3 février 2026"),
    ("es", "18 de noviembre de 2026", "3 de febrero de 2026"),
    ("ru", "18 ноября 2026", "3 февраля 2026"),
    ("ja", "2026年11月18日", "2026年2月3日"),
    ("fa", "۱۸ نوامبر ۲۰۲۶", "۳ فوریهٔ ۲۰۲۶"),
]


@pytest.mark.parametrize(("language", "sample", "expected"), WAYS)
def test_written_alike(language: str, sample: str, expected: str) -> None:
    names = calendar(language)
    (found,) = names.full_dates(f"x {sample} y")
    plain = [] if "." in sample and "11" in sample else [expected]
    samples = [w for text in plain for w in names.full_dates(text)]
    assert names.write(date(2026, 2, 3), found, samples or [found]) == expected


@pytest.mark.parametrize("sample", [way[1] for way in WAYS if way[0] == "en"])
@given(DAYS)
def test_what_is_written_is_read_again(sample: str, day: date) -> None:
    names = calendar("en")
    (found,) = names.full_dates(sample)
    (again,) = names.full_dates(names.write(day, found, [found]))
    assert again.within(None, None, None) == day


@pytest.mark.parametrize(
    "text",
    ["1.45.2", "2026-13-01", "12026-11-18", "2026-11-188", "31 November 2026"],
)
def test_other_numbers_are_no_dates(text: str) -> None:
    assert calendar("en").full_dates(text) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("November 2026", (2026, 11, None)),
        ("2026-11", (2026, 11, None)),
        ("2026", (2026, None, None)),
        ("November", (None, 11, None)),
        ("18 November", (None, 11, 18)),
        ("18", (None, None, 18)),
        ("18 November 2026", (2026, 11, 18)),
    ],
)
def test_headings(text: str, says: tuple[int | None, int | None, int | None]) -> None:
    written = calendar("en").heading(text)
    assert written is not None
    assert (written.year, written.month, written.day) == says


def test_a_heading_about_something_else_is_none() -> None:
    assert calendar("en").heading("News of 2026") is None


def test_may_is_long_or_short_as_its_neighbours() -> None:
    names = calendar("en")
    (may,) = names.full_dates("5 May 2026")
    for sample, expected in (("3 Nov 2026", "1 Dec 2026"), ("3 November 2026", "1 December 2026")):
        assert names.write(date(2026, 12, 1), may, [may, *names.full_dates(sample)]) == expected


def test_language_codes() -> None:
    assert all(map(is_language, ("de", "pt-br", "zh-hans", "sr-ec", "en")))
    assert not any(map(is_language, ("", "Archive", "2026", "doc", "xyzzy", "DE")))
