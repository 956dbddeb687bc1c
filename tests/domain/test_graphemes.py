from __future__ import annotations

import regex
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.domain import graphemes

JOINS = "\U0001f1e9\U0001f1ea\U0001f468\U0001f3fd\u200d\ufe0f\u0301\u0600\u0903\u1100\u1160क्\r\nx"


@given(st.text(st.sampled_from(JOINS)))
def test_flags_are_counted_as_the_library_counts_them(text: str) -> None:
    assert graphemes.ends(text) == [found.end() for found in regex.finditer(r"\X", text)]


def test_flags_and_families_are_one_character_each() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    assert graphemes.count(f"\U0001f1e9\U0001f1ea\U0001f1eb{family}e\u0301") == 4
