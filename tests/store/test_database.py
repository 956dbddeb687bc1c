from __future__ import annotations

from datetime import datetime
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import Connection, Engine, insert, text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from newsdesk.domain.desk import DeskKey
from newsdesk.store import desks
from newsdesk.store.database import change, connect, writing
from newsdesk.store.tables import desk, item_alias
from tests.store.conftest import KEY
from tests.store.values import NOW, at_once


def test_only_sqlite_and_mariadb_are_known() -> None:
    with pytest.raises(ValueError, match="postgresql"):
        connect("postgresql://localhost/newsdesk")


@pytest.mark.parametrize("name", ["mysql+pymysql", "mariadb+pymysql", "mysql"])
def test_every_name_of_mariadb_means_the_same(name: str) -> None:
    engine = connect(f"{name}://tool@localhost/newsdesk?charset=latin1")
    assert engine.url.drivername == "mysql+pymysql"
    assert engine.url.query["charset"] == "utf8mb4"


def test_the_folder_of_an_sqlite_file_is_made(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path}/new/folder/newsdesk.sqlite")
    with engine.connect() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
    engine.dispose()


def test_a_transaction_that_fails_leaves_nothing(engine: Engine) -> None:
    def store_and_fail() -> None:
        with writing(engine) as connection:
            desks.ensure(connection, KEY, now=NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store_and_fail()
    with engine.connect() as connection:
        assert desks.find(connection, KEY) is None


def test_a_row_needs_its_desk(engine: Engine) -> None:
    orphan = {"desk_id": 12345, "old_id": "a", "new_id": "b"}
    with pytest.raises(IntegrityError), writing(engine) as connection:
        connection.execute(insert(item_alias).values(orphan))


def test_errors_do_not_show_values(engine: Engine) -> None:
    secret = {"desk_id": 12345, "old_id": "hunter2", "new_id": "b"}
    with pytest.raises(DBAPIError) as raised, writing(engine) as connection:
        connection.execute(insert(item_alias).values(secret))
    assert "hunter2" not in str(raised.value)


def test_readers_do_not_wait_for_a_writer(engine: Engine, desk_id: int) -> None:
    with writing(engine) as writer, engine.connect() as reader:
        desks.bump(writer, desk_id)
        assert desks.version(reader, desk_id) == 1
    with engine.connect() as reader:
        assert desks.version(reader, desk_id) == 2


def test_writers_that_read_first_lose_no_update(engine: Engine, desk_id: int) -> None:
    def read_then_write(_number: int) -> None:
        with writing(engine) as connection:
            desks.version(connection, desk_id)
            desks.bump(connection, desk_id)

    at_once(8, read_then_write)
    with engine.connect() as connection:
        assert desks.version(connection, desk_id) == 9


def test_a_moment_without_a_zone_is_refused(engine: Engine, desk_id: int) -> None:
    naive = datetime(2026, 11, 21)  # noqa: DTZ001 - that is what is refused
    with pytest.raises(StatementError, match="needs a zone"), writing(engine) as connection:
        desks.set_refreshed(connection, desk_id, now=naive)


def test_mariadb_refuses_text_that_does_not_fit(migrated_mariadb: str) -> None:
    engine = connect(migrated_mariadb)
    long = {"wiki": "x" * 256, "page": "p", "version": 1, "created": NOW, "matched_by": ""}
    with pytest.raises(DBAPIError, match="too long"), writing(engine) as connection:
        connection.execute(insert(desk).values(long))
    engine.dispose()


def test_of_two_that_wait_for_each_other_both_get_through(engine: Engine) -> None:
    """SQLite lets one after the other in; MariaDB undoes one of them, which then tries again."""
    together = Barrier(2, timeout=30) if engine.dialect.name == "mysql" else Barrier(1)
    with writing(engine) as connection:
        pages = [DeskKey(KEY.wiki, name) for name in ("one", "other")]
        both = [desks.ensure(connection, page, now=NOW) for page in pages]
    tries = []

    def act(number: int) -> None:
        def bump_both(connection: Connection) -> None:
            tries.append(number)
            desks.bump(connection, both[number])
            if tries.count(number) == 1:
                together.wait()
            desks.bump(connection, both[1 - number])

        change(engine, bump_both)

    at_once(2, act)
    with engine.connect() as connection:
        assert [desks.version(connection, one) for one in both] == [3, 3]
    assert len(tries) == (3 if engine.dialect.name == "mysql" else 2)


def test_what_fails_for_another_reason_is_not_done_again(engine: Engine) -> None:
    tries = []

    def fail(connection: Connection) -> None:
        tries.append(1)
        connection.execute(text("SELECT nothing FROM nowhere"))

    with pytest.raises(DBAPIError, match="nowhere"):
        change(engine, fail)
    assert len(tries) == 1
