"""Which of today's items an old item id means.

An id is the item's date and its first words. People reword items, so where no item has the id,
the item of that date whose words fit best is meant: but only if it fits well, and clearly better
than the next one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from rapidfuzz import fuzz

from newsdesk.domain.item_id import date_of, words_of
from newsdesk.domain.news_item import NewsItem

ENOUGH = 70.0
LEAD = 8.0
MISSING_NUMBER = 20.0
_NUMBERS = re.compile(r"\b\d+(?: \d+)*\b")
_WHOLE = re.compile(r"\d+(?:[.:/]\d+)*")


def find(wanted: str, items: Sequence[NewsItem]) -> NewsItem | None:
    """Return the item that an id means among ``items``, ``None`` where that is not certain."""
    for item in items:
        if item.id == wanted:
            return item
    day = date_of(wanted)
    words = wanted[11:].replace("-", " ").casefold()
    if day is None or not words:
        return None
    return _best(words, [item for item in items if item.date == day])


def _best(words: str, items: Sequence[NewsItem]) -> NewsItem | None:
    fits = sorted(((fit(words, item), n) for n, item in enumerate(items)), reverse=True)
    if not fits or fits[0][0] < ENOUGH:
        return None
    if len(fits) > 1 and fits[0][0] - fits[1][0] < LEAD:
        return None
    return items[fits[0][1]]


def fit(words: str, item: NewsItem) -> float:
    """Say from 0 to 100 how well an item says those words, in whatever order.

    Numbers that the item does not name count against it: the next release is not this one.
    """
    text = words_of(item.text)
    beginning = " ".join(text[: 3 * len(words.split())])
    return fuzz.token_set_ratio(words, beginning) - MISSING_NUMBER * _missing_numbers(words, text)


def _missing_numbers(words: str, text: list[str]) -> int:
    """Count numbers that a text lacks; ``2 7`` is there only as neighbours, as in "2.7"."""
    there = f" {' '.join(text)} "
    runs = [run for run in _NUMBERS.findall(words) if f" {run} " not in there]
    return sum(max(1, sum(n not in text for n in run.split())) for run in runs)


def agree(one: str, other: str) -> bool:
    """Tell whether all numbers of one text stand in the other, whichever says more."""
    a, b = _whole_numbers(one), _whole_numbers(other)
    return a <= b or b <= a


def _whole_numbers(text: str) -> set[str]:
    """Return the numbers as they are written, with their parts; 2.0 is 2."""
    found = _WHOLE.findall(unicodedata.normalize("NFKC", text))
    return {re.sub(r"(\.0)+$", "", one) for one in found}
