"""The revisions of the wiki's pages that the tool works with, and when it last asked for newer.

Of each page the newest known revision is kept; of the configuration page the last valid one too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, delete, literal, select, update

from newsdesk.domain.desk import PageRevision, Problem
from newsdesk.domain.message import Message
from newsdesk.store import codec
from newsdesk.store.tables import page, revision
from newsdesk.store.types import Json
from newsdesk.store.upsert import AnyRow, insert_missing, upsert


class Slot(StrEnum):
    """Which revision of a page."""

    NEWEST = "newest"
    VALID = "valid"


@dataclass(frozen=True, slots=True)
class Asked:
    """How asking the wiki for a page went: ``checked`` is when it last answered.

    ``failure`` says why it does not answer, ``failed_since`` since when.
    """

    checked: datetime | None = None
    failure: Message | None = None
    failed_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Walk:
    """Which stretch of a page's history has been searched for renamed items.

    ``newest`` and ``oldest`` are revision ids, ``count`` is how many revisions lie between.
    """

    newest: int
    oldest: int
    count: int


def get(
    connection: Connection, desk_id: int, title: str, slot: Slot = Slot.NEWEST
) -> PageRevision | None:
    """Return a page's newest known or last valid revision."""
    row = _row(connection, desk_id, title, slot)
    return None if row is None else _revision(row)


def problems(
    connection: Connection, desk_id: int, title: str, slot: Slot = Slot.NEWEST
) -> tuple[Problem, ...]:
    """Return what was wrong with that revision when it was read."""
    return with_problems(connection, desk_id, title, slot)[1]


def with_problems(
    connection: Connection, desk_id: int, title: str, slot: Slot = Slot.NEWEST
) -> tuple[PageRevision | None, tuple[Problem, ...]]:
    """Return what :func:`get` and :func:`problems` do, at once."""
    row = _row(connection, desk_id, title, slot)
    return (None, ()) if row is None else (_revision(row), codec.to_problems(row.problems))


def every(connection: Connection, desk_id: int, titles: Sequence[str]) -> dict[str, PageRevision]:
    """Return the newest known revisions of pages by their titles, as far as there are any."""
    query = select(revision).where(
        revision.c.desk_id == desk_id,
        revision.c.slot == Slot.NEWEST.value,
        revision.c.title.in_(titles),
    )
    return {row.title: _revision(row) for row in connection.execute(query)}


def revids(connection: Connection, desk_id: int, titles: Sequence[str]) -> dict[str, int | None]:
    """Return the ids of the newest known revisions, ``None`` for one with problems."""
    query = select(revision.c.title, revision.c.revid, revision.c.problems).where(
        revision.c.desk_id == desk_id,
        revision.c.slot == Slot.NEWEST.value,
        revision.c.title.in_(titles),
    )
    return {row.title: None if row.problems else row.revid for row in connection.execute(query)}


def faulty(
    connection: Connection, desk_id: int, *, under: str
) -> list[tuple[PageRevision, tuple[Problem, ...]]]:
    """Return the newest revisions with problems of the pages whose titles begin with ``under``."""
    query = (
        select(revision)
        .where(revision.c.desk_id == desk_id, revision.c.slot == Slot.NEWEST.value)
        .where(revision.c.title.startswith(under, autoescape=True))
        .where(revision.c.problems != literal([], Json))
        .order_by(revision.c.title)
    )
    return [(_revision(row), codec.to_problems(row.problems)) for row in connection.execute(query)]


def save(
    connection: Connection,
    desk_id: int,
    new: PageRevision,
    slot: Slot = Slot.NEWEST,
    found: Sequence[Problem] = (),
) -> None:
    """Store a revision, with its problems, in place of the former one."""
    row = {
        "desk_id": desk_id,
        "title": new.title,
        "slot": slot.value,
        "revid": new.revid,
        "parent": new.parent,
        "user": new.user,
        "time": new.time,
        "text": new.text,
        "comment": new.comment,
        "model": new.model,
        "read": new.read,
        "problems": codec.from_problems(found),
    }
    upsert(connection, revision, [row])


def forget(connection: Connection, desk_id: int, title: str, slot: Slot = Slot.NEWEST) -> bool:
    """Forget a revision, as when its page was deleted; return whether there was one."""
    where = (
        revision.c.desk_id == desk_id,
        revision.c.title == title,
        revision.c.slot == slot.value,
    )
    return connection.execute(delete(revision).where(*where)).rowcount > 0


def checked(connection: Connection, desk_id: int, title: str) -> datetime | None:
    """Return when the wiki was last asked for a newer revision of the page."""
    return asked(connection, desk_id, title).checked


def asked(connection: Connection, desk_id: int, title: str) -> Asked:
    """Return how asking the wiki for the page went."""
    columns = (page.c.checked, page.c.failure, page.c.failed_since)
    row = connection.execute(select(*columns).where(*_named(desk_id, title))).one_or_none()
    if row is None:
        return Asked()
    failure = None if row.failure is None else codec.to_message(row.failure)
    return Asked(row.checked, failure, row.failed_since)


def set_failure(
    connection: Connection, desk_id: int, title: str, why: Message | None, *, now: datetime
) -> bool:
    """Remember that the wiki did not answer, or with ``None`` that it did; return if that is new.

    A failure that lasts keeps the moment when it began.
    """
    before = asked(connection, desk_id, title)
    if before.failure == why:
        return False
    row = {
        "desk_id": desk_id,
        "title": title,
        "failure": None if why is None else codec.from_message(why),
        "failed_since": None if why is None else before.failed_since or now,
    }
    upsert(connection, page, [row])
    return True


def set_checked(
    connection: Connection, desk_id: int, titles: Sequence[str], *, now: datetime
) -> None:
    """Remember that the wiki was asked for newer revisions of these pages."""
    rows = [{"desk_id": desk_id, "title": title, "checked": now} for title in titles]
    upsert(connection, page, rows)


def walk(connection: Connection, desk_id: int, title: str) -> Walk | None:
    """Return how much of the page's history has been searched, or ``None`` for nothing."""
    columns = (page.c.walked_newest, page.c.walked_oldest, page.c.walked)
    query = select(*columns).where(*_named(desk_id, title))
    row = connection.execute(query).one_or_none()
    if row is None or row.walked_newest is None:
        return None
    return Walk(row.walked_newest, row.walked_oldest, row.walked)


def set_walk(connection: Connection, desk_id: int, title: str, done: Walk) -> None:
    """Remember how much of the page's history has been searched."""
    insert_missing(connection, page, [{"desk_id": desk_id, "title": title}])
    searched = {
        "walked_newest": done.newest,
        "walked_oldest": done.oldest,
        "walked": done.count,
    }
    connection.execute(update(page).where(*_named(desk_id, title)).values(**searched))


def _named(desk_id: int, title: str) -> tuple[Any, Any]:
    return page.c.desk_id == desk_id, page.c.title == title


def _row(connection: Connection, desk_id: int, title: str, slot: Slot) -> AnyRow | None:
    query = select(revision).where(
        revision.c.desk_id == desk_id, revision.c.title == title, revision.c.slot == slot.value
    )
    return connection.execute(query).one_or_none()


def _revision(row: AnyRow) -> PageRevision:
    return PageRevision(
        title=row.title,
        revid=row.revid,
        parent=row.parent,
        user=row.user,
        time=row.time,
        text=row.text,
        comment=row.comment,
        model=row.model,
        read=row.read,
    )
