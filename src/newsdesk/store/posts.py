"""Posts, and in which streams of which channels they were seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, func, select, update

from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.post import Author, Medium, Post, PostForm, PostKey, Quote, StreamName
from newsdesk.store.batches import batches
from newsdesk.store.codec import fingerprint
from newsdesk.store.tables import post, post_stream
from newsdesk.store.upsert import AnyRow, Values, insert_missing, upsert


def save(
    connection: Connection,
    desk_id: int,
    channel_id: str,
    posts: Iterable[Post],
    *,
    now: datetime,
    stream: StreamName = StreamName.OWN,
) -> int:
    """Store posts as seen in a stream; return how many were new there or have changed."""
    place = {"desk_id": desk_id, "channel_id": channel_id, "stream": stream.value}
    distinct = {one.key: one for one in posts}.values()
    return sum(_save_batch(connection, place, batch, now) for batch in batches(distinct))


def mark_missing(
    connection: Connection,
    desk_id: int,
    channel_id: str,
    present: Iterable[PostKey],
    *,
    after: datetime,
    now: datetime,
    stream: StreamName = StreamName.OWN,
) -> int:
    """Mark the posts of a stream later than ``after`` that are not present there as deleted.

    Return how many were not yet marked; nothing is ever taken out.
    """
    query = (
        select(post.c.id, post.c.key_hash)
        .join(post_stream, post.c.id == post_stream.c.post_id)
        .where(*_in_stream(desk_id, channel_id, stream))
        .where(post.c.time > after, post.c.deleted.is_(None))
    )
    there = {_hash(key) for key in present}
    missing = [row.id for row in connection.execute(query) if row.key_hash not in there]
    for batch in batches(missing):
        connection.execute(update(post).where(post.c.id.in_(batch)).values(deleted=now))
    return len(missing)


def by_channel(
    connection: Connection,
    desk_id: int,
    *conditions: ColumnElement[bool],
    since: datetime | None = None,
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
    found: dict[str, list[Post]] = {}
    for row in connection.execute(query):
        found.setdefault(row.channel_id, []).append(_post(row))
    return found


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
    return [_post(row) for row in connection.execute(query)]


def get(connection: Connection, desk_id: int, key: PostKey) -> Post | None:
    """Return one post by its key."""
    return with_keys(connection, desk_id, [key]).get(key)


def with_keys(
    connection: Connection, desk_id: int, keys: Iterable[PostKey]
) -> dict[PostKey, Post]:
    """Return the stored ones among the posts of these keys."""
    query = select(post).where(post.c.desk_id == desk_id)
    found = {}
    for batch in batches(map(_hash, keys)):
        for row in connection.execute(query.where(post.c.key_hash.in_(batch))):
            one = _post(row)
            found[one.key] = one
    return found


def ids(connection: Connection, desk_id: int, keys: Iterable[PostKey]) -> dict[PostKey, int]:
    """Return the numbers of the stored posts' rows."""
    columns = (post.c.id, post.c.kind, post.c.origin, post.c.native_id)
    query = select(*columns).where(post.c.desk_id == desk_id)
    return {
        _key(row): row.id
        for batch in batches(map(_hash, keys))
        for row in connection.execute(query.where(post.c.key_hash.in_(batch)))
    }


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


def forget_channel(
    connection: Connection, desk_id: int, channel_id: str, stream: StreamName | None = None
) -> None:
    """Forget which posts were seen on a channel or in one of its streams.

    As when it became another account.
    """
    here = (post_stream.c.desk_id == desk_id, post_stream.c.channel_id == channel_id)
    gone = delete(post_stream).where(*here)
    if stream is not None:
        gone = gone.where(post_stream.c.stream == stream.value)
    connection.execute(gone)


def _save_batch(
    connection: Connection, place: Values, batch: Sequence[Post], now: datetime
) -> int:
    desk_id, keys = place["desk_id"], [one.key for one in batch]
    before = with_keys(connection, desk_id, keys)
    batch = [_first_seen(one, before.get(one.key)) for one in batch]
    changed = {one.key for one in batch if before.get(one.key) != one}
    upsert(connection, post, [_row(desk_id, one) for one in batch if one.key in changed])
    numbers = ids(connection, desk_id, keys)
    seen = _seen(connection, place, numbers.values())
    fresh = {key: number for key, number in numbers.items() if number not in seen}
    rows = [{**place, "post_id": number, "first_seen": now} for number in fresh.values()]
    insert_missing(connection, post_stream, rows)
    return len(changed | fresh.keys())


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


def _hash(key: PostKey) -> str:
    return fingerprint(key.kind, key.origin, key.native_id)


def _row(desk_id: int, one: Post) -> Values:
    return {
        "desk_id": desk_id,
        "key_hash": _hash(one.key),
        "kind": one.key.kind.value,
        "origin": one.key.origin,
        "native_id": one.key.native_id,
        "url": one.url,
        "author_name": one.author.name,
        "author_handle": one.author.handle,
        "author_url": one.author.url,
        "time": one.time,
        "html": one.html,
        "text": one.text,
        "links": list(one.links),
        "form": one.form.value,
        "shared_url": one.shared_url,
        "language": one.language,
        "warning": one.warning,
        "media": [[medium.kind, medium.alt, medium.url] for medium in one.media],
        "quote": _from_quote(one.quote),
        "continues": one.continues,
        "edited": one.edited,
        "deleted": one.deleted,
    }


def _key(row: AnyRow) -> PostKey:
    return PostKey(ChannelKind(row.kind), row.origin, row.native_id)


def _post(row: AnyRow) -> Post:
    return Post(
        key=_key(row),
        url=row.url,
        author=Author(row.author_name, row.author_handle, row.author_url),
        time=row.time,
        html=row.html,
        text=row.text,
        links=tuple(row.links),
        form=PostForm(row.form),
        shared_url=row.shared_url,
        language=row.language,
        warning=row.warning or "",
        media=tuple(Medium(*medium) for medium in row.media or ()),
        quote=_to_quote(row.quote),
        continues=row.continues or "",
        edited=row.edited,
        deleted=row.deleted,
    )


def _from_quote(quote: Quote | None) -> list[str] | None:
    if quote is None:
        return None
    return [quote.author.name, quote.author.handle, quote.author.url, quote.url, quote.text]


def _to_quote(value: list[str] | None) -> Quote | None:
    return Quote(Author(*value[:3]), value[3], value[4]) if value else None
