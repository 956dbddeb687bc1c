"""How much was read that is paid for, by credential and calendar month (UTC)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import Connection, select, update

from newsdesk.domain.month import month
from newsdesk.infra.credentials import Credential
from newsdesk.store.codec import of_credential
from newsdesk.store.tables import paid_read
from newsdesk.store.upsert import insert_missing


def add(
    connection: Connection, desk_id: int, credential: Credential, count: int, *, now: datetime
) -> None:
    """Count posts and profiles that were read now."""
    key = {
        "desk_id": desk_id,
        "credential_hash": of_credential(credential),
        "month": month(now),
    }
    insert_missing(connection, paid_read, [{**key, "count": 0}])
    here = [paid_read.c[name] == value for name, value in key.items()]
    more = paid_read.c.count + count
    connection.execute(update(paid_read).where(*here).values(count=more))


def counts(connection: Connection, desk_id: int, credential: Credential) -> Mapping[date, int]:
    """Return how much was read by the first day of each month."""
    query = select(paid_read.c.month, paid_read.c.count).where(
        paid_read.c.desk_id == desk_id, paid_read.c.credential_hash == of_credential(credential)
    )
    return {row[0]: row[1] for row in connection.execute(query)}
