"""The pairs of items and posts that comparing found, whether or not they hold in the end."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Column, Connection, delete, select

from newsdesk.domain.pair import Pair
from newsdesk.domain.sync_status import Verdict
from newsdesk.store import codec, posts
from newsdesk.store.batches import batches
from newsdesk.store.post_rows import to_key
from newsdesk.store.tables import matched_item, pair, post
from newsdesk.store.upsert import AnyRow, Values, upsert

ItemPlace = tuple[str, str]
"""An item on a channel, by their ids: what a pair was stored for."""

_PLACES = select(pair.c.channel_id, pair.c.item_id)
_COLUMNS = (pair, post.c.kind, post.c.origin, post.c.native_id, post.c.time)


def forget_items(
    connection: Connection, desk_id: int, item_ids: Collection[str]
) -> set[ItemPlace]:
    """Delete the pairs of items; return for what these and their rivals were stored."""
    here = pair.c.desk_id == desk_id
    numbers = {
        number
        for some in batches(item_ids)
        for number in connection.scalars(
            select(pair.c.post_id).where(here, pair.c.item_id.in_(some))
        )
    }
    places = {
        (row.channel_id, row.item_id)
        for some in batches(numbers)
        for row in connection.execute(_PLACES.where(here, pair.c.post_id.in_(some)))
    }
    for some in batches(item_ids):
        connection.execute(delete(pair).where(here, pair.c.item_id.in_(some)))
    return places


def forget_posts(
    connection: Connection, desk_id: int, channel_id: str, numbers: Iterable[int]
) -> set[ItemPlace]:
    """Delete the pairs of a channel's posts, by the numbers of their rows."""
    places = set[ItemPlace]()
    for some in batches(numbers):
        here = pair.c.desk_id == desk_id, pair.c.channel_id == channel_id, pair.c.post_id.in_(some)
        rows = connection.execute(_PLACES.where(*here)).all()
        places |= {(row.channel_id, row.item_id) for row in rows}
        if rows:
            connection.execute(delete(pair).where(*here))
    return places


def add(
    connection: Connection, desk_id: int, channel_id: str, found: Collection[Pair]
) -> set[ItemPlace]:
    """Store pairs of a channel; return what they are stored for."""
    numbers = posts.ids(connection, desk_id, {one.post for one in found})
    rows = [_row(desk_id, channel_id, one, numbers[one.post]) for one in found]
    upsert(connection, pair, rows)
    return {(channel_id, one.item_id) for one in found}


def sweep(connection: Connection, desk_id: int, channels: Collection[str]) -> None:
    """Delete the pairs of channels, and of items, that the desk has no more."""
    known = select(matched_item.c.item_id).where(matched_item.c.desk_id == desk_id)
    gone = pair.c.channel_id.not_in(channels) | pair.c.item_id.not_in(known)
    connection.execute(delete(pair).where(pair.c.desk_id == desk_id, gone))


def connected(
    connection: Connection, desk_id: int, channel_id: str, item_ids: Iterable[str]
) -> tuple[set[str], list[Pair]]:
    """Return the pairs of a channel that hang together with some items, and all their items."""
    items, found = set[str](), dict[int, Pair]()
    frontier, numbers = set(item_ids), set[int]()
    while frontier:
        items |= frontier
        rows = _rows(connection, desk_id, channel_id, pair.c.item_id, frontier)
        others = {row.post_id for row in rows} - numbers
        numbers |= others
        rows += _rows(connection, desk_id, channel_id, pair.c.post_id, others)
        found |= {row.id: _pair(row) for row in rows}
        frontier = {row.item_id for row in rows} - items
    return items, list(found.values())


def _rows(
    connection: Connection,
    desk_id: int,
    channel_id: str,
    column: Column[object],
    values: Iterable[object],
) -> list[AnyRow]:
    query = (
        select(*_COLUMNS)
        .join(post, post.c.id == pair.c.post_id)
        .where(pair.c.desk_id == desk_id, pair.c.channel_id == channel_id)
    )
    return [
        row
        for some in batches(values)
        for row in connection.execute(query.where(column.in_(some)))
    ]


def _row(desk_id: int, channel_id: str, one: Pair, post_id: int) -> Values:
    return {
        "desk_id": desk_id,
        "channel_id": channel_id,
        "item_id": one.item_id,
        "post_id": post_id,
        "day": one.day,
        "verdict": one.verdict.value,
        "score": one.score,
        "evidence": codec.from_messages(one.evidence),
        "decided": one.decided,
        "contradicts": one.contradicts,
    }


def _pair(row: AnyRow) -> Pair:
    return Pair(
        item_id=row.item_id,
        day=row.day,
        post=to_key(row),
        time=row.time,
        verdict=Verdict(row.verdict),
        score=row.score,
        evidence=codec.to_messages(row.evidence),
        decided=row.decided,
        contradicts=row.contradicts,
    )
