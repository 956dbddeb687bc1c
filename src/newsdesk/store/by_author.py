"""Posts of others by who wrote them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, exists, select

from newsdesk.domain.post import Post, PostForm
from newsdesk.store.batches import batches
from newsdesk.store.post_rows import to_post
from newsdesk.store.posts import OF_OTHERS
from newsdesk.store.tables import post, post_stream


def said(
    connection: Connection, desk_id: int, authors: Iterable[str], first: datetime, last: datetime
) -> list[Post]:
    """Return the standing originals of some authors (hashes) within a time, newest first."""
    of_others = [name.value for name in OF_OTHERS]
    seen = exists().where(post_stream.c.post_id == post.c.id, post_stream.c.stream.in_(of_others))
    query = (
        select(post)
        .where(post.c.desk_id == desk_id, post.c.time.between(first, last), seen)
        .where(post.c.form == PostForm.ORIGINAL.value, post.c.deleted.is_(None))
        .order_by(post.c.time.desc(), post.c.id.desc())
    )
    return [
        to_post(row)
        for some in batches(authors)
        for row in connection.execute(query.where(post.c.author_hash.in_(some)))
    ]
