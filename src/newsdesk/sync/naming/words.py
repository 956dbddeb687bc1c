"""The words of a text, and which of them are proper names.

The rules:

1. Words are case-folded; digits within a word belong to it ("5g", "egd2025").
2. Scripts that part no words by spaces, and Korean, whose words end in particles, are cut into
   pairs of neighbouring signs, so that two texts overlap where they say the same.
3. A line's tail of tags is no part of what the text says; it names things all the same. One tag
   behind a sentence's words belongs to the sentence.
4. A name is a tag (whole, and in parts where it is written "LikeThis"), a word with a capital
   within ("MediaWiki", "EMWCon", "GNOME"), the words of a short quoted title, and a word with a
   capital in the midst of a sentence. In German and in titles that are many; how rare a word is
   on its desk then decides. There is no list of words that say nothing, for the same reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from newsdesk.sync.naming.scripts import MARKS, UNSPACED
from newsdesk.sync.naming.tagging import END
from newsdesk.sync.naming.taking import TAKEN

_TOKEN = re.compile(rf"[{UNSPACED}]+|[^\W_{UNSPACED}]+(?:[{MARKS}]+[^\W_{UNSPACED}]*)*")
_UNUSUAL = re.compile("[^\x00-\x7f\ue000-\ue0ff]")
_USUAL = re.compile("[a-z0-9]+")
"""What is neither ASCII nor a sign put before a word; and words without any of it."""
_TAIL = re.compile(
    r"#(?<!\S#)(?:[\w-]+\s{0,4}(?:#[\w-]+\s{0,4}){1,39}|(?<![\w,] #)[\w-]+\s{0,4})$",
    re.MULTILINE,
)
_TAG = re.compile(r"#(?<![\w&]#)([^\W\d]\w*)")
_PIECE = re.compile(r"[A-Z]+(?![a-z])|[^\W\d_][^\W\d_A-Z]+|[^\W\d_]")
_QUOTED = re.compile(
    '[\u201c\u201e\u00ab\u300c\u300e"]([^"\u201c-\u201e\u00ab\u00bb\u300c-\u300f\n]{2,90})'
    '[\u201c\u201d\u00bb\u300d\u300f"]'
)
_QUOTED_ONCE = re.compile(r"'(?<!\w')([^'\n]{4,90})'(?!\w)")
_WITHIN = re.compile(rf"[^\W\d_a-z](?<=[\w,)\]'\"/&\u2013{END}{TAKEN}] .)[^\W_]+")
_INNER = re.compile(r"[^\W\d_](?<!\w.)[a-z0-9]*[A-Z]\w*")
_A_CAPITAL_WITHIN = re.compile(r"[A-Z](?<=[^\W_].)")
_A_QUOTE = re.compile("['\"\u201c\u201e\u00ab\u300c\u300e]")
_AN_UNSPACED = re.compile(f"[{UNSPACED}]")


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text in order, case-folded, cut into pairs where rule 2 says so."""
    if "#" in text:
        text = _TAIL.sub(" ", text)
    return tuple(_tokens(text))


def names(text: str) -> frozenset[str]:
    """Return the words of the proper names in a text, case-folded."""
    return frozenset(_tokens(" ".join(_names(text))))


def _tokens(text: str) -> Iterable[str]:
    if not _UNUSUAL.search(text):
        return _USUAL.findall(text.lower())
    tokens = _TOKEN.findall(text.casefold())
    return _paired(tokens) if _AN_UNSPACED.search(text) else tokens


def _paired(tokens: Iterable[str]) -> Iterator[str]:
    for token in tokens:
        if len(token) > 2 and _AN_UNSPACED.match(token):
            yield from (a + b for a, b in pairwise(token))
        else:
            yield token


def _names(text: str) -> list[str]:
    written = _TAG.findall(text) if "#" in text else []
    if _A_CAPITAL_WITHIN.search(text):
        written += _INNER.findall(text)
    found = [*written]
    if _A_QUOTE.search(text):
        found += _QUOTED.findall(text) + _QUOTED_ONCE.findall(text)
    for word in written:
        found += _pieces(word)
    return found + [word for word in _WITHIN.findall(text) if word[0].isupper()]


@lru_cache(maxsize=10_000)
def _pieces(word: str) -> tuple[str, ...]:
    """Cut a name into the words that it is written of; a desk's tags come again and again."""
    pieces = tuple(piece for part in word.split("_") for piece in _PIECE.findall(part))
    return pieces if len(pieces) > 1 and min(map(len, pieces)) > 1 else ()
