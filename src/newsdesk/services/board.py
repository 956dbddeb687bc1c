"""The board: every news item, and where it stands on the wiki and on each channel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from newsdesk.domain.channel import Channel
from newsdesk.domain.desk import DeskConfig, SetUp
from newsdesk.domain.fetch import StreamState
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.post import Post
from newsdesk.domain.site import Site
from newsdesk.domain.sync_status import Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelState:
    """How fresh a channel is: its stream's state, its newest post, whether it has an adapter."""

    channel: Channel
    stream: StreamState
    last_post: datetime | None = None
    readable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """One news item with one cell a channel, in the order of the configuration page."""

    item: NewsItem
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Everything that the board shows, the same for every viewer.

    ``rows`` are newest first. ``unlisted`` are original posts of readable channels that match no
    news item, newest first; ``shares_unlisted`` counts the shares left out of it. ``version``
    changes whenever stored data does; ``today`` is the day, in UTC, that statuses count from.
    """

    config: DeskConfig
    site: Site
    set_up: SetUp
    rows: tuple[BoardRow, ...]
    channels: tuple[ChannelState, ...]
    unlisted: tuple[tuple[Channel, Post], ...]
    shares_unlisted: int
    version: int
    page_revision: int
    page_read: datetime | None
    today: date

    @property
    def states(self) -> Mapping[str, ChannelState]:
        """The channels' states by channel id."""
        return {s.channel.id: s for s in self.channels}
