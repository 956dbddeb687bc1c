"""Writes a first configuration page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from newsdesk.domain.channel import Channel, ChannelKind

VERSION = 1


def draft(news_page: str, channels: Sequence[Channel], since: date) -> str:
    """Return the text of a configuration page for people to go on with, as indented JSON.

    Items from before ``since`` are owed on no channel. The basis is the channel on X if there is
    one, as it has been for long, else the first that a programme can read.
    """
    news: dict[str, Any] = {"page": news_page}
    read = [channel for channel in channels if channel.kind is not ChannelKind.MANUAL]
    basis = next((c for c in read if c.kind is ChannelKind.X), read[0] if read else None)
    if basis:
        news["basis"] = basis.id
    config = {
        "version": VERSION,
        "news": news,
        "channels": [_channel(channel, since) for channel in channels],
    }
    return json.dumps(config, ensure_ascii=False, indent=2)


def _channel(channel: Channel, since: date) -> dict[str, str]:
    values = {
        "id": channel.id,
        "kind": channel.kind.value,
        "name": channel.name,
        "account": channel.account,
        "url": channel.url,
        "expects": channel.expects.value,
        "since": since.isoformat(),
    }
    return {key: value for key, value in values.items() if value}
