"""The board from stored data: how long it takes, how many a second, and how much memory.

Other programs use the same machine. What is compared is asked in turns, so that they slow both
down alike, and the median of several rounds counts.
"""

from __future__ import annotations

import gc
import subprocess
import sys
import tempfile
from datetime import datetime
from functools import partial
from pathlib import Path

from flask import Flask

from bench import server, story, wiki
from bench.table import middle, percentiles, row, seconds, timed
from newsdesk.infra import clock
from newsdesk.infra.settings import Settings
from newsdesk.services.board import Period, load
from newsdesk.store.database import connect
from newsdesk.web import create_app
from newsdesk.web.tool import EXTENSION

ROUNDS = 5
SECONDS = 1.5
PAGES = (("/", "last 30 days"), ("/?period=all", "all 200 items"))


def main() -> None:
    """Measure, and print the tables."""
    with tempfile.TemporaryDirectory() as folder:
        settings = story.settings(folder)
        now = clock.now()
        desk_id = story.fill(connect(settings.database), settings, now)
        print(f"{story.CHANNELS} channels, {story.POSTS} posts, {story.ITEMS} items, SQLite\n")
        _one_at_a_time(settings, desk_id, now)
        _under_load(settings, Path(folder))
    _imports()


def _one_at_a_time(settings: Settings, desk_id: int, now: datetime) -> None:
    app = create_app(settings)
    engine = connect(settings.database)
    gc.freeze()  # as gunicorn.conf.py does
    row("one at a time", "p50 ms", "p95 ms", "kB")
    for period, (path, name) in zip((Period.WITHIN, Period.EVER), PAGES, strict=True):
        timed(f"board from stored data, {name}", partial(load, engine, desk_id, now, period))
        timed(f"page, nothing kept, {name}", partial(_anew, app, path))
        timed(f"page, {name}", partial(_page, app, path))
    wiki.news_page(now.date())
    print()


def _anew(app: Flask, path: str) -> bytes:
    for kept in (app.extensions[EXTENSION].fragments, app.extensions[EXTENSION].pages):
        kept.clear()
    return _page(app, path)


def _page(app: Flask, path: str) -> bytes:
    return app.test_client().get(path).get_data()


def _under_load(settings: Settings, folder: Path) -> None:
    env = {
        "NEWSDESK_WIKI": settings.wiki,
        "NEWSDESK_URL": settings.url,
        "NEWSDESK_CONFIG_PAGE": settings.config_page,
        "NEWSDESK_SECRET": settings.secret,
        "NEWSDESK_DATABASE": settings.database,
    }
    same = folder / "page.html"
    print(f"gunicorn, {server.WORKERS} workers, {server.CLIENTS} clients on the same machine,")
    print(f"median of {ROUNDS} rounds in turns")
    row("", "a second", "rounds", "p50 ms", "p95 ms")
    with server.serving("app:app", env) as (port, process):
        for path, name in PAGES:
            same.write_bytes(server.fetch(port, path))
            with server.serving("bench.bare:app", {"BENCH_PAGE": str(same)}) as (bare, _):
                _beside(name, port, path, bare)
        used = [f"{one:.0f} MB" for one in server.worker_megabytes(process)]
    print(f"\nmemory of the larger worker after that: {used[0]}, {used[1]} of them its own share")
    print("(resident set size, proportional set size; aim: under 150 MB)")


def _beside(name: str, port: int, path: str, bare: int) -> None:
    """Ask both in turns, once to warm up and then for the rounds that count."""
    rounds = [
        (server.load(port, path, SECONDS), server.load(bare, "/", SECONDS))
        for _ in range(1 + ROUNDS)
    ][1:]
    _loaded(f"the board, {name}", [ours for ours, _ in rounds])
    _loaded("a bare Flask page of the same bytes", [other for _, other in rounds])
    row("ratio (aim: at least 0.5)", *middle([ours.rate / other.rate for ours, other in rounds]))


def _loaded(name: str, rounds: list[server.Load]) -> None:
    taken = [one for load in rounds for one in load.seconds]
    row(name, *middle([load.rate for load in rounds], digits=0), *percentiles(taken))


def _imports() -> None:
    """Time fresh interpreters with and without the tool, in turns."""
    rounds = [(_interpreter("import newsdesk.web"), _interpreter("pass")) for _ in range(ROUNDS)]
    found, spread = middle([ours - bare for ours, bare in rounds])
    print(f"import of the tool: {found} s, rounds {spread} s\n")


def _interpreter(code: str) -> float:
    command = [sys.executable, "-c", code]
    return seconds(lambda: subprocess.run(command, check=True, cwd=server.ROOT))
