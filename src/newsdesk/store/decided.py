"""What people decided, as the wiki's decisions pages have it: entries by page and item id.

An entry may be about an item that is called by another id today: then ``current_id`` says so. It
is empty where the entry leads to no item that is known; such an entry counts for nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sqlalchemy import ColumnElement, Connection, Select, delete, insert, select, update

from newsdesk.domain.decisions import Decisions, ItemDecisions
from newsdesk.store import codec
from newsdesk.store.tables import decided_address, decided_item, item, post
from newsdesk.store.upsert import AnyRow, Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a page says of an item, the id it has there, and the id that the item has today."""

    page: str
    item_id: str
    current_id: str
    decisions: ItemDecisions


def of_page(connection: Connection, desk_id: int, page: str) -> Decisions:
    """Return what one page says, by the ids that stand there."""
    here = decided_item.c.desk_id == desk_id, decided_item.c.page == page
    found = {one.item_id: one.decisions for one in _entries(connection, *here)}
    posts = not_news(connection, desk_id, decided_address.c.page == page)
    return Decisions(items=MappingProxyType(found), not_news=posts)


def replace(connection: Connection, desk_id: int, page: str, decisions: Decisions) -> bool:
    """Store what a page says in place of what it said; return whether that differs.

    An entry leads to where it led before, and a new one to the item of its id: until
    :func:`set_current` says otherwise.
    """
    if of_page(connection, desk_id, page) == decisions:
        return False
    led = {e.item_id: e.current_id for e in entries(connection, desk_id) if e.page == page}
    forget(connection, desk_id, [page])
    place: Values = {"desk_id": desk_id, "page": page}
    if decisions.items:
        rows = [
            place | _row(name, led.get(name, name), one) for name, one in decisions.items.items()
        ]
        connection.execute(insert(decided_item), rows)
    if addresses := [place | row for row in _address_rows(decisions)]:
        connection.execute(insert(decided_address), addresses)
    return True


def forget(connection: Connection, desk_id: int, pages: Sequence[str]) -> None:
    """Forget what these pages said."""
    for rows in (decided_item, decided_address):
        connection.execute(delete(rows).where(rows.c.desk_id == desk_id, rows.c.page.in_(pages)))


def pages(connection: Connection, desk_id: int) -> set[str]:
    """Return the titles of the pages that say something."""
    return {
        title
        for rows in (decided_item, decided_address)
        for title in connection.scalars(
            select(rows.c.page).where(rows.c.desk_id == desk_id).distinct()
        )
    }


def pages_with(connection: Connection, desk_id: int, address: str) -> list[str]:
    """Return the titles of the pages that say that the post at an address is no news."""
    query = select(decided_address.c.page).where(
        decided_address.c.desk_id == desk_id,
        decided_address.c.item_id == "",
        decided_address.c.address_hash == codec.address_hash(address),
    )
    return sorted(connection.scalars(query))


def entries(
    connection: Connection, desk_id: int, current: Collection[str] | None = None
) -> list[Entry]:
    """Return every entry of every page, or those about the items of these ids of today."""
    wanted = [decided_item.c.desk_id == desk_id]
    if current is not None:
        wanted.append(decided_item.c.current_id.in_(current))
    return _entries(connection, *wanted)


def set_current(
    connection: Connection, desk_id: int, found: Mapping[tuple[str, str], str]
) -> None:
    """Remember what entries lead to: (page, item id) -> the item's id today, empty for none."""
    for (page, item_id), current_id in found.items():
        connection.execute(
            update(decided_item)
            .where(
                decided_item.c.desk_id == desk_id,
                decided_item.c.page == page,
                decided_item.c.item_id == item_id,
            )
            .values(current_id=current_id)
        )


def every(
    connection: Connection, desk_id: int, *, since: date | None = None, item_id: str = ""
) -> Decisions:
    """Return what was decided, by the items' ids of today, and every post that is no news.

    Of all items, of those since a day, or of one. Where two entries lead to one item, the one
    that was made under its id of today comes before the other.
    """
    found: dict[str, ItemDecisions] = {}
    for one in _entries(connection, *_wanted(desk_id, since, item_id)):
        older = found.get(one.current_id)
        found[one.current_id] = one.decisions.over(older) if older else one.decisions
    return Decisions(items=MappingProxyType(found), not_news=not_news(connection, desk_id))


