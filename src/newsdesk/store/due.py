"""Posts that are to be matched: new or changed ones, and those near an item that is.

``post.matched`` is empty for a post that is to be compared with every item, false for one that is
to be compared with the items that are fresh, and true where nothing is left to do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select, update

from newsdesk.domain.post import Post, PostForm, StreamName
from newsdesk.store.batches import batches
from newsdesk.store.post_rows import to_post
from newsdesk.store.tables import post, post_stream
from newsdesk.store.upsert import AnyRow


def count(connection: Connection, desk_id: int) -> int:
    """Count the posts that are to be compared with every item."""
    query = select(func.count()).where(post.c.desk_id == desk_id, post.c.matched.is_(None))
    return connection.scalar(query) or 0


def claim(connection: Connection, desk_id: int, limit: int, *, wholly: bool) -> list[int]:
    """Return the numbers of posts that are to be matched, the oldest first.

    What another transaction is changing at this moment is left for later.
    """
    state = post.c.matched.is_(None) if wholly else post.c.matched == False  # noqa: E712 - SQL
    query = (
        select(post.c.id)
        .where(post.c.desk_id == desk_id, state)
        .order_by(post.c.time)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return list(connection.scalars(query))


def settle(connection: Connection, numbers: Iterable[int]) -> None:
    """Remember that nothing is left to do with posts."""
    for some in batches(numbers):
        connection.execute(update(post).where(post.c.id.in_(some)).values(matched=True))


def every(connection: Connection, desk_id: int) -> None:
    """Let every post of a desk be compared with every item."""
    connection.execute(update(post).where(post.c.desk_id == desk_id).values(matched=None))


def wholly(connection: Connection, numbers: Iterable[int]) -> None:
    """Let posts be compared with every item."""
    for some in batches(numbers):
        connection.execute(update(post).where(post.c.id.in_(some)).values(matched=None))


def at(connection: Connection, desk_id: int, hashes: Iterable[str]) -> None:
    """Let the posts at some addresses, and those they belong to, be compared with every item."""
    for some in batches(hashes):
        here = post.c.desk_id == desk_id, post.c.url_hash.in_(some)
        connection.execute(update(post).where(*here).values(matched=None))


def between(connection: Connection, desk_id: int, first: datetime, last: datetime) -> None:
    """Let the posts of a time be compared with fresh items."""
    here = post.c.desk_id == desk_id, post.c.time.between(first, last)
    again = update(post).where(*here, post.c.matched == True)  # noqa: E712 - SQL
    connection.execute(again.values(matched=False))


def by_channel(
    connection: Connection, desk_id: int, numbers: Iterable[int]
) -> dict[str, list[int]]:
    """Tell on which channels, as their own, posts were seen."""
    query = select(post_stream.c.channel_id, post_stream.c.post_id).where(
        post_stream.c.desk_id == desk_id, post_stream.c.stream == StreamName.OWN.value
    )
    found: dict[str, list[int]] = {}
    for some in batches(numbers):
        for row in connection.execute(query.where(post_stream.c.post_id.in_(some))):
            found.setdefault(row.channel_id, []).append(row.post_id)
    return found


def with_threads(
    connection: Connection, desk_id: int, channel_id: str, numbers: Collection[int]
) -> dict[int, Post]:
    """Return posts of a channel with all that they continue and that continues them."""
    found: dict[int, AnyRow] = {}
    wanted: list[ColumnElement[bool]] = [post.c.id.in_(some) for some in batches(numbers)]
    while wanted:
        rows = [
            row
            for condition in wanted
            for row in connection.execute(_own(desk_id, channel_id, condition))
            if row.id not in found
        ]
        found |= {row.id: row for row in rows}
        wanted = _neighbours(rows)
    return {number: to_post(row) for number, row in found.items()}


def sample(
    connection: Connection, desk_id: int, channels: Collection[str], limit: int
) -> Sequence[Post]:
    """Return posts that the networks still have of the channel with the most of them.

    Of more than ``limit`` posts any may come, but always the same ones.
    """
    query = (
        select(post_stream.c.channel_id)
        .where(post_stream.c.desk_id == desk_id, post_stream.c.stream == StreamName.OWN.value)
        .where(post_stream.c.channel_id.in_(channels))
        .group_by(post_stream.c.channel_id)
        .order_by(func.count().desc(), post_stream.c.channel_id)
    )
    largest = connection.scalar(query.limit(1))
    standing = post.c.deleted.is_(None) & (post.c.form != PostForm.REPLY.value)
    some = _own(desk_id, largest or "", standing).order_by(post.c.key_hash).limit(limit)
    return [to_post(row) for row in connection.execute(some)]


def _own(desk_id: int, channel_id: str, condition: ColumnElement[bool]) -> Select[Any]:
    return (
        select(post)
        .join(post_stream, post.c.id == post_stream.c.post_id)
        .where(post_stream.c.desk_id == desk_id, post_stream.c.channel_id == channel_id)
        .where(post_stream.c.stream == StreamName.OWN.value, post.c.desk_id == desk_id, condition)
    )


def _neighbours(rows: Iterable[AnyRow]) -> list[ColumnElement[bool]]:
    """Ask for what posts continue, and for what continues them."""
    before = [row.continues_hash for row in rows if row.continues_hash]
    here = [row.key_hash for row in rows]
    asked: list[ColumnElement[bool]] = [post.c.key_hash.in_(some) for some in batches(before)]
    return asked + [post.c.continues_hash.in_(some) for some in batches(here)]
