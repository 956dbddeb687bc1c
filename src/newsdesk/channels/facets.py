"""Bluesky's rich text: a plain text, and facets that say what stretches of its bytes are.

See https://docs.bsky.app/docs/advanced-guides/post-richtext: offsets count bytes of UTF-8, the
start is inside, the end is outside.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from newsdesk.channels.shape import at, items_at, text_at

_LINK = "app.bsky.richtext.facet#link"
_MENTION = "app.bsky.richtext.facet#mention"
_TAG = "app.bsky.richtext.facet#tag"


@dataclass(frozen=True, slots=True, order=True)
class _Facet:
    start: int
    end: int
    opening: str


def to_html(text: str, facets: list[object]) -> str:
    """Write the text as HTML that still has to be sanitised.

    Facets that overlap an earlier one, cut a character in two or are of an unknown kind are
    left out, as the network's own documentation asks.
    """
    raw = text.encode("utf-8", "surrogatepass")
    parts, done = [], 0
    for facet in sorted(f for one in facets if (f := _facet(one))):
        if facet.start < done or not _whole(raw, facet):
            continue
        shown = _html(raw[facet.start : facet.end])
        parts += [_html(raw[done : facet.start]), facet.opening, shown, "</a>"]
        done = facet.end
    return f"<p>{''.join(parts)}{_html(raw[done:])}</p>"


def _facet(facet: object) -> _Facet | None:
    start, end = at(facet, "index", "byteStart"), at(facet, "index", "byteEnd")
    opening = next((o for f in items_at(facet, "features") if (o := _opening(f))), "")
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end and opening):
        return None
    return _Facet(start, end, opening)


def _opening(feature: object) -> str:
    kind = text_at(feature, "$type")
    if kind == _LINK:
        return f'<a href="{escape(text_at(feature, "uri"))}">'
    if kind == _MENTION:
        did = quote(text_at(feature, "did"), safe=":", errors="replace")
        return f'<a class="mention" href="https://bsky.app/profile/{did}">'
    if kind == _TAG:
        tag = quote(text_at(feature, "tag"), safe="", errors="replace")
        return f'<a class="hashtag" href="https://bsky.app/hashtag/{tag}">'
    return ""


def _whole(raw: bytes, facet: _Facet) -> bool:
    """Tell whether a facet lies in the text and cuts no character in two."""
    edges = (raw[facet.start : facet.start + 1], raw[facet.end : facet.end + 1])
    return facet.end <= len(raw) and not any(b"\x80" <= edge <= b"\xbf" for edge in edges)


def _html(raw: bytes) -> str:
    return escape(raw.decode("utf-8", "replace")).replace("\n", "<br>")
