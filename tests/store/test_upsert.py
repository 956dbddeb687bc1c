from __future__ import annotations

from sqlalchemy import Connection, select

from newsdesk.store.tables import item_alias
from newsdesk.store.upsert import insert_missing, upsert


def _row(desk_id: int, old: str, new: str) -> dict[str, object]:
    return {"desk_id": desk_id, "old_id": old, "new_id": new}


def _stored(connection: Connection) -> dict[str, str]:
    query = select(item_alias.c.old_id, item_alias.c.new_id)
    return {row.old_id: row.new_id for row in connection.execute(query)}


def test_upsert_inserts_and_changes(connection: Connection, desk_id: int) -> None:
    upsert(connection, item_alias, [_row(desk_id, "a", "1"), _row(desk_id, "b", "1")])
    upsert(connection, item_alias, [_row(desk_id, "b", "2"), _row(desk_id, "c", "2")])
    assert _stored(connection) == {"a": "1", "b": "2", "c": "2"}


def test_insert_missing_changes_nothing(connection: Connection, desk_id: int) -> None:
    insert_missing(connection, item_alias, [_row(desk_id, "a", "1")])
    insert_missing(connection, item_alias, [_row(desk_id, "a", "2"), _row(desk_id, "b", "2")])
    assert _stored(connection) == {"a": "1", "b": "2"}


def test_a_changed_row_keeps_its_number(connection: Connection, desk_id: int) -> None:
    number = select(item_alias.c.id).where(item_alias.c.old_id == "a")
    upsert(connection, item_alias, [_row(desk_id, "a", "1")])
    before = connection.scalar(number)
    upsert(connection, item_alias, [_row(desk_id, "a", "2")])
    assert connection.scalar(number) == before


def test_no_rows_are_no_work(connection: Connection) -> None:
    upsert(connection, item_alias, [])
    insert_missing(connection, item_alias, [])
    assert _stored(connection) == {}
