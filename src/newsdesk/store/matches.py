"""The machine's matches between news items and posts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, delete, exists, select

from newsdesk.domain.sync_status import Match, Verdict
from newsdesk.store import codec, posts
from newsdesk.store.batches import batches
from newsdesk.store.post_rows import to_key
from newsdesk.store.tables import item, match, pair, post
from newsdesk.store.upsert import AnyRow, Values, upsert

_COLUMNS = (match, post.c.kind, post.c.origin, post.c.native_id)


def replace(
    connection: Connection,
    desk_id: int,
    found: Sequence[Match],
    *,
    among: tuple[str, Collection[str]] | None = None,
) -> bool:
    """Store the matches in place of the former ones; return whether they differ.

    ``among`` says that they are those of a channel with some items: all others stay. Only rows
    that differ are written. A match with a post that is not stored is left out.
    """
    numbers = posts.ids(connection, desk_id, {one.post for one in found})
    wanted = {
        (one.item_id, one.channel_id, numbers[one.post]): _row(desk_id, one, numbers[one.post])
        for one in found
        if one.post in numbers
    }
    there = _stored(connection, desk_id, among)
    gone = [number for place, (number, _) in there.items() if place not in wanted]
    for some in batches(gone):
        connection.execute(delete(match).where(match.c.id.in_(some)))
    changed = [
        row for place, row in wanted.items() if place not in there or there[place][1] != row
    ]
    upsert(connection, match, changed)
    return bool(gone or changed)


def _stored(
    connection: Connection, desk_id: int, among: tuple[str, Collection[str]] | None
) -> dict[tuple[str, str, int], tuple[int, Values]]:
    """Return rows and their numbers by what is unique of them."""
    query = select(match).where(match.c.desk_id == desk_id)
    if among is None:
        rows = list(connection.execute(query))
    else:
        here = query.where(match.c.channel_id == among[0])
        rows = [
            row
            for some in batches(among[1])
            for row in connection.execute(here.where(match.c.item_id.in_(some)))
        ]
    found = {}
    for row in rows:
        values = dict(row._mapping)
        number = values.pop("id")
        found[row.item_id, row.channel_id, row.post_id] = number, values
    return found


def sweep(connection: Connection, desk_id: int) -> bool:
    """Delete the matches that no pair is left of; return whether there were any."""
    resting = exists().where(
        pair.c.desk_id == match.c.desk_id,
        pair.c.item_id == match.c.item_id,
        pair.c.channel_id == match.c.channel_id,
        pair.c.post_id == match.c.post_id,
    )
    left = delete(match).where(match.c.desk_id == desk_id, ~resting)
    return connection.execute(left).rowcount > 0


def every(connection: Connection, desk_id: int, *, since: date | None = None) -> list[Match]:
    """Return the matches of all items, or of those since a day, the best of a cell first."""
    return _read(connection, *conditions(desk_id, since))


def of_item(connection: Connection, desk_id: int, item_id: str) -> list[Match]:
    """Return the matches of one item, the best first."""
    return _read(connection, match.c.desk_id == desk_id, match.c.item_id == item_id)


def linking(connection: Connection, desk_id: int, since: datetime) -> dict[str, list[int]]:
    """Return the links of matched posts that still stand and are not older, the newest first.

    Later parts of their threads count as well. Each link comes with the numbers of the posts that
    have it.
    """
    columns = post.c.id, post.c.key_hash, post.c.time, post.c.links, post.c.deleted
    query = select(*columns).where(post.c.desk_id == desk_id, post.c.time >= since)
    of_items = select(match.c.post_id).where(match.c.desk_id == desk_id)
    rows = list(connection.execute(query.where(post.c.id.in_(of_items))))
    threads = {row.id: row for row in rows}
    while rows:
        above = [row.key_hash for row in rows]
        below = (query.where(post.c.continues_hash.in_(some)) for some in batches(above))
        rows = [row for some in below for row in connection.execute(some) if row.id not in threads]
        threads |= {row.id: row for row in rows}
    found: dict[str, list[int]] = {}
    for row in sorted(threads.values(), key=lambda row: (row.time, row.id), reverse=True):
        for link in row.links if row.deleted is None else ():
            found.setdefault(link, []).append(row.id)
    return found


def conditions(desk_id: int, since: date | None) -> tuple[ColumnElement[bool], ...]:
    """Pick the matches of a desk, where ``since`` says so only those of items since that day."""
    if since is None:
        return (match.c.desk_id == desk_id,)
    recent = select(item.c.item_id).where(item.c.desk_id == desk_id, item.c.date >= since)
    return match.c.desk_id == desk_id, match.c.item_id.in_(recent)


def _read(connection: Connection, *wanted: ColumnElement[bool]) -> list[Match]:
    query = (
        select(*_COLUMNS)
        .join(post, post.c.id == match.c.post_id)
        .where(*wanted)
        .order_by(match.c.score.desc(), match.c.id)
    )
    return [_match(row) for row in connection.execute(query)]


def _row(desk_id: int, one: Match, post_id: int) -> Values:
    return {
        "desk_id": desk_id,
        "item_id": one.item_id,
        "channel_id": one.channel_id,
        "post_id": post_id,
        "verdict": one.verdict.value,
        "score": one.score,
        "evidence": codec.from_messages(one.evidence),
        "decided": one.decided,
    }


def _match(row: AnyRow) -> Match:
    return Match(
        item_id=row.item_id,
        channel_id=row.channel_id,
        post=to_key(row),
        verdict=Verdict(row.verdict),
        score=row.score,
        evidence=codec.to_messages(row.evidence),
        decided=bool(row.decided),
    )
