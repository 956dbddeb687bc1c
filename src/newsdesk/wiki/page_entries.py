"""The items of a wiki page as the entries of a source."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from newsdesk.domain.desk import PageRevision
from newsdesk.domain.entry import Entry
from newsdesk.domain.site import Site
from newsdesk.wiki.news_page.page import parse
from newsdesk.wiki.news_page.plain import plain
from newsdesk.wiki.news_page.sections import Sections, anchored
from newsdesk.wiki.page_items import Item, dated, ids, is_dated, listed
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
    has_dates = is_dated(page) and not is_issue
    items = dated(page) if has_dates else listed(page.view, found.title, site)
    sections = Sections(page.view, site)
    address = site.page_url(found.title)

    def entry(item: Item, one: str) -> Entry:
        section = sections.at(item.offset)
        body = simple_html(found.text[item.text_start : item.text_end], site, found.title)
        return Entry(
            native_id=f"{page_id}/{one}",
            text=body.text,
            said=plain(found.text[item.offset : item.end], site, found.title)[0],
            time=_time(item.day, found.time),
            html=body.html,
            url=anchored(address, section.anchor),
            links=body.links,
            section=section.path[-1] if section.path else "",
            day=item.day,
        )

    return tuple(entry(item, one) for item, one in zip(items, ids(items), strict=True))


def _time(day: date | None, revised: datetime) -> datetime:
    return min(datetime.combine(day, time(), UTC), revised) if day else revised
