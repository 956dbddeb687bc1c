from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.infra.safe_json import NotJson, parse

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)  # fmt: skip


@given(VALUES)
def test_reads_what_json_writes(value: object) -> None:
    assert parse(json.dumps(value).encode()) == value


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b'{"a": 1',
        b"[NaN]",
        b"[Infinity]",
        b"[" * 1_000_000,
        b'{"a":' * 500_000,
        b"[" * 100_000 + b"]" * 100_000,
        b"1" * 10_000,
        b"\xff\xfe\xfd",
        b'"\xe4"',
    ],
    ids=lambda body: repr(body[:8]),
)
def test_says_what_is_none(body: bytes) -> None:
    assert parse(body) == NotJson()


@given(st.binary())
def test_never_raises(body: bytes) -> None:
    parse(body)
