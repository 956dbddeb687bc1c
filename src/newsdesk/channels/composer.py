"""What a module must offer so that posts can be written for its network, and shared there."""

from __future__ import annotations

from typing import Protocol
from urllib.parse import quote, urlencode

from newsdesk.domain.channel import Channel
from newsdesk.domain.length import Length, PostLimits
from newsdesk.domain.post import Post

LONGEST_ADDRESS = 6000
"""Characters of a compose link: servers refuse a request whose first line is over 8 KB, as
https://nginx.org/en/docs/http/ngx_http_core_module.html#large_client_header_buffers has it."""


class Composer(Protocol):
    """Knows what a network takes; a module of functions is one. Nothing is ever asked for."""

    @property
    def LINKS_TAGS(self) -> bool:  # noqa: N802  # a constant of the module
        """Whether ``#words`` of a text lead to other posts with them; else they are only noise."""
        ...

    @property
    def SHARES_AT_ONCE(self) -> bool:  # noqa: N802  # a constant of the module
        """Whether :meth:`share_url` asks at once to share; else it shows the post to share."""
        ...

    def length(self, text: str, limits: PostLimits | None) -> Length:
        """Count a text as the network does; ``limits`` are what the channel's server says."""
        ...

    def carries_text(self, text: str) -> bool:
        """Tell whether :meth:`compose_url` brings this text; else people have to copy it first."""
        ...

    def compose_url(self, channel: Channel, text: str, link: str) -> str:
        """Return where a person who is logged in as the channel posts a text.

        ``text`` is all of it, as a rule with ``link`` as its end. Empty where there is no such
        place on the web.
        """
        ...

    def share_url(self, channel: Channel, post: Post) -> str:
        """Return where a person who is logged in as the channel shares somebody's post.

        Always on the network itself, whatever the post says; empty for a post of another network.
        """
        ...

    def mention(self, handle: str) -> str:
        """Write a handle so that the network makes a mention of it when the text is pasted.

        Empty where it would not: the account's plain name is to be written then.
        """
        ...

    def as_account(self, channel: Channel) -> str:
        """Return the account that posts there, as the network's pages write it."""
        ...


def address(base: str, **query: str) -> str:
    """Add parameters to an address, spaces as ``%20``, which every network reads."""
    return f"{base}?{urlencode(query, quote_via=quote, safe='')}"


def fits(link: str) -> bool:
    """Tell whether a server takes an address that long."""
    return len(link) <= LONGEST_ADDRESS


def at_handle(channel: Channel) -> str:
    """Write the account's name with an ``@``; a manual channel may have none but its name."""
    return f"@{channel.handle}" if channel.handle else channel.name
