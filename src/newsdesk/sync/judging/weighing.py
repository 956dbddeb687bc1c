"""The kinds of evidence, each weighed in bits: one bit more makes "the same" twice as likely."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from math import log2

from newsdesk.sync.judging.against import disjoint
from newsdesk.sync.judging.dating import days, time
from newsdesk.sync.judging.frames import begins, frame, other_subject
from newsdesk.sync.judging.rarity import ANNOUNCING, SHORT, bits, usual, worth
from newsdesk.sync.judging.references import links, numbers, yearly
from newsdesk.sync.judging.staging import stages
from newsdesk.sync.side import Around, Side, Slug


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
_NOUNS = _Scale(even=0.3, enough=20.0, gain=0.6, loss=0.2)
_NAMES_ABROAD = _Scale(even=0.1, enough=20.0, gain=0.7, loss=0.1)
_WORDS = _Scale(even=0.25, enough=24.0, gain=0.5, loss=0.1)
_WORD_ABROAD = 0.5
"""Share of its bits that a plain word is worth that two languages have in common: most are names
at the beginning of a sentence, some are just alike."""
_TOGETHER = 3.0
_RARER = 1.0
"""Bits that a common name is worth more than names usually are, at most: who speaks of the same
community has its name, and a desk for several communities knows each of them little."""
_SLUGS = _Scale(even=0.4, enough=12.0, gain=0.7, loss=0.0)
_WHOLE = 3.0
_ALIKE = 3.0
_NAMES_ALONE, _SOMETHING = 9.0, 1.5
_WEEKS_APART, _ABOUT = -5.0, 12.0
_FRAMED = 2.0
_SOME_LENGTH, _TITLE = 5, 10


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
    stages: float
    frame: float
    several: bool = False

    @property
    def total(self) -> float:
        """All of it together; weeks apart, what says which thing it is about says no more."""
        about = self.numbers + self.names + self.slugs + self.days
        if self.time <= _WEEKS_APART and not self.links > _ALIKE:
            about = min(about, _ABOUT)
        found = self.links + about + self.words + self.time + self.stages + self.frame
        return found if found <= _NAMES_ALONE or self.happened else _NAMES_ALONE

    @property
    def happened(self) -> bool:
        """Whether anything but names and time says that the same has happened."""
        kinds = (self.links, self.numbers, self.words, self.slugs, self.days, self.frame)
        said = sum([max(kind, 0.0) for kind in kinds])
        return self.several or said >= _SOMETHING or (said > 0 and self.stages > 0)


def weigh(a: Side, b: Side, around: Around) -> Weights:
    """Weigh all that speaks for and against two sides being the same news."""
    names, words, several = texts(a, b, around)
    names += yearly(a, b, around)
    linked, numbered, dated = links(a, b, around), numbers(a, b, around), days(a, b, around)
    framed = begins(a, b) or (frame(a, b) if names + words > _FRAMED else 0.0)
    if framed < 0:
        words = min(words, 0.0)
    elif not (framed or abroad(a, b) or max(linked, numbered, dated) > 0):
        framed = other_subject(a, b)
    return Weights(
        links=linked,
        numbers=numbered,
        names=names,
        words=words,
        slugs=slugs(a, b, around),
        days=dated,
        time=time(a, b),
        stages=stages(a, b),
        frame=framed,
        several=several,
    )


def texts(a: Side, b: Side, around: Around) -> tuple[float, float, bool]:
    """Weigh names and plain words.

    The next item of a series keeps the words and changes the names; who writes the same news
    anew keeps the names and changes the words. A tag is as good as a word of the other's text;
    that two posts have the same tags at their end says little.
    """
    foreign = abroad(a, b)
    called = a.names | b.names
    one, other = a.names - b.told - b.tags, b.names - a.told - a.tags
    alone = 0.0
    if one and other:
        alone = min(worth(one, around), worth(other, around))
    common = a.told & b.told | a.told & b.tags | a.tags & b.told
    shared, count = _once(common & called, a.beside & b.beside, around)
    capitals = "de" in a.languages | b.languages
    scale = _NAMES_ABROAD if foreign else _NOUNS if capitals else _NAMES
    names = _weighed(shared, alone, scale)
    one, other = a.words - b.told - called, b.words - a.told - called
    alone = min(worth(one, around), worth(other, around)) if one and other else 0.0
    shared = worth((a.words & b.words) - called, around)
    if not foreign and shared < _ALIKE:
        foreign = _unheard(a, b) or _unheard(b, a)
    if foreign:
        return names, _WORD_ABROAD * min(shared, _WORDS.enough), count > 1
    return names, _weighed(shared, alone, _WORDS), count > 1


def _once(names: Set[str], beside: Iterable[tuple[str, str]], around: Around) -> tuple[float, int]:
    """Add up names, and count those that tell; who has a first name has the last name as well.

    Of two that stand together the rarer one counts, and the other little.
    """
    known = around.bits
    worths = {
        name: known["~" + name] if "~" + name in known else _common(name, around) for name in names
    }
    found, count = sum(worths.values()), sum([one >= _ALIKE for one in worths.values()])
    for one, other in beside:
        if one in worths and other in worths:
            less = min(worths[one], worths[other])
            found -= max(0.0, less - _TOGETHER)
            count -= less >= _ALIKE
    return found, count


def _common(name: str, around: Around) -> float:
    """Say what a common name is worth, and keep it with what else is known of the desk."""
    key = _name(name)
    found = around.bits["~" + name] = min(bits(key, around), _RARER - log2(usual(key)))
    return found


def abroad(a: Side, b: Side) -> bool:
    """Tell whether two texts seem to be in different languages."""
    return disjoint(a.languages, b.languages)


def _name(word: str) -> str:
    return f"name:{word}" if 2 < len(word) < SHORT and word not in ANNOUNCING else word


def _unheard(a: Side, b: Side) -> bool:
    """Tell whether a text of some length has no everyday word of the other's language."""
    known = a.languages
    return bool(known) and known.isdisjoint(b.possible_languages) and len(b.words) >= _SOME_LENGTH


def slugs(a: Side, b: Side, around: Around) -> float:
    """Weigh addresses that are made of the words of the other side's text."""
    if not a.slugs and not b.slugs:
        return 0.0
    found = [_slug(one, b, around) for one in a.slugs if one.address not in b.links]
    found += [_slug(one, a, around) for one in b.slugs if one.address not in a.links]
    return max(found, default=0.0)


def _slug(one: Slug, other: Side, around: Around) -> float:
    """Weigh an address, at half where the text beside it says all of it as well."""
    common = one.words & other.told
    if not common:
        common = one.whole & other.told
        return _SLUGS.gain * worth(common, around) if common else 0.0
    found = _weighed(worth(common, around), worth(one.words - common, around), _SLUGS)
    if one.known:
        return max(0.0, found) / 2
    whole = one.running.count(" ") > 2 and one.running in other.running
    whole = whole or (len(common) > 1 and _all_said(one, other, around))
    return max(0.0, found) + (_WHOLE if whole else 0.0)


def _all_said(one: Slug, other: Side, around: Around) -> bool:
    """Tell whether an address says every telling word of a short text, such as a title."""
    if len(other.words) > _TITLE:
        return False
    return not any(bits(word, around) >= _ALIKE for word in other.words - one.words)


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
