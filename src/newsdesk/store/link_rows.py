"""Keeps the index of links in step with the news items and posts that have them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, delete, insert

from newsdesk.domain.news_item import NewsItem
from newsdesk.store.batches import batches
from newsdesk.store.codec import link_hash
from newsdesk.store.tables import item_link, post_link


def set_of_page(
    connection: Connection, desk_id: int, page: str, items: Iterable[NewsItem]
) -> None:
    """Store what the items of a page link to, in place of what the former ones did."""
    former = item_link.c.desk_id == desk_id, item_link.c.page == page
    connection.execute(delete(item_link).where(*former))
    found = {(link_hash(link), one.id) for one in items for link in one.links}
    rows = [
        {"desk_id": desk_id, "link_hash": hashed, "page": page, "item_id": item_id}
        for hashed, item_id in sorted(found)
    ]
    if rows:
        connection.execute(insert(item_link), rows)


def set_of_posts(connection: Connection, desk_id: int, links: Mapping[int, Iterable[str]]) -> None:
    """Store what posts link to, by the numbers of their rows, in place of what they did."""
    for some in batches(links):
        connection.execute(delete(post_link).where(post_link.c.post_id.in_(some)))
    rows = [
        {"desk_id": desk_id, "link_hash": hashed, "post_id": number}
        for number, found in links.items()
        for hashed in sorted({link_hash(link) for link in found})
    ]
    if rows:
        connection.execute(insert(post_link), rows)
