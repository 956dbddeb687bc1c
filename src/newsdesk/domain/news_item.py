"""A news item: one entry of the news page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsItem:
    """A news item as it was parsed from a page.

    ``id`` is readable (``2026-11-18-mediawiki-1-45-2-released``); ``date_text`` is the date as
    the page writes it; ``text`` is plain text without the date; ``links`` are absolute https
    addresses; ``wikitext`` is the item's exact source; ``line`` counts from 1; ``marked`` says
    whether a translation administrator has marked its unit (``None``: page not under
    translation).
    """

    id: str
    date: date
    date_text: str
    text: str
    links: tuple[str, ...] = ()
    wikitext: str = ""
    line: int = 0
    marked: bool | None = None
    page: str = ""


class Deed(StrEnum):
    """What an edit of a page did to an item."""

    ADDED = "added"
    REWORDED = "reworded"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemEdit:
    """An edit that added, reworded or removed an item, as the page's history has it.

    ``item_id`` is what the item was called after the edit, or before it was removed; ``user`` is
    empty where the wiki hides the name; ``time`` is UTC.
    """

    page: str
    item_id: str
    deed: Deed
    revid: int
    user: str
    time: datetime
    comment: str = ""
