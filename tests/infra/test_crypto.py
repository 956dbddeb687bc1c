from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.infra.crypto import UnsealError, mark, seal, unseal
from newsdesk.infra.settings import Settings

SETTINGS = Settings(
    wiki="https://wiki.example/w/",
    url="https://tool.example/",
    config_page="Newsdesk.json",
    secret="s" * 40,
    database="sqlite://",
)


@given(st.binary(max_size=300))
def test_what_was_sealed_can_be_unsealed(secret: bytes) -> None:
    assert unseal(SETTINGS, seal(SETTINGS, secret)) == secret


def test_the_same_secret_never_looks_the_same() -> None:
    sealed = {seal(SETTINGS, b"token") for _ in range(50)}
    assert len(sealed) == 50
    assert not any(b"token" in one for one in sealed)


def test_another_secret_does_not_open_it() -> None:
    other = replace(SETTINGS, secret="t" * 40)
    with pytest.raises(UnsealError):
        unseal(other, seal(SETTINGS, b"token"))


@pytest.mark.parametrize("place", [0, 1, 12, 13, -1])
def test_a_changed_byte_is_noticed(place: int) -> None:
    sealed = bytearray(seal(SETTINGS, b"token"))
    sealed[place] ^= 1
    with pytest.raises(UnsealError):
        unseal(SETTINGS, bytes(sealed))


@given(st.binary(max_size=60))
def test_anything_else_is_refused(stored: bytes) -> None:
    with pytest.raises(UnsealError):
        unseal(SETTINGS, stored)


def test_the_error_says_nothing_of_what_was_stored() -> None:
    with pytest.raises(UnsealError) as raised:
        unseal(SETTINGS, b"\x01" + b"stored-bytes" * 4)
    assert raised.value.__cause__ is None
    assert "stored-bytes" not in str(raised.value)


def test_a_mark_tells_only_whether_a_secret_is_the_same() -> None:
    one = mark(SETTINGS, "token")
    assert mark(SETTINGS, "token") == one
    assert mark(SETTINGS, "other") != one
    assert mark(replace(SETTINGS, secret="t" * 40), "token") != one
    assert len(one) == 64
    assert "token" not in one
