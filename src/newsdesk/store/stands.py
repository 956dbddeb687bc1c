"""Where each item was last seen to stand on each channel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, delete, func, select, update

from newsdesk.domain.status_change import Stand
from newsdesk.domain.sync_status import SyncStatus
from newsdesk.store.tables import stand as rows
from newsdesk.store.upsert import AnyRow, upsert

LOOKED_AT = timedelta(days=180)
"""How old an item may be for its changes to be told: what is older is looked at by nobody."""
_KEPT = LOOKED_AT + timedelta(days=30)
"""Longer than items are looked at: one that is met again would count as new."""


def every(connection: Connection, desk_id: int, since: date) -> list[Stand]:
    """Return what is known of the items of a day and later ones."""
    query = select(rows).where(rows.c.desk_id == desk_id, rows.c.day >= since).order_by(rows.c.id)
    return [_stand(row) for row in connection.execute(query)]


def save(connection: Connection, desk_id: int, stands: Sequence[Stand]) -> None:
    """Store where items stand now, in place of what was known of them."""
    upsert(connection, rows, [{"desk_id": desk_id, **asdict(one)} for one in stands])


def rename(connection: Connection, desk_id: int, names: Mapping[str, str]) -> None:
    """Let items be known by new ids: old id -> new id; what was known by the old one stays."""
    of_desk = rows.c.desk_id == desk_id
    for old, new in names.items():
        connection.execute(delete(rows).where(of_desk, rows.c.item_id == new))
        connection.execute(update(rows).where(of_desk, rows.c.item_id == old).values(item_id=new))


def newest(connection: Connection, desk_id: int, channel_id: str = "") -> datetime | None:
    """Return when a status last changed, on one channel or on any."""
    query = select(func.max(rows.c.changed)).where(rows.c.desk_id == desk_id)
    if channel_id:
        query = query.where(rows.c.channel_id == channel_id)
    found: datetime | None = connection.scalar(query)
    return found


def prune(connection: Connection, *, now: datetime) -> int:
    """Forget items that are too old for their changes to be told; return how many rows went."""
    old = rows.c.day < (now - _KEPT).date()
    return connection.execute(delete(rows).where(old)).rowcount


def _stand(row: AnyRow) -> Stand:
    return Stand(
        item_id=row.item_id,
        channel_id=row.channel_id,
        status=SyncStatus(row.status),
        url=row.url,
        day=row.day,
        seen=row.seen,
        changed=row.changed,
        began=row.began,
    )
