"""Leases: work that only one process may do at a time, on whichever machine it runs."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select, update

from newsdesk.store.tables import lease
from newsdesk.store.upsert import insert_missing


def take(
    connection: Connection,
    desk_id: int,
    name: str,
    holder: str,
    *,
    now: datetime,
    length: timedelta,
) -> bool:
    """Take a lease that is free or has run out: exactly one caller gets ``True``."""
    free = {"desk_id": desk_id, "name": name, "holder": "", "until": now}
    insert_missing(connection, lease, [free])
    taken = (
        update(lease)
        .where(lease.c.desk_id == desk_id, lease.c.name == name, lease.c.until <= now)
        .values(holder=holder, until=now + length)
    )
    return connection.execute(taken).rowcount == 1


def renew(
    connection: Connection,
    desk_id: int,
    name: str,
    holder: str,
    *,
    now: datetime,
    length: timedelta,
) -> bool:
    """Extend a lease that is still held; return ``False`` if another holder has it now."""
    held = (lease.c.desk_id == desk_id, lease.c.name == name, lease.c.holder == holder)
    renewed = update(lease).where(*held).values(until=now + length)
    return connection.execute(renewed).rowcount == 1


def release(connection: Connection, desk_id: int, name: str, holder: str) -> None:
    """Give a lease back, if it is still held."""
    held = (lease.c.desk_id == desk_id, lease.c.name == name, lease.c.holder == holder)
    connection.execute(delete(lease).where(*held))


def held(connection: Connection, desk_id: int, name: str, *, now: datetime) -> bool:
    """Tell whether somebody holds the lease."""
    until = connection.scalar(
        select(lease.c.until).where(lease.c.desk_id == desk_id, lease.c.name == name)
    )
    return until is not None and until > now
