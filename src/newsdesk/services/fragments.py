"""Rendered parts of pages, kept for the next visitor while the data they show stands.

Only what is the same for everybody may be kept: no user, no CSRF token, no draft. The cache lives
in one process and is nothing but a saving: losing it changes no answer.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

from newsdesk.infra import clock

_T = TypeVar("_T")

MAKERS = 16
"""How many texts of one cache can be made at once."""


class Fragments(Generic[_T]):
    """A cache of texts, or of whole answers, that never holds more than ``limit`` bytes."""

    def __init__(self, limit: int = 16_000_000) -> None:
        self._limit = limit
        self._held = 0
        self._texts: OrderedDict[Hashable, _T] = OrderedDict()
        self._lock = Lock()
        self._makers = [Lock() for _ in range(MAKERS)]

    def get(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """Return the text kept under ``key``, or make it and keep it.

        Threads that ask for it meanwhile wait for the one that makes it: when the data change,
        each would otherwise read the whole board to say the same.
        """
        kept = self.look(key)
        if kept is None:
            with self._makers[hash(key) % MAKERS]:
                kept = self.look(key)
                if kept is None:
                    kept = make()
                    self.keep(key, kept)
        return kept

    def look(self, key: Hashable) -> _T | None:
        """Return the text kept under ``key``, if any."""
        with self._lock:
            kept = self._texts.get(key)
            if kept is not None:
                self._texts.move_to_end(key)
            return kept

    def keep(self, key: Hashable, text: _T) -> None:
        """Keep a text; the least used ones go where there is no room."""
        size = _size(text)
        if size > self._limit:
            return
        with self._lock:
            self._drop(key)
            while self._held + size > self._limit:
                self._drop(next(iter(self._texts)))
            self._texts[key] = text
            self._held += size

    def drop(self, key: Hashable) -> None:
        """Forget a text, if there is one."""
        with self._lock:
            self._drop(key)

    def _drop(self, key: Hashable) -> None:
        text = self._texts.pop(key, None)
        if text is not None:
            self._held -= _size(text)

    def clear(self) -> None:
        """Forget every text, as a new process would."""
        with self._lock:
            self._texts.clear()
            self._held = 0

    @property
    def held(self) -> int:
        """How many bytes the kept texts take."""
        return self._held


class Glance(Generic[_T]):
    """Something that is looked at again only when the last look is ``seconds`` old."""

    def __init__(self, seconds: float = 1.0) -> None:
        self._seconds = seconds
        self._seen: tuple[float, _T] | None = None

    def get(self, look: Callable[[], _T]) -> _T:
        """Return what was seen lately, or look again."""
        now = clock.ticks()
        if self._seen is None or now - self._seen[0] >= self._seconds:
            self._seen = (now, look())
        return self._seen[1]


class Latest(Generic[_T]):
    """What was made of the newest data, made anew when these are other ones."""

    def __init__(self) -> None:
        self._made: tuple[Hashable, _T] | None = None

    def get(self, mark: Hashable, make: Callable[[], _T]) -> _T:
        """Return what was made of the data of this mark, or make it; only the last is kept."""
        made = self._made
        if made is None or made[0] != mark:
            self._made = made = (mark, make())
        return made[1]


def _size(text: object) -> int:
    return text.__sizeof__()
