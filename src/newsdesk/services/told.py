"""What an item's page tells of decisions: where they stand, and which posts could not be read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from sqlalchemy import Engine

from newsdesk.domain.message import Message
from newsdesk.store import asked_addresses, decided
from newsdesk.store.asked_addresses import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The titles of the pages that say something of an item, the one that is written to last.

    ``unread`` says why posts at addresses that people named could not be read.
    """

    pages: tuple[str, ...] = ()
    unread: Mapping[str, Message] = field(default_factory=lambda: MappingProxyType({}))


def pages(engine: Engine, desk_id: int) -> list[str]:
    """Return the titles of the pages that say something, the last year's first."""
    with engine.connect() as connection:
        return sorted(decided.pages(connection, desk_id), reverse=True)


def of_item(engine: Engine, desk_id: int, item_id: str, addresses: Collection[str]) -> Told:
    """Look up what is told of an item; ``addresses`` are those that people named for it."""
    with engine.connect() as connection:
        entries = decided.entries(connection, desk_id, [item_id])
        asked = asked_addresses.find(connection, desk_id, Purpose.POST, addresses)
        failed = {url: one.failure for url, one in asked.items() if one.failure}
        # A channel may have brought the post since; there is hardly ever one to ask about.
        unread = decided.unread(connection, desk_id) if failed else frozenset()
    return Told(
        pages=tuple(dict.fromkeys(one.page for one in entries)),
        unread={url: why for url, why in failed.items() if url in unread},
    )
