"""Which channels a programme reads."""

from __future__ import annotations

from newsdesk.channels import registry
from newsdesk.domain.channel import Channel, ChannelKind


def is_readable(channel: Channel) -> bool:
    """Tell whether a channel is read: by its network's adapter, or as a page of the wiki."""
    return channel.kind is ChannelKind.WIKI_PAGE or registry.adapter(channel.kind) is not None
