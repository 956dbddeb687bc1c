"""The board from stored data: how long it takes, how many a second, and how much memory."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from flask import Flask

from bench import server, story
from newsdesk.infra import clock
from newsdesk.infra.settings import Settings
from newsdesk.services.board import load
from newsdesk.store.database import connect
from newsdesk.web import create_app
from newsdesk.web.tool import EXTENSION

TIMES = 25
SECONDS = 3.0
PAGES = (("/", "last 30 days"), ("/?period=all", "all 200 items"))


def main() -> None:
    """Measure, and print the tables."""
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/bench.sqlite"
        settings = Settings(
            wiki="http://127.0.0.1:1/w/",
            url="http://127.0.0.1:8000/",
            config_page="Social media/Newsdesk.json",
            secret="s" * 40,
            database=database,
        )
        now = clock.now()
        desk_id = story.fill(connect(database), settings, now)
        print(f"{story.CHANNELS} channels, {story.POSTS} posts, {story.ITEMS} items, SQLite\n")
        _one_at_a_time(settings, desk_id, now)
        _under_load(settings, Path(folder))
    _imports()


def _one_at_a_time(settings: Settings, desk_id: int, now: datetime) -> None:
    app = create_app(settings)
    engine = connect(settings.database)
    _row("one at a time", "p50 ms", "p95 ms", "kB")
    _timed("board from stored data", lambda: load(engine, desk_id, now))
    for path, name in PAGES:
        _timed(f"page, nothing kept: {name}", partial(_anew, app, path))
        _timed(f"page: {name}", partial(_page, app, path))
    print()


def _anew(app: Flask, path: str) -> bytes:
    for kept in (app.extensions[EXTENSION].fragments, app.extensions[EXTENSION].pages):
        kept.clear()
    return _page(app, path)


def _page(app: Flask, path: str) -> bytes:
    answer = app.test_client().get(path)
    return answer.get_data()


def _timed(name: str, make: Callable[[], object]) -> None:
    made = make()
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        make()
        taken.append((time.perf_counter() - began) * 1000)
    size = f"{len(made) / 1000:.0f}" if isinstance(made, bytes) else ""
    _row(name, f"{median(taken):.1f}", f"{_p95(taken):.1f}", size)


def _under_load(settings: Settings, folder: Path) -> None:
    env = {
        "NEWSDESK_WIKI": settings.wiki,
        "NEWSDESK_URL": settings.url,
        "NEWSDESK_CONFIG_PAGE": settings.config_page,
        "NEWSDESK_SECRET": settings.secret,
        "NEWSDESK_DATABASE": settings.database,
    }
    same = folder / "page.html"
    print(f"gunicorn, {server.WORKERS} workers, {server.CLIENTS} clients on the same machine")
    _row("", "a second", "p50 ms", "p95 ms")
    with server.serving("app:app", env) as (port, process):
        for path, name in PAGES:
            same.write_bytes(server.fetch(port, path))
            with server.serving("bench.bare:app", {"BENCH_PAGE": str(same)}) as (bare, _):
                _beside(name, port, path, bare)
        print(f"\nmemory of a worker after that: {server.worker_megabytes(process):.0f} MB")


def _beside(name: str, port: int, path: str, bare: int) -> None:
    """Ask both in turns, so that whatever else the machine does is shared between them."""
    rounds = [
        (server.load(bare, "/", SECONDS / 2), server.load(port, path, SECONDS / 2))
        for _ in range(3)
    ][1:]
    ours, others = [r[1] for r in rounds], [r[0] for r in rounds]
    _loaded(f"the board: {name}", ours)
    _loaded("a bare page of the same bytes", others)
    ratio = sum(one.rate for one in ours) / sum(one.rate for one in others)
    _row("ratio (aim: at least 0.5)", f"{ratio:.2f}")


def _loaded(name: str, rounds: Iterable[server.Load]) -> None:
    loads = list(rounds)
    taken = [seconds * 1000 for one in loads for seconds in one.seconds]
    rate = sum(one.rate for one in loads) / len(loads)
    _row(name, f"{rate:.0f}", f"{median(taken):.1f}", f"{_p95(taken):.1f}")


def _imports() -> None:
    """Time fresh interpreters with and without the tool."""
    bare, ours = (
        min(_interpreter(code) for _ in range(3)) for code in ("pass", "import newsdesk.web")
    )
    print(f"import of the tool: {(ours - bare):.2f} s")


def _interpreter(code: str) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, cwd=server.ROOT)
    return time.perf_counter() - began


def _p95(taken: list[float]) -> float:
    return quantiles(taken, n=20)[-1]


def _row(name: str, *cells: str) -> None:
    print(f"{name:<36}" + "".join(f"{cell:>10}" for cell in cells))
