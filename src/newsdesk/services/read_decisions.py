"""Asks the wiki for newer revisions of the decisions pages: only those that changed are read."""

from __future__ import annotations

from sqlalchemy import Engine

from newsdesk.infra import clock
from newsdesk.services import decided, desk
from newsdesk.services.stored_pages import behind, revid_of
from newsdesk.store import revisions
from newsdesk.store.database import writing
from newsdesk.wiki import pages
from newsdesk.wiki.session import Wiki


def read(wiki: Wiki, engine: Engine, desk_id: int) -> None:
    """Store what is new on the decisions pages, and of which items they speak today.

    :raises WikiFailed: when the wiki could not be asked
    """
    with engine.connect() as connection:
        config = desk.set_up(connection, desk_id).config
        if config is None:
            return
        titles = decided.titles(connection, desk_id, config)
    found = pages.current(wiki, changed(wiki, engine, desk_id, titles))
    with writing(engine) as connection:
        for title, newest in found.items():
            if not behind(connection, desk_id, title, revid_of(newest)):
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
        stored = {title: revisions.with_problems(connection, desk_id, title) for title in titles}
    return [
        title
        for title, (known, problems) in stored.items()
        if problems or now[title] != revid_of(known)
    ]
