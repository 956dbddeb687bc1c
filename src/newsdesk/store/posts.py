"""Posts, and in which streams of which channels they were seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, select, update

from newsdesk.domain.post import Post, PostKey, StreamName
from newsdesk.store import link_rows
from newsdesk.store.batches import batches
from newsdesk.store.codec import address_hash
from newsdesk.store.post_rows import key_hash, to_key, to_post, to_row
from newsdesk.store.tables import match, pair, post, post_stream
from newsdesk.store.upsert import Values, insert_missing, upsert

OF_OTHERS = (StreamName.MENTION, StreamName.TIMELINE, StreamName.SEARCH)
"""The streams of what others say; a post in several of them is met in the first."""

KEPT = timedelta(days=180)
"""How long others' posts are kept: anybody can write as many as they like."""


def save(
    connection: Connection,
    desk_id: int,
    channel_id: str,
    posts: Iterable[Post],
    *,
    now: datetime,
    stream: StreamName = StreamName.OWN,
    followed: str = "",
) -> int:
    """Store posts as seen in a stream; return how many were new there or have changed.

    ``followed`` is through which account of the follow list they came, by its id as a channel.
    """
    place = {"desk_id": desk_id, "channel_id": channel_id, "stream": stream.value}
    distinct = {one.key: one for one in posts}.values()
    seen = {"first_seen": now, "followed": followed or None}
    return sum(_save_batch(connection, place, seen, batch) for batch in batches(distinct))


def mark_missing(
    connection: Connection,
    desk_id: int,
    channel_id: str,
    present: Iterable[PostKey],
    *,
    after: datetime,
    now: datetime,
    stream: StreamName = StreamName.OWN,
    followed: str = "",
) -> int:
    """Mark the posts of a stream later than ``after`` that are not present there as deleted.

    Where they came through an account of the follow list, only those of that account. Return
    how many were not yet marked; nothing is ever taken out.
    """
    query = (
        select(post.c.id, post.c.key_hash)
        .join(post_stream, post.c.id == post_stream.c.post_id)
        .where(*_in_stream(desk_id, channel_id, stream))
        .where(post.c.time > after, post.c.deleted.is_(None))
    )
    if followed:
        query = query.where(post_stream.c.followed == followed)
    there = {key_hash(key) for key in present}
    missing = [row.id for row in connection.execute(query) if row.key_hash not in there]
    for batch in batches(missing):
        connection.execute(
            update(post).where(post.c.id.in_(batch)).values(deleted=now, matched=None)
        )
    return len(missing)


def by_channel(
    connection: Connection,
    desk_id: int,
    *conditions: ColumnElement[bool],
    since: datetime | None = None,
    until: datetime | None = None,
    stream: StreamName = StreamName.OWN,
) -> dict[str, list[Post]]:
    """Return each channel's posts of a stream, newest first; deleted ones are among them.

    ``conditions`` on the posts' table leave some of them out.
    """
    query = (
        select(post_stream.c.channel_id, post)
        .join(post, post.c.id == post_stream.c.post_id)
        .where(post_stream.c.desk_id == desk_id, post_stream.c.stream == stream.value)
        .where(*conditions)
        .order_by(post.c.time.desc(), post.c.id.desc())
    )
    if since is not None:
        query = query.where(post.c.time >= since)
    if until is not None:
        query = query.where(post.c.time < until)
    found: dict[str, list[Post]] = {}
    for row in connection.execute(query):
        found.setdefault(row.channel_id, []).append(to_post(row))
    return found


def at(connection: Connection, desk_id: int, url: str) -> dict[str, Post]:
    """Return the post that a channel itself has at an address, by channel."""
    found = by_channel(connection, desk_id, post.c.url_hash == address_hash(url))
    return {channel_id: some[0] for channel_id, some in found.items()}


def of_channel(
    connection: Connection,
    desk_id: int,
    channel_id: str,
    *,
    limit: int = 100,
    stream: StreamName = StreamName.OWN,
) -> list[Post]:
    """Return the newest posts of one channel, newest first."""
    query = (
        select(post)
        .join(post_stream, post.c.id == post_stream.c.post_id)
        .where(*_in_stream(desk_id, channel_id, stream))
        .order_by(post.c.time.desc(), post.c.id.desc())
        .limit(limit)
    )
    return [to_post(row) for row in connection.execute(query)]


def get(connection: Connection, desk_id: int, key: PostKey) -> Post | None:
    """Return one post by its key."""
    return with_keys(connection, desk_id, [key]).get(key)


