"""What of the board waits in a round: posts on no news page, and items missing on channels."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from newsdesk.domain.channel import Channel
from newsdesk.domain.item_id import names_since
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.post import Post
from newsdesk.domain.round import Step, Thing
from newsdesk.domain.sync_status import Cell, SyncStatus
from newsdesk.services import board_filter
from newsdesk.services.board import Board
from newsdesk.services.board_filter import POSTABLE, BoardFilter


@dataclass(frozen=True, slots=True)
class Gap:
    """An item, and the channels that it is missing on, those that expect everything first."""

    item: NewsItem
    missing: tuple[tuple[Channel, Cell], ...]

    @property
    def expecting(self) -> tuple[Channel, ...]:
        """The channels that expect the item: without any it is optional, and does not wait."""
        return tuple(one for one, cell in self.missing if cell.status is SyncStatus.MISSING)

    @property
    def worst(self) -> tuple[int, date]:
        """What puts gaps in order: missing on most channels that expect it, then the oldest."""
        return -len(self.expecting), self.item.date


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardWork:
    """What waits at the board's two steps, whoever dealt with some of it meanwhile.

    ``gaps`` are what a channel expects, ``optional`` what could be posted and waits for nobody.
    """

    posts: tuple[tuple[Channel, Post], ...] = ()
    gaps: tuple[Gap, ...] = ()
    optional: tuple[Gap, ...] = ()

    def left(self, done: Done, before: datetime | None) -> BoardWork:
        """Return what is left of it; ``before`` is what was set aside at once."""
        posts = (
            (channel, post)
            for channel, post in self.posts
            if not done.has(Thing.of_post(post.key)) and (before is None or post.time >= before)
        )
        gaps = (
            Gap(gap.item, _left(gap, done))
            for gap in (*self.gaps, *self.optional)
            if before is None or gap.item.date >= before.date()
        )
        return _of(posts, gaps)

    @property
    def counts(self) -> Mapping[Step, int]:
        """How much waits at each of the two steps."""
        return {Step.NEWS: len(self.posts), Step.CHANNELS: len(self.gaps)}


@dataclass(frozen=True, slots=True)
class Done:
    """What was dealt with; items may have been called otherwise then: former id -> newer one."""

    things: frozenset[Thing]

    @classmethod
    def of(cls, things: Collection[Thing], renamed: Mapping[str, str]) -> Done:
        """Name the items among the things as they are called today."""
        return cls(frozenset(_today(one, renamed) for one in things))

    def has(self, *named: Thing) -> bool:
        """Tell whether any of these was dealt with."""
        return not self.things.isdisjoint(named)


def work(board: Board) -> BoardWork:
    """Pick from the board what somebody has to do."""
    basis = board.config.news.basis
    shown = BoardFilter()
    channels = {one.id: one for one in board.config.channels}
    gaps = (
        Gap(row.item, _missing(row.cells, channels)) for row in board_filter.rows(board, shown, ())
    )
    posts = board_filter.unlisted(board, BoardFilter(channel=basis if basis in channels else ""))
    return _of(posts, gaps)


def _of(posts: Iterable[tuple[Channel, Post]], gaps: Iterable[Gap]) -> BoardWork:
    found = sorted((gap for gap in gaps if gap.missing), key=lambda gap: gap.worst)
    return BoardWork(
        posts=tuple(posts),
        gaps=tuple(gap for gap in found if gap.expecting),
        optional=tuple(gap for gap in found if not gap.expecting),
    )


def _missing(
    cells: Sequence[Cell], channels: Mapping[str, Channel]
) -> tuple[tuple[Channel, Cell], ...]:
    found = [(channels[one.channel_id], one) for one in cells if one.status in POSTABLE]
    return tuple(sorted(found, key=lambda pair: pair[1].status is not SyncStatus.MISSING))


def _left(gap: Gap, done: Done) -> tuple[tuple[Channel, Cell], ...]:
    whole = Thing.of_item(gap.item.id)
    return tuple(
        (channel, cell)
        for channel, cell in gap.missing
        if not done.has(whole, Thing.of_item(gap.item.id, channel.id))
    )


def _today(thing: Thing, renamed: Mapping[str, str]) -> Thing:
    kind, name, channel_id = thing.parts
    if kind != "item":
        return thing
    return Thing.of_item(names_since(name, renamed)[-1], channel_id)
