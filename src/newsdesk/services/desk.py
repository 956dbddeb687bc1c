"""The one desk that this deployment serves."""

from __future__ import annotations

from sqlalchemy import Connection, Engine

from newsdesk.domain.desk import DeskKey, SetUp, Standing
from newsdesk.infra import clock
from newsdesk.infra.settings import Settings
from newsdesk.store import desks, revisions
from newsdesk.store.database import writing
from newsdesk.store.revisions import Slot
from newsdesk.wiki import config_page
from newsdesk.wiki.config_page import schema

__all__ = ["ensure", "find", "key", "schema", "set_up"]


def key(settings: Settings) -> DeskKey:
    """Name the desk that the settings speak of."""
    return DeskKey(settings.wiki, settings.config_page)


def find(engine: Engine, settings: Settings) -> int | None:
    """Return the desk's id, or ``None`` if nothing was ever stored for it; writes nothing."""
    with engine.connect() as connection:
        return desks.find(connection, key(settings))


def standing(engine: Engine, settings: Settings) -> Standing | None:
    """Return what tells whether pages made earlier still stand; writes nothing."""
    with engine.connect() as connection:
        return desks.standing(connection, key(settings))


def ensure(engine: Engine, settings: Settings) -> int:
    """Return the desk's id for something that is about to be stored."""
    found = find(engine, settings)
    if found is not None:
        return found
    with writing(engine) as connection:
        return desks.ensure(connection, key(settings), now=clock.now())


def set_up(connection: Connection, desk_id: int) -> SetUp:
    """Return the configuration in force, and what is known of the page that it came from."""
    title = desks.key(connection, desk_id).page
    valid = revisions.get(connection, desk_id, title, Slot.VALID)
    site = desks.site(connection, desk_id)
    config = None if valid is None else config_page.read(valid, site).config
    newest, problems = revisions.with_problems(connection, desk_id, title)
    asked = revisions.asked(connection, desk_id, title)
    return SetUp(
        config=config,
        in_force=valid if config else None,
        newest=newest,
        problems=problems,
        checked=asked.checked,
        failure=asked.failure,
        failed_since=asked.failed_since,
    )
