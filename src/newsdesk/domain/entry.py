"""An entry: what stands at a source, before anybody says what it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed, or one item of a wiki page, as it was last read.

    ``native_id`` is the same at each reading; ``html`` is sanitised, ``text`` its plain text, of
    an item without the date that it begins with, which ``said`` has; ``day`` is that date.
    ``links`` are absolute. ``time`` is when it was published, or the page was changed (UTC).
    ``section`` is the heading above it; ``items`` are what the lists in it have.
    """

    native_id: str
    text: str
    time: datetime
    said: str = ""
    html: str = ""
    url: str = ""
    links: tuple[str, ...] = ()
    author: str = ""
    section: str = ""
    day: date | None = None
    items: tuple[Entry, ...] = ()
