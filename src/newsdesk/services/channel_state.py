"""How fresh a channel is, and how far it can be read now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from newsdesk.domain.channel import Channel
from newsdesk.domain.fetch import StreamState
from newsdesk.domain.profile import Profile
from newsdesk.infra.credentials import Credential
from newsdesk.services.readable import is_readable
from newsdesk.services.stored_board import Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelState:
    """How fresh a channel is: its stream's state, its newest post, whether it is read at all.

    ``profile`` is what the network says of the account, where it was read.
    """

    channel: Channel
    stream: StreamState
    last_post: datetime | None = None
    readable: bool = True
    profile: Profile | None = None


def channel_state(
    channel: Channel, stored: Stored, credentials: Sequence[Credential]
) -> ChannelState:
    """Say how fresh a channel of a stored board is; with ``credentials`` more can be read."""
    return ChannelState(
        channel=channel,
        stream=stored.streams[channel.id],
        last_post=stored.last_posts.get(channel.id),
        readable=is_readable(channel, credentials),
        profile=stored.profiles.get(channel.id),
    )


def as_read(
    channel: Channel, stream: StreamState, credentials: Sequence[Credential]
) -> StreamState:
    """Take what is read no longer, as its credential is gone, for not read since its last time."""
    if stream.last_read is None or is_readable(channel, credentials):
        return stream
    return replace(stream, failed_since=stream.failed_since or stream.last_read)
