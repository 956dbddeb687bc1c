"""The words that make a number beside them a day, an issue, a part, a version or a time.

A text's language is not known here, and posts mix languages. So the words of all languages
stand in one table, and a text is read once: each of its words that the table has gets a sign in
front (from Unicode's private use area), "23 września" becomes "23 <September>września". What
comes after looks for signs only, and is the same for every language.

The rules:

1. Names of months are the Unicode CLDR's, full and short; see
   https://cldr.unicode.org/translation/date-time. Persian, Arabic, Hebrew, Thai and Indic dates
   are those of the Gregorian calendar.
2. A short name that is an everyday word in another language ("out", "set", "pro", "des") is a
   month only where a year follows or where "de" stands before it. Full names that are everyday
   words ("may", "march", "mars") are months beside a day or a year, never alone.
3. A letter right beside a digit is no word: "3.13.0a4", "0.23.0-a1", "12ª".
4. Where two languages give a name to different months (listopad), the one that more people
   write in is first in the list of languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from babel import Locale

from newsdesk.sync.naming import number_words
from newsdesk.sync.naming.scripts import WORD

MONTHS, WEAK, ALONE = "\ue001-\ue00c", "\ue011-\ue01c", "\ue021-\ue02c"
"""Ranges of signs: a month beside a day or year, beside a year only, and by itself as well."""
WEEK, ISSUE, PART, SERIES, JOIN, UNIT, PLACE, VERSION = map(chr, range(0xE030, 0xE038))
END = "\ue0fe"
STAGES = {-1: "\ue040", -2: "\ue041", -3: "\ue042", -4: "\ue043"}

_WORDS = {
    WEEK: number_words.WEEK,
    ISSUE: number_words.ISSUE,
    PART: number_words.PART,
    SERIES: number_words.SERIES,
    JOIN: number_words.JOIN,
    UNIT: number_words.UNIT,
    PLACE: number_words.PLACE,
    VERSION: number_words.VERSION,
    STAGES[-1]: number_words.RC,
    STAGES[-2]: number_words.BETA,
    STAGES[-3]: number_words.ALPHA,
    STAGES[-4]: number_words.EARLY,
}
_WORDS_APART = re.compile(f"({WORD.pattern})")
_SERIES_ENDS = ("news", "weekly", "letter", "podcast", "brief", "notiz")
_SERIES_BEGINS = "weekly"
"""How the names of series end and begin, as in LinuxNews and weeklyOSM."""
_EVERYDAY = frozenset(number_words.EVERYDAY.split())
_NOT_ALONE = frozenset(number_words.NOT_ALONE.split())


def tagged(text: str, said: Sequence[str]) -> str:
    """Put a sign before each word of a plain text that gives a number its meaning.

    ``said`` are the text's words, see :func:`.scripts.spoken`.
    """
    series = [w for w in said if w.endswith(_SERIES_ENDS) or w.startswith(_SERIES_BEGINS)]
    signs, known = dict.fromkeys(series, SERIES), _signs()
    signs |= {word: known[word] for word in known.keys() & said}
    return _signed(text, signs) if signs else text


def _signed(text: str, signs: Mapping[str, str]) -> str:
    pieces = _WORDS_APART.split(text)
    for at in range(1, len(pieces), 2):
        word = pieces[at].casefold()
        sign = signs.get(word)
        if sign and (len(word) > 1 or not _beside_digit(pieces, at)):
            pieces[at] = f"{sign}{pieces[at]}{END}"
    return "".join(pieces)


def _beside_digit(pieces: list[str], at: int) -> bool:
    return pieces[at - 1][-1:].isdigit() or pieces[at + 1][:1].isdigit()


def signed(signs: str) -> str:
    """Return the pattern of a word with one of these signs (a range or several as well)."""
    return f"[{signs}][^{END}]*{END}"


@lru_cache(maxsize=1)
def _signs() -> dict[str, str]:
    signs: dict[str, str] = {}
    for words_sign, words in _WORDS.items():
        for word in words.split():
            signs.setdefault(word.casefold(), words_sign)
    for name, sign in (*_months(), *_weekdays()):
        signs.setdefault(name, sign)
    return signs


def _weekdays() -> Iterator[tuple[str, str]]:
    """Name the days of the week: a number behind one is a day, whose month is not known.

    Short names are too often other words ("Tor" is Thursday in Norwegian), but for English ones.
    """
    for language in number_words.LANGUAGES.split():
        days = Locale.parse(language).days["format"]
        short = days["abbreviated"].values() if language == "en" else ()
        for name in (*days["wide"].values(), *short):
            words = WORD.findall(name.casefold())
            if len(words) == 1 and len(words[0]) > 2:
                yield words[0], PLACE


def _months() -> Iterator[tuple[str, str]]:
    short = number_words.SHORT.split()
    for language in number_words.LANGUAGES.split():
        months = Locale.parse(language).months
        for width in ("wide", "abbreviated") if language in short else ("wide",):
            for context in ("format", "stand-alone"):
                for number, name in months[context][width].items():
                    yield from _forms(language, name, number, full=width == "wide")


def _forms(language: str, name: str, number: int, *, full: bool) -> Iterator[tuple[str, str]]:
    """Write a month's name as texts have it: alone, and in Hebrew with "in" before it."""
    words = WORD.findall(name.casefold())
    if len(words) != 1 or any(c.isdigit() for c in name):
        return
    word = words[0]
    base = 0xE010 if word in _EVERYDAY else 0xE020 if full and len(word) > 3 else 0xE000
    if word in _NOT_ALONE and base == 0xE020:
        base = 0xE000
    yield word, chr(base + number)
    if language == "he":
        yield "ב" + word, chr(base + number)
