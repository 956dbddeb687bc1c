"""The one desk that this deployment serves."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import Connection, Engine

from newsdesk.domain.desk import DeskConfig, DeskKey, PageRevision, SetUp, Standing
from newsdesk.domain.site import Site
from newsdesk.infra import clock
from newsdesk.infra.settings import Settings
from newsdesk.store import desks, revisions
from newsdesk.store.database import writing
from newsdesk.store.revisions import Slot
from newsdesk.wiki import config_page
from newsdesk.wiki.config_page import schema

__all__ = ["config", "ensure", "find", "key", "schema", "set_up"]


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


def config(connection: Connection, desk_id: int) -> DeskConfig | None:
    """Return the configuration in force, ``None`` as long as there is none."""
    title = desks.key(connection, desk_id).page
    return _in_force(connection, desk_id, title)[0]


def set_up(connection: Connection, desk_id: int) -> SetUp:
    """Return the configuration in force, and what is known of the page that it came from."""
    title = desks.key(connection, desk_id).page
    config, valid = _in_force(connection, desk_id, title)
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


def _in_force(
    connection: Connection, desk_id: int, title: str
) -> tuple[DeskConfig | None, PageRevision | None]:
    valid = revisions.get(connection, desk_id, title, Slot.VALID)
    if valid is None:
        return None, None
    return _read(valid, desks.site(connection, desk_id)), valid


@lru_cache(maxsize=8)
def _read(valid: PageRevision, site: Site | None) -> DeskConfig | None:
    """Read the page once for as long as it stands, not each time that somebody opens a page."""
    return config_page.read(valid, site).config
