"""Insert-or-update in the words of either database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, Table, UniqueConstraint
from sqlalchemy.dialects import mysql, sqlite
from sqlalchemy.dialects.mysql.dml import Insert as MysqlInsert
from sqlalchemy.dialects.sqlite.dml import Insert as SqliteInsert

AnyRow = Row[*tuple[Any, ...]]
"""A row as a query returned it: its columns by name."""
Values = dict[str, Any]
"""A row to be stored."""


def upsert(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Insert rows, or change the ones that the table's unique columns already hold.

    All rows name the same columns.
    """
    if rows:
        key = _key(table)
        changed = [name for name in rows[0] if name not in key] or key[:1]
        connection.execute(_statement(connection, table, key, changed), rows)


def insert_missing(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Insert the rows whose unique columns the table does not hold yet; leave the others."""
    if rows:
        key = _key(table)
        connection.execute(_statement(connection, table, key, key[:1]), rows)


def _key(table: Table) -> list[str]:
    unique = next(c for c in table.constraints if isinstance(c, UniqueConstraint))
    return [column.name for column in unique.columns]


def _statement(
    connection: Connection, table: Table, key: list[str], changed: list[str]
) -> SqliteInsert | MysqlInsert:
    if connection.dialect.name == "sqlite":
        new = sqlite.insert(table)
        return new.on_conflict_do_update(
            index_elements=key, set_={name: new.excluded[name] for name in changed}
        )
    fresh = mysql.insert(table)
    return fresh.on_duplicate_key_update({name: fresh.inserted[name] for name in changed})
