"""Keeps the rules of a calendar from being worked out for hours, however they were made.

The library tries a rule that fits no day at all on every month until the year 9999, and cannot be
interrupted: so it is asked to look at the clock whenever it turns to another month.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from threading import local
from typing import Any

from dateutil.rrule import _iterinfo

from newsdesk.infra import clock

_rebuild = _iterinfo.rebuild
_of_thread = local()


class TooMuchError(Exception):
    """A calendar holds more than is read."""


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Have :func:`check` fail in this thread after so many seconds."""
    _of_thread.end = clock.ticks() + seconds
    try:
        yield
    finally:
        _of_thread.end = inf


def check() -> None:
    """See whether there is time left.

    :raises TooMuchError: where there is none
    """
    if clock.ticks() > getattr(_of_thread, "end", inf):
        raise TooMuchError


def _checked(self: Any, year: int, month: int) -> None:
    check()
    _rebuild(self, year, month)


_iterinfo.rebuild = _checked
