"""What Bluesky takes: 300 graphemes, and 3000 bytes of UTF-8.

So the record's schema has it, and the network judges a post by that:
https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/feed/post.json. The web
application shortens what it shows of a link before it counts; what is sent through its compose
link is counted as it stands here, so that no draft is too long for any application.
"""

from __future__ import annotations

import re

from newsdesk.channels.bluesky_posts import APP
from newsdesk.channels.composer import address, at_handle, fits
from newsdesk.domain import graphemes
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.length import Length, PostLimits, Unit
from newsdesk.domain.post import Post

MOST_GRAPHEMES = 300
MOST_BYTES = 3000
LINKS_TAGS = True
SHARES_AT_ONCE = False
"""There is no link that asks to share: https://docs.bsky.app/docs/advanced-guides/intent-links"""

_POST = re.compile(re.escape(APP) + r"/profile/[\w.:%-]+/post/[\w.:~-]+", re.ASCII)
_HANDLE = re.compile(r"@?[a-z0-9.-]+\.[a-z0-9-]+", re.IGNORECASE | re.ASCII)


def length(text: str, limits: PostLimits | None) -> Length:
    """Count graphemes, or bytes where these are the narrower limit."""
    size = len(text.encode())
    if size > MOST_BYTES:
        return Length(used=size, most=MOST_BYTES, unit=Unit.BYTES)
    return Length(used=graphemes.count(text), most=MOST_GRAPHEMES, unit=Unit.GRAPHEMES)


def carries_text(text: str) -> bool:
    """Tell whether the text is short enough for an address."""
    return fits(_intent(text))


def compose_url(channel: Channel, text: str, link: str) -> str:
    """Return https://docs.bsky.app/docs/advanced-guides/intent-links with the text."""
    return _intent(text) if carries_text(text) else _intent("")


def share_url(channel: Channel, post: Post) -> str:
    """Return the post's own page."""
    is_one = post.key.kind is ChannelKind.BLUESKY and _POST.fullmatch(post.url)
    return post.url if is_one else ""


def mention(handle: str) -> str:
    """Write ``@name.example``; a DID cannot be written (https://atproto.com/specs/handle)."""
    return f"@{handle.removeprefix('@')}" if _HANDLE.fullmatch(handle) else ""


def as_account(channel: Channel) -> str:
    """Return ``@name.example``."""
    return at_handle(channel)


def _intent(text: str) -> str:
    return address(f"{APP}/intent/compose", text=text)
