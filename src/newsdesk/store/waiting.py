"""The posts of others that wait in a round: which, how many, and how many came since.

A post waits unless somebody dealt with it, it is older than what was set aside at once, its
author took it back, or it is one of ours. Seen several times, it waits once: in the first of
:data:`ORDER`, on the first channel by its id.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, func, or_, select

from newsdesk.domain.post import Post, StreamName
from newsdesk.store import handled
from newsdesk.store.post_rows import to_post
from newsdesk.store.tables import post, post_stream

ORDER = (StreamName.MENTION, StreamName.TIMELINE, StreamName.SEARCH)
_OTHERS = [one.value for one in ORDER]
_OWN = StreamName.OWN.value
_also = post_stream.alias("also")

Counted = Mapping[StreamName, Mapping[str, int]]
"""How many posts wait, by stream and channel id; no channel without any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Of which desk and its channels, and not older than which moment."""

    desk_id: int
    channels: Collection[str]
    before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Met:
    """A post, and the channel that it was met on."""

    channel_id: str
    post: Post


def counts(connection: Connection, asked: Asked) -> Counted:
    """Count the posts that wait."""
    columns = post_stream.c.stream, post_stream.c.channel_id
    query = _waiting(asked, select(*columns, func.count().label("number")))
    query = query.where(post_stream.c.desk_id == asked.desk_id)
    found: dict[StreamName, dict[str, int]] = defaultdict(dict)
    for row in connection.execute(query.group_by(*columns)):
        found[StreamName(row.stream)][row.channel_id] = row.number
    return {stream: found[stream] for stream in ORDER}


def page(
    connection: Connection,
    asked: Asked,
    stream: StreamName,
    *,
    channel_id: str = "",
    offset: int,
    limit: int,
) -> Sequence[Met]:
    """Return some of the posts that wait in a stream, or on one of its channels: newest first."""
    # Asked by the posts' desk, a database walks back in time until it has enough of them.
    columns = post_stream.c.channel_id, post_stream.c.post_id
    query = _waiting(asked, select(*columns)).where(post.c.desk_id == asked.desk_id)
    query = query.where(post_stream.c.stream == stream.value)
    if channel_id:
        query = query.where(post_stream.c.channel_id == channel_id)
    newest = query.order_by(post.c.time.desc(), post.c.id.desc()).offset(offset).limit(limit)
    some = newest.subquery()
    whole = (
        select(some.c.channel_id, post)
        .join(post, post.c.id == some.c.post_id)
        .order_by(post.c.time.desc(), post.c.id.desc())
    )
    return [Met(row.channel_id, to_post(row)) for row in connection.execute(whole)]


def came_in(connection: Connection, desk_id: int, moment: datetime) -> int:
    """Count the posts of others that were first seen since a moment."""
    ours = exists().where(_also.c.post_id == post_stream.c.post_id, _also.c.stream == _OWN)
    query = select(func.count(func.distinct(post_stream.c.post_id))).where(
        post_stream.c.desk_id == desk_id,
        post_stream.c.first_seen >= moment,
        post_stream.c.stream.in_(_OTHERS),
        ~ours,
    )
    return connection.scalar(query) or 0


def _waiting(asked: Asked, query: Select[Any]) -> Select[Any]:
    query = (
        query.join_from(post_stream, post, post.c.id == post_stream.c.post_id)
        .where(post_stream.c.stream.in_(_OTHERS))
        .where(post_stream.c.channel_id.in_(asked.channels), post.c.deleted.is_(None))
        .where(handled.waiting(asked.desk_id, post.c.key_hash), ~_met_before(asked))
    )
    return query if asked.before is None else query.where(post.c.time >= asked.before)


def _met_before(asked: Asked) -> ColumnElement[bool]:
    """Make the condition that a post is ours, or waits in another place already.

    Most posts were seen once: that there is no other row is what is asked first.
    """
    sooner = or_(
        _rank(_also.c.stream) < _rank(post_stream.c.stream),
        and_(
            _also.c.stream == post_stream.c.stream, _also.c.channel_id < post_stream.c.channel_id
        ),
    )
    elsewhere = and_(_also.c.stream.in_(_OTHERS), _also.c.channel_id.in_(asked.channels), sooner)
    same_post = _also.c.post_id == post_stream.c.post_id, _also.c.id != post_stream.c.id
    return exists().where(*same_post, or_(_also.c.stream == _OWN, elsewhere))


def _rank(stream: ColumnElement[str]) -> ColumnElement[int]:
    return case({name: rank for rank, name in enumerate(_OTHERS)}, value=stream)
