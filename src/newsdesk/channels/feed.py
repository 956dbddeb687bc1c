"""Reads RSS and Atom feeds.

See https://www.rssboard.org/rss-specification and https://www.rfc-editor.org/rfc/rfc4287. A feed
has only its newest entries: one that is no longer in it was not deleted.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from html import escape
from io import BytesIO
from time import struct_time
from urllib.parse import urlsplit

import feedparser

from newsdesk.channels.adapter import Feature, Need, Wanted, failed
from newsdesk.channels.line import Line
from newsdesk.channels.paging import MOST, page
from newsdesk.channels.shape import UnreadableError, at, items_at, language, line_at, text_at
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.fetch import Fetched, ReadResult, StreamState
from newsdesk.domain.post import Author, Post, PostKey
from newsdesk.infra.credentials import Credential
from newsdesk.infra.fetch_errors import FetchError, NotUnderstoodError
from newsdesk.infra.html import Clean, safe_link, sanitise
from newsdesk.infra.http import MEGABYTE, Answer

OFFERS: Mapping[Feature, Need] = {Feature.OWN: Need.NOTHING}

_ACCEPT = "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5"
_ID = re.compile(r"[\x21-\x7e]{1,255}")
_REFERENCE = re.compile(rb"&#(x[0-9a-f]{1,9}|[0-9]{1,9});", re.IGNORECASE)
_MOST_TAGS = 200_000
"""More than any feed has; broken markup of more keeps feedparser busy for minutes."""

_LATE = timedelta(days=1)


def origin(channel: Channel) -> str:
    """Return the origin of the feed's address."""
    parts = urlsplit(channel.url)
    return f"https://{parts.netloc.lower()}"


def profile_url(channel: Channel) -> str:
    """Return the feed's own address."""
    return channel.url


def accepts(channel: Channel, credential: Credential) -> bool:
    """Take none: feeds are public."""
    return False


def follow_url(channel: Channel, handle: str) -> str:
    """Return nothing: nobody follows a feed as somebody."""
    return ""


def read(line: Line, wanted: Wanted) -> ReadResult:
    """Read the feed, unless it says that it has not changed."""
    channel, state, now = wanted.channel, wanted.state, wanted.now
    try:
        answer = line.get(
            channel.url,
            accept=_ACCEPT,
            etag=state.etag,
            last_modified=state.last_modified,
            max_bytes=2 * MEGABYTE,
        )
        if answer.unchanged:
            return Fetched(
                complete_since=state.complete_since,
                newest=state.newest,
                etag=state.etag,
                last_modified=state.last_modified,
                unchanged=True,
            )
        found = posts(answer, origin(channel), now)
    except FetchError as error:
        return failed(error)
    return Fetched(
        posts=found,
        complete_since=_complete_since(found, state, now),
        newest=found[0].key.native_id if found else state.newest,
        etag=answer.etag,
        last_modified=answer.last_modified,
    )


def posts(answer: Answer, server: str, now: datetime) -> tuple[Post, ...]:
    """Read the entries of a feed, newest first; one without a date counts as of ``now``.

    :raises NotUnderstoodError: where the answer is no feed, or no entry can be understood
    """
    host = server.removeprefix("https://")
    feed = _parse(answer, host)
    entries = [_plain(entry) for entry in items_at(feed, "entries")[:MOST]]
    read_page = page(
        entries, lambda e: post(e, feed, answer.url, server, now), older="", host=host
    )
    unique = {found.key: found for found in reversed(read_page.posts)}
    return tuple(sorted(unique.values(), key=lambda found: found.time, reverse=True))


def post(entry: object, feed: object, base: str, server: str, now: datetime) -> Post:
    """Read one entry.

    :raises UnreadableError: where it has neither an id nor a link
    """
    identity = text_at(entry, "id").strip() or text_at(entry, "link").strip()
    if not identity:
        raise UnreadableError("id")
    link = safe_link(text_at(entry, "link"), base)
    body = _words(entry, base)
    published, updated = _time(entry, "published_parsed"), _time(entry, "updated_parsed")
    return Post(
        key=PostKey(ChannelKind.FEED, server, _native_id(identity)),
        url=link or base,
        author=_author(entry, feed, base),
        time=min(published or updated or now, now),
        html=body.html,
        text=body.text,
        links=tuple(dict.fromkeys(filter(None, (link, *body.links)))),
        language=language(at(feed, "feed", "language")),
        edited=updated if published and updated and updated > published else None,
    )


def _parse(answer: Answer, host: str) -> Mapping[str, object]:
    if answer.body.count(b"<") > _MOST_TAGS:
        raise NotUnderstoodError(host)
    try:
        feed = feedparser.parse(
            BytesIO(_REFERENCE.sub(_character, answer.body)),
            response_headers={"content-type": answer.headers.get("content-type", "")},
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


def _plain(entry: object) -> object:
    """Take away the old names that feedparser answers to, with a warning."""
    return dict(entry) if isinstance(entry, dict) else None


def _native_id(identity: str) -> str:
    """Keep an id that a stored key can hold, else its fingerprint."""
    if _ID.fullmatch(identity):
        return identity
    return "sha256:" + hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()


def _words(entry: object, base: str) -> Clean:
    """Return title and body; where the body begins with the title, it stands there once."""
    title, body = sanitise(_title(entry), base), sanitise(_body(entry), base)
    if title.text and body.text.startswith(title.text.rstrip(" .…")):
        return body
    return sanitise(title.html + body.html, base)


def _title(entry: object) -> str:
    title = _html(at(entry, "title_detail"))
    return f"<p>{title}</p>" if title else ""


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
        return datetime(*parsed[:6], tzinfo=UTC)
    except ValueError:
        return None


def _complete_since(found: tuple[Post, ...], state: StreamState, now: datetime) -> datetime | None:
    """Tell how far back the stream is complete: as far as the feed, or further if it joins on."""
    reach = found[-1].time if found else now
    if state.complete_since is None:
        return reach
    known = any(one.key.native_id == state.newest for one in found)
    joins = known or not found or (state.last_read and reach < state.last_read - _LATE)
    return min(state.complete_since, reach) if joins else reach
