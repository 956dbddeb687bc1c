"""Which module knows what a channel takes: its network's, or for a manual one its host's."""

from __future__ import annotations

from collections.abc import Mapping

from newsdesk.channels import (
    bluesky_compose,
    facebook_compose,
    linkedin_compose,
    manual_compose,
    registry,
    telegram_compose,
    x_compose,
)
from newsdesk.channels.composer import Composer
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.links import host_of

_MANUAL: Mapping[str, Composer] = {
    "linkedin.com": linkedin_compose,
    "x.com": x_compose,
    "bsky.app": bluesky_compose,
    "facebook.com": facebook_compose,
    "t.me": telegram_compose,
}


def composer(channel: Channel) -> Composer | None:
    """Return who knows what a channel takes, ``None`` where nobody writes posts for it."""
    if channel.kind is ChannelKind.MANUAL:
        return _MANUAL.get(host_of(channel.url), manual_compose)
    return registry.composer(channel.kind)
