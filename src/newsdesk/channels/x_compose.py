"""What X takes: 280 characters as it weighs them (https://docs.x.com/fundamentals/counting-characters)."""

from __future__ import annotations

import re

from newsdesk.channels.composer import address, at_handle, fits
from newsdesk.channels.x_posts import SITE
from newsdesk.channels.x_weight import MOST, weight
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.length import Length, PostLimits, Unit
from newsdesk.domain.post import Post

LINKS_TAGS = True
SHARES_AT_ONCE = True

_ID = re.compile(r"[0-9]{1,19}")
_STATUS = re.compile(re.escape(SITE) + r"/(?:\w+|i/web)/status/([0-9]{1,19})", re.ASCII)
_NAME = re.compile(r"@?(\w{1,15})", re.ASCII)


def length(text: str, limits: PostLimits | None) -> Length:
    """Weigh the text; accounts that pay may post more, which is no reason to."""
    return Length(used=weight(text), most=MOST, unit=Unit.WEIGHTED)


def carries_text(text: str) -> bool:
    """Tell whether the text is short enough for an address."""
    return fits(_intent(text))


def compose_url(channel: Channel, text: str, link: str) -> str:
    """Return https://docs.x.com/x-for-websites/web-intents/overview with the text."""
    return _intent(text) if carries_text(text) else _intent("")


def share_url(channel: Channel, post: Post) -> str:
    """Return the dialog that shares a post by its id: the original's, where it is a share.

    https://docs.x.com/x-for-websites/web-intents/overview
    """
    original = _STATUS.fullmatch(post.shared_url)
    native_id = original[1] if original else post.key.native_id
    is_one = post.key.kind is ChannelKind.X and _ID.fullmatch(native_id)
    return address(f"{SITE}/intent/retweet", tweet_id=native_id) if is_one else ""


def mention(handle: str) -> str:
    """Write ``@name``."""
    found = _NAME.fullmatch(handle)
    return f"@{found[1]}" if found else ""


def as_account(channel: Channel) -> str:
    """Return ``@name``."""
    return at_handle(channel)


def _intent(text: str) -> str:
    return address(f"{SITE}/intent/tweet", text=text)