def with_keys(
    connection: Connection, desk_id: int, keys: Iterable[PostKey]
) -> dict[PostKey, Post]:
    """Return the stored ones among the posts of these keys."""
    query = select(post).where(post.c.desk_id == desk_id)
    found = {}
    for batch in batches(map(key_hash, keys)):
        for row in connection.execute(query.where(post.c.key_hash.in_(batch))):
            one = to_post(row)
            found[one.key] = one
    return found


def ids(connection: Connection, desk_id: int, keys: Iterable[PostKey]) -> dict[PostKey, int]:
    """Return the numbers of the stored posts' rows."""
    columns = (post.c.id, post.c.kind, post.c.origin, post.c.native_id)
    query = select(*columns).where(post.c.desk_id == desk_id)
    return {
        to_key(row): row.id
        for batch in batches(map(key_hash, keys))
        for row in connection.execute(query.where(post.c.key_hash.in_(batch)))
    }


def forget_channel(
    connection: Connection, desk_id: int, channel_id: str, stream: StreamName | None = None
) -> None:
    """Forget which posts were seen on a channel or in one of its streams.

    As when it became another account. What others on the follow list say stays, unless it is
    that stream.
    """
    here = (post_stream.c.desk_id == desk_id, post_stream.c.channel_id == channel_id)
    its = post_stream.c.stream
    meant = its == stream.value if stream else its != StreamName.TIMELINE.value
    connection.execute(delete(post_stream).where(*here, meant))
    if stream in {None, StreamName.OWN}:
        for rows in (pair, match):
            of_channel = rows.c.desk_id == desk_id, rows.c.channel_id == channel_id
            connection.execute(delete(rows).where(*of_channel))


def prune(connection: Connection, *, now: datetime) -> int:
    """Delete what others said longer than 180 days ago, and posts that no stream has any more.

    Return how many posts that was, of every desk.
    """
    old = select(post.c.id).where(post.c.time <= now - KEPT)
    of_others = post_stream.c.stream.in_([name.value for name in OF_OTHERS])
    connection.execute(delete(post_stream).where(of_others, post_stream.c.post_id.in_(old)))
    seen = select(post_stream.c.post_id)
    return connection.execute(delete(post).where(post.c.id.not_in(seen))).rowcount


def _save_batch(
    connection: Connection, place: Values, seen_as: Values, batch: Sequence[Post]
) -> int:
    desk_id, keys = place["desk_id"], [one.key for one in batch]
    before = with_keys(connection, desk_id, keys)
    batch = [_first_seen(one, before.get(one.key)) for one in batch]
    changed = {one.key for one in batch if before.get(one.key) != one}
    upsert(connection, post, [to_row(desk_id, one) for one in batch if one.key in changed])
    numbers = ids(connection, desk_id, keys)
    seen = _seen(connection, place, numbers.values())
    fresh = {key: number for key, number in numbers.items() if number not in seen}
    rows = [{**place, **seen_as, "post_id": number} for number in fresh.values()]
    insert_missing(connection, post_stream, rows)
    if place["stream"] == StreamName.OWN.value:
        touched = changed | fresh.keys()
        links = {numbers[one.key]: one.links for one in batch if one.key in touched}
        link_rows.set_of_posts(connection, desk_id, links)
    if place["stream"] == StreamName.TIMELINE.value:
        _weigh_again(connection, place, [numbers[key] for key in changed])
    again = post.c.id.in_(fresh.values()), post.c.matched.is_not(None)
    connection.execute(update(post).where(*again).values(matched=None))
    return len(changed | fresh.keys())


def _weigh_again(connection: Connection, place: Values, numbers: Iterable[int]) -> None:
    here = [post_stream.c[column] == value for column, value in place.items()]
    again = update(post_stream).where(*here, post_stream.c.post_id.in_(numbers))
    connection.execute(again.values(weighed=None))


def _first_seen(one: Post, before: Post | None) -> Post:
    """Keep the earliest time: an entry of a feed without dates comes with that of each reading."""
    return replace(one, time=min(one.time, before.time)) if before else one


def _seen(connection: Connection, place: Values, numbers: Iterable[int]) -> set[int]:
    here = [post_stream.c[column] == value for column, value in place.items()]
    query = select(post_stream.c.post_id).where(*here, post_stream.c.post_id.in_(numbers))
    return set(connection.scalars(query))


def _in_stream(
    desk_id: int, channel_id: str, stream: StreamName
) -> tuple[ColumnElement[bool], ...]:
    return (
        post_stream.c.desk_id == desk_id,
        post_stream.c.channel_id == channel_id,
        post_stream.c.stream == stream.value,
    )
