"""The posts of others that wait in a round: which, how many, and how many came since.

A post waits unless somebody dealt with it, it is older than what was set aside at once, its
author took it back, or it is one of ours. Seen in several streams, it waits in the first of
:data:`ORDER` alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Select, exists, func, literal, select, union_all

from newsdesk.domain.post import Post, StreamName
from newsdesk.store import handled
from newsdesk.store.post_rows import to_post
from newsdesk.store.tables import post, post_stream

ORDER = (StreamName.MENTION, StreamName.TIMELINE, StreamName.SEARCH)
_EARLIER = post_stream.alias("earlier")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Of which desk, met on which channels, and not older than which moment."""

    desk_id: int
    channels: Collection[str]
    before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Met:
    """A post, and the channel that it was met on."""

    channel_id: str
    post: Post


def counts(connection: Connection, asked: Asked) -> Mapping[StreamName, int]:
    """Count the posts that wait in each stream."""
    parts = []
    for stream in ORDER:
        of_stream = _waiting(asked, stream).subquery()
        number = func.count(func.distinct(of_stream.c.post_id))
        parts.append(select(literal(stream.value).label("stream"), number.label("number")))
    rows = connection.execute(union_all(*parts)).all()
    return {StreamName(row.stream): row.number for row in rows}


def by_channel(connection: Connection, asked: Asked, stream: StreamName) -> Mapping[str, int]:
    """Count the posts that wait in a stream by the channels that they were met on."""
    of_stream = _waiting(asked, stream).subquery()
    query = select(of_stream.c.channel_id, func.count()).group_by(of_stream.c.channel_id)
    return {row[0]: row[1] for row in connection.execute(query)}


def page(
    connection: Connection, asked: Asked, stream: StreamName, *, offset: int, limit: int
) -> Sequence[Met]:
    """Return some of the posts that wait in a stream, each once: newest first."""
    of_stream = _waiting(asked, stream).subquery()
    some = (
        select(of_stream.c.post_id, func.min(of_stream.c.channel_id).label("channel_id"))
        .group_by(of_stream.c.post_id, of_stream.c.time)
        .order_by(of_stream.c.time.desc(), of_stream.c.post_id.desc())
        .offset(offset)
        .limit(limit)
        .subquery()
    )
    query = (
        select(some.c.channel_id, post)
        .join(post, post.c.id == some.c.post_id)
        .order_by(post.c.time.desc(), post.c.id.desc())
    )
    return [Met(row.channel_id, to_post(row)) for row in connection.execute(query)]


def came_in(connection: Connection, desk_id: int, moment: datetime) -> int:
    """Count the posts of others that were first seen since a moment."""
    query = select(func.count(func.distinct(post_stream.c.post_id))).where(
        post_stream.c.desk_id == desk_id,
        post_stream.c.first_seen >= moment,
        post_stream.c.stream.in_([one.value for one in ORDER]),
        ~_in(desk_id, [StreamName.OWN], post_stream.c.post_id),
    )
    return connection.scalar(query) or 0


def _waiting(asked: Asked, stream: StreamName) -> Select[tuple[int, str, datetime]]:
    earlier = (StreamName.OWN, *ORDER[: ORDER.index(stream)])
    query = (
        select(post_stream.c.post_id, post_stream.c.channel_id, post.c.time)
        .join(post, post.c.id == post_stream.c.post_id)
        .where(post_stream.c.desk_id == asked.desk_id, post_stream.c.stream == stream.value)
        .where(post_stream.c.channel_id.in_(asked.channels), post.c.deleted.is_(None))
        .where(handled.waiting(asked.desk_id, post.c.key_hash))
        .where(~_in(asked.desk_id, earlier, post_stream.c.post_id))
    )
    return query if asked.before is None else query.where(post.c.time >= asked.before)


def _in(
    desk_id: int, streams: Sequence[StreamName], post_id: ColumnElement[int]
) -> ColumnElement[bool]:
    """Make the condition that a post was seen in one of these streams, of whichever channel."""
    return exists().where(
        _EARLIER.c.post_id == post_id,
        _EARLIER.c.desk_id == desk_id,
        _EARLIER.c.stream.in_([one.value for one in streams]),
    )
