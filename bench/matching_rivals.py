"""What else could tell whether two texts are the same, to be measured beside the tool.

Each is given more than the tool gets: the threshold that suits the labels of the file best.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from hashlib import blake2b

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

_HASHES = 128
_MASK = (1 << 61) - 1
"""A Mersenne prime: https://en.wikipedia.org/wiki/MinHash needs many independent hash functions,
and (a * x + b) mod a prime is one for each a and b."""
_SHINGLE = 3
_LAST_WORD = re.compile(r"\s*\S+$")
_LINK = re.compile(r"https?://\S+")
_TWEET, _LINK_LENGTH = 240, 23


def exact(a: str, b: str) -> float:
    """Compare letters and digits only."""
    return float(_letters(a) == _letters(b))


def token_set(a: str, b: str) -> float:
    """Compare as rapidfuzz does with token sets."""
    return fuzz.token_set_ratio(a, b, processor=default_process) / 100


def w_ratio(a: str, b: str) -> float:
    """Compare as rapidfuzz does with the best of its ways, weighted."""
    return fuzz.WRatio(a, b, processor=default_process) / 100


def min_hash(a: str, b: str) -> float:
    """Estimate the Jaccard index of the texts' runs of three words from 128 smallest hashes."""
    one, other = _signature(a), _signature(b)
    return sum(x == y for x, y in zip(one, other, strict=True)) / _HASHES


def mastodon_twitter_sync(a: str, b: str) -> float:
    """Compare as mastodon-twitter-sync decides what is posted already.

    Both are made alike (case, scheme, mentions, "RT"); equal then, or after the one was cut at a
    word to what a tweet can hold: https://github.com/klausi/mastodon-twitter-sync. The address
    that it puts after a cut text is not in a file of pairs: what comes after the cut is open.
    """
    one, other = _unified(a), _unified(b)
    return float(one == other or _shortened(one) == other or _shortened(other) == one)


RIVALS: dict[str, Callable[[str, str], float]] = {
    "exact normalised text": exact,
    "rapidfuzz token_set": token_set,
    "rapidfuzz WRatio": w_ratio,
    "MinHash": min_hash,
    "mastodon-twitter-sync": mastodon_twitter_sync,
}


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def _signature(text: str) -> list[int]:
    words = re.findall(r"\w+", text.casefold())
    runs = {" ".join(words[at : at + _SHINGLE]) for at in range(max(len(words) - 2, 1))}
    hashes = [int.from_bytes(blake2b(run.encode(), digest_size=7).digest()) for run in runs]
    return [min((a * x + b) % _MASK for x in hashes) for a, b in _FUNCTIONS]


def _coefficients() -> Iterator[tuple[int, int]]:
    for number in range(_HASHES):
        drawn = blake2b(str(number).encode(), digest_size=14).digest()
        yield int.from_bytes(drawn[:7]) | 1, int.from_bytes(drawn[7:])


_FUNCTIONS = tuple(_coefficients())


def _unified(text: str) -> str:
    text = text.strip().lower().replace("http://", "").replace("https://", "")
    text = re.sub(r"^rt \\?@\\?", "rt ", text)
    return text.replace(" @\\", " @").replace(" \\@", " @")


def _shortened(text: str) -> str:
    """Take words off the end until the text fits, an address counting as Twitter counts it."""
    while len(_LINK.sub("x" * _LINK_LENGTH, text)) > _TWEET:
        text = _LAST_WORD.sub("", text)
    return text
