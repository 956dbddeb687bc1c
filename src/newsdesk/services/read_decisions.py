"""Asks the wiki for newer revisions of the decisions pages: only those that changed are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import Engine

from newsdesk.domain.desk import PageRevision
from newsdesk.infra import clock
from newsdesk.services import decided, desk
from newsdesk.services.stored_pages import behind, revid_of
from newsdesk.store import revisions
from newsdesk.store.database import writing
from newsdesk.store.revisions import Slot
from newsdesk.wiki import decisions_page, pages
from newsdesk.wiki.session import Wiki

LOOKED_AT = 20
"""Revisions of a broken page among which a valid one is looked for."""


def read(wiki: Wiki, engine: Engine, desk_id: int) -> None:
    """Store what is new on the decisions pages, and of which items they speak today.

    :raises WikiFailed: when the wiki could not be asked
    """
    with engine.connect() as connection:
        config = desk.config(connection, desk_id)
        if config is None:
            return
        titles = decided.titles(connection, desk_id, config)
    found = pages.current(wiki, changed(wiki, engine, desk_id, titles))
    unheard = _unheard(engine, desk_id, found)
    valid = {one.title: former for one in unheard if (former := _last_valid(wiki, one))}
    with writing(engine) as connection:
        for title, newest in found.items():
            if not behind(connection, desk_id, title, revid_of(newest)):
                if title in valid:
                    decided.take(connection, desk_id, title, valid[title])
                decided.take(connection, desk_id, title, newest)
        decided.forget_others(connection, desk_id, titles)
        revisions.set_checked(connection, desk_id, titles, now=clock.now())
    decided.settle(engine, desk_id, config)


def changed(wiki: Wiki, engine: Engine, desk_id: int, titles: list[str]) -> list[str]:
    """Ask which of these pages are at another revision than the one that is stored.

    A faulty one is among them too: a later version of the tool may understand it.

    :raises WikiFailed: when the wiki could not be asked
    """
    now = pages.revids(wiki, titles)
    with engine.connect() as connection:
        known = revisions.revids(connection, desk_id, titles)
    return [title for title in titles if now[title] != known.get(title, 0)]


def _unheard(
    engine: Engine, desk_id: int, found: Mapping[str, PageRevision | None]
) -> list[PageRevision]:
    """Pick the broken revisions that are new here, of pages of which no valid one is known.

    As after the database was lost: what the page said before it broke is in its history.
    """
    with engine.connect() as connection:
        return [
            replace(newest, title=title)
            for title, newest in found.items()
            if newest is not None
            and decisions_page.read(newest).problems
            and revisions.get(connection, desk_id, title, Slot.VALID) is None
            and revid_of(revisions.get(connection, desk_id, title)) != newest.revid
        ]


def _last_valid(wiki: Wiki, broken: PageRevision) -> PageRevision | None:
    """Look for the last valid revision among the page's newest ones."""
    found = pages.history(wiki, broken.title, limit=LOOKED_AT)
    valid = (one for one in found if decisions_page.read(one).decisions is not None)
    return next((replace(one, title=broken.title) for one in valid), None)
