"""What a Telegram channel takes: 4,096 characters.

As https://core.telegram.org/constructor/config says it (``message_length_max``): code points, of
which a composed emoji has several.
"""

from __future__ import annotations

from newsdesk.channels.composer import address, at_handle, fits
from newsdesk.channels.telegram_posts import MESSAGE, NAME, ORIGIN
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.length import Length, PostLimits
from newsdesk.domain.post import Post
from newsdesk.infra.html import safe_link

MOST = 4096
LINKS_TAGS = True
SHARES_AT_ONCE = False
"""There is no link that forwards a message: https://core.telegram.org/api/links"""


def length(text: str, limits: PostLimits | None) -> Length:
    """Count characters."""
    return Length(used=len(text), most=MOST)


def carries_text(text: str) -> bool:
    """Tell whether the text is short enough for an address."""
    return fits(_share(text, ""))


def compose_url(channel: Channel, text: str, link: str) -> str:
    """Return https://core.telegram.org/api/links#share-links, where the channel is then chosen.

    Telegram puts the link on a line before the text, so it is not sent twice.
    """
    if not carries_text(text):
        return f"{ORIGIN}/{channel.handle}"
    if safe_link(link) and text.endswith(link):
        return _share(text.removesuffix(link).rstrip(), link)
    return _share(text, "")


def share_url(channel: Channel, post: Post) -> str:
    """Return the message's own page, which opens it in the application."""
    path = post.url.removeprefix(ORIGIN)
    is_one = post.key.kind is ChannelKind.TELEGRAM and MESSAGE.fullmatch(path)
    return f"{ORIGIN}{path}" if is_one else ""


def mention(handle: str) -> str:
    """Write ``@name`` (https://core.telegram.org/api/mentions)."""
    name = handle.removeprefix("@")
    return f"@{name}" if NAME.fullmatch(name) else ""


def as_account(channel: Channel) -> str:
    """Return ``@name``."""
    return at_handle(channel)


def _share(text: str, link: str) -> str:
    return address(f"{ORIGIN}/share/url", url=link or text, **({"text": text} if link else {}))
