"""Brings the tables of a database up to date, one numbered migration after another.

Migrations only add, so that a neighbouring version of the tool can run beside this one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, inspect, text

from newsdesk.store.codec import fingerprint
from newsdesk.store.database import writing

HEAD = "0013"
"""The newest migration's number; asked for by web processes, which need not import alembic."""
_PATIENCE = 60
"""Seconds for which another process that migrates is waited for."""
_LONGEST_NAME = 64
_FOLDER = Path(__file__).parent / "migrations"


def version(engine: Engine) -> str:
    """Return the number of the last migration that the database has had, ``""`` for none."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return ""
        return connection.scalar(text("SELECT version_num FROM alembic_version")) or ""


def is_current(engine: Engine) -> bool:
    """Tell whether the database has every table and column that this version needs."""
    return version(engine) >= HEAD


def upgrade(engine: Engine) -> str:
    """Run the migrations that the database has not had, and return the number it then has.

    Two that run at once do it one after the other. A database that a later version of the tool
    has migrated is left as it is.
    """
    if not is_current(engine):
        _run(engine)
    return version(engine)


def _run(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    with _alone(engine), writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


@contextmanager
def _alone(engine: Engine) -> Iterator[None]:
    """Wait until no other process migrates a MariaDB database, whose tables know no transaction.

    SQLite's lock is that of writing. See https://mariadb.com/kb/en/get_lock/

    :raises TimeoutError: where another one takes too long
    """
    if engine.dialect.name == "sqlite":
        yield
        return
    name = {"name": f"newsdesk {fingerprint(engine.url.database or '')}"[:_LONGEST_NAME]}
    with engine.connect() as connection:
        if not connection.scalar(text(f"SELECT GET_LOCK(:name, {_PATIENCE})"), name):
            raise TimeoutError("another process has been migrating the database for long")
        try:
            yield
        finally:
            connection.execute(text("SELECT RELEASE_LOCK(:name)"), name)
