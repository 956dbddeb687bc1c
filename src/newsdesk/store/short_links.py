"""Where short links lead, as far as that was asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select

from newsdesk.store.batches import batches
from newsdesk.store.codec import fingerprint
from newsdesk.store.tables import short_link
from newsdesk.store.upsert import upsert

KEPT = timedelta(days=180)
"""As long as others' posts; what a post still has is asked for anew, and once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortLink:
    """A short link and where it leads; ``target`` is empty while that is not known.

    ``next_try`` is when it may be asked again (UTC), ``None`` where it is given up.
    """

    url: str
    target: str = ""
    failures: int = 0
    next_try: datetime | None = None


def find(connection: Connection, desk_id: int, urls: Iterable[str]) -> Mapping[str, ShortLink]:
    """Return what is known of some short links, by address."""
    found = {}
    for batch in batches(map(fingerprint, urls)):
        query = select(short_link).where(
            short_link.c.desk_id == desk_id, short_link.c.url_hash.in_(batch)
        )
        for row in connection.execute(query):
            found[row.url] = ShortLink(
                url=row.url, target=row.target, failures=row.failures, next_try=row.next_try
            )
    return found


def save(connection: Connection, desk_id: int, link: ShortLink, *, now: datetime) -> None:
    """Remember what asking for a short link came to."""
    row = {
        "desk_id": desk_id,
        "url_hash": fingerprint(link.url),
        "url": link.url,
        "target": link.target,
        "failures": link.failures,
        "next_try": link.next_try,
        "asked": now,
    }
    upsert(connection, short_link, [row])


def prune(connection: Connection, *, now: datetime) -> int:
    """Forget what was asked long ago; return how many links that were."""
    old = short_link.c.asked < now - KEPT
    return connection.execute(delete(short_link).where(old)).rowcount
