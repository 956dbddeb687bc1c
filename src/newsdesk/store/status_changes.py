"""How items' statuses on channels changed, for 180 days."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from newsdesk.domain.status_change import StatusChange
from newsdesk.domain.sync_status import SyncStatus
from newsdesk.store.tables import status_change as rows
from newsdesk.store.upsert import AnyRow

KEPT = timedelta(days=180)


def add(connection: Connection, desk_id: int, changes: Sequence[StatusChange]) -> None:
    """Store changes; the database numbers them, in order."""
    made = [asdict(one) | {"desk_id": desk_id} for one in changes]
    for one in made:
        del one["number"]
    if made:
        connection.execute(insert(rows), made)


def newest(
    connection: Connection,
    desk_id: int,
    *,
    limit: int,
    below: int | None = None,
    names: Collection[str] = (),
    channel_id: str = "",
) -> list[StatusChange]:
    """Return the newest changes, newest first: of every item, or of one that had these ids.

    Only those numbered ``below`` a number, where one is given, and of one channel, if it is named.
    """
    query = select(rows).where(rows.c.desk_id == desk_id).order_by(rows.c.id.desc()).limit(limit)
    if below is not None:
        query = query.where(rows.c.id < below)
    if names:
        query = query.where(rows.c.item_id.in_(names))
    if channel_id:
        query = query.where(rows.c.channel_id == channel_id)
    return [_change(row) for row in connection.execute(query)]


def prune(connection: Connection, *, now: datetime) -> int:
    """Delete changes of longer than 180 days ago; return how many there were."""
    return connection.execute(delete(rows).where(rows.c.time <= now - KEPT)).rowcount


def _change(row: AnyRow) -> StatusChange:
    return StatusChange(
        number=row.id,
        item_id=row.item_id,
        channel_id=row.channel_id,
        before=SyncStatus(row.before) if row.before else None,
        after=SyncStatus(row.after),
        time=row.time,
        day=row.day,
        text=row.text,
        url=row.url,
    )
