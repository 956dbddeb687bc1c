"""What the head and foot of every page say: which wiki this is, and which set-up is in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import Engine

from newsdesk.domain.site import Site
from newsdesk.infra.settings import Settings
from newsdesk.services import desk, wiki_pages
from newsdesk.store import desks, revisions
from newsdesk.store.database import connect
from newsdesk.store.revisions import Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """The revision of the configuration page that is in force: address, number, author, time."""

    href: str
    revid: int
    user: str
    time: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What is known of the desk without reading its posts; ``site`` is unknown before a read.

    ``has_status`` is whether the wiki has the template that links here.
    """

    wiki: str
    site: Site | None = None
    in_force: InForce | None = None
    has_status: bool = False


def open_database(settings: Settings) -> Engine:
    """Return the database that the settings name; nothing is asked of it yet."""
    return connect(settings.database)


def load(engine: Engine, settings: Settings) -> Frame:
    """Read what every page shows."""
    desk_id = desk.find(engine, settings)
    if desk_id is None:
        return nameless(settings)
    with engine.connect() as connection:
        site = desks.site(connection, desk_id)
        valid = revisions.get(connection, desk_id, settings.config_page, Slot.VALID)
        has_status = revisions.get(connection, desk_id, wiki_pages.STATUS) is not None
    if site is None:
        return nameless(settings)
    if valid is None:
        return Frame(wiki=site.name, site=site, has_status=has_status)
    href = site.action_url(valid.title, oldid=valid.revid)
    in_force = InForce(href=href, revid=valid.revid, user=valid.user, time=valid.time)
    return Frame(wiki=site.name, site=site, in_force=in_force, has_status=has_status)


def nameless(settings: Settings) -> Frame:
    """Return what can be said without the database: the wiki goes by its host."""
    return Frame(wiki=urlsplit(settings.wiki).hostname or "")
