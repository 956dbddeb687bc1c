"""The board's first sentence: what is left, each part with the filter that shows exactly that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from newsdesk.domain.channel import Channel
from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.message import Brief, Message, msg
from newsdesk.domain.sync_status import SyncStatus
from newsdesk.services.board import Board
from newsdesk.services.board_filter import TODO, BoardFilter, Show, rows, unlisted
from newsdesk.services.channel_state import ChannelState


@dataclass(frozen=True, slots=True)
class Part:
    """One clause of the sentence; ``anchor`` names a place on the page.

    ``count`` is how many items or posts it counts, ``None`` where it counts nothing.
    """

    message: Message
    wanted: BoardFilter
    anchor: str = "items"
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """Channels that others post on, and who those are."""

    channels: tuple[Channel, ...]
    posters: tuple[str, ...]
    page: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What is left.

    ``todo`` is how many cells need a person, and the sum of what ``parts`` count; ``besides`` is
    what is not counted; ``mine`` are the channels where the viewer can post what is missing, and
    ``asks`` those where others can.
    """

    todo: int
    parts: tuple[Part, ...]
    besides: tuple[Part, ...]
    mine: tuple[Channel, ...]
    asks: tuple[Ask, ...]


def summarise(board: Board, can_post: Collection[str]) -> Summary:
    """Sum the board up as its default filter shows it, for who may post on those channels."""
    seen: Counter[tuple[SyncStatus, str]] = Counter(
        (cell.status, cell.channel_id)
        for row in rows(board, BoardFilter(), can_post)
        for cell in row.cells
    )
    return Summary(
        todo=sum(n for (status, _), n in seen.items() if status in TODO),
        parts=(*_missing(board, seen), *_doubtful(seen)),
        besides=(*_unread(board), *_unlisted(board)),
        mine=_mine(board, seen, can_post),
        asks=_asks(board, seen, can_post),
    )


def _missing(board: Board, seen: Counter[tuple[SyncStatus, str]]) -> Iterator[Part]:
    for state in board.channels:
        count = seen[SyncStatus.MISSING, state.channel.id]
        if count:
            yield Part(
                msg("newsdesk-summary-missing", count, state.channel.name),
                BoardFilter(show=Show.MISSING, channel=state.channel.id),
                count=count,
            )


def _doubtful(seen: Counter[tuple[SyncStatus, str]]) -> Iterator[Part]:
    for status, show, key in (
        (SyncStatus.UNSURE, Show.CHECK, "newsdesk-summary-check"),
        (SyncStatus.DIFFERS, Show.DIFFERS, "newsdesk-summary-differs"),
    ):
        count = sum(n for (one, _), n in seen.items() if one is status)
        if count:
            yield Part(msg(key, count), BoardFilter(show=show), count=count)


def _unread(board: Board) -> Iterator[Part]:
    for state in board.channels:
        since = state.stream.failed_since
        if since:
            yield Part(
                unread_since(state, since, board.today),
                BoardFilter(show=Show.UNREAD, channel=state.channel.id),
            )


def unread_since(state: ChannelState, since: datetime, today: date) -> Message:
    """Say since when a channel could not be read, or was not as that costs too much."""
    rests = "newsdesk-channel-resting-since"
    key = rests if state.stream.resting else "newsdesk-channel-unread-since"
    return msg(key, state.channel.name, Brief(since, today))


def _unlisted(board: Board) -> Iterator[Part]:
    count = len(unlisted(board, BoardFilter()))
    if count:
        message = msg("newsdesk-summary-unlisted", count)
        yield Part(message, BoardFilter(), "unlisted", count)


def _mine(
    board: Board, seen: Counter[tuple[SyncStatus, str]], can_post: Collection[str]
) -> tuple[Channel, ...]:
    return tuple(
        state.channel
        for state in board.channels
        if state.channel.id in can_post and seen[SyncStatus.MISSING, state.channel.id]
    )


def _asks(
    board: Board, seen: Counter[tuple[SyncStatus, str]], can_post: Collection[str]
) -> tuple[Ask, ...]:
    """Group the channels where others must post what is missing by who those others are."""
    groups: dict[tuple[tuple[str, ...], str], list[Channel]] = {}
    for state in board.channels:
        channel = state.channel
        others = channel.id not in can_post and (channel.posters or channel.ask)
        if others and seen[SyncStatus.MISSING, channel.id]:
            groups.setdefault((channel.posters, channel.ask), []).append(channel)
    return tuple(Ask(tuple(chs), posters, page) for (posters, page), chs in groups.items())


def can_post(config: DeskConfig, username: str) -> frozenset[str]:
    """Return the ids of the channels that name this user as one who posts there."""
    return frozenset(
        channel.id
        for channel in config.channels
        if username and username in map(_user, channel.posters)
    )


def _user(name: str) -> str:
    """Bring a user name as people write it to the wiki's form.

    See https://www.mediawiki.org/wiki/Manual:Page_title
    """
    plain = " ".join(name.replace("_", " ").split())
    return plain[:1].upper() + plain[1:]
