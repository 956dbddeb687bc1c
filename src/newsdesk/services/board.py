"""The board: every news item, and where it stands on the wiki and on each channel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import Engine

from newsdesk.domain.channel import Channel
from newsdesk.domain.decision import Decision
from newsdesk.domain.desk import DeskConfig, Problem, SetUp
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.post import Post
from newsdesk.domain.site import Site
from newsdesk.domain.sync_status import Cell, Match
from newsdesk.infra.credentials import Credential
from newsdesk.services import desk, stored_board
from newsdesk.services.board_content import Posts
from newsdesk.services.channel_state import ChannelState, as_read, channel_state
from newsdesk.services.stored_board import Stored
from newsdesk.store import desks
from newsdesk.sync import status


class Period(StrEnum):
    """How far back items and posts are shown; ``within`` is what the set-up says."""

    WITHIN = "within"
    QUARTER = "90"
    YEAR = "365"
    EVER = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """One news item with one cell a channel, in the order of the configuration page."""

    item: NewsItem
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Everything that the board shows, the same for all who decided nothing on their own.

    ``rows`` are newest first. ``unlisted`` are original posts of readable channels that match no
    news item, newest first, a thread as one; ``shares_unlisted`` counts the shares left out of
    it; ``set_aside`` are those that people said to be no news. All reach as far back as was asked
    for; ``has_items`` is whether there are items of any age. ``version`` changes whenever stored
    data does; ``page_revision`` is 0 where there is no news page, and ``page_problems`` are what
    was not understood of that revision; ``page_read`` is when the wiki was last asked for it;
    ``today`` is the day, in UTC, that statuses count from.
    """

    config: DeskConfig
    site: Site
    set_up: SetUp
    rows: tuple[BoardRow, ...]
    has_items: bool
    channels: tuple[ChannelState, ...]
    unlisted: tuple[tuple[Channel, Post], ...]
    set_aside: tuple[tuple[Channel, Post], ...]
    shares_unlisted: int
    version: int
    page_revision: int
    page_problems: tuple[Problem, ...]
    page_read: datetime
    today: date

    @property
    def states(self) -> Mapping[str, ChannelState]:
        """The channels' states by channel id."""
        return {s.channel.id: s for s in self.channels}


def version(engine: Engine, desk_id: int) -> int:
    """Return the data version alone, which tells whether an earlier board still stands."""
    with engine.connect() as connection:
        return desks.version(connection, desk_id)


def set_up(engine: Engine, desk_id: int) -> SetUp:
    """Return the configuration in force alone, with what is wrong with a newer one."""
    with engine.connect() as connection:
        return desk.set_up(connection, desk_id)


def load(
    engine: Engine,
    desk_id: int,
    now: datetime,
    period: Period = Period.EVER,
    *,
    credentials: Sequence[Credential] = (),
    decisions: Sequence[Decision] = (),
    statistics: bool = True,
) -> Board | None:
    """Read the board from stored data; ``None`` as long as there is no set-up or nothing is read.

    It reaches back over ``period``, and at least over what the set-up says. The number of queries
    does not depend on how much there is. With ``credentials`` more channels are readable;
    ``decisions`` are the viewer's own, oldest first, that are not published yet. Rows and posts
    are the same without ``statistics``.
    """
    today = now.date()
    with engine.connect() as connection:
        known = desk.set_up(connection, desk_id)
        if known.config is None:
            return None
        first = _first_day(known.config, today, period)
        stored = stored_board.read(
            connection, desk_id, known.config, since=first, own=decisions, statistics=statistics
        )
    return _assemble(stored, known, today, credentials) if stored else None


def load_item(
    engine: Engine,
    desk_id: int,
    now: datetime,
    item_id: str,
    *,
    credentials: Sequence[Credential] = (),
    decisions: Sequence[Decision] = (),
) -> Board | None:
    """Read the board with one item alone, or with no row if none has that very id."""
    with engine.connect() as connection:
        known = desk.set_up(connection, desk_id)
        if known.config is None:
            return None
        stored = stored_board.read(
            connection, desk_id, known.config, item_id=item_id, own=decisions
        )
    return _assemble(stored, known, now.date(), credentials) if stored else None


def first_day(config: DeskConfig, today: date, period: Period) -> date | None:
    """Return the oldest day that a period shows, ``None`` where it shows everything."""
    if period is Period.EVER:
        return None
    days = config.news.within if period is Period.WITHIN else int(period)
    return today - timedelta(days=days)


def _first_day(config: DeskConfig, today: date, period: Period) -> date | None:
    """Return the oldest day that is read: the first sentence needs what the set-up says."""
    first = first_day(config, today, period)
    within = first_day(config, today, Period.WITHIN)
    return min(first, within) if first and within else None


def _assemble(
    stored: Stored, known: SetUp, today: date, credentials: Sequence[Credential]
) -> Board:
    shares = stored.content.shares_unlisted
    return Board(
        config=stored.config,
        site=stored.site,
        set_up=replace(known, faulty=stored.faulty),
        rows=_rows(stored, today, credentials),
        has_items=stored.has_items,
        channels=tuple(
            channel_state(channel, stored, credentials) for channel in stored.config.channels
        ),
        unlisted=_in_order(stored, stored.content.unlisted),
        set_aside=_in_order(stored, stored.content.set_aside),
        shares_unlisted=sum(shares.get(one.id, 0) for one in stored.config.readable),
        version=stored.version,
        page_revision=stored.revision.revid if stored.revision else 0,
        page_problems=stored.problems,
        page_read=stored.checked,
        today=today,
    )


def _rows(stored: Stored, today: date, credentials: Sequence[Credential]) -> tuple[BoardRow, ...]:
    """Put items in order, newest first, those of one day as the page has them."""
    content = stored.content
    of_cell: defaultdict[tuple[str, str], list[Match]] = defaultdict(list)
    for match in content.matches:
        of_cell[match.item_id, match.channel_id].append(match)
    by_key = {key: {one.key: one for one in found} for key, found in content.posts.items()}
    streams = {
        one.id: as_read(one, stored.streams[one.id], credentials) for one in stored.config.channels
    }

    def cell(item: NewsItem, channel: Channel) -> Cell:
        settled = content.decisions.of(item.id, channel.id)
        named = {one.address for one in settled.each(item.id, channel.id)}
        foreign = sorted(one for one in named if (channel.id, one) in stored.foreign)
        found = status.cell(
            item,
            channel,
            matches=of_cell.get((item.id, channel.id), ()),
            posts=by_key.get(channel.id, {}),
            stream=streams[channel.id],
            news=stored.config.news,
            today=today,
            settled=settled.without(foreign),
        )
        published = content.published.of(item.id, channel.id)
        return replace(
            found,
            settled=settled,
            published=published,
            unpublished=settled != published,
            foreign=tuple(foreign),
        )

    return tuple(
        BoardRow(item=item, cells=tuple(cell(item, one) for one in stored.config.channels))
        for item in sorted(content.items, key=lambda item: item.date, reverse=True)
    )


def _in_order(stored: Stored, posts: Posts) -> tuple[tuple[Channel, Post], ...]:
    """Put the posts of readable channels in order, newest first."""
    found = (
        (channel, post) for channel in stored.config.readable for post in posts.get(channel.id, ())
    )
    return tuple(sorted(found, key=lambda pair: pair[1].time, reverse=True))
