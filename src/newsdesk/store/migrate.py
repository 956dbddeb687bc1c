"""Brings the tables of a database up to date, one numbered migration after another.

Migrations only add, so that a neighbouring version of the tool can run beside this one.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, inspect, text

from newsdesk.store.database import writing

HEAD = "0003"
"""The newest migration's number; asked for by web processes, which need not import alembic."""
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

    A database that a later version of the tool has migrated is left as it is.
    """
    if not is_current(engine):
        _run(engine)
    return version(engine)


def _run(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
