"""Status pages and the API, as many wiki pages link to them: how many a second, and queries each.

The bare page beside each is asked in turns with it, as for the board.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy import Engine, event

from bench import server, story
from bench.server import Load
from bench.table import middle, percentiles, row
from newsdesk.infra import clock
from newsdesk.infra.settings import Settings
from newsdesk.store import desks, items
from newsdesk.store.database import connect, writing
from newsdesk.web import create_app
from newsdesk.web.lasting import MINUTE
from newsdesk.web.tool import EXTENSION

CLIENTS = 50
ROUNDS = 3
SECONDS = 1.5
LINK = "https://wiki.example/wiki/Newest"


def main() -> None:
    """Measure, and print the tables."""
    with tempfile.TemporaryDirectory() as folder:
        settings = story.settings(folder)
        engine, now = connect(settings.database), clock.now()
        desk_id = story.fill(engine, settings, now)
        addresses = _addresses(engine, desk_id, now)
        print(f"{story.CHANNELS} channels, {story.POSTS} posts, {story.ITEMS} items, SQLite\n")
        _queries(settings, desk_id, addresses)
        _under_load(settings, addresses, Path(folder))
        engine.dispose()


def _addresses(engine: Engine, desk_id: int, now: datetime) -> dict[str, str]:
    """Let the newest item link somewhere; name what is asked for."""
    with writing(engine) as connection:
        found = items.of_page(connection, desk_id, story.PAGE)
        newest = replace(found[0], links=(LINK,))
        items.replace(connection, desk_id, story.PAGE, [newest, *found[1:]])
        desks.set_refreshed(connection, desk_id, now=now)
        desks.bump(connection, desk_id)
    return {
        "item's page": f"/item/{newest.id}",
        "wiki page's": "/page/Template:MediaWiki_News",
        "link's page": f"/link/{LINK}",
        "status": "/status",
        "API, one item": f"/api/v1/items/{newest.id}",
        "API, 50 items": "/api/v1/items",
    }


def _queries(settings: Settings, desk_id: int, addresses: dict[str, str]) -> None:
    """Count what the first answer costs, a minute of asking, a change, and what is made up."""
    app = create_app(settings)
    engine = app.extensions[EXTENSION].engine
    row("database queries", "first", "a minute", "changed")
    client = app.test_client()
    with _clock() as a_minute_passes:
        for name, path in addresses.items():
            first = _count(engine, client, path)
            a_minute_passes()
            minute = _count(engine, client, path, times=CLIENTS)
            with writing(engine) as connection:
                desks.bump(connection, desk_id)
            a_minute_passes()
            row(name, str(first), str(minute), str(_count(engine, client, path)))
    for path in ("/item/x", "/item/2026-01-01-x", "/page/X", "/link/https://x.example/"):
        made_up = [_count(engine, client, path) for _ in range(2)]
        row(f"made up: {path}", *map(str, made_up))
    print()


def _count(engine: Engine, client: FlaskClient, path: str, times: int = 1) -> int:
    """Ask for an address, and count what that sends to the database."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith("BEGIN"):
            seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    for _ in range(times):
        client.get(path).close()
    event.remove(engine, "before_cursor_execute", note)
    return len(seen)


@contextmanager
def _clock() -> Iterator[Callable[[], None]]:
    """Yield what lets a minute pass on the clock that caches go by."""
    ticks, passed = clock.ticks, [0]
    clock.ticks = lambda: ticks() + sum(passed)
    try:
        yield lambda: passed.append(MINUTE + 1)
    finally:
        clock.ticks = ticks


def _under_load(settings: Settings, addresses: dict[str, str], folder: Path) -> None:
    env = {
        "NEWSDESK_WIKI": settings.wiki,
        "NEWSDESK_URL": settings.url,
        "NEWSDESK_CONFIG_PAGE": settings.config_page,
        "NEWSDESK_SECRET": settings.secret,
        "NEWSDESK_DATABASE": settings.database,
    }
    same = folder / "page.html"
    print(f"gunicorn, {server.WORKERS} workers, {CLIENTS} clients on the same machine,")
    print(f"median of {ROUNDS} rounds in turns")
    row("", "a second", "rounds", "p50 ms", "p99 ms", "304")
    with server.serving("app:app", env) as (port, _):
        for name, path in addresses.items():
            same.write_bytes(server.fetch(port, path))
            with server.serving("bench.bare:app", {"BENCH_PAGE": str(same)}) as (bare, _):
                _beside(name, port, path, bare)


def _beside(name: str, port: int, path: str, bare: int) -> None:
    """Ask for it, for the bare page, and for it by who has it, in turns."""
    etag = server.etag(port, path)
    rounds = [
        (
            server.load(port, path, SECONDS, clients=CLIENTS),
            server.load(bare, "/", SECONDS, clients=CLIENTS),
            server.load(port, path, SECONDS, clients=CLIENTS, etag=etag),
        )
        for _ in range(1 + ROUNDS)
    ][1:]
    _loaded(name, [one for one, _, _ in rounds])
    _loaded("  a bare Flask page of the same bytes", [one for _, one, _ in rounds])
    _loaded("  by who has it already", [one for _, _, one in rounds])
    row("  ratio", *middle([ours.rate / other.rate for ours, other, _ in rounds]))


def _loaded(name: str, rounds: list[Load]) -> None:
    taken = sorted(one for load in rounds for one in load.seconds)
    share = sum(load.unchanged for load in rounds) / len(taken)
    tail = taken[int(len(taken) * 0.99)] * 1000
    p50, _ = percentiles(taken)
    rates = middle([load.rate for load in rounds], digits=0)
    row(name, *rates, p50, f"{tail:.1f}", f"{share:.0%}")
