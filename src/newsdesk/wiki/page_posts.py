"""The items of any wiki page, such as Tech News or a calendar of events, as posts of a channel.

An item without a date is dated by the revision that it is read from.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from html import escape

from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.desk import PageRevision
from newsdesk.domain.post import Author, Post, PostKey
from newsdesk.domain.site import Site
from newsdesk.infra.html import safe_link, sanitise
from newsdesk.wiki.news_page.page import parse
from newsdesk.wiki.news_page.sections import Sections, anchored
from newsdesk.wiki.page_items import Item, dated, ids, is_dated, listed, time_of


@dataclass(frozen=True, slots=True)
class PagePosts:
    """The posts of a page, newest first.

    ``whole_since`` is ``None`` unless the page is a chronicle, all dated and past: what is no
    longer between items that are still there was then taken away. Elsewhere, as in a calendar,
    items leave because their time is over.
    """

    posts: tuple[Post, ...]
    whole_since: datetime | None = None


def page_posts(found: PageRevision, page_id: int, site: Site) -> PagePosts:
    """Read a revision of a page; ``page_id`` stays the same when the page is renamed."""
    page = parse(found.text, title=found.title, site=site)
    if page.view is None or found.model != "wikitext":
        return PagePosts(())
    has_dates = is_dated(page)
    items = dated(page) if has_dates else listed(page.view, found.title, site)
    sections = Sections(page.view, site)
    posts = [
        _post(item, f"{page_id}/{one}", sections.at(item.offset).anchor, found, site)
        for item, one in zip(items, ids(items), strict=True)
    ]
    today = found.time.date()
    chronicle = has_dates and not page.unread and all(i.day and i.day <= today for i in items)
    return PagePosts(
        posts=tuple(sorted(posts, key=lambda post: post.time, reverse=True)),
        whole_since=min(post.time for post in posts) if chronicle else None,
    )


def _post(item: Item, native_id: str, anchor: str, found: PageRevision, site: Site) -> Post:
    address = site.page_url(found.title)
    # A date still to come is news itself; one that is past only says when it was said.
    coming = item.day is not None and item.day > found.time.date()
    text = f"{item.written}: {item.text}" if coming and item.written else item.text
    body = sanitise(f"<p>{escape(text)}</p>")
    return Post(
        key=PostKey(ChannelKind.WIKI_PAGE, site.server, native_id),
        url=anchored(address, anchor),
        author=Author(name=found.title, handle="", url=address),
        time=time_of(item, found.time),
        html=body.html,
        text=body.text,
        links=tuple(dict.fromkeys(link for one in item.links if (link := safe_link(one)))),
        language=site.language,
    )
