"""One round of reading the channels: what it works with, and each channel's part of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Engine

from newsdesk.channels import registry
from newsdesk.channels.adapter import Adapter
from newsdesk.channels.line import Line
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.fetch import StreamState
from newsdesk.domain.post import StreamName
from newsdesk.infra.credentials import Credential
from newsdesk.infra.http import Door
from newsdesk.infra.settings import Settings

ORDER = (
    StreamName.OWN,
    StreamName.PROFILE,
    StreamName.MENTION,
    StreamName.SEARCH,
    StreamName.FOLLOWS,
)
"""Our own posts come first: whatever a network says of the others, the board has been served."""

DEADLINE = 240
"""Seconds after which a channel is given up on; its adapter ends by itself well before."""

FindAdapter = Callable[[ChannelKind], Adapter | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one round of reading works with; ``beat`` is called now and then while it waits.

    ``tags`` and ``terms`` are what is searched for; only ``wanted`` streams are read, and what
    is paid for only if ``paid``.
    """

    settings: Settings
    engine: Engine
    desk_id: int
    door: Door
    oldest: datetime | None
    beat: Callable[[], None]
    credentials: tuple[Credential, ...] = ()
    tags: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    wanted: Sequence[StreamName] = ORDER
    paid: bool = True
    adapter: FindAdapter = registry.adapter
    deadline: float = DEADLINE


@dataclass(slots=True, kw_only=True)
class Task:
    """One channel's part of a round: ``due`` are the streams to read, one after another.

    ``states`` are what is remembered of all its streams; ``now_reading`` is the stream that is
    being read. ``mark`` changes with the credential and its cap; ``session`` is the login that
    is stored. ``followed_by`` is whose timeline an account of the follow list is a part of;
    of its posts none from before ``since`` are kept, however many a page holds.
    """

    channel: Channel
    adapter: Adapter
    line: Line
    states: dict[StreamName, StreamState]
    due: tuple[StreamName, ...] = ()
    tags: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    native_id: str = ""
    mark: str = ""
    now_reading: StreamName = StreamName.OWN
    session: str = field(default="", repr=False)
    followed_by: Channel | None = None
    since: datetime | None = None

    @property
    def seen_on(self) -> Channel:
        """The channel on which the posts are met."""
        return self.followed_by or self.channel

    @property
    def searched(self) -> tuple[str, ...]:
        """What the stream ``search`` looks for: with it changes what is remembered of it."""
        return searched(self.tags, self.terms)

    @property
    def paid(self) -> bool:
        """Whether reading is paid for."""
        return self.line.credential is not None and self.line.credential.paid

    @property
    def floor(self) -> timedelta:
        """The shortest time between two reads of a stream."""
        every = self.line.credential.every if self.line.credential else None
        return every or timedelta(0)


def searched(tags: Sequence[str], terms: Sequence[str]) -> tuple[str, ...]:
    """Name what a search looks for, tags apart from terms."""
    return (*(f"#{tag}" for tag in tags), *terms)
