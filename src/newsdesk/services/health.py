"""Whether this deployment can do its work."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from newsdesk.infra.settings import Settings
from newsdesk.services import desk
from newsdesk.store import desks, migrate

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Whether the database answers, has all migrations, and when the last refresh ended."""

    database: bool
    migrated: bool = False
    refreshed: datetime | None = None

    @property
    def ok(self) -> bool:
        """Whether requests can be served; a refresh that is late is no reason to restart."""
        return self.database and self.migrated


def check(engine: Engine, settings: Settings) -> Health:
    """Look at the database; an error there is an answer, not an exception."""
    try:
        if not migrate.is_current(engine):
            return Health(database=True)
        return Health(database=True, migrated=True, refreshed=_refreshed(engine, settings))
    except SQLAlchemyError as error:
        log.warning("the database does not answer", extra={"error": type(error).__name__})
        return Health(database=False)


def _refreshed(engine: Engine, settings: Settings) -> datetime | None:
    desk_id = desk.find(engine, settings)
    if desk_id is None:
        return None
    with engine.connect() as connection:
        return desks.refreshed(connection, desk_id)
