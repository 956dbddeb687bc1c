from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.domain.item_id import distinct
from newsdesk.domain.lead import Lead, LeadKind
from newsdesk.sync.same_leads import with_known_ids


def leads(*named: tuple[str, str]) -> list[Lead]:
    when = datetime(2026, 11, 21, tzinfo=UTC)
    return [
        Lead(
            source_id="ideas:I",
            native_id=name,
            kind=LeadKind.IDEA,
            title=text,
            text=text,
            time=when,
        )
        for name, text in named
    ]


@pytest.mark.parametrize(
    ("before", "found", "ids"),
    [
        ([], [("a", "One")], ["a"]),
        ([("a", "One")], [("b", "One")], ["a"]),
        ([("a", "One idea of ours")], [("b", "One good idea of ours")], ["a"]),
        ([("a", "One idea")], [("a", "Something else entirely")], ["a"]),
        ([("a", "One idea")], [("b", "Something else entirely")], ["b"]),
        ([("a", "One"), ("b", "Two")], [("a", "Two"), ("b", "One")], ["b", "a"]),
        ([("a", "Same"), ("a-2", "Same")], [("a", "Same"), ("a-2", "Same")], ["a", "a-2"]),
        ([("b", "One idea of ours")], [("c", "One idea of ours!"), ("b", "New")], ["b", "b-2"]),
    ],
)
def test_known_leads_keep_their_ids(
    before: list[tuple[str, str]], found: list[tuple[str, str]], ids: list[str]
) -> None:
    same = with_known_ids(leads(*before), leads(*found))
    assert [one.native_id for one in same] == ids
    assert [one.text for one in same] == [text for _, text in found]


WORDS = st.lists(st.sampled_from(["one", "two", "three", "one two", "one three"]), max_size=6)


@given(WORDS, WORDS)
def test_no_two_have_the_same_id(before: list[str], after: list[str]) -> None:
    old, new = (leads(*zip(distinct(texts), texts, strict=True)) for texts in (before, after))
    ids = [one.native_id for one in with_known_ids(old, new)]
    assert len(set(ids)) == len(ids)
    assert with_known_ids(old, old) == tuple(old)
