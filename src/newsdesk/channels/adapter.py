"""What a module must offer so that channels of its network can be read."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from newsdesk.domain.channel import Channel
from newsdesk.domain.fetch import FetchFailed, FetchResult, StreamState
from newsdesk.infra.fetch_errors import FetchError
from newsdesk.infra.http import Door


class Adapter(Protocol):
    """Reads the channels of one network; a module of functions is one."""

    def origin(self, channel: Channel) -> str:
        """Return the https origin that issues the ids of this channel's posts."""
        ...

    def profile_url(self, channel: Channel) -> str:
        """Return the address where people see the channel."""
        ...

    def read(
        self,
        door: Door,
        channel: Channel,
        state: StreamState,
        *,
        oldest: datetime | None,
        now: datetime,
    ) -> FetchResult:
        """Read what is new in the channel's own stream; the first time back to ``oldest`` (UTC).

        Never raises for what the network answered: a failure is a value too.
        """
        ...


def failed(error: FetchError) -> FetchFailed:
    """Turn an error of the door into the failure of a channel."""
    return FetchFailed(
        reason=error.message, permanent=error.permanent, retry_after=error.retry_after
    )
