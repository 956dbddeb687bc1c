"""What the stored posts come to: where they stand, and when the first and the last were."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, func, select

from newsdesk.domain.links import host_of
from newsdesk.domain.post import StreamName
from newsdesk.store.tables import post, post_stream


def hosts(connection: Connection, desk_id: int, channel_id: str) -> frozenset[str]:
    """Return the hosts at which a channel's own posts stand, in the form that is compared."""
    query = (
        select(post.c.url)
        .join(post_stream, post.c.id == post_stream.c.post_id)
        .where(post_stream.c.desk_id == desk_id, post_stream.c.channel_id == channel_id)
        .where(post_stream.c.stream == StreamName.OWN.value)
        .distinct()
    )
    return frozenset(map(host_of, connection.scalars(query)))


def last_posts(
    connection: Connection, desk_id: int, *, stream: StreamName = StreamName.OWN
) -> Mapping[str, datetime]:
    """Return the time of each channel's newest post that still stands."""
    query = (
        select(post_stream.c.channel_id, func.max(post.c.time))
        .join(post, post.c.id == post_stream.c.post_id)
        .where(post_stream.c.desk_id == desk_id, post_stream.c.stream == stream.value)
        .where(post.c.deleted.is_(None))
        .group_by(post_stream.c.channel_id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def own_posts(connection: Connection, desk_id: int, channel_id: str) -> int:
    """Count a channel's own posts that are stored."""
    query = select(func.count()).where(
        post_stream.c.desk_id == desk_id,
        post_stream.c.channel_id == channel_id,
        post_stream.c.stream == StreamName.OWN.value,
    )
    return connection.scalar(query) or 0


def oldest(connection: Connection, desk_id: int) -> datetime | None:
    """Return the time of the oldest stored post, anybody's."""
    found: datetime | None = connection.scalar(
        select(func.min(post.c.time)).where(post.c.desk_id == desk_id)
    )
    return found
