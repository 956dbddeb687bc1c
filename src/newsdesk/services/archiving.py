"""How many items wait for being moved to the archive."""

from __future__ import annotations

from sqlalchemy import Engine

from newsdesk.services import desk
from newsdesk.store import items


def surplus(engine: Engine, desk_id: int) -> int:
    """Return by how many items the news page is longer than the set-up wants it to be."""
    with engine.connect() as connection:
        config = desk.config(connection, desk_id)
        if config is None or config.news.keep is None or not config.news.archive:
            return 0
        there = items.of_page(connection, desk_id, config.news.page)
    return max(0, len(there) - config.news.keep)
