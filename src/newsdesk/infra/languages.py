"""Languages: what stands in for which, and what Babel knows of each."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

from babel import Locale, UnknownLocaleError

SOURCE = "en"
"""The language that messages are written in, the last resort of every other."""
QQX = "qqx"
"""Shows keys instead of words; see https://www.mediawiki.org/wiki/Help:System_message#qqx"""
_LOCALES = {SOURCE: "en_001", QQX: "en_001"}
"""English as most wikis write it: the day before the month, 24 hours."""
_FALLBACKS = {
    "als": "de", "bar": "de", "frr": "de", "gsw": "de", "hsb": "de", "ksh": "de", "lb": "de",
    "nds": "de", "pdc": "de", "pfl": "de", "stq": "de", "arq": "ar", "ary": "ar", "arz": "ar",
    "aeb": "ar", "ajp": "ar", "apc": "ar",
}  # fmt: skip
"""Closer languages than English; see https://www.mediawiki.org/wiki/Manual:Language#Fallback"""
_TURNING = frozenset(
    ("R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI", "PDF", "PDI")
)


def stand_ins(language: str) -> Iterator[str]:
    """Name a language and those that are close enough to stand in for it, closest first."""
    code = language.lower()
    while code:
        yield code
        if code in _FALLBACKS:
            yield _FALLBACKS[code]
        code = code.rpartition("-")[0]


def chain(language: str) -> tuple[str, ...]:
    """Name a language and where its words are looked up, closest first, English last."""
    return tuple(dict.fromkeys((*stand_ins(language), SOURCE)))


@cache
def locale(language: str) -> Locale:
    """Return what Babel knows of a language; English where it knows nothing."""
    for code in chain(language):
        try:
            return Locale.parse(_LOCALES.get(code, code), sep="_" if code in _LOCALES else "-")
        except (UnknownLocaleError, ValueError):
            continue
    raise AssertionError("Babel knows English")


@cache
def plural_categories(language: Locale) -> list[str]:
    """The plural categories that a language has, in the order in which forms are written."""
    order = ("zero", "one", "two", "few", "many")
    return [*(name for name in order if name in language.plural_form.tags), "other"]


def language_name(language: str) -> str:
    """Name a language in itself, without its region."""
    known = locale(language)
    return known.languages.get(known.language) or language


def holds_right_to_left(text: str) -> bool:
    """Tell whether a text could turn the direction of what surrounds it from left to right.

    See https://www.unicode.org/reports/tr9/#Table_Bidirectional_Character_Types
    """
    return any(unicodedata.bidirectional(char) in _TURNING for char in text)
