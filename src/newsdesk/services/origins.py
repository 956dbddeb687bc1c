"""What items were called at first, which never changes, and when they came and were reworded.

It follows from the history of the wiki's pages alone, so it is the same again after the tool's
database was lost.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from newsdesk.domain.item_id import distinct, names_before
from newsdesk.domain.month import day_begin
from newsdesk.domain.news_item import Deed, ItemEdit, NewsItem
from newsdesk.store import item_edits, items


@dataclass(frozen=True, slots=True)
class Origin:
    """An item's first name, and when it was ``published`` and last ``updated`` (UTC)."""

    name: str
    published: datetime
    updated: datetime


def of_items(connection: Connection, desk_id: int, found: Sequence[NewsItem]) -> dict[str, Origin]:
    """Return where items come from, by the ids that they have today; each has another name."""
    renamed = items.renamed(connection, desk_id)
    names = {one.id: {one.id, *names_before(one.id, renamed)} for one in found}
    every = set[str]().union(*names.values())
    edits = item_edits.of_item(connection, desk_id, every) if every else []
    made = {one.id: _origin(one, names[one.id], edits, renamed) for one in found}
    # A name that was given up can be taken by another item: the one that had it first keeps it.
    in_order = sorted(made, key=lambda item_id: (item_id in renamed, made[item_id].published))
    numbered = distinct(made[item_id].name for item_id in in_order)
    return {
        item_id: replace(made[item_id], name=name)
        for item_id, name in zip(in_order, numbered, strict=True)
    }


def _origin(
    item: NewsItem,
    names: Collection[str],
    edits: Sequence[ItemEdit],
    renamed: Mapping[str, str],
) -> Origin:
    own = [one for one in edits if one.item_id in names]
    added = (one.time for one in own if one.deed is Deed.ADDED)
    published = next(added, day_begin(item.date))
    reworded = (one.time for one in own if one.deed is Deed.REWORDED)
    return Origin(_first(names, own, renamed), published, max(published, *reworded, published))


def _first(names: Collection[str], own: Sequence[ItemEdit], renamed: Mapping[str, str]) -> str:
    """Return the name before which there was none; in doubt that of the first edit."""
    later = {new for old, new in renamed.items() if old in names}
    first = sorted(set(names) - later)
    if len(first) == 1:
        return first[0]
    return own[0].item_id if own else min(first or names)
