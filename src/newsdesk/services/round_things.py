"""What waits in a round, as its pages show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from newsdesk.domain.channel import Channel
from newsdesk.domain.lead import Lead
from newsdesk.domain.message import Message
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.post import Post
from newsdesk.domain.round import Claim, Handled, Step, Thing
from newsdesk.domain.sync_status import Cell

PAGE = 20
"""Things on one page of a queue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPost:
    """A post that waits, and the channel that it was met on; ``why`` says what makes it fit.

    ``through`` is the account of the follow list that shared it, if it is not its author's.
    """

    thing: Thing
    channel: Channel
    post: Post
    claim: Claim | None = None
    why: tuple[Message, ...] = ()
    through: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLead:
    """A lead that waits; ``today`` is whether this is the reminder that its day has come.

    ``used`` is how an idea was used last.
    """

    thing: Thing
    lead: Lead
    claim: Claim | None = None
    today: bool = False
    used: Handled | None = None


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
    ``optional`` do not wait: items that could be on more channels, and that none expects.
    """

    step: Step
    things: tuple[Waiting, ...] = ()
    total: int = 0
    page: int = 1
    by_channel: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    optional: tuple[WaitingItem, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return pages(self.total)


def pages(total: int) -> int:
    """Return how many pages so many things fill: at least one."""
    return max(1, -(-total // PAGE))
