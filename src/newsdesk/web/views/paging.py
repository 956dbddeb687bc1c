"""Long lists in pages: which stretch is shown, and where the neighbouring ones are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """The addresses of the neighbouring pages, empty where there is none.

    ``first`` and ``last`` count what is shown, from 1, among ``total``.
    """

    newer: str
    older: str
    first: int
    last: int
    total: int


def turn(total: int, length: int, page: int, address: Callable[[int], str]) -> tuple[slice, Turns]:
    """Return the stretch of a page, counted from 1, and its neighbours; too far is the last one.

    A page has ``length`` of the ``total``; ``address`` gives a page's address.
    """
    pages = max(1, -(-total // length))
    page = min(page, pages)
    start, end = (page - 1) * length, min(page * length, total)
    turns = Turns(
        newer=address(page - 1) if page > 1 else "",
        older=address(page + 1) if page < pages else "",
        first=start + 1,
        last=end,
        total=total,
    )
    return slice(start, end), turns
