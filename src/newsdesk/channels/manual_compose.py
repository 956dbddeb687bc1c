"""What a channel takes on a network that we know nothing of: any text, pasted by hand."""

from __future__ import annotations

from newsdesk.domain.channel import Channel
from newsdesk.domain.length import Length, PostLimits
from newsdesk.domain.post import Post
from newsdesk.infra.html import safe_link

LINKS_TAGS = False
SHARES_AT_ONCE = False


def length(text: str, limits: PostLimits | None) -> Length:
    """Count characters, of which there may be any number as far as we know."""
    return Length(used=len(text), most=None)


def carries_text(text: str) -> bool:
    """Tell that none is carried."""
    return False


def compose_url(channel: Channel, text: str, link: str) -> str:
    """Return the channel's own page, if it has one."""
    return safe_link(channel.url)


def share_url(channel: Channel, post: Post) -> str:
    """Return nothing: no posts of it are read."""
    return ""


def mention(handle: str) -> str:
    """Return nothing: nobody knows how."""
    return ""


def as_account(channel: Channel) -> str:
    """Return what the set-up calls the account."""
    return channel.account or channel.name
