"""How a practice channel can be told to fail."""

from __future__ import annotations

import threading
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache

from werkzeug.wrappers import Response

LONGEST = 120.0
"""Seconds after which a hanging or dripping answer ends even if nobody clears the fault."""
PAUSE = 0.2
"""Seconds between two drops."""
HUGE_BYTES = 10_000_000
BOMB_BYTES = 200_000_000
DEPTH = 200_000


class Fault(StrEnum):
    """One way to fail; the name says what the server does."""

    UNAUTHORIZED = "401"
    NOT_FOUND = "404"
    TOO_MANY = "429"
    TOO_MANY_FOR_LONG = "429-retry-after"
    TOO_MANY_UNTIL = "429-reset"
    BROKEN = "500"
    HANG = "hang"
    DRIP = "drip"
    ENDLESS = "endless"
    WRONG_TYPE = "wrong-type"
    BROKEN_JSON = "broken-json"
    DEEP_JSON = "deep-json"
    HUGE = "huge"
    GZIP_BOMB = "gzip-bomb"
    REDIRECT_LOOP = "redirect-loop"
    REDIRECT_LOOPBACK = "redirect-loopback"
    REDIRECT_PRIVATE = "redirect-private"
    REDIRECT_METADATA = "redirect-metadata"


@dataclass(frozen=True, slots=True)
class Failing:
    """A fault that is set; ``seconds`` is how long a 429 asks to wait, ``cleared`` ends waits."""

    fault: Fault
    seconds: int = 3600
    cleared: threading.Event = field(default_factory=threading.Event)

    def answer(self, path: str) -> Response:
        """Answer a request the way the fault says."""
        return _ANSWERS[self.fault](self, path)


Answer = Callable[[Failing, str], Response]


def _status(code: int, words: str) -> Answer:
    body = f'{{"error":"{words}"}}'
    return lambda _failing, _path: Response(body, code, mimetype="application/json")


def _body(
    make: Callable[[], bytes | Iterable[bytes]], mimetype: str = "application/json"
) -> Answer:
    return lambda _failing, _path: Response(make(), mimetype=mimetype)


def _to(location: str) -> Answer:
    return lambda _failing, _path: Response(status=302, headers={"Location": location})


def _loop(_failing: Failing, path: str) -> Response:
    return Response(status=302, headers={"Location": path})


def _wait(failing: Failing, path: str) -> Response:
    answer = _TOO_MANY(failing, path)
    answer.headers["Retry-After"] = str(failing.seconds)
    return answer


def _reset(failing: Failing, path: str) -> Response:
    """See https://docs.joinmastodon.org/api/rate-limits/."""
    answer = _TOO_MANY(failing, path)
    end = datetime.now(UTC) + timedelta(seconds=failing.seconds)
    answer.headers["X-RateLimit-Limit"] = "300"
    answer.headers["X-RateLimit-Remaining"] = "0"
    answer.headers["X-RateLimit-Reset"] = f"{end:%Y-%m-%dT%H:%M:%S}.000Z"
    return answer


def _hang(failing: Failing, _path: str) -> Response:
    failing.cleared.wait(LONGEST)
    return Response("{}", mimetype="application/json")


def _drip(failing: Failing, _path: str) -> Response:
    def drops() -> Iterator[bytes]:
        for _ in range(int(LONGEST / PAUSE)):
            yield b" "
            if failing.cleared.wait(PAUSE):
                return

    return Response(drops(), mimetype="application/json")


def _endless() -> Iterator[bytes]:
    while True:
        yield b"[" * 65_536


def _bomb(_failing: Failing, _path: str) -> Response:
    return Response(
        _bomb_bytes(), headers={"Content-Encoding": "gzip"}, mimetype="application/json"
    )


@cache
def _bomb_bytes() -> bytes:
    packer = zlib.compressobj(level=9, wbits=31)
    megabyte = b" " * 1_000_000
    packed = [packer.compress(megabyte) for _ in range(BOMB_BYTES // len(megabyte))]
    return b"".join([*packed, packer.flush()])


_TOO_MANY = _status(429, "Too many requests")
_ANSWERS: dict[Fault, Answer] = {
    Fault.UNAUTHORIZED: _status(401, "This method requires an authenticated user"),
    Fault.NOT_FOUND: _status(404, "Record not found"),
    Fault.TOO_MANY: _TOO_MANY,
    Fault.TOO_MANY_FOR_LONG: _wait,
    Fault.TOO_MANY_UNTIL: _reset,
    Fault.BROKEN: _status(500, "Something went wrong"),
    Fault.HANG: _hang,
    Fault.DRIP: _drip,
    Fault.ENDLESS: _body(_endless),
    Fault.WRONG_TYPE: _body(lambda: b"<!doctype html><p>Maintenance", "text/html"),
    Fault.BROKEN_JSON: _body(lambda: b'[{"id": "1", "content": "cut o'),
    Fault.DEEP_JSON: _body(lambda: b"[" * DEPTH + b"]" * DEPTH),
    Fault.HUGE: _body(lambda: b'["' + b"x" * HUGE_BYTES + b'"]'),
    Fault.GZIP_BOMB: _bomb,
    Fault.REDIRECT_LOOP: _loop,
    Fault.REDIRECT_LOOPBACK: _to("https://127.0.0.1:9/"),
    Fault.REDIRECT_PRIVATE: _to("https://10.0.0.1/"),
    Fault.REDIRECT_METADATA: _to("http://169.254.169.254/latest/meta-data/"),
}
