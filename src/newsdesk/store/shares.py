"""Our own accounts' shares beside what waits: who shares a thing has dealt with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from newsdesk.domain.post import Post, PostForm, StreamName
from newsdesk.store import handled
from newsdesk.store.batches import batches
from newsdesk.store.codec import address_hash
from newsdesk.store.post_rows import to_post
from newsdesk.store.posts import OF_OTHERS
from newsdesk.store.tables import post, post_stream


@dataclass(frozen=True, slots=True)
class Share:
    """When one of our accounts shared something, and on which channel."""

    time: datetime
    channel_id: str


@dataclass(frozen=True, slots=True)
class Met:
    """A post of somebody else that nobody dealt with yet, the stream it is in, its address."""

    post: Post
    stream: StreamName
    address: str


def own(connection: Connection, desk_id: int, since: datetime) -> Mapping[str, Share]:
    """Return the first of our own standing shares of each address (its hash) since a moment."""
    query = (
        select(post.c.shared_url, post.c.time, post_stream.c.channel_id)
        .join(post_stream, post_stream.c.post_id == post.c.id)
        .where(post.c.desk_id == desk_id, post.c.time >= since, post.c.deleted.is_(None))
        .where(post.c.form == PostForm.SHARE.value, post.c.shared_url != "")
        .where(post_stream.c.stream == StreamName.OWN.value)
        .order_by(post.c.time.desc(), post.c.id.desc())
    )
    return {
        address_hash(row.shared_url): Share(row.time, row.channel_id)
        for row in connection.execute(query)
    }


def waiting_at(connection: Connection, desk_id: int, hashes: Iterable[str]) -> list[Met]:
    """Return the posts of others at some addresses that wait, once for each stream."""
    query = (
        select(post_stream.c.stream, post.c.url_hash.label("address"), post)
        .join(post, post.c.id == post_stream.c.post_id)
        .where(post.c.desk_id == desk_id, handled.waiting(desk_id, post.c.key_hash))
        .where(post_stream.c.stream.in_([name.value for name in OF_OTHERS]))
        .distinct()
    )
    return [
        Met(to_post(row), StreamName(row.stream), row.address)
        for some in batches(hashes)
        for row in connection.execute(query.where(post.c.url_hash.in_(some)))
    ]
