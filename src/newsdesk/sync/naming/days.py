"""Days, months and years that a text names; for the signs of words see ``tagging``.

The rules:

1. A day is a number beside a month's name ("18 November", "Nov 18th", "23 września", "18 de
   noviembre"), an ISO date, day and month and year as numbers ("18.11.2026", "18/11/2026"),
   East Asian "11月18日", Vietnamese "18 tháng 11", German "18.11." in the midst of a sentence or
   behind a word such as "am", or
   a day and month that a point parts where a version cannot be: "05.12", "18.11 19:00" behind no
   Latin word.
2. "03/11/2026" and "4/10" are read both ways, as the text does not say whose habit it follows,
   unless one number is above 12 or days are listed before ("6-8/11/2026"). "24/7" and fractions
   of something are no days.
3. A range or list names both its ends ("18–20 November", "du 18 au 20 novembre", "18.-20.11.").
4. A month is named without a day where a year follows or where its full name stands alone and is
   no everyday word ("October newsletter"); that tells the issues of a monthly series apart.
5. A year stands alone from 1995 to 2049 except 2000, which is a round number; "EGU2026" names
   its year as well.
6. What no calendar has, such as 31 April, is no day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsdesk.sync.named import Day, Month
from newsdesk.sync.naming.tagging import ALONE, END, ISSUE, JOIN, MONTHS, WEAK, WEEK, signed
from newsdesk.sync.naming.taking import take

_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_YEAR = r"(?:19[7-9]|20\d)\d"
_NTH = r"(?:\.|st|nd|rd|th|er|re|e|o|a|-?[ое]?го|-е|-án|-én)?"
_MONTH = rf"(?P<m>[{MONTHS}{WEAK}{ALONE}])[^{END}]*{END}\.?"
_GAP = r"[^\S\n]{0,2}"
_TO = rf"{_GAP}(?:[-–—−/&+~]|{signed(JOIN)}){_GAP}"
_AND = rf"{_GAP}(?:[-–—−/&+~,]|{signed(JOIN)}){_GAP}"
_END = r"(?![\w%]|[.,:/]\d)"
_NO_TIME = r"(?![:.]?\d|\s?[ap]\.?m\b|\s?uhr\b|\s?h\b)"
_YEAR_AFTER = rf",?\s{{1,2}}(?:[^\W\d_]{{1,4}}\s)?(?P<Y>{_YEAR}){_END}"

_ISO = re.compile(
    rf"(?P<Y>{_YEAR})(?<![\da-zA-Z.-]....)([-/.])(?P<M>\d{{1,2}})\2(?P<d>\d{{1,2}})(?!\d|[-/.]\d)(?:T(?=\d\d:))?"
)
_NUMERIC = re.compile(
    rf"(?<![\d./-])(?:(?P<b>\d{{1,2}})\.?{_GAP}[-–—/]{_GAP})?"
    rf"(?P<d>\d{{1,2}})(?P<s>[./-])[^\S\n]?(?P<M>\d{{1,2}})(?P=s)[^\S\n]?(?P<Y>{_YEAR})(?!\d|\.\d)"
)
_DAY_MONTH = re.compile(
    rf"(?<![\w.,:/])(?<!\d-)(?:(?P<a>\d{{1,2}}){_NTH}{_AND})?(?:(?P<b>\d{{1,2}}){_NTH}{_AND})?"
    rf"(?P<d>\d{{1,2}}){_NTH},?{_GAP}(?P<w>(?:[^\W\d_]{{1,3}}(?:'|\s))?){_MONTH}"
    rf"(?!\w)(?:{_YEAR_AFTER})?",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"(?:(?P<Z>{_YEAR})\.?,?\s{{1,2}})?{_MONTH}{_GAP}(?P<w>)"
    rf"(?P<b>\d{{1,2}}){_NTH}{_NO_TIME}(?:{_TO}(?P<d>\d{{1,2}}){_NTH}{_NO_TIME})?"
    rf"(?!\w)(?:{_YEAR_AFTER})?",
    re.IGNORECASE,
)
_EAST = re.compile(
    rf"(?:(?P<Y>{_YEAR})\s?[年년]\s?)?(?P<M>\d{{1,2}})\s?[月월]\s?(?P<b>\d{{1,2}})"
    r"(?:\s?[日일号號])?(?:[（(][^\W\d_][)）])?"
    r"(?:[^\S\n]?(?:[-–—〜~～至到・、,]|から|및|과|와)\s?(?P<d>\d{1,2})\s?[日일号號]|(?<=[日일号號])|(?<=[)）]))"
)
_VIETNAMESE = re.compile(
    rf"(?<!\d)(?:(?P<b>\d{{1,2}}){_TO})?(?P<d>\d{{1,2}})\s(?:tháng|thg)\s(?P<M>\d{{1,2}})(?!\d)"
    rf"(?:[,/]?\s?(?:năm\s)?(?P<Y>{_YEAR}))?",
    re.IGNORECASE,
)
_GERMAN = re.compile(
    rf"(?<![\w./-])(?:(?P<b>\d{{1,2}})\.{_GAP}[-–—/]{_GAP})?(?P<d>\d{{1,2}})\.[^\S\n]?"
    r"(?P<M>\d{1,2})\.(?=[^\S\n]+(?:[^\W\d_A-ZÄÖÜ]|\d?\d:\d)|\s?[-–—,)])"
)
_GERMAN_AFTER = re.compile(
    rf"(?P<kept>\b(?:[aA]m|[vV]om|[zZ]um|[sS]eit|[aA]b|den|dne|od|til|(?:[bB]is|do){END})\s)"
    r"(?P<d>\d{1,2})\.[^\S\n]?(?P<M>\d{1,2})\.(?!\d)"
)
_GERMAN_RANGE = re.compile(
    rf"(?P<d>\d(?<![\w./-].)\d?)\.(?P<M>\d{{1,2}})\.{_GAP}[-–—]{_GAP}"
    rf"(?P<e>\d{{1,2}})\.(?P<N>\d{{1,2}})\.(?P<Y>{_YEAR})?(?!\d)"
)
_POINTED = re.compile(
    r"(?P<d>\d(?<![\w.,:/-].)\d?)\.(?P<M>0[1-9]|1[0-2])"
    r"(?:(?<=0\d...)(?![\w%]|[.,:]\d)|(?<![A-Za-z] \d...)(?<![A-Za-z] \d\d...)"
    r"(?=[^\d\n]{1,8}\d?\d:\d\d))"
)
_SLASH = re.compile(
    r"(?P<d>\d(?<![\w./:-].)\d?)(?P<s>/)(?<!\b24/(?=7\b))(?P<M>\d{1,2})(?![\w/%]|[.,:]\d|\s(?:of|der|des|de)\b)"
)
_MONTH_YEAR = re.compile(rf"{_MONTH}{_YEAR_AFTER}")
_YEAR_MONTH = re.compile(
    rf"(?P<Y>{_YEAR})(?<![\w/-]....)(?:-(?=\d\d\b)|\s?[年년]\s?)(?P<M>\d{{1,2}})(?:\s?[月월]|(?![\w./-]|,\d))"
)
_MONTH_ALONE = re.compile(rf"(?P<m>[{ALONE}])[^{END}]*{END}")
_YEAR_OF_NAME = re.compile(rf"{_YEAR}(?<=[^\W\d_]\d{{4}})(?!\w|[.,:]\d)")
_STANDING_YEAR = re.compile(rf"{_YEAR}(?<![\w.,:/#-]\d{{4}})(?![\w%+]|[.,:]\d)")
_TWO_POINTS = re.compile(r"\d\.[^\S\n]?\d{1,2}\.(?!\d)")
_A_YEAR = re.compile(_YEAR)
_PARTED = re.compile(r"\d[./-]\s?\d")
_OF_AN_ISSUE = re.compile(rf"{signed(WEEK + ISSUE)}[\s.°#]{{0,3}}\Z")
_THANG = re.compile(r"[Tt]h(?:áng|g)\s")
_EAST_MONTH = re.compile("[月월]")
_A_MONTH = re.compile(f"[{MONTHS}{WEAK}{ALONE}]")


def days(text: str) -> tuple[frozenset[Day], frozenset[Month], str]:
    """Read the days and months of a tagged text; return with them what is left of the text."""
    found: set[Day] = set()
    months: set[Month] = set()
    named = _A_MONTH.search(text)
    parted = bool(_PARTED.search(text))
    points = parted and bool(_TWO_POINTS.search(text))
    year = parted and bool(_A_YEAR.search(text))
    patterns = [_ISO] * year + [_GERMAN_RANGE] * points + [_NUMERIC] * year + [_POINTED] * parted
    patterns += [_EAST] * bool(_EAST_MONTH.search(text)) + [_VIETNAMESE] * bool(
        _THANG.search(text)
    )
    patterns += [_DAY_MONTH, _MONTH_DAY] * bool(named) + [_GERMAN, _GERMAN_AFTER] * points
    patterns += [_SLASH] * parted
    for pattern in patterns:
        text = take(pattern, text, _read, found)
    for pattern in (_YEAR_MONTH, _MONTH_YEAR, _MONTH_ALONE) if named else (_YEAR_MONTH,):
        text = take(pattern, text, _month, months)
    return frozenset(found), frozenset(months), text


def months_alone(text: str) -> tuple[frozenset[Month], str]:
    """Read the months of a tagged text without a digit; return with them what is left."""
    months: set[Month] = set()
    text = take(_MONTH_ALONE, text, _month, months)
    return frozenset(months), text


def years(text: str) -> tuple[frozenset[int], str]:
    """Read the years that stand alone; return with them what is left of the text."""
    found: set[int] = set()
    for attached in _YEAR_OF_NAME.finditer(text):
        found.update(_year(attached))
    text = take(_STANDING_YEAR, text, _year, found)
    return frozenset(found), text


def _read(found: re.Match[str]) -> Iterator[Day]:
    """Read a place as days: group ``d`` and before it ``b`` and ``a``, month ``m`` or ``M``."""
    said = found.groupdict()
    if "m" in said:
        month = ord(said["m"]) & 0xF
        if "\ue011" <= said["m"] <= "\ue01c" and not (said.get("Y") or said["w"].startswith("d")):
            return
    else:
        month = int(said["M"])
    year_text = said.get("Y") or said.get("Z")
    year = int(year_text) if year_text else None
    numbers = [int(said[key]) for key in ("a", "b", "d") if said.get(key)]
    readings = [(month, day) for day in numbers]
    if said.get("e"):
        readings.append((int(said["N"]), int(said["e"])))
    if said.get("s") == "/" and _OF_AN_ISSUE.search(
        found.string, max(0, found.start() - 30), found.start()
    ):
        return
    if said.get("s") in {"/", "-"} and not said.get("b"):
        readings += [(day, month) for day in numbers]
    for a_month, day in readings:
        if _exists(a_month, day):
            yield Day(a_month, day, year)


def _exists(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= _LONGEST[month - 1]


def _month(found: re.Match[str]) -> Iterator[Month]:
    said = found.groupdict()
    month = ord(said["m"]) & 0xF if "m" in said else int(said["M"])
    if 1 <= month <= 12:
        yield Month(month, int(said["Y"]) if said.get("Y") else None)


def _year(found: re.Match[str]) -> Iterator[int]:
    year = int(found[0])
    if 1995 <= year < 2050 and year != 2000:
        yield year
