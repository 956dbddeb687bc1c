"""Which leads of a page are those that stood there before, also where their wording changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from newsdesk.domain.item_id import distinct
from newsdesk.domain.lead import Lead

ALIKE = 70.0
"""Percent of two texts that must be equal: below, a new one was written in place of an old one."""


def with_known_ids(before: Sequence[Lead], found: Sequence[Lead]) -> tuple[Lead, ...]:
    """Return what was found, each under the id under which it was known, in the same order.

    Equal texts are the same one, then equal ids with texts that are alike, then those that are
    alike most. What is new keeps its own id, unless another one has it.
    """
    known = {one.native_id: one for one in before}
    ids: dict[int, str] = {}
    for number, native_id in _pairs(known, found):
        if number not in ids and native_id in known:
            ids[number] = native_id
            del known[native_id]
    taken = list(ids.values())
    new = [one.native_id for number, one in enumerate(found) if number not in ids]
    own = iter(distinct([*taken, *new])[len(taken) :])
    return tuple(
        replace(one, native_id=ids[number] if number in ids else next(own))
        for number, one in enumerate(found)
    )


def _pairs(known: dict[str, Lead], found: Sequence[Lead]) -> Iterator[tuple[int, str]]:
    """Yield what could be the same, surest first."""
    for number, one in enumerate(found):
        same = known.get(one.native_id)
        if same and same.text == one.text:
            yield number, one.native_id
    texts = {one.text: native_id for native_id, one in known.items()}
    yield from ((n, texts[one.text]) for n, one in enumerate(found) if one.text in texts)
    old = {one.text for one in found}
    gone = [(name, one) for name, one in known.items() if one.text not in old]
    new = [(n, one) for n, one in enumerate(found) if one.text not in texts]
    alike = [
        (name == one.native_id, score, n, name)
        for n, one in new
        for name, former in gone
        if (score := fuzz.ratio(one.text, former.text, score_cutoff=ALIKE)) >= ALIKE
    ]
    for _, _, number, name in sorted(alike, key=lambda pair: pair[:2], reverse=True):
        yield number, name
