"""Who is on what in a round, for two hours: shown to the others, and no lock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select

from newsdesk.domain.round import Claim, Thing
from newsdesk.store.batches import batches
from newsdesk.store.codec import thing_hash, to_thing
from newsdesk.store.tables import claim as rows
from newsdesk.store.upsert import AnyRow, insert_missing

LENGTH = timedelta(hours=2)


def take(connection: Connection, desk_id: int, thing: Thing, user: str, *, now: datetime) -> Claim:
    """Say that somebody is on a thing, unless another one is; return the claim that stands.

    Who says it again is on it for two hours from now.
    """
    named = rows.c.desk_id == desk_id, rows.c.thing_hash == thing_hash(thing)
    over = (rows.c.until <= now) | (rows.c.user == user)
    connection.execute(delete(rows).where(*named, over))
    row = {
        "desk_id": desk_id,
        "thing_hash": thing_hash(thing),
        "thing": list(thing.parts),
        "user": user,
        "until": now + LENGTH,
    }
    insert_missing(connection, rows, [row])
    return _claim(connection.execute(select(rows).where(*named)).one())


def give_back(connection: Connection, desk_id: int, thing: Thing, user: str) -> bool:
    """End somebody's own claim; return whether there was one."""
    own = rows.c.thing_hash == thing_hash(thing), rows.c.user == user
    gone = delete(rows).where(rows.c.desk_id == desk_id, *own)
    return connection.execute(gone).rowcount == 1


def end(connection: Connection, desk_id: int, thing: Thing) -> None:
    """End whoever's claim, as the thing is dealt with."""
    named = rows.c.thing_hash == thing_hash(thing)
    connection.execute(delete(rows).where(rows.c.desk_id == desk_id, named))


def find(
    connection: Connection, desk_id: int, things: Iterable[Thing], *, now: datetime
) -> dict[Thing, Claim]:
    """Return the claims on those of the things that somebody is on."""
    wanted = {thing_hash(one): one for one in things}
    query = select(rows).where(rows.c.desk_id == desk_id, rows.c.until > now)
    return {
        wanted[row.thing_hash]: _claim(row)
        for batch in batches(wanted)
        for row in connection.execute(query.where(rows.c.thing_hash.in_(batch)))
    }


def prune(connection: Connection, *, now: datetime) -> int:
    """Delete the claims that have run out, of every desk; return how many."""
    return connection.execute(delete(rows).where(rows.c.until <= now)).rowcount


def _claim(row: AnyRow) -> Claim:
    return Claim(thing=to_thing(row.thing), user=row.user, until=row.until)
