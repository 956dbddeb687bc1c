"""A limit on how often something is done: so often at once, and so often a second."""

from __future__ import annotations

from threading import Lock

from newsdesk.infra import clock


class Bucket:
    """Holds at most ``burst`` tokens and gets ``per_second`` new ones; doing it takes one.

    See https://en.wikipedia.org/wiki/Token_bucket
    """

    def __init__(self, burst: int, per_second: float) -> None:
        self._burst = burst
        self._per_second = per_second
        self._tokens = float(burst)
        self._filled = clock.ticks()
        self._lock = Lock()

    def take(self) -> float:
        """Take a token and return 0; where there is none, in how many seconds there is one."""
        with self._lock:
            now = clock.ticks()
            fresh = (now - self._filled) * self._per_second
            self._tokens = min(self._burst, self._tokens + fresh)
            self._filled = now
            if self._tokens < 1:
                return (1 - self._tokens) / self._per_second
            self._tokens -= 1
            return 0
