"""The accounts of the follow list on one channel's network, and how reading each goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from newsdesk.channels.adapter import Adapter
from newsdesk.domain.channel import Channel
from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.fetch import StreamState
from newsdesk.domain.post import StreamName
from newsdesk.services.timeline_plan import accounts, known_by_identity
from newsdesk.store import follows, streams


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedAccount:
    """An account of the follow list: its handle, and the state of what is read of it."""

    handle: str
    stream: StreamState

    @property
    def failing(self) -> bool:
        """Whether it could not be read last time."""
        return self.stream.failed_since is not None and not self.stream.resting


def load(
    connection: Connection, desk_id: int, config: DeskConfig, channel: Channel, adapter: Adapter
) -> tuple[FollowedAccount, ...]:
    """Return the list's accounts on a channel's network, in the list's order."""
    known = known_by_identity(channel, follows.of_channel(connection, desk_id, channel.id))
    found = accounts(adapter, config, channel, known)
    states = streams.states(connection, desk_id, found, StreamName.TIMELINE)
    return tuple(FollowedAccount(handle=one.handle, stream=states[one.id]) for one in found)


def together(found: Sequence[FollowedAccount]) -> StreamState:
    """Return one state for all: that of the longest unread one of those that can be read.

    Where none can be read, that of the one that fails longest.
    """
    states = [one.stream for one in found]
    read = [(one.last_read, one) for one in states if one.last_read and not one.failed_since]
    failing = [(one.failed_since, one) for one in states if one.failed_since]
    some = read or failing
    return min(some, key=lambda pair: pair[0])[1] if some else StreamState()
