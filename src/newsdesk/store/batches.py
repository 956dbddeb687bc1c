"""Many values in portions that one statement can hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

BATCH = 200
_T = TypeVar("_T")


def batches(values: Iterable[_T]) -> Iterator[list[_T]]:
    """Cut values into lists of at most :data:`BATCH`, in order."""
    rest = iter(values)
    return iter(lambda: list(islice(rest, BATCH)), [])
