"""What the wiki says of the configuration page: who may edit it, and who did, as it is stored."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection, Engine

from newsdesk.domain.page_facts import PageFacts
from newsdesk.infra import clock
from newsdesk.infra.settings import Settings
from newsdesk.services import desk
from newsdesk.services.stored_pages import revid_of
from newsdesk.store import desks, page_facts, revisions
from newsdesk.store.database import writing
from newsdesk.wiki import page_history
from newsdesk.wiki.session import Wiki

EVERY = timedelta(hours=1)
"""How often the wiki is asked while the page stays at its revision: protection changes seldom."""


def load(engine: Engine, settings: Settings) -> PageFacts | None:
    """Return what is stored of the page; asks no other server. ``None``: it was never asked."""
    desk_id = desk.find(engine, settings)
    if desk_id is None:
        return None
    with engine.connect() as connection:
        return page_facts.get(connection, desk_id)


def read(wiki: Wiki, engine: Engine, desk_id: int) -> None:
    """Ask the wiki in one request where the page has another revision, or an hour has passed.

    :raises WikiFailed: when the wiki could not be asked
    """
    with engine.connect() as connection:
        title = desks.key(connection, desk_id).page
        if not _is_due(connection, desk_id, title):
            return
    found = page_history.read(wiki, title)
    with writing(engine) as connection:
        known = page_facts.get(connection, desk_id)
        page_facts.save(connection, desk_id, found)
        if known is None or _said(known) != _said(found):
            desks.bump(connection, desk_id)


def _is_due(connection: Connection, desk_id: int, title: str) -> bool:
    known = page_facts.get(connection, desk_id)
    if known is None or clock.now() - known.asked >= EVERY:
        return True
    newest = revid_of(revisions.get(connection, desk_id, title))
    return newest != (known.revisions[0].revid if known.revisions else 0)


def _said(facts: PageFacts) -> tuple[object, ...]:
    return facts.exists, facts.protection, facts.revisions
