"""The posts of others that wait in a round: which, how many, and how many came since.

A post waits unless somebody dealt with it, it is older than what was set aside at once, its
author took it back, or it is one of ours. Seen several times, it waits once: in the first of
:data:`~newsdesk.store.posts.OF_OTHERS`, on the first channel by its id. Two servers call the same
post by two numbers, so that what stands at one address is dealt with at once. In the timeline what
matters most is first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, func, or_, select

from newsdesk.domain.message import Message
from newsdesk.domain.post import Post, PostForm, StreamName
from newsdesk.domain.round import Thing
from newsdesk.store import codec, handled
from newsdesk.store.batches import batches
from newsdesk.store.post_rows import to_post
from newsdesk.store.posts import OF_OTHERS
from newsdesk.store.tables import post, post_stream
from newsdesk.store.upsert import AnyRow

_OTHERS = [one.value for one in OF_OTHERS]
_OWN = StreamName.OWN.value
_also = post_stream.alias("also")
_twin = post.alias("twin")

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
    """A post, and the channel that it was met on.

    ``why`` says what makes it matter; ``through`` is whoever of the follow list shared it.
    """

    channel_id: str
    post: Post
    why: tuple[Message, ...] = ()
    through: str = ""


def counts(connection: Connection, asked: Asked) -> Counted:
    """Count the posts that wait."""
    columns = post_stream.c.stream, post_stream.c.channel_id
    query = _waiting(asked, select(*columns, func.count().label("number")))
    query = query.where(post_stream.c.desk_id == asked.desk_id)
    found: dict[StreamName, dict[str, int]] = defaultdict(dict)
    for row in connection.execute(query.group_by(*columns)):
        found[StreamName(row.stream)][row.channel_id] = row.number
    return {stream: found[stream] for stream in OF_OTHERS}


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
    columns = post_stream.c.id, post_stream.c.post_id
    query = _waiting(asked, select(*columns)).where(post_stream.c.stream == stream.value)
    if channel_id:
        query = query.where(post_stream.c.channel_id == channel_id)
    order = [post.c.time.desc(), post.c.id.desc()]
    # A database walks in the order of what it is asked by until it has enough of them.
    if stream is StreamName.TIMELINE:
        order.insert(0, post_stream.c.relevance.desc())
        query = query.where(post_stream.c.desk_id == asked.desk_id)
    else:
        query = query.where(post.c.desk_id == asked.desk_id)
    some = query.order_by(*order).offset(offset).limit(limit).subquery()
    seen = post_stream.c.channel_id, post_stream.c.followed, post_stream.c.reasons
    whole = (
        select(*seen, post)
        .join(some, some.c.id == post_stream.c.id)
        .join(post, post.c.id == some.c.post_id)
        .order_by(*order)
    )
    return [_met(row) for row in connection.execute(whole)]


def at_addresses(
    connection: Connection, asked: Asked, stream: StreamName, urls: Iterable[str]
) -> Mapping[str, Met]:
    """Return those of the posts at some addresses that wait in a stream, by these addresses."""
    hashed = {codec.address_hash(url): url for url in urls if url}
    columns = post_stream.c.channel_id, post_stream.c.followed, post_stream.c.reasons, post
    query = _waiting(asked, select(*columns)).where(post.c.desk_id == asked.desk_id)
    query = query.where(post_stream.c.stream == stream.value)
    return {
        hashed[row.url_hash]: _met(row)
        for some in batches(hashed)
        for row in connection.execute(query.where(post.c.url_hash.in_(some)))
    }


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


def met(
    connection: Connection, desk_id: int, thing: Thing, stream: StreamName
) -> tuple[str, Post] | None:
    """Return the post that waits in a round as this thing, and a channel in whose stream it is."""
    query = (
        select(post_stream.c.channel_id, post)
        .join(post, post.c.id == post_stream.c.post_id)
        .where(post.c.desk_id == desk_id, post.c.key_hash == codec.thing_hash(thing))
        .where(post_stream.c.stream == stream.value)
        .order_by(post_stream.c.id)
    )
    row = connection.execute(query).first()
    return None if row is None else (row.channel_id, to_post(row))


def of_things(connection: Connection, desk_id: int, things: Iterable[Thing]) -> dict[Thing, Post]:
    """Return the posts of others among these things, in one query a batch."""
    wanted = {codec.thing_hash(one): one for one in things}
    query = (
        select(post)
        .join(post_stream, post.c.id == post_stream.c.post_id)
        .where(post.c.desk_id == desk_id, post_stream.c.stream.in_(_OTHERS))
    )
    return {
        wanted[row.key_hash]: to_post(row)
        for some in batches(wanted)
        for row in connection.execute(query.where(post.c.key_hash.in_(some)))
    }


def _waiting(asked: Asked, query: Select[Any]) -> Select[Any]:
    query = (
        query.join_from(post_stream, post, post.c.id == post_stream.c.post_id)
        .where(post_stream.c.stream.in_(_OTHERS))
        .where(post_stream.c.channel_id.in_(asked.channels), post.c.deleted.is_(None))
        .where(handled.waiting(asked.desk_id, post.c.key_hash))
        .where(~_met_before(asked), ~_met_as_another(asked))
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


def _met_as_another(asked: Asked) -> ColumnElement[bool]:
    """Make the condition that another number of the same post is dealt with, or waits already."""
    rank, here = _rank(_also.c.stream), _rank(post_stream.c.stream)
    sooner = or_(rank < here, and_(rank == here, _twin.c.id < post.c.id))
    elsewhere = and_(_also.c.stream.in_(_OTHERS), _also.c.channel_id.in_(asked.channels), sooner)
    waits = exists().where(_also.c.post_id == _twin.c.id, or_(_also.c.stream == _OWN, elsewhere))
    waits = waits.correlate(_twin, post, post_stream)
    return exists().where(
        _twin.c.desk_id == asked.desk_id,
        _twin.c.url_hash == post.c.url_hash,
        _twin.c.id != post.c.id,
        or_(~handled.waiting(asked.desk_id, _twin.c.key_hash), waits),
    )


def _met(row: AnyRow) -> Met:
    shared = row.form == PostForm.SHARE.value
    through = (row.followed or "").partition("@")[2] if shared else ""
    return Met(row.channel_id, to_post(row), codec.to_messages(row.reasons or ()), through)


def _rank(stream: ColumnElement[str]) -> ColumnElement[int]:
    return case({name: rank for rank, name in enumerate(_OTHERS)}, value=stream)
