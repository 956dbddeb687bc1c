"""The kinds of evidence, each weighed in bits: one bit more makes "the same" twice as likely."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from newsdesk.sync.judging.rarity import bits
from newsdesk.sync.named import Day
from newsdesk.sync.side import Around, Side

_TIMES = ((1.0, 3.0), (3.0, 2.0), (7.0, 0.0), (14.0, -2.0), (31.0, -4.0), (92.0, -7.0))
_LONG_AGO = -10.0


@dataclass(frozen=True, slots=True)
class _Scale:
    """How shared words count: ``even`` is the part that says nothing either way.

    ``enough`` are the bits beyond which more of the same text says nothing new, as words of one
    text depend on each other; ``gain`` and ``loss`` are the share of them that all or nothing
    shared is worth.
    """

    even: float
    enough: float
    gain: float
    loss: float


_NAMES = _Scale(even=0.4, enough=20.0, gain=0.6, loss=0.4)
_WORDS = _Scale(even=0.25, enough=24.0, gain=0.5, loss=0.1)
_SLUGS = _Scale(even=0.4, enough=12.0, gain=0.6, loss=0.0)


@dataclass(frozen=True, slots=True)
class Weights:
    """What each kind of evidence says, in bits; negative against."""

    links: float
    numbers: float
    names: float
    words: float
    slugs: float
    days: float
    time: float

    @property
    def total(self) -> float:
        """All of it together."""
        said = self.links + self.numbers + self.names + self.words + self.slugs
        return said + self.days + self.time


def weigh(a: Side, b: Side, around: Around) -> Weights:
    """Weigh all that speaks for and against two sides being the same news."""
    return Weights(
        links=links(a, b, around),
        numbers=numbers(a, b, around),
        names=names(a, b, around),
        words=words(a, b, around),
        slugs=slugs(a, b, around),
        days=days(a, b, around),
        time=time(a, b),
    )


def links(a: Side, b: Side, around: Around) -> float:
    """The rarest common address counts; else two pages of one folder are two pieces of news."""
    common = a.links & b.links
    if common:
        return max(bits(link, around) for link in common)
    return -5.0 if _folders(a.links) & _folders(b.links) else 0.0


def _folders(addresses: frozenset[str]) -> frozenset[str]:
    return frozenset(a.rpartition("/")[0] for a in addresses if a.count("/") > 3)


def numbers(a: Side, b: Side, around: Around) -> float:
    """Common versions, issues and other numbers speak for; only other numbers speak against."""
    one, other = a.named, b.named
    found = max((bits(f"v:{v}", around) for v in one.versions & other.versions), default=0.0)
    common = {i.number for i in one.issues} & {i.number for i in other.issues}
    found += max((bits(f"n:{n}", around) for n in common), default=0.0)
    shared = one.numbers & other.numbers
    if shared:
        return found + min(sum(bits(f"#:{n}", around) for n in shared), 8.0)
    return found - (2.0 if one.numbers and other.numbers else 0.0)


def days(a: Side, b: Side, around: Around) -> float:
    """A common day speaks for; so does that one was said on the day that the other names."""
    one, other = _all_days(a), _all_days(b)
    common = {(d.month, d.day) for d in one} & {(d.month, d.day) for d in other}
    if common:
        return max(bits(f"d:{m}-{d}", around) for m, d in common)
    if _said_on(a, b) or _said_on(b, a):
        return 4.0
    return -4.0 if a.named.days and b.named.days else 0.0


def _all_days(one: Side) -> frozenset[Day]:
    return one.named.days | one.dated


def _said_on(a: Side, b: Side) -> bool:
    when = a.moment
    return when is not None and any(
        (d.month, d.day) == (when.month, when.day) and d.year in (None, when.year)
        for d in _all_days(b)
    )


def time(a: Side, b: Side) -> float:
    """Near in time speaks for, far against; nothing where a time is not known."""
    if a.moment is None or b.moment is None:
        return 0.0
    apart = abs(a.moment - b.moment) / timedelta(days=1)
    if _said_on(a, b) or _said_on(b, a):
        apart = min(apart, 5.0)
    return next((weight for reach, weight in _TIMES if apart <= reach), _LONG_AGO)


def names(a: Side, b: Side, around: Around) -> float:
    """Weigh names: the next item of a series keeps the words and changes the names."""
    of_both = a.names | b.names
    shared = a.told & b.told & of_both
    alone = min(_sum(a.names - b.told, around), _sum(b.names - a.told, around))
    return _weighed(_sum(shared, around), alone, _NAMES)


def words(a: Side, b: Side, around: Around) -> float:
    """Weigh plain words: who writes the same news anew keeps the names and changes the words."""
    of_both = a.names | b.names
    shared = (a.words & b.words) - of_both
    alone = min(_sum(a.words - b.told - of_both, around), _sum(b.words - a.told - of_both, around))
    return _weighed(_sum(shared, around), alone, _WORDS)


def slugs(a: Side, b: Side, around: Around) -> float:
    """Weigh addresses that are made of the words of the other side's text."""
    found = [_slug(words, b, around) for link, words in a.slugs if link not in b.links]
    found += [_slug(words, a, around) for link, words in b.slugs if link not in a.links]
    return max(found, default=0.0)


def _slug(words: frozenset[str], other: Side, around: Around) -> float:
    shared = _sum(words & other.told, around)
    return max(0.0, _weighed(shared, _sum(words - other.told, around), _SLUGS)) if shared else 0.0


def _weighed(shared: float, alone: float, scale: _Scale) -> float:
    """Turn what is shared and what each side has alone into bits."""
    amount = shared + alone
    if not amount:
        return 0.0
    part = shared / amount - scale.even
    most = min(amount, scale.enough)
    if part > 0:
        return scale.gain * most * part / (1 - scale.even)
    return scale.loss * most * part / scale.even


def _sum(keys: Iterable[str], around: Around) -> float:
    return sum(bits(key, around) for key in keys)
