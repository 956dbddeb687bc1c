"""How items' statuses on channels changed, newest first, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine

from newsdesk.domain.item_id import names_since
from newsdesk.domain.status_change import StatusChange
from newsdesk.store import items, status_changes


@dataclass(frozen=True, slots=True)
class Told:
    """A change, and what its item is called today, as far as that is known."""

    change: StatusChange
    item_id: str


@dataclass(frozen=True, slots=True)
class Changes:
    """A page of changes; ``following`` is the cursor of the next page, ``None`` on the last."""

    told: tuple[Told, ...]
    following: int | None


def page(
    engine: Engine,
    desk_id: int,
    *,
    cursor: int | None = None,
    limit: int = 50,
    item_id: str = "",
    channel_id: str = "",
) -> Changes:
    """Read changes: all, or those of an item, whatever it is called, or on a channel.

    ``cursor`` is what the page before named as ``following``: what came since moves nothing.
    """
    with engine.connect() as connection:
        names = {item_id, *items.predecessors(connection, desk_id, item_id)} if item_id else ()
        found = status_changes.newest(
            connection,
            desk_id,
            limit=limit + 1,
            below=cursor,
            names=names,
            channel_id=channel_id,
        )
        renamed = items.renamed(connection, desk_id)
    shown = found[:limit]
    following = shown[-1].number if len(found) > limit else None
    told = tuple(Told(one, names_since(one.item_id, renamed)[-1]) for one in shown)
    return Changes(told, following)
