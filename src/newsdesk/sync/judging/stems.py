"""Words reduced to what they share with their other forms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, pairwise

from newsdesk.sync.naming.scripts import UNSPACED

LONGEST = 6
"""Letters that are kept. What a word's endings change comes after them in most languages that
change endings ("releases", "released", "Veröffentlichung", "veröffentlicht"), and no language has
to be known for it."""
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe"})
TITLE = 8
"""Words with which a text begins, that its address is likely to be made of."""
_RUN = re.compile(f"[{UNSPACED}]+")


def stems(words: Iterable[str]) -> frozenset[str]:
    """Reduce words to stems; unspaced writing to pairs of characters."""
    return frozenset(chain.from_iterable(map(_of, words)))


def is_unspaced(word: str) -> bool:
    """Tell whether a word begins in a script without spaces between words."""
    return word[:1] >= "\u0e00" and bool(_RUN.match(word))


def in_order(words: Iterable[str]) -> list[str]:
    """Reduce words to stems, in the order of the words."""
    return [stem for word in words for stem in _of(word)]


@lru_cache(maxsize=50_000)
def spelt_plainly(word: str) -> tuple[str, ...]:
    """Stem a word as addresses write it, without accents: "fähre" is "fahre", or "faehre"."""
    if word.isascii() or word[:1] >= "\u0250":
        return ()
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return tuple({stem(form) for form in (bare, word.translate(_UMLAUTS)) if form.isascii()})


def joined(words: Sequence[str]) -> frozenset[str]:
    """Write neighbouring words of a title as one, whole: addresses and tags often do."""
    listed = [word for word in words[:TITLE] if len(word) > 2]
    return frozenset(one + two for one, two in pairwise(listed))


@lru_cache(maxsize=50_000)
def _of(word: str) -> tuple[str, ...]:
    if word.isascii() or not _RUN.search(word):
        return (stem(word),)
    runs = _RUN.findall(word)
    pairs = [run[at : at + 2] for run in runs for at in range(max(len(run) - 1, 1))]
    return (*pairs, *(stem(rest) for rest in _RUN.split(word) if rest))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Cut a word short, and take a plural's or past tense's ending off where enough is left."""
    bare = word.rstrip("eds") if len(word) > 4 else word
    return (bare if len(bare) > 2 else word)[:LONGEST]
