"""Your round: what waits at each step, who is on it, and what was done since the last one.

Read here; changed by :mod:`newsdesk.services.handling`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import Engine

from newsdesk.domain.channel import Channel
from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.lead import Lead
from newsdesk.domain.message import Message
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.post import Post
from newsdesk.domain.round import Claim, Handled, Horizon, Step, Thing
from newsdesk.domain.sync_status import Cell
from newsdesk.infra.credentials import Credential

PAGE = 20
"""Things on one page of a queue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPost:
    """A post that waits, and the channel that it was met on; ``why`` says what makes it fit."""

    thing: Thing
    channel: Channel
    post: Post
    claim: Claim | None = None
    why: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLead:
    """A lead that waits; ``today`` is whether this is the reminder that its day has come."""

    thing: Thing
    lead: Lead
    claim: Claim | None = None
    today: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A channel that a waiting item is not on; the thing is the item on this channel."""

    thing: Thing
    channel: Channel
    cell: Cell
    claim: Claim | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingItem:
    """A news item that waits, with the channels it is missing on, worst first.

    The thing is the item on all of them.
    """

    thing: Thing
    item: NewsItem
    missing: tuple[Missing, ...]
    claim: Claim | None = None


Waiting = WaitingPost | WaitingLead | WaitingItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """One page of what waits at a step, and how much there is of it.

    ``page`` is from 1 and one that exists; ``by_channel`` counts the posts met on each channel.
    """

    step: Step
    things: tuple[Waiting, ...] = ()
    total: int = 0
    page: int = 1
    by_channel: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What the head of a round's pages says.

    ``last`` is when this person last finished a round, ``last_of_any`` when anybody did. Since
    ``last``, or else ``last_of_any``, ``came_in`` things came, and each of ``dealt`` dealt with
    so many, who did most first; the tool itself is ``""``. The first of ``horizons`` is in force.
    """

    config: DeskConfig
    counts: Mapping[Step, int]
    last: datetime | None = None
    last_of_any: datetime | None = None
    came_in: int = 0
    dealt: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    horizons: tuple[Horizon, ...] = ()

    @property
    def total(self) -> int:
        """How much waits in all."""
        return sum(self.counts.values())

    @property
    def first(self) -> Step:
        """The first step at which something waits, or the first of all."""
        return next((step for step in Step if self.counts.get(step)), Step.MENTIONS)


def load(
    engine: Engine,
    desk_id: int,
    user: str = "",
    *,
    now: datetime,
    credentials: Sequence[Credential] = (),
) -> Round | None:
    """Read the head of a round; ``None`` as long as there is no set-up.

    What ``user`` decided and did not publish yet counts for them.
    """
    raise NotImplementedError


def queue(
    engine: Engine,
    desk_id: int,
    step: Step,
    page: int = 1,
    *,
    user: str = "",
    channel_id: str = "",
    now: datetime,
    credentials: Sequence[Credential] = (),
) -> Queue:
    """Read one page of what waits at a step, of one channel alone where one is named."""
    raise NotImplementedError


def done(
    engine: Engine, desk_id: int, *, now: datetime, days: int = 7, page: int = 1
) -> tuple[tuple[Handled, ...], bool]:
    """Return a page of what was done in the last days, the last first; and whether more was."""
    raise NotImplementedError
