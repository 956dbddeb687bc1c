"""Judges one pair: first what contradicts, then all that speaks for and against."""

from __future__ import annotations

from newsdesk.domain.message import msg
from newsdesk.domain.sync_status import Verdict
from newsdesk.sync.judging.against import contradiction
from newsdesk.sync.judging.evidence import evidence
from newsdesk.sync.judging.weighing import Weights, weigh
from newsdesk.sync.side import Around, Judgement, Side

PRIOR = -6.0
SAME = 4.0
UNSURE = 0.0
MUCH = 40.0
"""Bits beyond which nothing is more certain: all kinds of evidence together hardly say more."""
_NOTHING = Judgement(verdict=None, score=0.0, evidence=(msg("newsdesk-evidence-nothing"),))
ALONE = Around()
"""No desk around: all is as rare as it usually is."""


def judge(a: Side, b: Side, around: Around = ALONE) -> Judgement:
    """Judge whether two sides are the same news; it does not matter which is which.

    The rules, and where the numbers come from: :mod:`newsdesk.sync.judging`.
    """
    if a.keys.isdisjoint(b.keys):
        return _NOTHING
    against = contradiction(a, b)
    if against:
        return Judgement(verdict=None, score=0.0, evidence=(against,))
    return _judgement(a, b, weigh(a, b, around), around)


def fitting(a: Side, b: Side, around: Around) -> Judgement | None:
    """Judge as :func:`judge` does; ``None`` is not the same, and nobody asks why."""
    if a.keys.isdisjoint(b.keys) or contradiction(a, b):
        return None
    weights = weigh(a, b, around)
    return _judgement(a, b, weights, around) if PRIOR + weights.total >= UNSURE else None


def _judgement(a: Side, b: Side, weights: Weights, around: Around) -> Judgement:
    total = PRIOR + weights.total
    verdict = Verdict.SAME if total >= SAME else Verdict.UNSURE if total >= UNSURE else None
    said = evidence(a, b, weights, verdict, around)
    return Judgement(verdict=verdict, score=_score(total), evidence=said)


def _score(bits: float) -> float:
    """Let a bit make the same difference between rivals, however good they are."""
    return min(max(bits / MUCH, 0.0), 1.0)