def not_news(connection: Connection, desk_id: int, *more: ColumnElement[bool]) -> frozenset[str]:
    """Return the addresses of the posts that are no news; ``more`` leaves some pages out."""
    here = decided_address.c.desk_id == desk_id, decided_address.c.item_id == ""
    return frozenset(connection.scalars(select(decided_address.c.address).where(*here, *more)))


def addresses(desk_id: int, *, since: date | None = None, item_id: str = "") -> Select[tuple[str]]:
    """Select the hashes of the addresses that people named when they decided of these items."""
    return (
        select(decided_address.c.address_hash)
        .join(
            decided_item,
            (decided_item.c.desk_id == decided_address.c.desk_id)
            & (decided_item.c.page == decided_address.c.page)
            & (decided_item.c.item_id == decided_address.c.item_id),
        )
        .where(*_wanted(desk_id, since, item_id))
    )


def unread(connection: Connection, desk_id: int) -> frozenset[str]:
    """Return the addresses at which no stored post stands.

    A post may still be stored that stands at another form of its address.
    """
    return frozenset(connection.scalars(_unread(desk_id)))


def to_read(connection: Connection, desk_id: int, *, most: int) -> list[str]:
    """Return those of the unread addresses that people named for items, the last ones first."""
    last_first = decided_address.c.item_id.desc(), decided_address.c.id.desc()
    query = _unread(desk_id).where(decided_address.c.named).order_by(*last_first).limit(most)
    return list(dict.fromkeys(connection.scalars(query)))


def _unread(desk_id: int) -> Select[tuple[str]]:
    here = (post.c.desk_id == desk_id) & (post.c.url_hash == decided_address.c.address_hash)
    return (
        select(decided_address.c.address)
        .outerjoin(post, here)
        .where(decided_address.c.desk_id == desk_id, post.c.id.is_(None))
    )


def no_news_addresses(desk_id: int) -> Select[tuple[str]]:
    """Select the hashes of the addresses of posts that are no news."""
    here = decided_address.c.desk_id == desk_id, decided_address.c.item_id == ""
    return select(decided_address.c.address_hash).where(*here)


def _wanted(desk_id: int, since: date | None, item_id: str) -> tuple[ColumnElement[bool], ...]:
    current = decided_item.c.current_id
    wanted = [decided_item.c.desk_id == desk_id, current != ""]
    if since is not None:
        recent = select(item.c.item_id).where(item.c.desk_id == desk_id, item.c.date >= since)
        wanted.append(current.in_(recent))
    if item_id:
        wanted.append(current == item_id)
    return tuple(wanted)


def _entries(connection: Connection, *wanted: ColumnElement[bool]) -> list[Entry]:
    """Read entries, those that are called as their items are today last."""
    query = select(decided_item).where(*wanted)
    found = [_entry(row) for row in connection.execute(query)]
    return sorted(found, key=lambda one: (one.item_id == one.current_id, one.item_id, one.page))


def _entry(row: AnyRow) -> Entry:
    decisions = ItemDecisions(
        snapshot=codec.to_snapshot(row.snapshot), channels=codec.to_channels(row.channels)
    )
    return Entry(
        page=row.page, item_id=row.item_id, current_id=row.current_id, decisions=decisions
    )


def _row(item_id: str, current_id: str, one: ItemDecisions) -> Values:
    return {
        "item_id": item_id,
        "current_id": current_id,
        "snapshot": codec.from_snapshot(one.snapshot),
        "channels": codec.from_channels(one.channels),
    }


def _address_rows(decisions: Decisions) -> list[Values]:
    """Write the addresses of posts, each once of an item however it is spelled."""
    said = [("", False, address) for address in decisions.not_news]
    for name, one in decisions.items.items():
        for settled in one.channels.values():
            said += [(name, False, address) for address in settled.not_same]
            said += [(name, True, one) for one in (*settled.same, settled.posted) if one]
    found = {(name, codec.address_hash(url)): (named, url) for name, named, url in sorted(said)}
    return [
        {"item_id": name, "address_hash": hashed, "named": named, "address": address}
        for (name, hashed), (named, address) in found.items()
    ]
