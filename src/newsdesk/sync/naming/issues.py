"""Issues of a series and parts of something that a text names; for the signs see ``tagging``.

The rules:

1. An issue is a number with a word for it ("week 47", "issue #12", "Ausgabe 47", "numéro 47",
   "No. 3", "第47号", "the 12th edition"), a number after "#", a year with a week or number
   ("Tech News 2026/47", "2026-W12"), or a number at the end of a series' name ("This Week in
   Rust 571", "Newsletter 12").
2. A year beside it belongs to it, so that week 47 of two years is not the same.
3. A part is a number within something ("Day 2", "Part 3", "Session 4", "2日目"): what comes of
   the same thing on the next day is not the same news. So is a quarter of a year ("Q3").
   Roman numerals count as well.
4. "3 weeks" or "12 episodes" is a count: before the word only an ordinal names an issue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsdesk.sync.named import Issue
from newsdesk.sync.naming.tagging import ISSUE, PART, SERIES, WEEK, signed
from newsdesk.sync.naming.taking import take

_YEAR = r"(?:19|20)\d\d"
_KIND = signed(WEEK + ISSUE)
_NTH = r"(?:st|nd|rd|th|\.|-?(?:er|ère|re|e|è|ème|o|a|°|º|ª|ro|do|ta|й|я|е|ая|ый)\b|')"
_SIGN = r"[\s.:°º#№-]{0,3}"
_ROMAN = r"(?:[IVXL]{2,7}|[VX])\b"
_END = r"(?![\w%]|[.,:]\d)"
_YEAR_AFTER = (
    rf"(?:\s?[/,(،、]?\s?(?:of\s|de\s|von\s)?(?P<Y>{_YEAR})(?!\d)|/(?P<y>\d\d)(?![\w/]))?"
)

_DATED = re.compile(
    rf"(?P<Y>{_YEAR})(?<![\w.,-]....)(?:\s?年\s?第?\s?|\s?#\s?|[\s/,#.:-]{{0,3}}(?:W|{_KIND}{_SIGN})|[/-])"
    rf"(?P<n>\d{{1,3}}){_END}(?!\s?月)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"{_KIND}{_SIGN}(?:(?!{_YEAR}\b)(?P<n>\d{{1,4}}){_END}|(?P<r>{_ROMAN}))"
    rf"{_YEAR_AFTER}"
)
_NTH_ISSUE = re.compile(
    rf"(?P<n>\d(?<![\w.,:-].)\d{{0,3}}){_NTH}\s?{_KIND}{_YEAR_AFTER}", re.IGNORECASE
)
_EAST = re.compile(
    rf"(?:(?P<Y>{_YEAR})\s?[年년]\s?)?[第제]\s?(?P<n>\d{{1,4}})\s?[号號期回届屆次話话週周刊集弾호회차주]"
    r"|(?<![\w.,])(?P<k>\d{1,4})\s?[号號期호]"
)
_HASH = re.compile(rf"#(?<![\w&/]#)\s?(?!{_YEAR}\b)(?P<n>\d{{1,4}}){_END}{_YEAR_AFTER}")
_NAME = r"(?:\s[A-Z][\w+#.-]{0,30}){1,2}"
_OF = r"\s(?:in|of|for|from|der|des|von|aus|de|du|di|del|van)"
_SERIES = re.compile(
    rf"(?P<kept>{signed(WEEK + SERIES)}(?P<of>(?:{_OF})?{_NAME})?\s)"
    rf"(?!{_YEAR}\b)(?P<n>\d{{1,4}}){_END}"
    r"(?(of)(?=\s*(?:\Z|[^\w\s]|[A-Z]|is\b)))"
    rf"{_YEAR_AFTER}"
)
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_A_KIND = re.compile(f"[{WEEK}{ISSUE}]")
_AN_EAST_KIND = re.compile("[第제号號期호]")
_A_PART = re.compile(f"[{PART}日일天]|Q[1-4]")
_PART = re.compile(rf"{signed(PART)}{_SIGN}(?:(?P<n>\d{{1,3}}){_END}|(?P<r>{_ROMAN}|I\b))")
_NTH_PART = re.compile(
    r"\bQ(?P<q>[1-4])\b"
    rf"|(?<![\w.,:-])(?P<n>\d{{1,3}}){_NTH}\s?{signed(PART)}|第?(?P<k>\d{{1,3}})\s?(?:日目|일차|天(?!气))",
    re.IGNORECASE,
)


def issues(text: str) -> tuple[frozenset[Issue], str]:
    """Read the issues of series in a tagged text; return with them what is left of the text."""
    found: set[Issue] = set()
    patterns = [_DATED] + [_NAMED, _NTH_ISSUE] * bool(_A_KIND.search(text))
    patterns += [_EAST] * bool(_AN_EAST_KIND.search(text)) + [_HASH] * ("#" in text)
    for pattern in (*patterns, _SERIES):
        text = take(pattern, text, _issue, found)
    return frozenset(found), text


def parts(text: str) -> tuple[frozenset[int], str]:
    """Read the parts of something in a tagged text; return with them what is left of the text."""
    found: set[int] = set()
    if _A_PART.search(text):
        text = take(_NTH_PART, take(_PART, text, _part, found), _part, found)
    return frozenset(found), text


def _issue(found: re.Match[str]) -> Iterator[Issue]:
    said = found.groupdict()
    year = said.get("Y") or (f"20{said['y']}" if said.get("y") else None)
    yield Issue(_number(said), int(year) if year else None)


def _part(found: re.Match[str]) -> Iterator[int]:
    yield _number(found.groupdict())


def _number(said: dict[str, str | None]) -> int:
    if said.get("r"):
        return _roman(str(said["r"]))
    return int(said.get("n") or said.get("k") or said.get("q") or 0)


def _roman(numeral: str) -> int:
    """Add up a Roman numeral: what stands before something higher counts against it."""
    values = [_VALUES[letter] for letter in numeral]
    return sum(
        -value if value < following else value
        for value, following in zip(values, (*values[1:], 0), strict=True)
    )
