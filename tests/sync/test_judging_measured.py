"""How well pairs are judged as a whole file that were written before their author knew the rules.

No pair is a case of its own, and none was left out: what counts is how many are right.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.matching import counted, judged
from bench.matching_pairs import around, read, sides
from newsdesk.sync.side import Around

PAIRS = [
    pair
    for pair in read(Path(__file__).parent / "cases" / "second_author.jsonl")
    if not pair.debatable
]
SIDES = sides(PAIRS)


@pytest.mark.parametrize(
    "desk", [pytest.param(Around(), id="alone"), pytest.param(around(SIDES), id="desk")]
)
def test_pairs_by_another_author(desk: Around) -> None:
    """Hardly a wrong match, and few missed ones; what is unsure counts as missed."""
    result = counted(PAIRS, judged(SIDES, desk))
    assert result.precision >= 0.99
    assert result.recall >= 0.9


def test_there_are_as_many_pairs_of_both_kinds() -> None:
    same = sum(pair.same for pair in PAIRS)
    assert len(PAIRS) >= 120
    assert 0.4 < same / len(PAIRS) < 0.6
    assert len({pair.set for pair in PAIRS}) >= 10
