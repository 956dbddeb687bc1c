"""Dates as people write them on a wiki page: found, understood, and written the same way.

Names of months and weekdays are the Unicode CLDR's, in the wiki's language and in English; see
https://cldr.unicode.org/translation/date-time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError

Forms = tuple[tuple[str, ...], ...]
"""Ways to name the same things, each in their order: ``(("January", ..), ("Jan", ..))``."""
_GAP = r"(?:[^\S\n]|&nbsp;){1,3}"
_YEAR = r"(?P<Y>(?:19|20|١٩|٢٠|۱۹|۲۰|१९|२०|১৯|২০)\d\d)"
_DAY = r"(?P<d>\d{1,2})"
_NTH = r"(?:(?P<o>st|nd|rd|th)|\.|º|er)?"
_WORD = rf"(?:[^\W\d]{{1,3}}\.?{_GAP})?"
_FULL = (
    rf"{_YEAR}(?P<sep>[-/.|])(?P<m>\d{{1,2}})(?P=sep){_DAY}",
    rf"{_DAY}\.[^\S\n]?(?P<m>\d{{1,2}})\.[^\S\n]?{_YEAR}",
    rf"{_DAY}{_NTH}{_GAP}{_WORD}%B[,.]?{_GAP}{_WORD}{_YEAR}",
    rf"%B{_GAP}{_DAY}{_NTH},?{_GAP}{_YEAR}",
    rf"{_YEAR}\.?{_GAP}%B{_GAP}{_DAY}\.?",
    rf"{_YEAR}[年년] ?(?P<m>\d{{1,2}})[月월] ?{_DAY}[日일]",
    rf"{_DAY}{_GAP}tháng{_GAP}(?P<m>\d{{1,2}}){_GAP}(?:năm{_GAP})?{_YEAR}",
)
_DAY_OF_YEAR = (rf"{_DAY}{_NTH}{_GAP}{_WORD}%B", rf"%B{_GAP}{_DAY}{_NTH}")
_MONTH_OF_YEAR = (
    rf"%B,?{_GAP}{_WORD}{_YEAR}",
    rf"{_YEAR}{_GAP}%B",
    rf"{_YEAR}[-/](?P<m>\d{{1,2}})",
    rf"{_YEAR}[年년] ?(?P<m>\d{{1,2}})[月월]",
)
_DAY_ONLY = (rf"{_DAY}{_NTH}",)
_WEEKDAY = rf"(?:%A,?{_GAP})?"
_TOKENS = ("A", "Y", "m", "B", "d", "o")


@dataclass(frozen=True, slots=True)
class Written:
    """A date as a text writes it; ``parts`` are (token, text), with the token "" for the rest.

    Tokens: A weekday's name, Y year, m month number, B month name, d day, o English ordinal
    ending. ``start`` and ``end`` are places in the text; what it leaves unsaid is ``None``.
    """

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    parts: tuple[tuple[str, str], ...]

    @property
    def skeleton(self) -> str:
        """The way of writing, without the values: equal for dates written alike."""
        return "".join(f"%{token}" if token else text for token, text in self.parts)

    def within(self, year: int | None, month: int | None, day: int | None) -> date | None:
        """Complete the date by what the headings above say; ``None`` if it is no date."""
        try:
            return date(self.year or year or 0, self.month or month or 0, self.day or day or 0)
        except ValueError:
            return None


class Calendar:
    """The names of a language and of English, and how to read and write dates with them."""

    def __init__(self, language: str) -> None:
        self._months = _forms(language, "months", range(1, 13))
        self._weekdays = _forms(language, "days", range(7))
        self._month = {n.casefold(): i for f in reversed(self._months) for i, n in enumerate(f, 1)}
        names = {"B": _any_of("B", self._months), "A": _any_of("A", self._weekdays)}
        self._full = [_compiled(_WEEKDAY + p, names) for p in _FULL]
        self._day_of_year = [_compiled(_WEEKDAY + p, names) for p in _DAY_OF_YEAR]
        self._day_only = [_compiled(p, names) for p in _DAY_ONLY]
        self._month_of_year = [_compiled(p, names) for p in _MONTH_OF_YEAR]
        self._year = [_compiled(_YEAR, names)]
        self._month_only = [_compiled("%B", names)]

    def full_dates(self, text: str) -> list[Written]:
        """Find every date with year, month and day, in order."""
        found = sorted(self._all(text, self._full), key=lambda w: (w.start, -w.end))
        end, kept = 0, []
        for written in found:
            if written.start >= end and written.within(None, None, None):
                kept.append(written)
                end = written.end
        return kept

    def partial_dates(self, text: str, *, month_known: bool) -> list[Written]:
        """Find dates that leave the year out, or, below a month's heading, are a day alone."""
        patterns = self._day_of_year + (self._day_only if month_known else [])
        return sorted(self._all(text, patterns), key=lambda w: (w.start, -w.end))

    def heading(self, text: str) -> Written | None:
        """Read a heading that is a date or a part of one and says nothing else."""
        patterns = [*self._full, *self._month_of_year, *self._day_of_year, *self._year]
        patterns += [*self._month_only, *self._day_only]
        for pattern in patterns:
            match = pattern.fullmatch(text)
            if match:
                return self._written(match)
        return None

    def write(self, day: date, like: Written, samples: Sequence[Written]) -> str:
        """Write a date the way that ``like`` is written; ``samples`` settle what it leaves open.

        November 18 does not show how a day below ten looks, nor May how months are shortened.
        """
        alike = [s for s in samples if s.skeleton == like.skeleton] or [like]
        text = "".join(self._write_part(t, s, day, alike) for t, s in like.parts)
        zero = next((chr(ord(c) - int(c)) for _, s in like.parts for c in s if c.isdigit()), "0")
        return text if zero == "0" else text.translate({48 + i: ord(zero) + i for i in range(10)})

    def _write_part(self, field: str, sample: str, day: date, alike: Sequence[Written]) -> str:
        if field == "Y":
            return str(day.year)
        if field == "B":
            return _like(self._months, [_part(w, "B") for w in alike])[day.month - 1]
        if field == "A":
            return _like(self._weekdays, [_part(w, "A") for w in alike])[day.weekday()]
        if field == "o":
            return _ordinal(day.day)
        if field in {"d", "m"}:
            return _number(day.day if field == "d" else day.month, field, alike)
        return sample

    def _all(self, text: str, patterns: Sequence[re.Pattern[str]]) -> Iterator[Written]:
        return (self._written(m) for pattern in patterns for m in pattern.finditer(text))

    def _written(self, match: re.Match[str]) -> Written:
        groups = match.groupdict()
        spans = sorted((*match.span(g), g) for g in _TOKENS if groups.get(g))
        parts, at = [], match.start()
        for start, end, token in spans:
            parts += [("", match.string[at:start]), (token, match.string[start:end])]
            at = end
        parts.append(("", match.string[at : match.end()]))
        name = groups.get("B")
        return Written(
            *match.span(),
            int(groups["Y"]) if groups.get("Y") else None,
            self._month[name.casefold()] if name else _int(groups.get("m")),
            _int(groups.get("d")),
            tuple(p for p in parts if p[1]),
        )


