"""What a text names: its plain words, versions, issue numbers, days and other numbers."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = "|".join(f"{m[:3]}(?:{m[3:]})?" if m[3:] else m for m in _MONTHS).replace(
    "sep(?:tember)?", "sept?(?:ember)?"
)
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w/])@[\w.-]+(?:@[\w.-]+)?")
_VERSION = re.compile(
    r"(?<![\w.])v?(\d{1,4}(?:\.\d{1,4}){1,3})"
    r"(?:[-. ]?(rc|release candidate|alpha|beta|wmf)[-. ]?(\d*))?"
    r"(?![\w]|\.\d)",
    re.IGNORECASE,
)
_STAGES = {"release candidate": "rc"}
_ISSUE = re.compile(
    r"(?<!\d)(?:(20\d\d)[/ ](?:week |wk |no\.? |#)?(\d{1,2})(?![\d/])"
    r"|(?:week|issue|no\.|number|#) ?(\d{1,4})(?!\d))",
    re.IGNORECASE,
)
_ISO_DAY = re.compile(r"(?<!\d)20\d\d-(\d\d)-(\d\d)(?!\d)")
_DAY_MONTH = re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({_MONTH})\b", re.IGNORECASE)
_MONTH_DAY = re.compile(rf"\b({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.,:/-])\d[\d.,]*(?:%|\b)")
_YEAR_OR_TIME = re.compile(r"(?<!\d)(?:(?:19|20)\d\d|\d{1,2}:\d\d)(?!\d)")
_WORD = re.compile(r"\w+")
LONGEST = 5_000


@dataclass(frozen=True, slots=True)
class Named:
    """What one text names; ``days`` are (month, day), for years are often left out."""

    words: str
    versions: frozenset[str]
    issues: frozenset[str]
    days: frozenset[tuple[int, int]]
    numbers: frozenset[str]


def named(text: str) -> Named:
    """Read out of a plain text what it names; addresses and handles say nothing here.

    Of a text that is longer than any news, such as a whole article, the beginning counts.
    """
    return _named(text[:LONGEST])


@lru_cache(maxsize=20_000)
def _named(text: str) -> Named:
    plain = _HANDLE.sub(" ", _URL.sub(" ", unicodedata.normalize("NFKC", text)))
    words = " ".join(_WORD.findall(plain.casefold()))
    days = _days(plain)
    rest = _ISO_DAY.sub(" ", _MONTH_DAY.sub(" ", _DAY_MONTH.sub(" ", plain)))
    issues = frozenset(_issue(m) for m in _ISSUE.finditer(rest))
    versions = frozenset(_version(m) for m in _VERSION.finditer(rest))
    rest = _YEAR_OR_TIME.sub(" ", _VERSION.sub(" ", _ISSUE.sub(" ", rest)))
    numbers = frozenset(n.strip(".,") for n in _NUMBER.findall(rest))
    return Named(words, versions, issues, days, numbers)


def _version(found: re.Match[str]) -> str:
    """Write a version one way: ``1.44.0`` is ``1.44``, ``1.44.0 RC1`` is ``1.44-rc.1``."""
    number, stage, count = found.groups()
    parts = number.split(".")
    if len(parts) == 3 and parts[2] == "0":
        parts = parts[:2]
    return ".".join(parts) + (
        f"-{_STAGES.get(stage.lower(), stage.lower())}.{count or 0}" if stage else ""
    )


def _issue(found: re.Match[str]) -> str:
    year, week, number = found.groups()
    return str(int(week)) if year else str(int(number))


def _days(text: str) -> frozenset[tuple[int, int]]:
    found = [(int(m), int(d)) for m, d in _ISO_DAY.findall(text)]
    found += [(_month(m), int(d)) for d, m in _DAY_MONTH.findall(text)]
    found += [(_month(m), int(d)) for m, d in _MONTH_DAY.findall(text)]
    return frozenset(found)


def _month(name: str) -> int:
    return next(n for n, m in enumerate(_MONTHS, 1) if m.startswith(name.lower()[:3]))
