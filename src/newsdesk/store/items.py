"""News items as they were last read from the wiki's pages, and what older ids became."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from newsdesk.domain.news_item import NewsItem
from newsdesk.store import link_rows
from newsdesk.store.batches import batches
from newsdesk.store.tables import desk, item, item_alias
from newsdesk.store.upsert import AnyRow, Values, insert_missing, upsert

MOST_NAMES = 50
"""How often an item is followed from one name to the next: each is a query."""


def replace(connection: Connection, desk_id: int, page: str, items: Sequence[NewsItem]) -> bool:
    """Store the items of a page in place of the former ones; return whether they differ.

    If so, they are to be matched.
    """
    if of_page(connection, desk_id, page) == list(items):
        return False
    connection.execute(delete(item).where(item.c.desk_id == desk_id, item.c.page == page))
    rows = [_row(desk_id, page, position, one) for position, one in enumerate(items)]
    if rows:
        connection.execute(insert(item), rows)
    link_rows.set_of_page(connection, desk_id, page, items)
    connection.execute(update(desk).where(desk.c.id == desk_id).values(items_matched=None))
    return True


def of_page(
    connection: Connection,
    desk_id: int,
    page: str,
    *,
    since: date | None = None,
    days: Collection[date] | None = None,
    item_id: str = "",
) -> list[NewsItem]:
    """Return the items of one page in its order: all, those of some days, or those of an id."""
    query = (
        select(item)
        .where(item.c.desk_id == desk_id, item.c.page == page)
        .order_by(item.c.position)
    )
    if since is not None:
        query = query.where(item.c.date >= since)
    if days is not None:
        query = query.where(item.c.date.in_(days))
    if item_id:
        query = query.where(item.c.item_id == item_id)
    return [_item(row) for row in connection.execute(query)]


def of_pages(
    connection: Connection,
    desk_id: int,
    pages: Sequence[str],
    *,
    since: date | None = None,
    days: Collection[date] | None = None,
    item_id: str = "",
) -> list[NewsItem]:
    """Return the items of several pages, each id once: from the first page that has it."""
    found: dict[str, NewsItem] = {}
    for page in dict.fromkeys(pages):
        for one in of_page(connection, desk_id, page, since=since, days=days, item_id=item_id):
            found.setdefault(one.id, one)
    return list(found.values())


def newest(
    connection: Connection, desk_id: int, pages: Sequence[str], limit: int
) -> list[NewsItem]:
    """Return the items of the latest dates, newest first, those of a day as their page has them.

    One that is on several pages is there once.
    """
    query = (
        select(item)
        .where(item.c.desk_id == desk_id, item.c.page.in_(pages))
        .order_by(item.c.date.desc(), item.c.page, item.c.position)
        .limit(limit * len(set(pages)))
    )
    found: dict[str, NewsItem] = {}
    for row in connection.execute(query):
        found.setdefault(row.item_id, _item(row))
    return list(found.values())[:limit]


def oldest(connection: Connection, desk_id: int, pages: Sequence[str]) -> date | None:
    """Return the day of the oldest item on these pages."""
    query = select(func.min(item.c.date)).where(item.c.desk_id == desk_id, item.c.page.in_(pages))
    found: date | None = connection.scalar(query)
    return found


def with_ids(
    connection: Connection, desk_id: int, pages: Sequence[str], wanted: Iterable[str]
) -> list[NewsItem]:
    """Return the items of several pages with these ids, from the first page that has them."""
    query = select(item).where(item.c.desk_id == desk_id, item.c.page.in_(pages))
    found = [
        _item(row)
        for some in batches(wanted)
        for row in connection.execute(query.where(item.c.item_id.in_(some)))
    ]
    return list(
        {one.id: one for one in sorted(found, key=lambda i: -pages.index(i.page))}.values()
    )


def there_are(connection: Connection, desk_id: int, pages: Sequence[str]) -> bool:
    """Tell whether there is any item on these pages."""
    query = select(item.c.id).where(item.c.desk_id == desk_id, item.c.page.in_(pages)).limit(1)
    return connection.scalar(query) is not None


def add_aliases(
    connection: Connection, desk_id: int, aliases: Mapping[str, str], *, older: bool = False
) -> None:
    """Remember what items were called before: old id -> newer id.

    An id can have named several items; ``older`` aliases do not replace what is known already.
    """
    rows = [
        {"desk_id": desk_id, "old_id": old, "new_id": new}
        for old, new in aliases.items()
        if old != new
    ]
    store = insert_missing if older else upsert
    store(connection, item_alias, rows)


def successors(connection: Connection, desk_id: int, item_id: str) -> list[str]:
    """Return what an item was called later, next name first; empty if it was never renamed."""
    query = select(item_alias.c.new_id).where(
        item_alias.c.desk_id == desk_id, item_alias.c.old_id == bindparam("name")
    )
    names: list[str] = [item_id]
    while len(names) <= MOST_NAMES:
        following = connection.scalar(query, {"name": names[-1]})
        if following is None or following in names:
            break
        names.append(following)
    return names[1:]


def predecessors(connection: Connection, desk_id: int, *item_ids: str) -> set[str]:
    """Return every id that items had before; empty if they were never renamed."""
    query = select(item_alias.c.old_id).where(item_alias.c.desk_id == desk_id)
    names, found = set(item_ids), set(item_ids)
    while found and len(names) <= MOST_NAMES:
        later = item_alias.c.new_id.in_(found)
        found = set(connection.scalars(query.where(later))) - names
        names |= found
    return names.difference(item_ids)


def renamed(connection: Connection, desk_id: int) -> dict[str, str]:
    """Return what ids became: old id -> newer id."""
    query = select(item_alias.c.old_id, item_alias.c.new_id).where(item_alias.c.desk_id == desk_id)
    return {row.old_id: row.new_id for row in connection.execute(query)}


def _row(desk_id: int, page: str, position: int, one: NewsItem) -> Values:
    return {
        "desk_id": desk_id,
        "page": page,
        "item_id": one.id,
        "position": position,
        "date": one.date,
        "date_text": one.date_text,
        "text": one.text,
        "links": list(one.links),
        "wikitext": one.wikitext,
        "line": one.line,
        "marked": one.marked,
    }


def _item(row: AnyRow) -> NewsItem:
    return NewsItem(
        id=row.item_id,
        date=row.date,
        date_text=row.date_text,
        text=row.text,
        links=tuple(row.links),
        wikitext=row.wikitext,
        line=row.line,
        marked=row.marked,
        page=row.page,
    )
