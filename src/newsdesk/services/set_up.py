"""The set-up: which configuration is in force, and asking for a newer one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Engine

from newsdesk.domain.desk import SetUp
from newsdesk.domain.message import Message
from newsdesk.domain.site import Site
from newsdesk.infra.settings import Settings
from newsdesk.services import decided, desk, read_wiki, sources, wiki_leads
from newsdesk.services.sources import SourceState
from newsdesk.services.wiki_leads import LeadPage
from newsdesk.store import desks, revisions
from newsdesk.wiki.session import anonymous


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The set-up as it is stored; ``news_missing`` names a news page that does not exist.

    ``lead_pages`` are those of ideas and suggestions, ``sources`` the places that are read.
    """

    set_up: SetUp
    site: Site | None = None
    news_missing: str = ""
    lead_pages: Sequence[LeadPage] = ()
    sources: Sequence[SourceState] = ()


def overview(engine: Engine, settings: Settings) -> Overview:
    """Return what is stored of the set-up; asks no other server."""
    desk_id = desk.find(engine, settings)
    if desk_id is None:
        return Overview(set_up=SetUp())
    with engine.connect() as connection:
        set_up = desk.set_up(connection, desk_id)
        page = set_up.config.news.page if set_up.config else ""
        asked = page and revisions.checked(connection, desk_id, page)
        missing = asked and revisions.get(connection, desk_id, page) is None
        site = desks.site(connection, desk_id)
        lead_pages: Sequence[LeadPage] = ()
        places: Sequence[SourceState] = ()
        if set_up.config:
            lead_pages = wiki_leads.places(connection, desk_id, set_up.config)
            places = sources.overview(connection, desk_id, set_up.config)
            faulty = decided.faulty(connection, desk_id, set_up.config)
            set_up = replace(set_up, faulty=faulty)
    missed = page if missing else ""
    return Overview(
        set_up=set_up, site=site, news_missing=missed, lead_pages=lead_pages, sources=places
    )


def check_now(engine: Engine, settings: Settings) -> Message | None:
    """Ask the wiki for a newer configuration, at most once a minute; say why it failed, if so."""
    return read_wiki.read(anonymous(settings), engine, desk.ensure(engine, settings))
