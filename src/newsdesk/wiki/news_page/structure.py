"""The structure of a page: which of what could be items is news, and where they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from newsdesk.wiki.news_page.calls import call_pieces
from newsdesk.wiki.news_page.dates import Calendar
from newsdesk.wiki.news_page.entry import Entry
from newsdesk.wiki.news_page.units import with_units
from newsdesk.wiki.news_page.view import View
from newsdesk.wiki.news_page.walk import walk_down

START = re.compile(r"<!--\s*newsdesk:\s*items\s*-->\n?", re.IGNORECASE)
END = re.compile(r"<!--\s*newsdesk:\s*end\s*-->", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Structure:
    """The entries of a page in order, and the offsets of list items that were not understood."""

    entries: tuple[Entry, ...]
    missed: tuple[int, ...]
    place: tuple[int, int] | None


def structure(page: View, names: Calendar) -> Structure:
    """Find the entries; those outside the two marker comments, where a page has them, are none."""
    found = walk_down(page, names)
    place = _place(page.text)
    low, high = place or (0, len(page.text))
    entries = [e for e in found.entries if low <= e.core and e.core_end <= high]
    missed = [m for m in found.missed if low <= m[1] < high]
    entries, offsets = _news_only(entries, missed, sure=place is not None)
    return Structure(tuple(with_units(page, entries)), offsets, place)


def _place(text: str) -> tuple[int, int] | None:
    start = START.search(text)
    if start is None:
        return None
    end = END.search(text, start.end())
    return start.end(), end.start() if end else len(text)


def _news_only(
    entries: list[Entry], missed: list[tuple[int, int, bool]], *, sure: bool
) -> tuple[list[Entry], tuple[int, ...]]:
    """Leave out the lists that are about something else and only name a date here and there."""
    read, unread = Counter(e.group for e in entries), Counter(group for group, _, _ in missed)
    groups = {e.group for e in entries if e.headings or read[e.group] >= unread[e.group]}
    if not groups:
        groups = set(read)
    kept = [e for e in entries if e.group in groups]
    offsets = tuple(at for group, at, below in missed if sure or below or group in groups)
    return kept, offsets


def is_call(names: Calendar) -> Callable[[str], bool]:
    """Make the test whether a template call is itself an item of the page."""
    return lambda source: call_pieces(source, names) is not None
