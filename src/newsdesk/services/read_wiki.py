"""Asks the wiki, as nobody in particular, for newer revisions of the desk's pages."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection, Engine

from newsdesk.domain.desk import PageRevision
from newsdesk.domain.message import Message
from newsdesk.domain.site import Site
from newsdesk.infra import clock
from newsdesk.services import desk, page_facts, read_decisions, short_links, wiki_leads
from newsdesk.services.matching import pages as news_pages
from newsdesk.services.stored_pages import behind, keep, revid_of
from newsdesk.store import desks, items, revisions
from newsdesk.store.database import writing
from newsdesk.store.revisions import Slot
from newsdesk.wiki import config_page, news_page, pages
from newsdesk.wiki.session import Wiki, WikiFailed

AT_MOST_EVERY = timedelta(minutes=1)
SITE_EVERY = timedelta(days=1)

log = logging.getLogger(__name__)


def read(wiki: Wiki, engine: Engine, desk_id: int, *, force: bool = False) -> Message | None:
    """Store what is new on the pages of set-up, news, decisions, ideas and suggestions.

    The wiki is asked at most once a minute, unless forced. Return why it could not be asked.
    """
    if not force and _asked_lately(engine, desk_id):
        return None
    try:
        site = _site(wiki, engine, desk_id)
        _read_pages(wiki, engine, desk_id, site)
        read_decisions.read(wiki, engine, desk_id)
        wiki_leads.read(wiki, engine, desk_id)
        page_facts.read(wiki, engine, desk_id)
    except WikiFailed as failure:
        log.warning("the wiki could not be read", extra={"why": str(failure)})
        _remember(engine, desk_id, failure.message)
        return failure.message
    _remember(engine, desk_id, None)
    return None


def _remember(engine: Engine, desk_id: int, failure: Message | None) -> None:
    with writing(engine) as connection:
        title = desks.key(connection, desk_id).page
        if revisions.set_failure(connection, desk_id, title, failure, now=clock.now()):
            desks.bump(connection, desk_id)


def take_config(
    connection: Connection, desk_id: int, title: str, found: PageRevision | None, site: Site
) -> None:
    """Store the newest revision of the configuration page; ``None`` for a page that is gone.

    A revision with problems, or a deleted page, leaves the last valid one in force.
    """
    if found is None:
        keep(connection, desk_id, title, None)
        return
    reading = config_page.read(found, site)
    if keep(connection, desk_id, title, found, reading.problems):
        desks.set_matched(connection, desk_id, "")
    if reading.config is not None:
        revisions.save(connection, desk_id, replace(found, title=title), Slot.VALID)


def take_news(
    connection: Connection, desk_id: int, title: str, found: PageRevision | None, site: Site
) -> None:
    """Store the newest revision of a page with news items, and the items on it.

    Items are parsed anew even from a revision that is known, as a later version of the tool may
    understand more.
    """
    page = news_page.parse(found.text if found else "", title=title, site=site)
    keep(connection, desk_id, title, found, page.unread)
    long = short_links.of_items(connection, desk_id, page.items)
    if items.replace(connection, desk_id, title, long):
        desks.set_matched(connection, desk_id, "")
        desks.bump(connection, desk_id)


def _asked_lately(engine: Engine, desk_id: int) -> bool:
    with engine.connect() as connection:
        title = desks.key(connection, desk_id).page
        checked = revisions.checked(connection, desk_id, title)
    return checked is not None and clock.now() - checked < AT_MOST_EVERY


def _site(wiki: Wiki, engine: Engine, desk_id: int) -> Site:
    with engine.connect() as connection:
        known = desks.site(connection, desk_id)
        asked = desks.site_read(connection, desk_id)
    lately = asked is not None and clock.now() - asked < SITE_EVERY
    # A former version of the tool did not ask for the extensions.
    if known is not None and known.extensions is not None and lately:
        return known
    site = pages.site(wiki)
    with writing(engine) as connection:
        desks.set_site(connection, desk_id, site, now=clock.now())
        if site != known:
            desks.set_matched(connection, desk_id, "")
            desks.bump(connection, desk_id)
    return site


def _read_pages(wiki: Wiki, engine: Engine, desk_id: int, site: Site) -> None:
    """Ask for all pages at once, and again only where the new configuration names others."""
    with engine.connect() as connection:
        title = desks.key(connection, desk_id).page
        known = _news_titles(connection, desk_id)
    found = pages.current(wiki, [title, *known])
    with writing(engine) as connection:
        if not behind(connection, desk_id, title, revid_of(found[title])):
            take_config(connection, desk_id, title, found[title], site)
        _asked(connection, desk_id, [title])
        wanted = _news_titles(connection, desk_id)
    found |= pages.current(wiki, [one for one in wanted if one not in found])
    with writing(engine) as connection:
        for one in wanted:
            if not behind(connection, desk_id, one, revid_of(found[one])):
                take_news(connection, desk_id, one, found[one], site)
        _asked(connection, desk_id, wanted)


def _news_titles(connection: Connection, desk_id: int) -> list[str]:
    config = desk.config(connection, desk_id)
    return [] if config is None else news_pages(config)


def _asked(connection: Connection, desk_id: int, titles: Sequence[str]) -> None:
    """Remember that the wiki answered: the board shows how fresh its pages are."""
    revisions.set_checked(connection, desk_id, titles, now=clock.now())
    desks.bump(connection, desk_id)
