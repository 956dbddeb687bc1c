"""What the order of words says: the same sentence filled in otherwise, one that breaks off."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from newsdesk.sync.judging.against import disjoint
from newsdesk.sync.judging.languages import EVERYDAY
from newsdesk.sync.judging.rarity import ANNOUNCING
from newsdesk.sync.judging.stems import stems
from newsdesk.sync.side import Side

_FRAME = 0.5
_OTHER_IN_FRAME = -8.0
_BEGINS, _WORDS_CUT = 6.0, 5
_COPIED = 4.0
_SUBJECT, _OTHER_SUBJECT = 3, -4.0


def frame(a: Side, b: Side) -> float:
    """Weigh that two texts are the same but for what stands at one place: a series.

    Who writes news anew changes all of it a little; who announces the next of a series keeps
    the sentence and fills in another word, number or day.
    """
    one, other = a.named.words, b.named.words
    if not a.links.isdisjoint(b.links):
        return 0.0
    kept = 0
    whole = one[1:] == other[1:]
    filled = disjoint(a.named.numbers, b.named.numbers) or disjoint(a.days, b.days)
    for step in Levenshtein.opcodes(one, other):
        if step.tag == "equal":
            kept += step.src_end - step.src_start
        elif step.tag == "replace" and not filled and (kept or whole):
            mine = stems(one[step.src_start : step.src_end]) - b.told
            its = stems(other[step.dest_start : step.dest_end]) - a.told
            filled = _tells(mine) and _tells(its)
    return _OTHER_IN_FRAME if filled and kept >= _FRAME * max(len(one), len(other)) else 0.0


def begins(a: Side, b: Side) -> float:
    """Weigh that a text is the other, or stands in it, or breaks off and is its beginning."""
    short, long = (a, b) if len(a.running) <= len(b.running) else (b, a)
    if _copies(short, long):
        return _COPIED
    if not short.cut:
        return 0.0
    kept = short.running.rstrip().rpartition(" ")[0]
    return _BEGINS if kept.count(" ") > _WORDS_CUT and long.running.startswith(kept) else 0.0


def _copies(short: Side, long: Side) -> bool:
    """Tell whether a text is the other word for word, or is a whole title that stands in it."""
    if short.named != long.named:
        one, other = short.named, long.named
        filled = disjoint(one.numbers, other.numbers) or disjoint(short.days, long.days)
        title = short.running.count(" ") > _WORDS_CUT and short.running in long.running
        if filled or not title:
            return False
    return _tells(short.words) and not disjoint(short.links, long.links)


def _tells(words: frozenset[str]) -> bool:
    """Tell whether one of some stems says what a text is about."""
    return any(
        (len(word) > 2 or not word.isalpha()) and word not in EVERYDAY and word not in ANNOUNCING
        for word in words
    )


def other_subject(a: Side, b: Side) -> float:
    """Weigh that each begins with what the other says nothing of."""
    if min(len(a.head), len(b.head)) < _SUBJECT:
        return 0.0
    apart = a.head.isdisjoint(b.told | b.tags) and b.head.isdisjoint(a.told | a.tags)
    return _OTHER_SUBJECT if apart else 0.0
