"""Which of the board's rows a visitor asked for."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from newsdesk.domain.channel import Channel
from newsdesk.domain.post import Post
from newsdesk.domain.sync_status import Cell, SyncStatus
from newsdesk.services.address_args import args, member, number
from newsdesk.services.board import Board, BoardRow, Period, first_day

MAX_TEXT = 100

TODO = frozenset(one for one in SyncStatus if one.needs_work)
POSTABLE = frozenset({SyncStatus.MISSING, SyncStatus.WANTED})


class Show(StrEnum):
    """What must hold for at least one cell of a row."""

    ALL = "all"
    TODO = "todo"
    MISSING = "missing"
    MINE = "mine"
    CHECK = "check"
    DIFFERS = "differs"
    UNREAD = "unread"


_STATUSES: Mapping[Show, frozenset[SyncStatus]] = {
    Show.TODO: TODO,
    Show.MISSING: frozenset({SyncStatus.MISSING}),
    Show.MINE: POSTABLE,
    Show.CHECK: frozenset({SyncStatus.UNSURE}),
    Show.DIFFERS: frozenset({SyncStatus.DIFFERS}),
    Show.UNREAD: frozenset({SyncStatus.UNKNOWN}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardFilter:
    """One choice of rows.

    From 1, ``part`` counts the pages of the items' table, and ``page`` those of the posts that
    are on no news page.
    """

    show: Show = Show.ALL
    channel: str = ""
    period: Period = Period.WITHIN
    text: str = ""
    part: int = 1
    page: int = 1

    @classmethod
    def of(cls, given: Mapping[str, str]) -> BoardFilter:
        """Read a filter from an address's parameters; what makes no sense counts as not said."""
        return cls(
            show=member(Show, given.get("show", ""), Show.ALL),
            channel=given.get("channel", ""),
            period=member(Period, given.get("period", ""), Period.WITHIN),
            text=" ".join(given.get("q", "")[:MAX_TEXT].split()),
            part=number(given.get("part", "")),
            page=number(given.get("page", "")),
        )

    @property
    def args(self) -> dict[str, str]:
        """The parameters that :meth:`of` reads back to the same filter, defaults left out."""
        return args(
            show=(self.show, Show.ALL),
            channel=(self.channel, ""),
            period=(self.period, Period.WITHIN),
            q=(self.text, ""),
            part=(self.part, 1),
            page=(self.page, 1),
        )

    def on(self, board: Board) -> BoardFilter:
        """Leave out a channel that the board does not have."""
        return self if self.channel in board.states else replace(self, channel="")


def rows(board: Board, wanted: BoardFilter, can_post: Collection[str]) -> tuple[BoardRow, ...]:
    """Pick the rows of a filter; ``can_post`` are the ids of the channels the viewer posts on."""
    oldest = first_day(board.config, board.today, wanted.period)
    holds_words = says(wanted.text)
    holds = _holds(wanted, _channels(board, wanted.show, can_post))
    return tuple(
        row
        for row in board.rows
        if (oldest is None or row.item.date >= oldest)
        and (holds is None or any(map(holds, row.cells)))
        and holds_words(row.item.text)
    )


def unlisted(board: Board, wanted: BoardFilter) -> tuple[tuple[Channel, Post], ...]:
    """Pick those of the posts that are on no news page that a filter's other parts fit."""
    return _fitting(board, wanted, board.unlisted)


def set_aside(board: Board, wanted: BoardFilter) -> tuple[tuple[Channel, Post], ...]:
    """Pick those of the posts that people said to be no news that a filter's other parts fit."""
    return _fitting(board, wanted, board.set_aside)


def _fitting(
    board: Board, wanted: BoardFilter, posts: Iterable[tuple[Channel, Post]]
) -> tuple[tuple[Channel, Post], ...]:
    oldest = first_day(board.config, board.today, wanted.period)
    holds_words = says(wanted.text)
    return tuple(
        (channel, post)
        for channel, post in posts
        if (oldest is None or post.time.date() >= oldest)
        and wanted.channel in ("", channel.id)
        and holds_words(post.text)
    )


def counts(board: Board, wanted: BoardFilter, can_post: Collection[str]) -> Mapping[Show, int]:
    """Count the rows of each choice of ``show``, the rest of the filter as it is."""
    return {show: len(rows(board, replace(wanted, show=show), can_post)) for show in Show}


def _channels(board: Board, show: Show, can_post: Collection[str]) -> Collection[str]:
    """Return the ids of the channels where a cell counts for a choice.

    What no programme reads at all is not waiting to be read.
    """
    if show is Show.MINE:
        return can_post
    return [s.channel.id for s in board.channels if s.readable or show is not Show.UNREAD]


def _holds(wanted: BoardFilter, channels: Collection[str]) -> Callable[[Cell], bool] | None:
    """Make the test that one cell of a row must pass, ``None`` where every row will do."""
    if wanted.show is Show.ALL:
        return None
    statuses = _STATUSES[wanted.show]
    among = {one for one in channels if wanted.channel in ("", one)}

    def holds(cell: Cell) -> bool:
        return cell.status in statuses and cell.channel_id in among

    return holds


def says(text: str) -> Callable[[str], bool]:
    """Make the test that a text holds every word that was asked for, however it is written."""
    words = _plain(text).split()

    def holds(other: str) -> bool:
        plain = _plain(other) if words else ""
        return all(word in plain for word in words)

    return holds


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
