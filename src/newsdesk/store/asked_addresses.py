"""What asking for single addresses came to, so that none is asked for too often."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, delete, select

from newsdesk.domain.message import Message
from newsdesk.store.batches import batches
from newsdesk.store.codec import fingerprint, from_message, to_message
from newsdesk.store.tables import asked_address
from newsdesk.store.upsert import AnyRow, upsert

KEPT = timedelta(days=180)
"""As long as others' posts: what is still wanted then is asked for anew."""


class Purpose(StrEnum):
    """Why an address is asked for: to read the post there, or to see whether a link is dead."""

    POST = "post"
    LINK = "link"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedAddress:
    """An address that was asked for, and what that came to.

    ``failures`` in a row since ``failed_since`` (UTC), the last for the reason ``failure``;
    ``next_try`` is when it may be asked for again. ``dead`` says that it leads nowhere.
    """

    url: str
    failures: int = 0
    failed_since: datetime | None = None
    failure: Message | None = None
    next_try: datetime | None = None
    dead: bool = False


def find(
    connection: Connection, desk_id: int, purpose: Purpose, urls: Iterable[str]
) -> Mapping[str, AskedAddress]:
    """Return what is known of some addresses, by address."""
    query = select(asked_address).where(
        asked_address.c.desk_id == desk_id, asked_address.c.purpose == purpose.value
    )
    return {
        row.url: _asked(row)
        for batch in batches(map(fingerprint, urls))
        for row in connection.execute(query.where(asked_address.c.url_hash.in_(batch)))
    }


def dead(connection: Connection, desk_id: int) -> frozenset[str]:
    """Return the links that lead nowhere."""
    query = select(asked_address.c.url).where(
        asked_address.c.desk_id == desk_id,
        asked_address.c.purpose == Purpose.LINK.value,
        asked_address.c.dead.is_(True),
    )
    return frozenset(connection.scalars(query))


def save(
    connection: Connection, desk_id: int, purpose: Purpose, one: AskedAddress, *, now: datetime
) -> None:
    """Remember what asking for an address came to."""
    row = {
        "desk_id": desk_id,
        "purpose": purpose.value,
        "url_hash": fingerprint(one.url),
        "url": one.url,
        "asked": now,
        "failures": one.failures,
        "failed_since": one.failed_since,
        "failure": from_message(one.failure) if one.failure else None,
        "next_try": one.next_try,
        "dead": one.dead,
    }
    upsert(connection, asked_address, [row])


def prune(connection: Connection, *, now: datetime) -> int:
    """Forget what was asked long ago; return how many addresses that were."""
    old = asked_address.c.asked < now - KEPT
    return connection.execute(delete(asked_address).where(old)).rowcount


def _asked(row: AnyRow) -> AskedAddress:
    return AskedAddress(
        url=row.url,
        failures=row.failures,
        failed_since=row.failed_since,
        failure=to_message(row.failure) if row.failure else None,
        next_try=row.next_try,
        dead=row.dead,
    )
