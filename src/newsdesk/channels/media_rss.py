"""Media RSS (https://www.rssboard.org/media-rss): pictures of an entry and their descriptions."""

from __future__ import annotations

import re

_DESCRIBED = re.compile(
    rb"(?P<open><media:content\b[^<>]*)(?<!/)>"
    rb"(?P<others>\s*(?:<media:(?!description\b|content\b)[^<>]*>[^<]*</media:[^<>]*>\s*)*)"
    rb"<media:description\b[^<>]*>"
    rb"(?:<!\[CDATA\[(?P<raw>[^\]]*)\]\]>|(?P<text>[^<]*))"
    rb"</media:description>",
    re.IGNORECASE,
)


def with_alt_texts(feed: bytes) -> bytes:
    """Write the description of each medium into an attribute ``alt`` of the medium.

    Else feedparser takes it for the description of the entry, whose own words are lost then.
    """
    return _DESCRIBED.sub(_attribute, feed)


def _attribute(found: re.Match[bytes]) -> bytes:
    raw, text = found["raw"], found["text"]
    told = raw.replace(b"&", b"&amp;").replace(b"<", b"&lt;") if raw is not None else text
    quoted = told.replace(b'"', b"&quot;")
    return b'%s alt="%s">%s' % (found["open"], quoted, found["others"])
