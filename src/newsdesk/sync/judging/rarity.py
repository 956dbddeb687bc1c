"""How much it says that two texts share a word, a number or an address: in bits.

That two texts about different news share something by chance is as likely as it is common:
where one text of 64 has it, sharing it says 6 bits. How common it is, is counted on the desk
(:class:`newsdesk.sync.side.Around`), without the two texts themselves; and as a desk can be small
or not there at all (a pair alone), what such a thing usually is counts like ``USUAL`` more texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from math import log2
from urllib.parse import urlsplit

from newsdesk.sync.judging.calendar import calendar
from newsdesk.sync.judging.stems import is_unspaced, stems
from newsdesk.sync.side import Around

COPIES = 4
"""Texts of the counted ones that are the same news: it stands on the page and a few channels."""
USUAL = 30
"""Texts that the usual counts for: with as many of the desk's own, both have the same say."""

COMMON = 0.1
"""What more than one text of ten has is not counted and not looked for: it would find all."""
_LENGTHS = (0.9, 0.9, 0.8, 0.4, 0.15, 0.06, 0.03)
"""Share of texts that have a certain word of so many letters (six stands for six and more).

The shorter a word the more often it is used (Zipf's law of abbreviation), in any language.
"""
_DIGITS = (0.5, 0.3, 0.1, 0.04, 0.02)
"""Share of texts that have a certain number of so many digits, four standing for more."""
_PAIR = 0.05
"""Two neighbouring signs of a script without spaces."""
_NUMBERED = 0.005
"""A name with its number ("rfc 9110") is nearly always one thing."""
_YEARLY = 0.09
"""A name with a year ("hackathon 2027") is a yearly event, of which there is much news."""
_ALNUM = 0.02
"""A word with digits in it ("utf8", "egd25") is a name of something."""
SHORT = 5
"""Letters below which a name is rarer than other words of its length."""
_KINDS = {"v": 0.01, "d": 0.02, "m": 0.04, "name": 0.06}
"""Versions, days (one of some 45 within reach), months, short names."""
_ISSUE, _LONG_ISSUE = 0.03, 0.003
"""An issue is one of a year's weeks or, where its number is long, nearly always the one."""
_FRONT, _SHALLOW, _DEEP = 0.3, 0.03, 0.0005
"""An address without path is a front page, that any news may link to; the further down, or
with a number in it, the more it is this one piece of news."""
_ANNOUNCING_WORDS = """
about after again announce announced announcing available cest cet check comes coming details
discover discovery download edt est event events excited follow following from gmt happy have here
info inform join just latest learn link more new news next now online open our out pdt please post
pst read ready register registration release released releases share shares that these they this
today tomorrow update updated upgrade utc version visit watch week what when where will with work
works year your youtube
"""
ANNOUNCING = stems(_ANNOUNCING_WORDS.split())
_ANNOUNCED = 0.2
"""Share of texts that have one of the words of which announcements are made, in English."""
_YEAR = re.compile(r" (?:19|20)\d\d$")
_DIGIT = re.compile(r"\d")


def bits(key: str, around: Around) -> float:
    """Say how many bits it is worth that two sides share a key."""
    known = around.bits.get(key)
    if known is None:
        share = usual(key)
        if share < COMMON:
            others = max(around.having.get(key, 0) - COPIES, 0)
            share = (others + USUAL * share) / (max(around.texts - COPIES, 0) + USUAL)
        known = around.bits[key] = -log2(min(share, 1.0))
    return known


def worth(keys: Iterable[str], around: Around) -> float:
    """Say how many bits several keys are worth together."""
    known = around.bits
    return sum([known[key] if key in known else bits(key, around) for key in keys])


@lru_cache(maxsize=50_000)
def usual(key: str) -> float:
    """Say in what share of all texts a key is found, knowing no desk."""
    kind, colon, rest = key.partition(":")
    return _of_kind(kind, rest) if colon else _of_word(key)


@lru_cache(maxsize=50_000)
def tells(key: str) -> bool:
    """Tell whether a word is rare enough to be counted, and looked for."""
    return usual(key) < COMMON


def _of_kind(kind: str, rest: str) -> float:
    if rest.startswith("//"):
        return _link(f"{kind}:{rest}")
    if kind == "n":
        return _ISSUE if len(rest) < 3 else _LONG_ISSUE
    return _KINDS.get(kind) or _number(rest)


def _of_word(key: str) -> float:
    if " " in key:
        return _YEARLY if _YEAR.search(key) else _NUMBERED
    if _DIGIT.search(key):
        return _ALNUM
    if is_unspaced(key):
        return _PAIR
    if key in ANNOUNCING or key in calendar():
        return _ANNOUNCED
    return _LENGTHS[min(len(key), 6)]


def _link(address: str) -> float:
    parts = urlsplit(address)
    path = parts.path.strip("/")
    if not (path or parts.query or parts.fragment):
        return _FRONT
    deep = "/" in path or parts.query or parts.fragment or _DIGIT.search(path) or len(path) > 16
    return _DEEP if deep else _SHALLOW


def _number(written: str) -> float:
    return _DIGITS[min(sum(map(str.isdigit, written)), 4)]
