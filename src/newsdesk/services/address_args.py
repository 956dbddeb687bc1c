"""Reading what a visitor chose from an address's parameters, and writing it back."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

_E = TypeVar("_E", bound=StrEnum)


def number(text: str) -> int:
    """Read a number of a page from an address; what is none is the first."""
    sound = text.isascii() and text.isdecimal() and len(text) < 6
    return max(1, int(text)) if sound else 1


def member(kind: type[_E], value: str, default: _E) -> _E:
    """Read a choice from an address; what is none of them is ``default``."""
    return kind(value) if value in set(kind) else default


def args(**chosen: tuple[str | int, str | int]) -> dict[str, str]:
    """Write choices, each beside its default, as parameters; defaults are left out."""
    return {name: str(value) for name, (value, default) in chosen.items() if value != default}
