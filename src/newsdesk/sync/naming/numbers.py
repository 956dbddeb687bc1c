"""Numbers that a text names beside versions, issues, days and times, written in one way.

The rules:

1. Groups of three are one number, however they are parted: 1,400 and 1.400 and 1 400 and 1'400
   are "1400"; a "+" behind it says nothing.
2. A comma or point before other than three digits parts decimals: "2,5" is "2.5".
3. A percent sign belongs to the number.
4. Digits within a word ("5G", "T12345", "CVE-2025-1234", "GPT-5") are a part of that word; of a
   range of small numbers ("5-6 people") both ends count.
5. An ordinal is its number ("4th annual", "10e anniversaire").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsdesk.sync.naming.taking import take

_NUMBER = re.compile(
    r"(?P<n>\d(?<![\w.,:]\d)(?<![^\W\d][-−]\d)(?<!\d{3}[-–−]\d)(?<!\d/\d)(?<![A-Za-z]\+\d)"
    r"(?:(?<=[1-9])\d{0,2}(?P<g>[.,' ])\d{3}(?:(?P=g)\d{3}){0,4}|\d{0,14}))"
    r"(?:[.,](?P<d>\d{1,6}))?(?:\s?(?P<p>%)|\+|(?:st|nd|rd|th|er|e|[ао]?я|-?й|º|ª)\b|(?!\w|[.,]\d))"
)


def numbers(text: str) -> tuple[frozenset[str], str]:
    """Read the numbers; return with them what is left of the text."""
    found: set[str] = set()
    text = take(_NUMBER, text, _number, found)
    return frozenset(found), text


def _number(found: re.Match[str]) -> Iterator[str]:
    whole = "".join(c for c in found["n"] if c.isdigit())
    decimals = f".{found['d']}" if found["d"] else ""
    yield f"{int(whole)}{decimals}{found['p'] or ''}"
