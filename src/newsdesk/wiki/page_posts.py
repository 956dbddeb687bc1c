"""The items of any wiki page, such as Tech News or a calendar of events, as posts of a channel.

A page whose items have dates is read as a news page is. Of any other page each list item is one,
dated by the headings above it or the page's title, else by the revision it is read from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from html import escape

from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.desk import PageRevision
from newsdesk.domain.item_id import distinct, first_words, item_id
from newsdesk.domain.post import Author, Post, PostKey
from newsdesk.domain.site import Site
from newsdesk.infra.html import safe_link, sanitise
from newsdesk.wiki.news_page.dates import calendar
from newsdesk.wiki.news_page.page import NewsPage, parse
from newsdesk.wiki.news_page.plain import plain
from newsdesk.wiki.news_page.sections import Sections, anchored, bullets
from newsdesk.wiki.news_page.view import View

MOST = 1000
"""Items of one page that are read; a page of more is a list of something else."""

_WEEK = re.compile(r"(?<!\d)(20\d\d)/(?:W(?:eek )?)?(\d{1,2})$", re.IGNORECASE)
"""An issue's title, ``Tech/News/2026/47``: see https://meta.wikimedia.org/wiki/Tech/News"""


@dataclass(frozen=True, slots=True)
class PagePosts:
    """The posts of a page, newest first.

    ``whole_since`` is ``None`` unless the page is a chronicle, all dated and past: what is no
    longer between items that are still there was then taken away. Elsewhere, as in a calendar,
    items leave because their time is over.
    """

    posts: tuple[Post, ...]
    whole_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Item:
    """One item: where it stands in the page, its date if it has one, how that is written."""

    offset: int
    text: str
    links: tuple[str, ...]
    day: date | None = None
    written: str = ""


def page_posts(found: PageRevision, page_id: int, site: Site) -> PagePosts:
    """Read a revision of a page; ``page_id`` stays the same when the page is renamed."""
    page = parse(found.text, title=found.title, site=site)
    if page.view is None or found.model != "wikitext":
        return PagePosts(())
    dated = len(page.items) >= max(len(page.unread), 1)
    items = list(_dated(page) if dated else _listed(page.view, found.title, site))[:MOST]
    sections = Sections(page.view, site)
    ids = distinct(item_id(i.day, i.text) if i.day else first_words(i.text) for i in items)
    posts = [
        _post(item, f"{page_id}/{one}", sections.at(item.offset).anchor, found, site)
        for item, one in zip(items, ids, strict=True)
    ]
    today = found.time.date()
    chronicle = dated and not page.unread and all(i.day and i.day <= today for i in items)
    return PagePosts(
        posts=tuple(sorted(posts, key=lambda post: post.time, reverse=True)),
        whole_since=min(post.time for post in posts) if chronicle else None,
    )


def _dated(page: NewsPage) -> Iterator[_Item]:
    for item, entry in zip(page.items, page.entries, strict=True):
        yield _Item(entry.core, item.text, item.links, item.date, item.date_text)


def _listed(view: View, title: str, site: Site) -> Iterator[_Item]:
    sections = Sections(view, site)
    of_title = _day(title, site)
    for start, end in bullets(view):
        text, links = plain(view.text[start:end], site, title)
        days = [day for h in reversed(sections.at(start).path) if (day := _day(h, site))]
        if first_words(text):
            yield _Item(start, text, links, next(iter(days), of_title))


def _day(words: str, site: Site) -> date | None:
    """Return the day that a heading or a title names; of a week, its Monday."""
    for written in calendar(site.language).full_dates(words):
        return written.within(None, None, None)
    week = _WEEK.search(words)
    try:
        return date.fromisocalendar(int(week[1]), int(week[2]), 1) if week else None
    except ValueError:
        return None


def _post(item: _Item, native_id: str, anchor: str, found: PageRevision, site: Site) -> Post:
    address = site.page_url(found.title)
    # A date still to come is news itself; one that is past only says when it was said.
    coming = item.day is not None and item.day > found.time.date()
    text = f"{item.written}: {item.text}" if coming and item.written else item.text
    body = sanitise(f"<p>{escape(text)}</p>")
    return Post(
        key=PostKey(ChannelKind.WIKI_PAGE, site.server, native_id),
        url=anchored(address, anchor),
        author=Author(name=found.title, handle="", url=address),
        time=_time(item.day, found.time),
        html=body.html,
        text=body.text,
        links=tuple(dict.fromkeys(link for one in item.links if (link := safe_link(one)))),
        language=site.language,
    )


def _time(day: date | None, revised: datetime) -> datetime:
    return min(datetime.combine(day, time(), UTC), revised) if day else revised
