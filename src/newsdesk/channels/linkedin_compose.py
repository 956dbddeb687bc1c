"""What LinkedIn takes: 3,000 characters, and in a link an address only.

The number is from third parties (https://www.ayrshare.com/docs/apis/post/social-networks/linkedin);
the link is of
https://learn.microsoft.com/en-us/linkedin/consumer/integrations/self-serve/plugins/share-plugin.
"""

from __future__ import annotations

from newsdesk.channels.composer import address
from newsdesk.domain.channel import Channel
from newsdesk.domain.length import Length, PostLimits
from newsdesk.domain.post import Post
from newsdesk.infra.html import safe_link

SITE = "https://www.linkedin.com"
MOST = 3000
LINKS_TAGS = True
SHARES_AT_ONCE = False


def length(text: str, limits: PostLimits | None) -> Length:
    """Count characters."""
    return Length(used=len(text), most=MOST)


def carries_text(text: str) -> bool:
    """Tell that none is carried."""
    return False


def compose_url(channel: Channel, text: str, link: str) -> str:
    """Return the dialog that shares the link; the company's page where there is none."""
    return address(f"{SITE}/sharing/share-offsite/", url=link) if safe_link(link) else channel.url


def share_url(channel: Channel, post: Post) -> str:
    """Return nothing: no posts of LinkedIn are read."""
    return ""


def mention(handle: str) -> str:
    """Return nothing: only an account chosen from the list while typing becomes a mention."""
    return ""


def as_account(channel: Channel) -> str:
    """Return what the set-up calls the account."""
    return channel.account or channel.name
