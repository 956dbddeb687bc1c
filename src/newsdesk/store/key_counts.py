"""How many texts of a desk have a key, as far as more than one has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, delete, insert, select

from newsdesk.store.batches import batches
from newsdesk.store.tables import key_count
from newsdesk.store.tables.base import NAME


def replace(connection: Connection, desk_id: int, having: Mapping[str, int]) -> None:
    """Store the counts in place of the former ones.

    A key that is too long to be stored counts as one that one text alone has.
    """
    connection.execute(delete(key_count).where(key_count.c.desk_id == desk_id))
    rows = [
        {"desk_id": desk_id, "key": key, "texts": texts}
        for key, texts in having.items()
        if len(key) <= NAME
    ]
    if rows:
        connection.execute(insert(key_count), rows)


def of_keys(connection: Connection, desk_id: int, keys: Iterable[str]) -> dict[str, int]:
    """Return the counts of these keys."""
    query = select(key_count.c.key, key_count.c.texts).where(key_count.c.desk_id == desk_id)
    return {
        row.key: row.texts
        for some in batches(keys)
        for row in connection.execute(query.where(key_count.c.key.in_(some)))
    }


def every(connection: Connection, desk_id: int) -> dict[str, int]:
    """Return all counts."""
    query = select(key_count.c.key, key_count.c.texts).where(key_count.c.desk_id == desk_id)
    return {row.key: row.texts for row in connection.execute(query)}
