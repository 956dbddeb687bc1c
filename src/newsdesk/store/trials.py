"""Desks that are only tried out: rows like any desk's, which end after a day."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, select

from newsdesk.domain.desk import DeskKey
from newsdesk.store import desks
from newsdesk.store.tables import desk

LIFE = timedelta(days=1)
_PREFIX = "#trial-"
TEST = "test-"
"""What the tokens of tests of a single channel begin with: they are counted by themselves."""
"""No page's title begins like this: https://www.mediawiki.org/wiki/Manual:Page_title"""


def key(wiki: str, token: str) -> DeskKey:
    """Name the desk of a trial, by the token in its address."""
    return DeskKey(wiki, _PREFIX + token)


def begin(connection: Connection, wiki: str, token: str, *, now: datetime) -> int:
    """Make the desk of a new trial and return its id."""
    return desks.ensure(connection, key(wiki, token), now=now)


def find(connection: Connection, wiki: str, token: str, *, now: datetime) -> int | None:
    """Return the desk of a trial that is not over."""
    wanted = key(wiki, token)
    where = (desk.c.wiki == wanted.wiki, desk.c.page == wanted.page, desk.c.created > now - LIFE)
    return connection.scalar(select(desk.c.id).where(*where))


def count(connection: Connection, *, since: datetime, tests: bool = False) -> int:
    """Count the trials that began after a moment, of every wiki; or the tests of one channel."""
    query = select(func.count()).where(desk.c.page.startswith(_PREFIX), desk.c.created > since)
    test = desk.c.page.startswith(_PREFIX + TEST)
    return connection.scalar(query.where(test if tests else ~test)) or 0


def prune(connection: Connection, *, now: datetime) -> int:
    """Delete the trials that are over, with all their rows; return how many they were."""
    over = (desk.c.page.startswith(_PREFIX), desk.c.created <= now - LIFE)
    return connection.execute(delete(desk).where(*over)).rowcount
