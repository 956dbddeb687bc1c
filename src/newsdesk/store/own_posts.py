"""The channels' own posts from the newest on, a part at a time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, or_, select

from newsdesk.domain.post import Post, PostForm, StreamName
from newsdesk.store import decided
from newsdesk.store.post_rows import to_post
from newsdesk.store.tables import match, post, post_link, post_stream
from newsdesk.store.upsert import AnyRow

_MANY = 500
"""Posts that may link to one page that are looked at: a home page is linked to again and again."""
_LONGEST_THREAD = 20


class Listed(StrEnum):
    """Whether a post is on the news page; what is set aside people said to be no news."""

    YES = "yes"
    NO = "no"
    SET_ASIDE = "set-aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which posts are read: those of ``channels``, from ``since`` on and earlier than ``until``.

    ``below`` is the place of the post after which to go on.
    """

    channels: Collection[str]
    form: PostForm | None = None
    listed: Listed | None = None
    since: datetime | None = None
    until: datetime | None = None
    below: tuple[datetime, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPost:
    """A post of a channel; ``number`` orders those of a moment, ``items`` are what it matches."""

    channel_id: str
    number: int
    post: Post
    items: tuple[str, ...]
    listed: Listed


def newest(
    connection: Connection, desk_id: int, wanted: Wanted, *, limit: int
) -> Sequence[OwnPost]:
    """Return posts that stand, newest first; of a thread its first one alone."""
    query = _standing(desk_id).where(*_conditions(desk_id, wanted)).limit(limit)
    return _own(connection, desk_id, connection.execute(query).all())


def linking(
    connection: Connection,
    desk_id: int,
    channels: Collection[str],
    *,
    links: Collection[str],
    addresses: Collection[str],
    limit: int,
) -> Sequence[OwnPost]:
    """Return posts that stand and may link somewhere or be there themselves, newest first.

    ``links`` are hashes as of :func:`newsdesk.store.codec.link_hash`, ``addresses`` those of
    posts. Of a thread its first one stands for the others.
    """
    having = select(post_link.c.post_id).where(
        post_link.c.desk_id == desk_id, post_link.c.link_hash.in_(links)
    )
    at = select(post.c.id).where(post.c.desk_id == desk_id, post.c.url_hash.in_(addresses))
    # Asked one after the other, as MariaDB uses no index where either may hold.
    found = {*connection.scalars(having.limit(_MANY)), *connection.scalars(at.limit(_MANY))}
    if not found:
        return ()
    query = (
        _standing(desk_id)
        .where(post.c.id.in_(_firsts(connection, desk_id, found)))
        .where(post_stream.c.channel_id.in_(channels), post.c.deleted.is_(None))
        .limit(limit)
    )
    return _own(connection, desk_id, connection.execute(query).all())


def _standing(desk_id: int) -> Select[Any]:
    return (
        select(post_stream.c.channel_id, post_stream.c.id.label("number"), post)
        .join(post, post.c.id == post_stream.c.post_id)
        .where(post_stream.c.desk_id == desk_id, post_stream.c.stream == StreamName.OWN.value)
        .order_by(post.c.time.desc(), post_stream.c.id.desc())
    )


def _firsts(connection: Connection, desk_id: int, numbers: Collection[int]) -> set[int]:
    """Put the first post of its thread, as far as it stands, in the place of each that goes on."""
    before = post.alias("before")
    query = (
        select(post.c.id, before.c.id.label("before"))
        .join(before, before.c.key_hash == post.c.continues_hash)
        .where(post.c.desk_id == desk_id, before.c.desk_id == desk_id, before.c.deleted.is_(None))
    )
    found, asked = set(numbers), set(numbers)
    for _ in range(_LONGEST_THREAD):
        rows = connection.execute(query.where(post.c.id.in_(asked))).all()
        if not rows:
            break
        asked = {row.before for row in rows}
        found = (found - {row.id for row in rows}) | asked
    return found


def _own(connection: Connection, desk_id: int, rows: Sequence[AnyRow]) -> Sequence[OwnPost]:
    """Say of posts which items they match, and whether people set them aside."""
    if not rows:
        return ()
    numbers = [row.id for row in rows]
    matched = _items(connection, desk_id, numbers)
    aside = _set_aside(connection, desk_id, numbers)
    found = []
    for row in rows:
        items = matched.get((row.channel_id, row.id), ())
        listed = Listed.YES if items else Listed.SET_ASIDE if row.id in aside else Listed.NO
        found.append(
            OwnPost(
                channel_id=row.channel_id,
                number=row.number,
                post=to_post(row),
                items=tuple(items),
                listed=listed,
            )
        )
    return found


def _conditions(desk_id: int, wanted: Wanted) -> list[ColumnElement[bool]]:
    before = post.alias("before")
    goes_on = exists().where(
        before.c.desk_id == desk_id,
        before.c.key_hash == post.c.continues_hash,
        before.c.deleted.is_(None),
    )
    some = [
        post_stream.c.channel_id.in_(wanted.channels),
        post.c.deleted.is_(None),
        or_(post.c.continues_hash.is_(None), ~goes_on),
    ]
    if wanted.form:
        some.append(post.c.form == wanted.form.value)
    if wanted.since:
        some.append(post.c.time >= wanted.since)
    if wanted.until:
        some.append(post.c.time < wanted.until)
    if wanted.below:
        time, number = wanted.below
        same_moment = and_(post.c.time == time, post_stream.c.id < number)
        some.append(or_(post.c.time < time, same_moment))
    return [*some, *_listed(desk_id, wanted.listed)]


def _listed(desk_id: int, listed: Listed | None) -> list[ColumnElement[bool]]:
    if listed is None:
        return []
    matching = exists().where(
        match.c.post_id == post.c.id,
        match.c.desk_id == desk_id,
        match.c.channel_id == post_stream.c.channel_id,
    )
    if listed is Listed.YES:
        return [matching]
    aside = post.c.url_hash.in_(decided.no_news_addresses(desk_id))
    return [~matching, aside if listed is Listed.SET_ASIDE else ~aside]


def _items(
    connection: Connection, desk_id: int, numbers: Collection[int]
) -> dict[tuple[str, int], list[str]]:
    """Return the ids of the items that posts match, best first, by channel and post."""
    query = (
        select(match.c.channel_id, match.c.post_id, match.c.item_id)
        .where(match.c.desk_id == desk_id, match.c.post_id.in_(numbers))
        .order_by(match.c.score.desc(), match.c.item_id)
    )
    found: dict[tuple[str, int], list[str]] = {}
    for row in connection.execute(query):
        found.setdefault((row.channel_id, row.post_id), []).append(row.item_id)
    return found


def _set_aside(connection: Connection, desk_id: int, numbers: Collection[int]) -> set[int]:
    aside = post.c.url_hash.in_(decided.no_news_addresses(desk_id))
    return set(connection.scalars(select(post.c.id).where(post.c.id.in_(numbers), aside)))
