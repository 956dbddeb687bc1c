"""How a practice channel can be told to fail."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum

from werkzeug.wrappers import Response

LONGEST = 120.0
"""Seconds after which a hanging or dripping answer ends even if nobody clears the fault."""
PRIVATE = "https://10.0.0.1/"
METADATA = "http://169.254.169.254/latest/meta-data/"


class Fault(StrEnum):
    """One way to fail; the name says what the server does."""

    UNAUTHORIZED = "401"
    NOT_FOUND = "404"
    TOO_MANY = "429"
    TOO_MANY_FOR_LONG = "429-retry-after"
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
    REDIRECT_PRIVATE = "redirect-private"
    REDIRECT_METADATA = "redirect-metadata"


def answer(fault: Fault, path: str, cleared: threading.Event) -> Response:
    """Answer a request the way the fault says; waits end early once ``cleared`` is set."""
    return _ANSWERS[fault](path, cleared)


def _status(code: int, body: str, **headers: str) -> Callable[[str, threading.Event], Response]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _path, _cleared: Response(body, code, named, content_type="application/json")


def _body(
    make: Callable[[], bytes | Iterable[bytes]], kind: str = "application/json", **headers: str
) -> Callable[[str, threading.Event], Response]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _path, _cleared: Response(make(), 200, named, content_type=kind)


def _hang(_path: str, cleared: threading.Event) -> Response:
    cleared.wait(LONGEST)
    return Response("{}", content_type="application/json")


def _drip(_path: str, cleared: threading.Event) -> Response:
    def drops() -> Iterator[bytes]:
        for _ in range(int(LONGEST / 0.2)):
            if cleared.wait(0.2):
                return
            yield b" "

    return Response(drops(), content_type="application/json")


def _endless() -> Iterator[bytes]:
    while True:
        yield b"[" * 65_536


def _to(location: str) -> Callable[[str, threading.Event], Response]:
    return lambda _path, _cleared: Response(status=302, headers={"Location": location})


def _loop(path: str, _cleared: threading.Event) -> Response:
    return Response(status=302, headers={"Location": path})


_ANSWERS: dict[Fault, Callable[[str, threading.Event], Response]] = {
    Fault.UNAUTHORIZED: _status(401, '{"error":"This method requires an authenticated user"}'),
    Fault.NOT_FOUND: _status(404, '{"error":"Record not found"}'),
    Fault.TOO_MANY: _status(429, '{"error":"Too many requests"}'),
    Fault.TOO_MANY_FOR_LONG: _status(429, '{"error":"Too many requests"}', Retry_After="3600"),
    Fault.BROKEN: _status(500, '{"error":"Something went wrong"}'),
    Fault.HANG: _hang,
    Fault.DRIP: _drip,
    Fault.ENDLESS: _body(_endless),
    Fault.WRONG_TYPE: _body(lambda: b"<!doctype html><p>Maintenance", "text/html"),
    Fault.BROKEN_JSON: _body(lambda: b'[{"id": "1", "content": "cut o'),
    Fault.DEEP_JSON: _body(lambda: b"[" * 200_000 + b"]" * 200_000),
    Fault.HUGE: _body(lambda: b'["' + b"x" * 10_000_000 + b'"]'),
    Fault.GZIP_BOMB: _body(
        lambda: gzip.compress(b" " * 200_000_000, compresslevel=6), Content_Encoding="gzip"
    ),
    Fault.REDIRECT_LOOP: _loop,
    Fault.REDIRECT_PRIVATE: _to(PRIVATE),
    Fault.REDIRECT_METADATA: _to(METADATA),
}
