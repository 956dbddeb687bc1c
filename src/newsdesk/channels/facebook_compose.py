"""What a Facebook page takes: 63,206 characters.

The number is from third parties (https://www.ayrshare.com/docs/apis/post/social-networks/facebook).
The share dialog takes a link only, as Facebook lets people alone write what they say:
https://developers.facebook.com/docs/sharing/reference/share-dialog.
"""

from __future__ import annotations

from newsdesk.channels.composer import address
from newsdesk.channels.facebook_posts import SITE
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.length import Length, PostLimits
from newsdesk.domain.post import Post
from newsdesk.infra.html import safe_link

MOST = 63_206
LINKS_TAGS = True
SHARES_AT_ONCE = True


def length(text: str, limits: PostLimits | None) -> Length:
    """Count characters."""
    return Length(used=len(text), most=MOST)


def carries_text(text: str) -> bool:
    """Tell that none is carried."""
    return False


def compose_url(channel: Channel, text: str, link: str) -> str:
    """Return the share dialog with the link; the page itself where there is none."""
    return _sharer(link) if safe_link(link) else SITE


def share_url(channel: Channel, post: Post) -> str:
    """Return the share dialog with the post's address on Facebook."""
    is_one = post.key.kind is ChannelKind.FACEBOOK and post.url.startswith(f"{SITE}/")
    return _sharer(post.url) if is_one else ""


def mention(handle: str) -> str:
    """Return nothing: only an account chosen from the list while typing becomes a mention."""
    return ""


def as_account(channel: Channel) -> str:
    """Return the page's name in its address."""
    return channel.handle or channel.name


def _sharer(link: str) -> str:
    return address(f"{SITE}/sharer/sharer.php", u=link)