@lru_cache(maxsize=16)
def calendar(language: str) -> Calendar:
    """Return the calendar of a language; one that CLDR does not know reads English only."""
    return Calendar(language)


def is_language(code: str) -> bool:
    """Tell whether a page title's last part is a language code, as translations have it."""
    head = re.fullmatch(r"([a-z]{2,3})(-[a-z0-9]+)*", code)
    return bool(head and head.group(1) in Locale("en").languages)


def _compiled(pattern: str, names: Mapping[str, str]) -> re.Pattern[str]:
    whole = pattern.replace("%B", names["B"]).replace("%A", names["A"])
    return re.compile(rf"(?<!\d)(?<!\d[.\-/]){whole}(?!\d|[.\-/]\d)", re.IGNORECASE)


def _any_of(token: str, forms: Forms) -> str:
    longest = sorted({name for form in forms for name in form}, key=len, reverse=True)
    return rf"(?<!\w)(?P<{token}>{'|'.join(map(re.escape, longest))})(?!\w)"


def _like(forms: Forms, samples: Iterable[str]) -> tuple[str, ...]:
    counted = Counter(samples)
    return max(forms, key=lambda form: sum(counted[name] for name in form))


def _forms(language: str, kind: Literal["months", "days"], numbers: range) -> Forms:
    """List names by their number: the language's before English, long before short."""
    forms: dict[tuple[str, ...], None] = {}
    for code in (language, "en", "en-GB"):
        try:
            known = getattr(Locale.parse(code, sep="-"), kind)
        except (ValueError, UnknownLocaleError):
            continue
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                names = tuple(known[context][width][i] for i in numbers)
                if not any(c.isdigit() for name in names for c in name):
                    forms[names] = None
                    forms[tuple(n.rstrip(".") for n in names)] = None
    if language == "he" and kind == "months":
        # Hebrew writes "in November" as one word.
        forms |= {tuple(f"ב{n}" for n in names): None for names in forms}
    for names in tuple(forms):
        forms[tuple(n[:1].upper() + n[1:] for n in names)] = None
    return tuple(forms)


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _part(written: Written, token: str) -> str:
    return next((text for t, text in written.parts if t == token), "")


def _number(value: int, field: str, alike: Sequence[Written]) -> str:
    """Write a day or month with a leading zero where the samples, or plain numbers, have one."""
    samples = [_part(w, field) for w in alike]
    by_name = any(_part(w, "B") for w in alike)
    padded = any(int(s) < 10 and len(s) == 2 for s in samples if s)
    plain = any(len(s) == 1 for s in samples) or by_name
    return f"{value:02}" if padded or not plain else str(value)


def _ordinal(day: int) -> str:
    return "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
