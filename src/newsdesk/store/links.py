"""Which news items and posts link to what, found by an index.

What is found *may* link there: :func:`newsdesk.store.codec.link_hash` takes more for equal than
what is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection, select

from newsdesk.domain.post import Post
from newsdesk.store import posts
from newsdesk.store.tables import item_link, post, post_link


def of_items(connection: Connection, desk_id: int, hashes: Collection[str]) -> frozenset[str]:
    """Return the ids of the items, on whatever page, that have a link with one of these hashes."""
    query = select(item_link.c.item_id).where(
        item_link.c.desk_id == desk_id, item_link.c.link_hash.in_(hashes)
    )
    return frozenset(connection.scalars(query))


def of_posts(
    connection: Connection, desk_id: int, hashes: Collection[str]
) -> Mapping[str, Sequence[Post]]:
    """Return each channel's own posts that have such a link and still stand, newest first."""
    having = select(post_link.c.post_id).where(
        post_link.c.desk_id == desk_id, post_link.c.link_hash.in_(hashes)
    )
    return posts.by_channel(connection, desk_id, post.c.id.in_(having), post.c.deleted.is_(None))
