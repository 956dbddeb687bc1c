"""What the address of an item's page leads to, whatever became of the item."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Engine

from newsdesk.domain.item_id import date_of
from newsdesk.domain.news_item import ItemEdit, NewsItem
from newsdesk.services import desk, matching
from newsdesk.store import item_edits, items
from newsdesk.sync import item_lookup


@dataclass(frozen=True, slots=True)
class Moved:
    """The item is called by another id now."""

    id: str


@dataclass(frozen=True, slots=True)
class Gone:
    """The item is on no page any more; ``names`` are the ids it had, the first one asked for.

    ``neighbours`` are the items of its day that are there.
    """

    date: date
    names: tuple[str, ...]
    neighbours: tuple[NewsItem, ...] = ()


def look_up(engine: Engine, desk_id: int, wanted: str) -> NewsItem | Moved | Gone | None:
    """Find the item that an id means or once meant; ``None`` for what cannot be an item's id.

    Anybody can make ids up, so this asks for the items of the days that its names begin with.
    """
    day = date_of(wanted)
    if day is None:
        return None
    with engine.connect() as connection:
        config = desk.config(connection, desk_id)
        if config is None:
            return None
        pages = matching.pages(config)
        there = items.of_pages(connection, desk_id, pages, item_id=wanted)
        if there:
            return there[0]
        names = (wanted, *items.successors(connection, desk_id, wanted))
        days = set(filter(None, map(date_of, names)))
        there = items.of_pages(connection, desk_id, pages, days=days)
    found = _latest(names, there)
    return Moved(found.id) if found else Gone(day, names, tuple(_of_day(there, day)))


def find(
    connection: Connection, desk_id: int, pages: Sequence[str], wanted: str
) -> NewsItem | None:
    """Find the item of these pages that an id means or once meant."""
    there = items.of_pages(connection, desk_id, pages, item_id=wanted)
    if there:
        return there[0]
    names = (wanted, *items.successors(connection, desk_id, wanted))
    return _latest(names, items.of_pages(connection, desk_id, pages))


def history(engine: Engine, desk_id: int, names: Collection[str]) -> list[ItemEdit]:
    """Return the edits of the wiki that an item of these names went through, oldest first.

    What it was called before counts as well.
    """
    with engine.connect() as connection:
        before = items.predecessors(connection, desk_id, *names)
        return item_edits.of_item(connection, desk_id, before.union(names))


def _of_day(there: Sequence[NewsItem], day: date) -> list[NewsItem]:
    return [one for one in there if one.date == day]


def _latest(names: Sequence[str], there: Sequence[NewsItem]) -> NewsItem | None:
    """Return the item that the newest of its known names means, or an older one of them."""
    return next(
        (item for name in reversed(names) if (item := item_lookup.find(name, there))), None
    )
