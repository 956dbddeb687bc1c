"""gunicorn as it is started everywhere, and clients that keep it busy."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

ROOT = Path(__file__).parents[1]
CLIENTS = 8
WORKERS = 2
START_SECONDS = 90


@dataclass(frozen=True, slots=True)
class Load:
    """What clients measured: answers a second, and each answer's seconds in order of length.

    ``unchanged`` counts the answers that a client had already (304).
    """

    rate: float
    seconds: tuple[float, ...]
    unchanged: int = 0


@contextmanager
def serving(app: str, env: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Serve an application with the settings of gunicorn.conf.py; yield its port and process."""
    port = _free_port()
    given = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", **env}
    command = [sys.executable, "-m", "gunicorn", app, "--bind", f"127.0.0.1:{port}"]
    given |= {"WEB_CONCURRENCY": str(WORKERS)}
    server = subprocess.Popen(command, cwd=ROOT, env=given, stderr=subprocess.DEVNULL)
    try:
        _wait(port, server)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait()


def load(port: int, path: str, seconds: float, *, clients: int = CLIENTS, etag: str = "") -> Load:
    """Ask for a page with several clients at once, each over one connection.

    With ``etag`` they say that they have it. They read no more of an answer than they must, for
    they share the machine's cores.
    """
    until = time.monotonic() + seconds
    with ThreadPoolExecutor(clients) as pool:
        asked = [pool.submit(_ask, port, path, until, etag) for _ in range(clients)]
        every = [one for client in asked for one in client.result()]
    taken = sorted(one for one, _ in every)
    return Load(len(taken) / seconds, tuple(taken), sum(status == 304 for _, status in every))


def etag(port: int, path: str) -> str:
    """Return the ETag of one page."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        return answer.headers["ETag"]
    finally:
        connection.close()


def fetch(port: int, path: str) -> bytes:
    """Return one page."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    try:
        return _get(connection, path)
    finally:
        connection.close()


def worker_megabytes(server: int) -> tuple[float, float]:
    """Return what the largest worker takes: resident, and with shared pages divided by users.

    See https://docs.kernel.org/filesystems/proc.html (smaps_rollup)
    """
    children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    return max(_memory(child) for child in children)


def _memory(process: str) -> tuple[float, float]:
    told = Path(f"/proc/{process}/smaps_rollup").read_text()
    rss, pss = (re.findall(rf"^{name}:\s+(\d+) kB", told, re.M)[0] for name in ("Rss", "Pss"))
    return int(rss) / 1024, int(pss) / 1024


def _ask(port: int, path: str, until: float, etag: str) -> list[tuple[float, int]]:
    has = f"If-None-Match: {etag}\r\n" if etag else ""
    asking = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Language: en\r\n{has}\r\n"
    taken = []
    with socket.create_connection(("127.0.0.1", port)) as server, server.makefile("rb") as answers:
        while (began := time.monotonic()) < until:
            server.sendall(asking.encode())
            status = _read(answers)
            taken.append((time.monotonic() - began, status))
    return taken


def _read(answers: BufferedReader) -> int:
    """Read an answer, and return its status."""
    said = answers.readline()
    status = int(said.split()[1])
    if status not in {200, 304}:
        raise RuntimeError(f"answered with {said!r}")
    size = 0
    while (line := answers.readline()) != b"\r\n":
        name, _, value = line.partition(b":")
        size = int(value) if name.lower() == b"content-length" else size
    answers.read(size)
    return status


def _get(connection: http.client.HTTPConnection, path: str) -> bytes:
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path} was answered with {answer.status}")
    return body


def _free_port() -> int:
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        port: int = asking.getsockname()[1]
        return port


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("gunicorn did not start")
