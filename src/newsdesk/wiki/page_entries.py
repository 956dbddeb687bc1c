"""The items of a wiki page as the entries of a source."""

from __future__ import annotations

from bisect import bisect_right

from newsdesk.domain.desk import PageRevision
from newsdesk.domain.entry import Entry
from newsdesk.domain.site import Site
from newsdesk.wiki.news_page.page import NewsPage, parse
from newsdesk.wiki.news_page.plain import plain
from newsdesk.wiki.news_page.sections import Sections, anchored
from newsdesk.wiki.news_page.view import View
from newsdesk.wiki.page_items import MOST, Item, dated, ids, is_dated, listed, time_of, unread
from newsdesk.wiki.simple_html import simple_html

WAY_OF_READING = 1
"""Grows whenever more of a page is understood, so that unchanged pages are read anew."""


def entries(
    found: PageRevision, page_id: int, site: Site, *, is_issue: bool = False
) -> tuple[Entry, ...]:
    """Read a revision of a page; ``page_id`` stays the same when the page is renamed.

    The items of an issue are those of its lists, whatever dates they begin with. Never fails: a
    page that is no wikitext has none.
    """
    page = parse(found.text, title=found.title, site=site)
    if page.view is None or found.model != "wikitext":
        return ()
    items = sorted(_items(page, page.view, is_issue=is_issue), key=lambda one: one.offset)
    sections = Sections(page.view, site)
    address = site.page_url(found.title)

    def entry(item: Item, one: str) -> Entry:
        section = sections.at(item.offset)
        source = item.source or found.text[item.text_start : item.text_end]
        body = simple_html(source, site, found.title)
        return Entry(
            native_id=f"{page_id}/{one}",
            text=body.text,
            said=item.text if item.source else _said(found.text[item.offset : item.end], site),
            time=time_of(item, found.time),
            html=body.html,
            url=anchored(address, section.anchor),
            links=body.links,
            section=section.path[-1] if section.path else "",
            day=item.day,
        )

    return tuple(entry(item, one) for item, one in zip(items, ids(items), strict=True))


def _items(page: NewsPage, view: View, *, is_issue: bool) -> list[Item]:
    """Return the items with dates and what could be ones, or those of lists and what else is."""
    bullets = listed(view, page.title, page.site)
    if is_issue:
        return bullets
    others = [*dated(page), *unread(page)]
    if is_dated(page):
        return [item for item in others if item.text]
    inside = [(one.offset, one.end) for one in bullets]
    return [*bullets, *(o for o in others if o.text and not _within(o, inside))][:MOST]


def _said(source: str, site: Site) -> str:
    return plain(source, site)[0]


def _within(item: Item, stretches: list[tuple[int, int]]) -> bool:
    """Tell whether an item stands in one of some stretches, which are in order."""
    at = bisect_right(stretches, item.text_start, key=lambda one: one[0]) - 1
    return at >= 0 and item.text_start < stretches[at][1]
