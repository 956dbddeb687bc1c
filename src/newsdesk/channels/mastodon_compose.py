"""What a Mastodon server takes: 500 characters, or as many as it says itself.

A link counts as 23 characters, or as the server says, and of the name of an account elsewhere only
what is before its server: https://docs.joinmastodon.org/user/posting/#text. Only what names its
scheme is a link, and what readers see as one character counts as one:
https://github.com/mastodon/mastodon/blob/main/app/validators/status_length_validator.rb. A content
warning counts, too: it has to be counted together with the text.
"""

from __future__ import annotations

import re

from newsdesk.channels import text_links
from newsdesk.channels.composer import address, at_handle, fits
from newsdesk.channels.mastodon import origin
from newsdesk.domain import graphemes
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.length import Length, PostLimits
from newsdesk.domain.post import Post
from newsdesk.infra.html import safe_link

PER_URL = 23
USUAL = PostLimits(characters=500, per_url=PER_URL)
LINKS_TAGS = True
SHARES_AT_ONCE = False
"""The page of the post on the account's own server has the button."""

_LINK = "x"
"""Stands for a link in a text, so that what is before and after it stays apart."""
_NAME = re.compile(r"\w[\w.-]*(?:@[\w.:-]+)?")
_REMOTE = re.compile(
    r"(?<![\w/=])(@[a-z0-9_][a-z0-9_.-]*+(?<=[a-z0-9_]))@[\w.-]*\w", re.IGNORECASE
)


def length(text: str, limits: PostLimits | None) -> Length:
    """Count as the account's server does; as most servers do where it has not been asked yet."""
    known = limits or USUAL
    per_url = PER_URL if known.per_url is None else known.per_url
    links = [link for link in text_links.find(text) if link.has_scheme]
    words = (_REMOTE.sub(r"\1", one) for one in text_links.words(text, links))
    used = graphemes.count(_LINK.join(words)) + (per_url - len(_LINK)) * len(links)
    return Length(used=used, most=known.characters, usual=limits is None)


def carries_text(text: str) -> bool:
    """Tell whether the text is short enough for an address."""
    return fits(address("https://", text=text))


def compose_url(channel: Channel, text: str, link: str) -> str:
    """Return the server's page for sharing, with the text.

    https://github.com/mastodon/mastodon/blob/main/app/controllers/shares_controller.rb
    """
    return address(f"{origin(channel)}/share", text=text if carries_text(text) else "")


def share_url(channel: Channel, post: Post) -> str:
    """Return where the account's own server looks a post up and shows it.

    Such as ``authorize_interactions_controller.rb`` of the same folder has it.
    """
    url = safe_link(post.url) if post.key.kind is ChannelKind.MASTODON else ""
    if not url.startswith("https://"):
        return ""
    return address(f"{origin(channel)}/authorize_interaction", uri=url)


def mention(handle: str) -> str:
    """Write ``@name@server``."""
    name = handle.removeprefix("@")
    return f"@{name}" if _NAME.fullmatch(name) else ""


def as_account(channel: Channel) -> str:
    """Return ``@name@server``."""
    return at_handle(channel)
