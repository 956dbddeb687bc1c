"""What is embedded in a view of a post at Bluesky: a link card, pictures, film.

Shapes: https://github.com/bluesky-social/atproto/tree/main/lexicons/app/bsky/embed
"""

from __future__ import annotations

from newsdesk.channels.shape import at, items_at, text_at
from newsdesk.domain.post import Medium
from newsdesk.infra.html import safe_link
from newsdesk.infra.text import clean


def card(view: object) -> str:
    """Return the address of the link card (app.bsky.embed.external)."""
    return safe_link(text_at(_attached(view), "external", "uri"))


def media(view: object) -> tuple[Medium, ...]:
    """Return pictures and film (app.bsky.embed.images, gallery and video)."""
    attached = _attached(view)
    found = [
        Medium("image", _alt(image), safe_link(text_at(image, "fullsize")))
        for image in items_at(attached, "images") + items_at(attached, "items")
    ]
    if text_at(attached, "playlist"):
        found.append(Medium("video", _alt(attached), safe_link(text_at(attached, "playlist"))))
    return tuple(found)


def _alt(medium: object) -> str:
    return clean(text_at(medium, "alt")).strip()


def _attached(view: object) -> object:
    """Return the embed, without the quote that may stand beside it."""
    return at(view, "embed", "media") or at(view, "embed")
