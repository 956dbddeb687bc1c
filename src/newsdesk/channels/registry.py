"""Which modules know which kind of channel: one line a kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from newsdesk.channels import (
    bluesky,
    bluesky_compose,
    facebook,
    facebook_compose,
    feed,
    mastodon,
    mastodon_compose,
    telegram,
    telegram_compose,
    x,
    x_compose,
)
from newsdesk.channels.adapter import Network
from newsdesk.channels.composer import Composer
from newsdesk.domain.channel import ChannelKind


class _Modules(NamedTuple):
    reads: Network
    composes: Composer | None = None


_NETWORKS: Mapping[ChannelKind, _Modules] = {
    ChannelKind.MASTODON: _Modules(mastodon, mastodon_compose),
    ChannelKind.BLUESKY: _Modules(bluesky, bluesky_compose),
    ChannelKind.TELEGRAM: _Modules(telegram, telegram_compose),
    ChannelKind.X: _Modules(x, x_compose),
    ChannelKind.FACEBOOK: _Modules(facebook, facebook_compose),
    ChannelKind.FEED: _Modules(feed),
}


def adapter(kind: ChannelKind) -> Network | None:
    """Return the adapter of a kind, or ``None`` where no programme reads it yet."""
    known = _NETWORKS.get(kind)
    return known.reads if known else None


def composer(kind: ChannelKind) -> Composer | None:
    """Return what knows the posts of a kind, or ``None`` where people write none for it."""
    known = _NETWORKS.get(kind)
    return known.composes if known else None
