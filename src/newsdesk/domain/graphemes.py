"""What readers see as one character: https://www.unicode.org/reports/tr29/."""

from __future__ import annotations

import re

import regex

_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_LETTER = "x\u0301"
"""One character of two code points, as a flag is. To pair what flags are made of, the library goes
back to the first of them at each: a row of flags would take it the square of its length."""


def ends(text: str) -> list[int]:
    """Return where each character ends, in order."""
    return [found.end() for found in regex.finditer(r"\X", _FLAG.sub(_LETTER, text))]


def count(text: str) -> int:
    """Return how many there are."""
    return len(ends(text))
