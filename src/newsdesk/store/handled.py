"""What was dealt with in rounds: a row a thing, whose being there means that it does not wait.

Who comes second is told who was first, as the database lets only one row in. Who it was is
forgotten after 90 days. The bare row stays for as long as what it is about is stored, so that
nothing that was dealt with ever waits again; then it goes, too: see :func:`prune`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    delete,
    exists,
    func,
    or_,
    select,
    union,
    update,
)

from newsdesk.domain.round import Handled, Handling, Step, Thing
from newsdesk.store.batches import batches
from newsdesk.store.codec import thing_hash, to_thing
from newsdesk.store.tables import handled as rows
from newsdesk.store.tables import item, item_alias, lead, post
from newsdesk.store.upsert import AnyRow, Values, insert_missing

KEPT = timedelta(days=90)
"""How long it is known who dealt with what."""


def record(connection: Connection, desk_id: int, one: Handled) -> Handled:
    """Store that a thing is dealt with; return what stands, which may be another's.

    It equals ``one`` for exactly one of those who come at once.
    """
    see(connection, desk_id, [one])
    return find(connection, desk_id, [one.thing])[one.thing]


def see(connection: Connection, desk_id: int, some: Iterable[Handled]) -> None:
    """Store what was seen to be dealt with, unless it is known already."""
    for batch in batches(some):
        insert_missing(connection, rows, [_row(desk_id, one) for one in batch])


def find(connection: Connection, desk_id: int, things: Iterable[Thing]) -> dict[Thing, Handled]:
    """Return how those of the things were dealt with that were."""
    wanted = {thing_hash(one): one for one in things}
    query = select(rows).where(rows.c.desk_id == desk_id)
    return {
        wanted[row.thing_hash]: _handled(row)
        for batch in batches(wanted)
        for row in connection.execute(query.where(rows.c.thing_hash.in_(batch)))
    }


def take_back(connection: Connection, desk_id: int, thing: Thing, time: datetime) -> bool:
    """Let a thing wait again that was dealt with at that very moment; ``False`` if it was not.

    What somebody did to it since stays.
    """
    named = rows.c.thing_hash == thing_hash(thing)
    gone = delete(rows).where(rows.c.desk_id == desk_id, named, rows.c.time == time)
    return connection.execute(gone).rowcount == 1


def take_back_all(connection: Connection, desk_id: int, step: Step, time: datetime) -> int:
    """Let wait again what was dealt with at a step at that very moment; return how many do."""
    named = rows.c.step == step.value, rows.c.time == time
    gone = delete(rows).where(rows.c.desk_id == desk_id, *named)
    return connection.execute(gone).rowcount


def forget(connection: Connection, desk_id: int, thing: Thing) -> None:
    """Forget how a thing was dealt with, as it is dealt with anew."""
    named = rows.c.thing_hash == thing_hash(thing)
    connection.execute(delete(rows).where(rows.c.desk_id == desk_id, named))


def since(
    connection: Connection, desk_id: int, moment: datetime, *, offset: int = 0, limit: int
) -> list[Handled]:
    """Return what was dealt with since a moment, the last first."""
    query = (
        select(rows)
        .where(rows.c.desk_id == desk_id, rows.c.time >= moment)
        .order_by(rows.c.time.desc(), rows.c.id.desc())
        .offset(offset)
        .limit(limit)
    )
    return [_handled(row) for row in connection.execute(query)]


def between(
    connection: Connection, desk_id: int, since: datetime, until: datetime
) -> list[Handled]:
    """Return what was dealt with from a moment on and before another one, the first first."""
    here = rows.c.desk_id == desk_id, rows.c.time >= since, rows.c.time < until
    query = select(rows).where(*here).order_by(rows.c.time, rows.c.id)
    return [_handled(row) for row in connection.execute(query)]


def by_user(connection: Connection, desk_id: int, moment: datetime) -> dict[str, int]:
    """Count what each person dealt with since a moment, who did most first."""
    query = (
        select(rows.c.user, func.count())
        .where(rows.c.desk_id == desk_id, rows.c.time >= moment)
        .group_by(rows.c.user)
        .order_by(func.count().desc(), rows.c.user)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def every(connection: Connection, desk_id: int, step: Step) -> frozenset[Thing]:
    """Return all things that were dealt with at a step."""
    query = select(rows.c.thing).where(rows.c.desk_id == desk_id, rows.c.step == step.value)
    return frozenset(to_thing(value) for value in connection.scalars(query))


def waiting(desk_id: int, hashed: Column[str] | ColumnElement[str]) -> ColumnElement[bool]:
    """Make the condition that the thing which a column names by its hash was not dealt with."""
    return ~exists().where(rows.c.desk_id == desk_id, rows.c.thing_hash == hashed)


def prune(connection: Connection, *, now: datetime) -> int:
    """Forget who did it after 90 days, and the row once the thing itself is not stored any more.

    Return how many rows went, of every desk.
    """
    old = rows.c.time <= now - KEPT
    connection.execute(update(rows).where(old, rows.c.user != "").values(user=""))
    blank = update(rows).where(old, (rows.c.about != "") | (rows.c.url != ""))
    connection.execute(blank.values(about="", url=""))
    there = [
        exists().where(stored.c.desk_id == rows.c.desk_id, named == rows.c.thing_hash)
        for stored, named in (
            (post, post.c.key_hash),
            (lead, lead.c.thing_hash),
            (lead, lead.c.day_hash),
        )
    ]
    query = select(rows.c.id, rows.c.desk_id, rows.c.thing).where(old, ~or_(*there))
    gone = _without_item(connection, connection.execute(query).all())
    for batch in batches(gone):
        connection.execute(delete(rows).where(rows.c.id.in_(batch)))
    return len(gone)


def _without_item(connection: Connection, found: Sequence[AnyRow]) -> list[int]:
    """Return the rows among these whose thing is no item that is stored, by whichever name."""
    if not found:
        return []
    named = union(
        select(item.c.desk_id, item.c.item_id), select(item_alias.c.desk_id, item_alias.c.old_id)
    )
    items = {(row[0], row[1]) for row in connection.execute(named)}
    return [
        row.id
        for row in found
        if row.thing[0] != "item" or (row.desk_id, row.thing[1]) not in items
    ]


def _row(desk_id: int, one: Handled) -> Values:
    return {
        "desk_id": desk_id,
        "thing_hash": thing_hash(one.thing),
        "thing": list(one.thing.parts),
        "step": one.step.value,
        "what": one.what.value,
        "user": one.user,
        "time": one.time,
        "about": one.about,
        "url": one.url,
        "channel_id": one.channel_id,
    }


def _handled(row: AnyRow) -> Handled:
    return Handled(
        thing=to_thing(row.thing),
        step=Step(row.step),
        what=Handling(row.what),
        user=row.user,
        time=row.time,
        about=row.about,
        url=row.url,
        channel_id=row.channel_id,
    )
