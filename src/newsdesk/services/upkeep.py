"""What keeps the database in order, for the jobs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from newsdesk.infra import clock
from newsdesk.infra.settings import Settings
from newsdesk.store import (
    asked_addresses,
    claims,
    config_drafts,
    drafts,
    editor_rights,
    handled,
    leads,
    posts,
    rounds,
    sessions,
    short_links,
    stands,
    status_changes,
    submissions,
    trials,
)
from newsdesk.store import migrate as migrations
from newsdesk.store.database import connect, writing


@contextmanager
def database(settings: Settings) -> Iterator[Engine]:
    """Open the database, and close its connections afterwards."""
    engine = connect(settings.database)
    try:
        yield engine
    finally:
        engine.dispose()


def migrate(engine: Engine) -> str:
    """Bring the tables up to date; return the number of the migration that they have."""
    return migrations.upgrade(engine)


def is_current(engine: Engine) -> bool:
    """Tell whether the tables are up to date."""
    return migrations.is_current(engine)


def prune(engine: Engine) -> int:
    """Delete what is over, and what others said and links led to long ago; count the rows."""
    now = clock.now()
    read = (posts, leads, short_links, asked_addresses, stands, status_changes)
    # What was dealt with stays as long as what it is about, so it comes after the posts.
    done = (sessions, submissions, trials, handled, claims, rounds, editor_rights)
    parts = (*read, *done, drafts, config_drafts)
    with writing(engine) as connection:
        return sum(part.prune(connection, now=now) for part in parts)
