"""Reads RSS and Atom: the posts of one answer.

See https://www.rssboard.org/rss-specification and https://www.rfc-editor.org/rfc/rfc4287.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape
from io import BytesIO
from time import struct_time

import feedparser

from newsdesk.channels.feed_parts import medium, native_id, words
from newsdesk.channels.media_rss import with_alt_texts
from newsdesk.channels.shape import UnreadableError, at, items_at, language, line_at, text_at, told
from newsdesk.channels.xml_limits import rooted
from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.post import Author, Medium, Post, PostKey
from newsdesk.infra.fetch_errors import NotUnderstoodError
from newsdesk.infra.html import safe_link
from newsdesk.infra.http import Answer

_REFERENCE = re.compile(rb"&#(x[0-9a-f]{1,9}|[0-9]{1,9});", re.IGNORECASE)
_MOST_TAGS = 100_000
"""More than any feed has; broken markup of more keeps feedparser busy for minutes."""

_PLAYER = "application/x-shockwave-flash"
"""What YouTube's feeds still call the address of a film's player."""


def post(entry: object, feed: object, base: str, server: str, now: datetime) -> Post:
    """Read one entry.

    :raises UnreadableError: where it has neither an id nor a link
    """
    identity = text_at(entry, "id").strip() or text_at(entry, "link").strip()
    if not identity:
        raise UnreadableError("id")
    link = safe_link(text_at(entry, "link"), base)
    body = words(_html(at(entry, "title_detail")), _body(entry), base)
    published, updated = _time(entry, "published_parsed"), _time(entry, "updated_parsed")
    return Post(
        key=PostKey(ChannelKind.FEED, server, native_id(identity)),
        url=link or base,
        author=_author(entry, feed, base),
        time=min(published or updated or now, now),
        html=body.html,
        text=body.text,
        links=tuple(dict.fromkeys(filter(None, (link, *body.links)))),
        language=language(at(feed, "feed", "language")),
        media=_media(entry, base),
        edited=updated if published and updated and updated > published else None,
    )


def read(answer: Answer, host: str) -> Mapping[str, object]:
    """Return the feed as feedparser understands it.

    :raises NotUnderstoodError: where it is none
    """
    if answer.body.count(b"<") > _MOST_TAGS:
        raise NotUnderstoodError(host)
    headers = {"content-type": answer.headers.get("content-type", "")}
    try:
        body = _REFERENCE.sub(_character, rooted(answer.body, headers))
        feed = feedparser.parse(
            BytesIO(with_alt_texts(body)),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except Exception:  # whatever its parsers raise, the feed is not readable
        raise NotUnderstoodError(host) from None
    if not isinstance(feed, Mapping) or not feed.get("version"):
        raise NotUnderstoodError(host)
    return feed


def _character(reference: re.Match[bytes]) -> bytes:
    """Drop a reference to what is no character, such as half an emoji: it breaks feedparser."""
    name = reference[1].lower()
    number = int(name[1:], 16) if name.startswith(b"x") else int(name)
    is_character = 0 < number < 0xD800 or 0xDFFF < number < 0x110000
    return reference[0] if is_character else b""


def entries(feed: object) -> list[object]:
    """Return the entries without the old names that feedparser answers to, with a warning."""
    return [dict(one) if isinstance(one, dict) else None for one in items_at(feed, "entries")]


def _body(entry: object) -> str:
    """Return the summary, else the first content."""
    details = [at(entry, "summary_detail"), *items_at(entry, "content")]
    return next((html for detail in details if (html := _html(detail))), "")


def _html(detail: object) -> str:
    value = text_at(detail, "value")
    return escape(value) if text_at(detail, "type") == "text/plain" else value


def _author(entry: object, feed: object, base: str) -> Author:
    title = line_at(feed, "feed", "title")
    name = line_at(entry, "author_detail", "name") or line_at(entry, "author") or title
    return Author(name=name, handle="", url=safe_link(text_at(feed, "feed", "link"), base))


def _time(entry: object, name: str) -> datetime | None:
    parsed = at(entry, name)
    if not isinstance(parsed, struct_time):
        return None
    try:
        return told(datetime(*parsed[:6], tzinfo=UTC))
    except ValueError:
        return None


def _media(entry: object, base: str) -> tuple[Medium, ...]:
    """Return what is enclosed, with its description where Media RSS tells one, each once."""
    described = [
        medium(
            text_at(one, "url"),
            text_at(one, "type"),
            base,
            kind=text_at(one, "medium"),
            alt=text_at(one, "alt"),
        )
        for one in items_at(entry, "media_content")
        if text_at(one, "type") != _PLAYER
    ]
    enclosed = [
        medium(text_at(one, "href"), text_at(one, "type"), base)
        for one in items_at(entry, "links")
        if text_at(one, "rel") == "enclosure"
    ]
    unique = {one.url: one for one in reversed([*described, *enclosed]) if one}
    return tuple(reversed(unique.values()))
