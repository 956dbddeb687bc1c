"""Posts by whether they match a news item: the ones that a board shows, and no others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    exists,
    func,
    select,
    true,
    union_all,
)

from newsdesk.domain.month import day_begin
from newsdesk.domain.post import Post, PostForm, PostKey, StreamName
from newsdesk.store import decided, matches, posts
from newsdesk.store.batches import batches
from newsdesk.store.codec import address_hash
from newsdesk.store.post_rows import key_hash
from newsdesk.store.tables import match, post, post_stream


def on_items(
    connection: Connection, desk_id: int, *, since: date | None = None
) -> Mapping[str, Sequence[Post]]:
    """Return each channel's own posts that match an item of that day or a later one."""
    wanted = select(match.c.post_id).where(*matches.conditions(desk_id, since))
    return posts.by_channel(connection, desk_id, post.c.id.in_(wanted))


def on_item(connection: Connection, desk_id: int, item_id: str) -> Mapping[str, Sequence[Post]]:
    """Return each channel's own posts that match one item."""
    wanted = select(match.c.post_id).where(match.c.desk_id == desk_id, match.c.item_id == item_id)
    return posts.by_channel(connection, desk_id, post.c.id.in_(wanted))


def on_none(
    connection: Connection, desk_id: int, *, since: datetime | None = None
) -> Mapping[str, Sequence[Post]]:
    """Return each channel's own original posts that still stand and match no item."""
    return posts.by_channel(connection, desk_id, *_alone(desk_id, PostForm.ORIGINAL), since=since)


def decided_of(
    connection: Connection, desk_id: int, *, since: date | None = None, item_id: str = ""
) -> Mapping[str, Sequence[Post]]:
    """Return each channel's own posts that people decided something of, deleted ones among them.

    Of items since a day, or of one; unless it is about one item, those that are no news too.
    """
    wanted = [_at(decided.addresses(desk_id, since=since, item_id=item_id), desk_id)]
    if not item_id:
        recent = post.c.time >= day_begin(since) if since else true()
        wanted.append(_at(decided.no_news_addresses(desk_id), desk_id).where(recent))
    # A union by itself would be asked for each post anew on MariaDB, a table of it is made once.
    numbers = select(union_all(*wanted).subquery())
    return posts.by_channel(connection, desk_id, post.c.id.in_(numbers))


def at_addresses(
    connection: Connection, desk_id: int, addresses: Iterable[str]
) -> Mapping[str, Sequence[Post]]:
    """Return each channel's own posts at some addresses, deleted ones among them."""
    return _having(connection, desk_id, post.c.url_hash, map(address_hash, addresses))


def with_keys(
    connection: Connection, desk_id: int, keys: Iterable[PostKey]
) -> Mapping[str, Sequence[Post]]:
    """Return each channel's own posts with some keys, deleted ones among them."""
    return _having(connection, desk_id, post.c.key_hash, map(key_hash, keys))


def _having(
    connection: Connection, desk_id: int, column: Column[str], hashes: Iterable[str]
) -> Mapping[str, Sequence[Post]]:
    found: dict[str, list[Post]] = {}
    for some in batches(dict.fromkeys(hashes)):
        for channel_id, own in posts.by_channel(connection, desk_id, column.in_(some)).items():
            found.setdefault(channel_id, []).extend(own)
    return found


def continuing(
    connection: Connection, desk_id: int, *, since: datetime | None = None
) -> Mapping[str, Sequence[Post]]:
    """Return each channel's own posts that go on from another one, deleted ones among them."""
    return posts.by_channel(connection, desk_id, post.c.continues != "", since=since)


def shares_on_none(connection: Connection, desk_id: int) -> Mapping[str, int]:
    """Return how many of each channel's own shares still stand and match no item."""
    query = (
        select(post_stream.c.channel_id, func.count())
        .join(post, post.c.id == post_stream.c.post_id)
        .where(post_stream.c.desk_id == desk_id, post_stream.c.stream == StreamName.OWN.value)
        .where(*_alone(desk_id, PostForm.SHARE))
        .group_by(post_stream.c.channel_id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def _at(hashes: Select[tuple[str]], desk_id: int) -> Select[tuple[int]]:
    """Select the numbers of the posts at addresses with these hashes."""
    return select(post.c.id).where(post.c.desk_id == desk_id, post.c.url_hash.in_(hashes))


def _alone(desk_id: int, form: PostForm) -> tuple[ColumnElement[bool], ...]:
    matching = exists().where(match.c.post_id == post.c.id, match.c.desk_id == desk_id)
    return post.c.form == form.value, post.c.deleted.is_(None), ~matching
