"""Whom the wiki lately said that it lets edit the news page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select

from newsdesk.store.tables import editor_right as rows
from newsdesk.store.upsert import upsert

KEPT = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorRight:
    """What the wiki said of somebody; ``allowed`` is ``None`` if it did not answer."""

    allowed: bool | None
    asked: datetime


def save(connection: Connection, desk_id: int, user: str, one: EditorRight) -> None:
    """Remember what the wiki said last."""
    row = {"desk_id": desk_id, "user": user, "allowed": one.allowed, "asked": one.asked}
    upsert(connection, rows, [row])


def get(connection: Connection, desk_id: int, user: str, *, now: datetime) -> EditorRight | None:
    """Return what the wiki said of somebody in the last ten minutes."""
    query = select(rows).where(rows.c.desk_id == desk_id, rows.c.user == user)
    lately = query.where(rows.c.asked > now - KEPT)
    row = connection.execute(lately).one_or_none()
    if row is None:
        return None
    return EditorRight(allowed=row.allowed, asked=row.asked)


def prune(connection: Connection, *, now: datetime) -> int:
    """Delete what is older, of every desk; return how many."""
    return connection.execute(delete(rows).where(rows.c.asked <= now - KEPT)).rowcount
