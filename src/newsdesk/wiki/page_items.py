"""The items of any wiki page, such as Tech News or a calendar of events.

A page whose items have dates is read as a news page is. Of any other page each list item is one,
dated by the headings above it or the page's title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from newsdesk.domain.item_id import distinct, first_words, item_id
from newsdesk.domain.month import day_begin
from newsdesk.domain.site import Site
from newsdesk.wiki.news_page.dates import calendar
from newsdesk.wiki.news_page.page import NewsPage
from newsdesk.wiki.news_page.plain import plain
from newsdesk.wiki.news_page.sections import Sections, bullets
from newsdesk.wiki.news_page.view import View

MOST = 1000
"""Items of one page that are read; a page of more is a list of something else."""

_WEEK = re.compile(r"(?<!\d)(20\d\d)/(?:W(?:eek )?)?(\d{1,2})$", re.IGNORECASE)
"""An issue's title, ``Tech/News/2026/47``: see https://meta.wikimedia.org/wiki/Tech/News"""

_CELLS = re.compile(r"\s*(?:\n[|!]|\|\||!!)\s*")
_ROW_START = re.compile(r"\A(?:\|-[^\n]*\n)?[|!]\s*")


@dataclass(frozen=True, slots=True)
class Item:
    """One item: where it and its text stand in the page, its date if it has one.

    All of it runs from ``offset`` to ``end``; ``written`` is how its date is written; ``source``
    is its wikitext where that is not simply what stands there.
    """

    offset: int
    end: int
    text_start: int
    text_end: int
    text: str
    links: tuple[str, ...]
    day: date | None = None
    written: str = ""
    source: str = ""


def is_dated(page: NewsPage) -> bool:
    """Tell whether most of what could be an item of a page has a date."""
    return len(page.items) >= max(len(page.unread), 1)


def dated(page: NewsPage) -> list[Item]:
    """Return the items of a page whose items have dates."""
    pairs = zip(page.items, page.entries, strict=True)
    return [
        Item(e.core, e.core_end, e.text_start, e.text_end, i.text, i.links, i.date, i.date_text)
        for i, e in pairs
    ][:MOST]


def listed(view: View, title: str, site: Site) -> list[Item]:
    """Return the list items of a page."""
    return list(_listed(view, title, site))


def unread(page: NewsPage) -> list[Item]:
    """Return what could be items of a page, but whose dates are written in another way.

    A line counts, or a row of a table up to the next one.
    """
    starts = [0, *(found.end() for found in re.finditer("\n", page.text))]
    lines = [int(one.place.removeprefix("line ")) for one in page.unread if one.place]
    return [_unread(page, starts[line - 1]) for line in lines[:MOST]]


def _unread(page: NewsPage, start: int) -> Item:
    row = page.text.startswith(("|", "!"), start)
    found = re.compile(r"\n\|[-}]|\Z" if row else r"\n|\Z").search(page.text, start)
    end = found.start() if found else len(page.text)
    source = page.text[start:end]
    source = _CELLS.sub(", ", _ROW_START.sub("", source).strip()) if row else source
    text, links = plain(source, page.site, page.title)
    return Item(start, end, start, end, text, links, source=source)


def ids(items: list[Item]) -> list[str]:
    """Name items by their dates and first words."""
    return distinct(item_id(i.day, i.text) if i.day else first_words(i.text) for i in items)


def time_of(item: Item, revised: datetime) -> datetime:
    """Return when an item was said: on its day, but not after the revision that has it."""
    return min(day_begin(item.day), revised) if item.day else revised


def _listed(view: View, title: str, site: Site) -> Iterator[Item]:
    sections = Sections(view, site)
    of_title = _day(title, site)
    for start, end in islice(bullets(view), MOST):
        text, links = plain(view.text[start:end], site, title)
        days = [day for h in reversed(sections.at(start).path) if (day := _day(h, site))]
        if first_words(text):
            yield Item(start, end, start, end, text, links, next(iter(days), of_title))


def _day(words: str, site: Site) -> date | None:
    """Return the day that a heading or a title names; of a week, its Monday."""
    for written in calendar(site.language).full_dates(words):
        return written.within(None, None, None)
    week = _WEEK.search(words)
    try:
        return date.fromisocalendar(int(week[1]), int(week[2]), 1) if week else None
    except ValueError:
        return None
