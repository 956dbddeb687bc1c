"""Puts what was weighed into words that a person reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta

from newsdesk.domain.message import Message, msg
from newsdesk.domain.sync_status import Verdict
from newsdesk.sync.judging.rarity import bits
from newsdesk.sync.judging.stems import stem
from newsdesk.sync.judging.weighing import Weights
from newsdesk.sync.side import Around, Side

_FEW = 3
"""Names and numbers that are listed: the rarest say enough."""
_LITTLE = 1.0
"""Bits below which a kind of evidence is not worth a person's time."""
_DAY = timedelta(days=1)
_NOON = time(12)


def evidence(
    a: Side, b: Side, weights: Weights, verdict: Verdict | None, around: Around
) -> tuple[Message, ...]:
    """Say what speaks for a verdict; for one that is unsure also what against, or is missing."""
    if verdict is None:
        return (*_against(a, b, weights), msg("newsdesk-evidence-little"))
    found = tuple(_for(a, b, weights, around))
    if verdict is Verdict.SAME:
        return found
    missing = () if a.links & b.links else (msg("newsdesk-evidence-no-link"),)
    return (*found, *_against(a, b, weights), *missing)


def _for(a: Side, b: Side, weights: Weights, around: Around) -> Iterator[Message]:
    if a.links & b.links:
        yield msg("newsdesk-evidence-link")
    yield from _numbers(a, b)
    if weights.names >= _LITTLE:
        names = _names(a.names | b.names, a, b, around)
        if names:
            yield msg("newsdesk-evidence-names", ", ".join(names))
    if weights.slugs >= _LITTLE:
        yield msg("newsdesk-evidence-address")
    if weights.words >= _LITTLE:
        alike = len(a.words & b.words) / len(a.words | b.words)
        yield msg("newsdesk-evidence-words", round(100 * alike))
    for day in _days(a, b):
        yield msg("newsdesk-evidence-day", day)
    yield from _apart(a, b)


def _numbers(a: Side, b: Side) -> Iterator[Message]:
    one, other = a.named, b.named
    versions = sorted(one.versions & other.versions, reverse=True)
    if versions:
        yield msg("newsdesk-evidence-versions", ", ".join(map(str, versions)))
    issues = {i.number for i in one.issues} & {i.number for i in other.issues}
    if issues:
        yield msg("newsdesk-evidence-issues", ", ".join(map(str, sorted(issues))))
    numbers = sorted((a.counts & b.counts) - set(map(str, issues)))
    if numbers:
        few = numbers[:_FEW]
        yield msg("newsdesk-evidence-numbers", ", ".join(few), len(few))


def _names(called: frozenset[str], a: Side, b: Side, around: Around) -> list[str]:
    """List the rarest common names as one of the texts writes them, without capitals."""
    common = a.told & b.told & called
    written = {stem(word): word for word in (*b.named.words, *a.named.words)}
    rarest = sorted(common, key=lambda name: (-bits(name, around), name))
    return [written[name] for name in rarest if name in written][:_FEW]


def _days(a: Side, b: Side) -> Iterator[date]:
    """Name a common day: of the year that a text gives it, else of the one that is nearest."""
    common = sorted((a.days | a.dated) & (b.days | b.dated))
    named = a.named.days | b.named.days
    said = [d.year for d in named if d.year and common and (d.month, d.day) == common[0]]
    moments = [one.moment.date() for one in (a, b) if one.moment]
    around = [moments[0].year + n for n in (-1, 0, 1)] if moments else []
    found = [day for year in sorted(said) or around if (day := _day(year, common))]
    if found:
        yield min(found, key=lambda day: abs(day - moments[0])) if moments else found[0]


def _day(year: int, common: Sequence[tuple[int, int]]) -> date | None:
    """Return the first of some days in a year that has it."""
    try:
        return date(year, *common[0]) if common else None
    except ValueError:
        return None


def _apart(a: Side, b: Side) -> Iterator[Message]:
    """Say how long is between both; of a news item only the day is known, that is at its noon."""
    if not a.moment or not b.moment:
        return
    apart = abs(a.moment - b.moment)
    if _NOON in {a.moment.time(), b.moment.time()}:
        days = abs(a.moment.date() - b.moment.date()).days
        yield msg("newsdesk-evidence-days", days) if days else msg("newsdesk-evidence-same-day")
    elif apart < _DAY:
        yield msg("newsdesk-evidence-hours", int(apart / timedelta(hours=1)))
    else:
        yield msg("newsdesk-evidence-days", apart.days)


def _against(a: Side, b: Side, weights: Weights) -> Iterator[Message]:
    if weights.links < 0:
        yield msg("newsdesk-evidence-other-link")
    if weights.numbers < 0:
        yield msg("newsdesk-evidence-other-numbers")
    if weights.names <= -_LITTLE:
        yield msg("newsdesk-evidence-other-names")
    if weights.frame < 0:
        yield msg("newsdesk-evidence-other-in-sentence")
    if weights.days < 0:
        yield msg("newsdesk-evidence-other-day")
    if weights.stages <= -_LITTLE:
        yield msg("newsdesk-evidence-other-stage")
    if weights.time < -_LITTLE and a.moment and b.moment:
        yield msg("newsdesk-evidence-far", abs(a.moment - b.moment).days)
