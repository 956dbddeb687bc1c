"""Which news items link to what, found by an index; for posts see :mod:`newsdesk.store.own_posts`.

What is found *may* link there: :func:`newsdesk.store.codec.link_hash` takes more for equal than
what is.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from newsdesk.store.tables import item_link


def of_items(connection: Connection, desk_id: int, hashes: Collection[str]) -> frozenset[str]:
    """Return the ids of the items, on whatever page, that have a link with one of these hashes."""
    query = select(item_link.c.item_id).where(
        item_link.c.desk_id == desk_id, item_link.c.link_hash.in_(hashes)
    )
    return frozenset(connection.scalars(query))
