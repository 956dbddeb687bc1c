"""The practice channels in a process of their own, and a door to them that is far away."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import requests
from werkzeug.wrappers import Request, Response

from bench.server import ROOT
from newsdesk.infra.http import Door
from newsdesk.infra.settings import Settings
from sandbox import practice
from sandbox.practice.servers import Server

LATENCY = 0.15
"""Seconds that each request takes on its way, there and back."""


class FarDoor(Door):
    """A door whose every request takes longer by the latency; it counts what crosses the wire."""

    def __init__(self, settings: Settings, latency: float = LATENCY) -> None:
        super().__init__(settings)
        self.responses: list[requests.Response] = []
        self._latency = latency
        self._lock = threading.Lock()

    def _send(self, *args: Any, **more: Any) -> requests.Response:
        time.sleep(self._latency)
        response = super()._send(*args, **more)
        with self._lock:
            self.responses.append(response)
        return response

    @property
    def requests(self) -> int:
        """How many requests were made."""
        return len(self.responses)

    @property
    def received(self) -> int:
        """How many bytes came back: heads and bodies as they were sent, packed or not."""
        return sum(_size(response) for response in self.responses)


@contextmanager
def practising(day: date) -> Iterator[dict[str, str]]:
    """Serve the practice channels; yield where each public origin is served."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.distance", day.isoformat()],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield json.loads(process.stdout.readline() if process.stdout else "")
    finally:
        process.communicate()


def _size(response: requests.Response) -> int:
    head = sum(len(name) + len(value) + 4 for name, value in response.headers.items())
    return head + int(response.raw.tell())


def _kept(server: Server) -> Server:
    """Let a server think once about each question: what is measured is our reading, not it."""
    known: dict[tuple[str, ...], tuple[bytes, int, list[tuple[str, str]]]] = {}

    def answer(request: Request) -> Response:
        key = (request.method, request.full_path, *map(str, request.headers.items()))
        if request.method != "GET":
            return server(request)
        if key not in known:
            made = server(request)
            known[key] = made.get_data(), made.status_code, list(made.headers)
        body, status, headers = known[key]
        return Response(body, status, headers)

    return answer


def _serve() -> None:
    """Serve until nobody is there any more."""
    with practice.start(date.fromisoformat(sys.argv[1]), through=_kept) as running:
        print(json.dumps(running.origins), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    _serve()
