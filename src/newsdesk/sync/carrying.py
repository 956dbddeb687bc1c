"""Gives leads that were reworded a little the ids that they had, so that they wait only once.

An entry without an id of its own is named by its first words. Where these changed, it is the
lead that is gone from the same issue or day and that says nearly the same: by the normalised
Indel distance of their beginnings, see https://rapidfuzz.github.io/RapidFuzz/Usage/fuzz.html.
Other numbers are other news: "the new version is there from 24 November" is said every week.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from newsdesk.domain.lead import Lead

ALIKE = 75
"""Percent; a corrected sentence has more, two items of one issue by far less."""
MOST = 200
"""Leads on either side that are compared; where more changed, it is another list."""
_BEGINNING = 300
_NUMBER = re.compile(r"\d+")


def carried(found: Sequence[Lead], before: Sequence[Lead]) -> list[Lead]:
    """Return the leads that were found, those that were there before with the ids they had."""
    known, now = {one.native_id for one in before}, {one.native_id for one in found}
    gone = [one for one in before if one.native_id not in now][:MOST]
    fresh = [one for one in found if one.native_id not in known][:MOST]
    pairs = [
        (alike, at, old)
        for at, new in enumerate(fresh)
        for old in gone
        if _place(old) == _place(new) and (alike := _alike(old, new)) >= ALIKE
    ]
    ids: dict[str, str] = {}
    for _, at, old in sorted(pairs, key=lambda pair: (-pair[0], pair[1])):
        if fresh[at].native_id not in ids and old.native_id not in ids.values():
            ids[fresh[at].native_id] = old.native_id
    return [replace(one, native_id=ids.get(one.native_id, one.native_id)) for one in found]


def _place(lead: Lead) -> tuple[object, ...]:
    """Name what two readings of one lead have in common: its issue, its day, its numbers."""
    issue, parted, _ = lead.native_id.rpartition("/")
    day = lead.when and lead.when.first
    return lead.kind, issue if parted else None, day, tuple(_NUMBER.findall(lead.text))


def _alike(old: Lead, new: Lead) -> float:
    return float(fuzz.ratio(old.text[:_BEGINNING], new.text[:_BEGINNING], score_cutoff=ALIKE))
