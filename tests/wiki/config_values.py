"""Configurations of any content, as hypothesis makes them up, and texts that say them."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

Value = Any

TEXTS = st.text(st.sampled_from('ab<~é"\\ {}[],:\n'), max_size=6)
NAMES = st.sampled_from(["x", "mastodon", "facebook", "bluesky", "feed"])
VALUES: st.SearchStrategy[Value] = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 99) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)
INDENTS = st.sampled_from([None, "\t", "  ", "    "])


def _named(key: str) -> st.SearchStrategy[list[dict[str, Value]]]:
    entry = st.fixed_dictionaries(
        {key: NAMES},
        optional={
            "expects": st.sampled_from(["wanted", "everything", "nothing"]),
            "posters": st.lists(NAMES, unique=True, max_size=3),
            "accounts": st.dictionaries(NAMES, TEXTS, max_size=2),
        },
    )
    return st.lists(entry, max_size=4, unique_by=lambda one: one[key])


CONFIGS: st.SearchStrategy[dict[str, Value]] = st.fixed_dictionaries(
    {
        "version": st.just(1),
        "news": st.fixed_dictionaries(
            {"page": st.sampled_from(["News", "Other news"])},
            optional={"within": st.integers(1, 9), "basis": NAMES},
        ),
        "channels": _named("id"),
    },
    optional={"follow": _named("name"), "feedback": _named("about"), "ideas": TEXTS},
)


def dumped(value: object, indent: str | None) -> str:
    """Write a value as some page would."""
    return json.dumps(value, ensure_ascii=False, indent=indent)
