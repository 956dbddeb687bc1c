"""Which edits of the wiki's pages added, reworded and removed news items."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, func, select

from newsdesk.domain.news_item import Deed, ItemEdit
from newsdesk.store.tables import item_edit
from newsdesk.store.upsert import AnyRow, upsert


def save(connection: Connection, desk_id: int, edits: Sequence[ItemEdit]) -> None:
    """Store edits; one that is known already is stored once."""
    rows = [{"desk_id": desk_id, **asdict(one), "deed": one.deed.value} for one in edits]
    upsert(connection, item_edit, rows)


def of_item(connection: Connection, desk_id: int, names: Collection[str]) -> list[ItemEdit]:
    """Return the edits of an item that was called by these ids, oldest first."""
    query = (
        select(item_edit)
        .where(item_edit.c.desk_id == desk_id, item_edit.c.item_id.in_(names))
        .order_by(item_edit.c.time, item_edit.c.revid, item_edit.c.id)
    )
    return [_edit(row) for row in connection.execute(query)]


def newest(connection: Connection, desk_id: int) -> datetime | None:
    """Return when an edit last added, reworded or removed an item."""
    query = select(func.max(item_edit.c.time)).where(item_edit.c.desk_id == desk_id)
    found: datetime | None = connection.scalar(query)
    return found


def _edit(row: AnyRow) -> ItemEdit:
    return ItemEdit(
        page=row.page,
        item_id=row.item_id,
        deed=Deed(row.deed),
        revid=row.revid,
        user=row.user,
        time=row.time,
        comment=row.comment,
    )
