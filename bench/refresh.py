"""What a refresh pays for matching what is stored and looking which statuses changed."""

from __future__ import annotations

import tempfile
from functools import partial

from bench import story
from bench.table import row, seconds, timed
from newsdesk import __version__
from newsdesk.infra import clock
from newsdesk.services import watching
from newsdesk.store import desks, revisions
from newsdesk.store.database import connect, writing
from newsdesk.store.revisions import Walk
from newsdesk.sync.matching import match

TIMES = 5


def main() -> None:
    """Measure, and print the table."""
    news, found = story.told(clock.now())
    row("matching items with posts", "p50 ms", "p95 ms")
    first = seconds(lambda: match(news, found, story.SITE))
    row("in a new process", f"{first * 1000:.1f}")
    timed("again, texts known", lambda: match(news, found, story.SITE), TIMES)
    _statuses()


def _statuses() -> None:
    """Look at the statuses of the items that are owed, at first and when none has changed."""
    with tempfile.TemporaryDirectory() as folder:
        settings = story.settings(folder)
        engine, now = connect(settings.database), clock.now()
        desk_id = story.fill(engine, settings, now)
        with writing(engine) as connection:
            desks.set_matched(connection, desk_id, __version__)
            revisions.set_walk(connection, desk_id, story.PAGE, Walk(1_000, 1, 999))
        look = partial(watching.run, engine, desk_id, now, ())
        row("which statuses changed", f"{seconds(look) * 1000:.1f}")
        timed("again, none did", look, 4 * TIMES)
        engine.dispose()
