"""The one place where a connection to the database is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import OperationalError

if TYPE_CHECKING:
    from sqlite3 import Connection as SqliteConnection

BUSY_SECONDS = 10
_RECYCLE_SECONDS = 280
_IMMEDIATE = "newsdesk_immediate"
_DEADLOCK = 1213
_TRIES = 5
T = TypeVar("T")


def connect(url: str) -> Engine:
    """Return an engine for an SQLite or a MariaDB address.

    Read with ``engine.connect()``: all its reads see one moment. Write with :func:`writing`.

    :raises ValueError: for any other kind of database
    """
    parsed = make_url(url)
    match parsed.get_backend_name():
        case "sqlite":
            return _sqlite(parsed)
        case "mysql" | "mariadb":
            return _mariadb(parsed)
        case other:
            raise ValueError(f"newsdesk keeps its data in SQLite or MariaDB, not in {other}")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that is going to write; it ends committed, or undone by an exception.

    SQLite takes the write lock at once, as a reader that turns writer may be refused; MariaDB
    reads what is committed, so that what is read before a write is not an older snapshot.
    """
    options = (
        {_IMMEDIATE: True}
        if engine.dialect.name == "sqlite"
        else {"isolation_level": "READ COMMITTED"}
    )
    with engine.connect() as connection:
        writer = connection.execution_options(**options)
        with writer.begin():
            yield writer


def change(engine: Engine, act: Callable[[Connection], T]) -> T:
    """Do something in a transaction of its own, again if the database undid it for another's sake.

    See https://mariadb.com/kb/en/innodb-lock-modes/ for who of those that wait for each other is
    undone: all that ``act`` does is done in the transaction, so it can be done again.
    """
    for _ in range(_TRIES - 1):
        try:
            with writing(engine) as connection:
                return act(connection)
        except OperationalError as error:
            if error.orig is None or error.orig.args[:1] != (_DEADLOCK,):
                raise
    with writing(engine) as connection:
        return act(connection)


def _sqlite(url: URL) -> Engine:
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: SqliteConnection, _record: object) -> None:
    """Let readers and a writer work side by side, and leave transactions to the engine.

    See https://docs.sqlalchemy.org/en/21/dialects/sqlite.html#transactions-with-sqlite-and-the-sqlite3-driver
    """
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    immediate = connection.get_execution_options().get(_IMMEDIATE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _mariadb(url: URL) -> Engine:
    """Connect with four-byte characters, and with errors instead of silently cut values.

    Idle connections are closed by the server, hence the ping and the recycling.
    """
    return create_engine(
        url.set(drivername="mysql+pymysql").update_query_dict({"charset": "utf8mb4"}),
        connect_args={
            "connect_timeout": BUSY_SECONDS,
            "init_command": "SET SESSION sql_mode = 'STRICT_ALL_TABLES'",
        },
        hide_parameters=True,
        pool_pre_ping=True,
        pool_recycle=_RECYCLE_SECONDS,
    )
