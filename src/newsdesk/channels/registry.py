"""Which module reads which kind of channel: one line a kind."""

from __future__ import annotations

from collections.abc import Mapping

from newsdesk.channels import bluesky, facebook, feed, mastodon, telegram, x
from newsdesk.channels.adapter import Network
from newsdesk.domain.channel import ChannelKind

_ADAPTERS: Mapping[ChannelKind, Network] = {
    ChannelKind.MASTODON: mastodon,
    ChannelKind.BLUESKY: bluesky,
    ChannelKind.TELEGRAM: telegram,
    ChannelKind.X: x,
    ChannelKind.FACEBOOK: facebook,
    ChannelKind.FEED: feed,
}


def adapter(kind: ChannelKind) -> Network | None:
    """Return the adapter of a kind, or ``None`` where no programme reads it yet."""
    return _ADAPTERS.get(kind)
