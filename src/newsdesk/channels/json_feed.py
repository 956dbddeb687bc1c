"""Reads JSON Feed (https://www.jsonfeed.org/version/1.1/): the posts of one answer."""

from __future__ import annotations

import codecs
from datetime import datetime
from html import escape
from urllib.parse import urlsplit

from newsdesk.channels.feed_parts import medium, native_id, words
from newsdesk.channels.shape import (
    UnreadableError,
    at,
    items_at,
    language,
    line_at,
    text_at,
    time_at,
)
from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.post import Author, Medium, Post, PostKey
from newsdesk.infra.fetch_errors import NotUnderstoodError
from newsdesk.infra.html import safe_link
from newsdesk.infra.http import Answer
from newsdesk.infra.safe_json import parse

VERSION = "://jsonfeed.org/version/1"


def is_json(answer: Answer) -> bool:
    """Tell by its first character whether an answer is JSON, whatever type it says it has."""
    return answer.body.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"{"


def read(answer: Answer, host: str) -> object:
    """Return the feed.

    :raises NotUnderstoodError: where the answer is JSON of another kind
    """
    feed = parse(answer.body.removeprefix(codecs.BOM_UTF8))
    version = text_at(feed, "version").replace("://www.", "://")
    if VERSION not in version or not isinstance(at(feed, "items"), list):
        raise NotUnderstoodError(host)
    return feed


def items(feed: object) -> list[object]:
    """Return the items of a feed."""
    return items_at(feed, "items")


def next_page(feed: object, base: str) -> str:
    """Return where older entries are, empty where nowhere; another site's are not the feed's."""
    address = safe_link(text_at(feed, "next_url"), base)
    here = urlsplit(base)
    there = urlsplit(address)
    same = (there.scheme, there.netloc) == (here.scheme, here.netloc)
    return address if same and address != base else ""


def post(entry: object, feed: object, base: str, server: str, now: datetime) -> Post:
    """Read one item; one without a date counts as of ``now``.

    :raises UnreadableError: where it has no id
    """
    link = safe_link(text_at(entry, "url"), base)
    outside = safe_link(text_at(entry, "external_url"), base)
    body = words(escape(text_at(entry, "title")), _body(entry), base)
    published, modified = time_at(entry, "date_published"), time_at(entry, "date_modified")
    return Post(
        key=PostKey(ChannelKind.FEED, server, native_id(_identity(entry))),
        url=link or outside or base,
        author=_author(entry, feed, base),
        time=min(published or modified or now, now),
        html=body.html,
        text=body.text,
        links=tuple(dict.fromkeys(filter(None, (link, outside, *body.links)))),
        language=language(at(entry, "language")) or language(at(feed, "language")),
        media=_media(entry, base),
        edited=modified if published and modified and modified > published else None,
    )


def _identity(entry: object) -> str:
    """Return the id: a number counts as its digits, as the format asks."""
    found = at(entry, "id")
    if isinstance(found, int | float) and not isinstance(found, bool):
        return str(found)
    identity = text_at(entry, "id").strip()
    if not identity:
        raise UnreadableError("id")
    return identity


def _body(entry: object) -> str:
    plain = text_at(entry, "content_text") or text_at(entry, "summary")
    lines = escape(plain).replace("\n", "<br>")
    return text_at(entry, "content_html") or (f"<p>{lines}</p>" if plain else "")


def _author(entry: object, feed: object, base: str) -> Author:
    """Return the first author of the item, else of the feed, else the feed itself."""
    for one in (entry, feed):
        for author in (*items_at(one, "authors"), at(one, "author")):
            if name := line_at(author, "name"):
                return Author(name=name, handle="", url=safe_link(text_at(author, "url"), base))
    return Author(
        name=line_at(feed, "title"), handle="", url=safe_link(text_at(feed, "home_page_url"), base)
    )


def _media(entry: object, base: str) -> tuple[Medium, ...]:
    attached = (
        medium(text_at(one, "url"), text_at(one, "mime_type"), base, alt=text_at(one, "title"))
        for one in items_at(entry, "attachments")
    )
    pictures = (medium(text_at(entry, "image"), "image/", base), *attached)
    return tuple(one for one in pictures if one)
