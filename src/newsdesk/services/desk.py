"""The one desk that this deployment serves."""

from __future__ import annotations

from sqlalchemy import Engine

from newsdesk.domain.desk import DeskKey
from newsdesk.infra import clock
from newsdesk.infra.settings import Settings
from newsdesk.store import desks
from newsdesk.store.database import writing


def key(settings: Settings) -> DeskKey:
    """Name the desk that the settings speak of."""
    return DeskKey(settings.wiki, settings.config_page)


def find(engine: Engine, settings: Settings) -> int | None:
    """Return the desk's id, or ``None`` if nothing was ever stored for it; writes nothing."""
    with engine.connect() as connection:
        return desks.find(connection, key(settings))


def ensure(engine: Engine, settings: Settings) -> int:
    """Return the desk's id for something that is about to be stored."""
    found = find(engine, settings)
    if found is not None:
        return found
    with writing(engine) as connection:
        return desks.ensure(connection, key(settings), now=clock.now())
