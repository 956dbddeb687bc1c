"""The items that were matched, and the keys by which posts find them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, delete, insert, select, update

from newsdesk.store.batches import batches
from newsdesk.store.codec import fingerprint
from newsdesk.store.tables import item_key, matched_item
from newsdesk.store.tables.base import NAME


@dataclass(frozen=True, slots=True)
class Keyed:
    """An item with what it is found by: all that matters of it has one fingerprint."""

    item_id: str
    fingerprint: str
    day: date
    keys: Collection[str]


def known(connection: Connection, desk_id: int) -> dict[str, str]:
    """Return the fingerprint of each item that was matched, by its id."""
    query = select(matched_item.c.item_id, matched_item.c.fingerprint)
    rows = connection.execute(query.where(matched_item.c.desk_id == desk_id))
    return {row.item_id: row.fingerprint for row in rows}


def fresh(connection: Connection, desk_id: int) -> list[str]:
    """Return the items that not all posts were compared with."""
    query = select(matched_item.c.item_id).where(
        matched_item.c.desk_id == desk_id, matched_item.c.fresh
    )
    return list(connection.scalars(query))


def settle(connection: Connection, desk_id: int) -> None:
    """Remember that all posts were compared with all items."""
    here = matched_item.c.desk_id == desk_id, matched_item.c.fresh
    connection.execute(update(matched_item).where(*here).values(fresh=False))


def forget(connection: Connection, desk_id: int, item_ids: Iterable[str]) -> None:
    """Forget items."""
    for some in batches(item_ids):
        for rows in (item_key, matched_item):
            here = rows.c.desk_id == desk_id, rows.c.item_id.in_(some)
            connection.execute(delete(rows).where(*here))


def clear(connection: Connection, desk_id: int) -> None:
    """Forget every item."""
    for rows in (item_key, matched_item):
        connection.execute(delete(rows).where(rows.c.desk_id == desk_id))


def add(connection: Connection, desk_id: int, items: Sequence[Keyed], *, fresh: bool) -> None:
    """Store items that are not known; ``fresh`` are those that posts are to be compared with."""
    place = {"desk_id": desk_id}
    keys = [
        place | {"item_id": one.item_id, "day": one.day, "key": key}
        for one in items
        for key in {_short(key) for key in one.keys}
    ]
    rows = [
        place | {"item_id": one.item_id, "fingerprint": one.fingerprint, "fresh": fresh}
        for one in items
    ]
    if keys:
        connection.execute(insert(item_key), keys)
    if rows:
        connection.execute(insert(matched_item), rows)


def having(
    connection: Connection, desk_id: int, keys: Iterable[str], *, since: date, until: date
) -> Mapping[str, list[str]]:
    """Return which items of these days have which of the keys."""
    names = {_short(key): key for key in keys}
    query = select(item_key.c.key, item_key.c.item_id).where(
        item_key.c.desk_id == desk_id, item_key.c.day.between(since, until)
    )
    found: dict[str, list[str]] = {}
    for some in batches(names):
        for row in connection.execute(query.where(item_key.c.key.in_(some))):
            found.setdefault(row.item_id, []).append(names[row.key])
    return found


def _short(key: str) -> str:
    return key if len(key) <= NAME else fingerprint(key)
