"""A channel that fails for a day: the requests that it costs, and what the board pays for it."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from sqlalchemy import Engine

from bench import story
from bench.reading import KINDS, fresh, noon, settings_of
from bench.table import row, seconds
from newsdesk.domain.fetch import StreamState
from newsdesk.infra.settings import Settings
from newsdesk.services.board import Period, load
from newsdesk.services.schedule import BUSY
from newsdesk.store import desks, streams
from newsdesk.store.database import connect, writing
from sandbox import practice
from sandbox.practice import Fault, Practice
from sandbox.practice.mastodon import ORIGIN

DAY = timedelta(days=1)
TIMES = 40
FAULTS = {
    "answers 500": Fault.BROKEN,
    "answers 401": Fault.UNAUTHORIZED,
    "answers 429": Fault.TOO_MANY,
    "answers with broken JSON": Fault.BROKEN_JSON,
}
CHANNEL = KINDS[0]


def main() -> None:
    """Measure, and print the tables."""
    now, state = noon(), StreamState()
    minutes = BUSY // timedelta(minutes=1)
    row(f"\n{CHANNEL.name}, looked at every {minutes} minutes of a day", "requests")
    with TemporaryDirectory() as folder, practice.start(now.date()) as running:
        settings = settings_of(folder, running.origins)
        row("answers well", str(_a_day(settings, now, running, None)[0]))
        for name, fault in FAULTS.items():
            asked, state = _a_day(settings, now, running, fault)
            row(name, str(asked))
    with TemporaryDirectory() as folder:
        _board(Path(folder), now, state)


def _a_day(
    settings: Settings, now: datetime, running: Practice, fault: Fault | None
) -> tuple[int, StreamState]:
    """Read the channel well once, then let it fail for a day; return the day's requests."""
    with fresh(settings) as here:
        here.read([CHANNEL], now, latency=0)
        if fault:
            running.fail(ORIGIN, fault)
        moments = [now + number * BUSY for number in range(1, DAY // BUSY + 1)]
        asked = sum(here.read([CHANNEL], one, latency=0)[0].requests for one in moments)
        running.recover()
        with here.engine.connect() as connection:
            return asked, streams.state(connection, here.id, CHANNEL)


def _board(folder: Path, now: datetime, state: StreamState) -> None:
    """Load the board with and without a channel that fails like that, in turns."""
    if state.failed_since is None:
        raise RuntimeError("the channel did not fail")
    boards = {
        "all channels read": _desk(folder / "well.sqlite", now, None),
        "one fails for a day": _desk(folder / "failing.sqlite", now, state),
    }
    taken: dict[str, list[float]] = {name: [] for name in boards}
    for _ in range(TIMES):
        for name, (engine, desk_id) in boards.items():
            taken[name].append(seconds(partial(load, engine, desk_id, now, Period.WITHIN)))
    row("board from stored data", "p50 ms")
    for name, found in taken.items():
        row(name, f"{median(found) * 1000:.1f}")
    well, failing = (median(found) for found in taken.values())
    row("ratio", f"{failing / well:.2f}")


def _desk(file: Path, now: datetime, state: StreamState | None) -> tuple[Engine, int]:
    settings = settings_of(str(file.parent), {})
    engine = connect(f"sqlite:///{file}")
    desk_id = story.fill(engine, settings, now)
    if state:
        with writing(engine) as connection:
            [first, *_] = story.channels()
            streams.save(connection, desk_id, first, state)
            desks.bump(connection, desk_id)
    return engine, desk_id
