"""How fresh a channel is, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.fetch import StreamState
from newsdesk.domain.message import Brief, Message, msg
from newsdesk.services.board_summary import unread_since
from newsdesk.services.channel_state import ChannelState
from newsdesk.web.views import moved


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadView:
    """The head of a channel's column: its name and how fresh it is."""

    channel_id: str
    name: str
    lines: tuple[Message, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureView:
    """Why a channel cannot be read, since when, and what comes next."""

    channel_id: str
    channel: str
    what: Message
    why: Message | None
    then: Message | None


def head(state: ChannelState, today: date) -> HeadView:
    """Say how fresh a channel is, and when it last posted."""
    last = state.last_post
    return HeadView(
        channel_id=state.channel.id,
        name=state.channel.name,
        lines=(
            _freshness(state, today),
            *((now,) if (now := moved.name(state)) else ()),
            *((msg("newsdesk-channel-last-post", Brief(last.date(), today)),) if last else ()),
        ),
    )


def _freshness(state: ChannelState, today: date) -> Message:
    if state.channel.kind is ChannelKind.MANUAL:
        return msg("newsdesk-channel-manual")
    if not state.readable:
        return msg("newsdesk-channel-unreadable")
    if state.stream.failed_since and state.stream.resting:
        return msg("newsdesk-channel-resting", Brief(state.stream.failed_since, today))
    if state.stream.failed_since:
        return msg("newsdesk-channel-failing", Brief(state.stream.failed_since, today))
    if state.stream.last_read is None:
        return msg("newsdesk-channel-never-read")
    return read(state.stream.last_read, today)


def read(moment: datetime, today: date) -> Message:
    """Say when something was last read."""
    return msg("newsdesk-channel-read", Brief(moment, today))


def failure(state: ChannelState, today: date) -> FailureView | None:
    """Say why a channel cannot be read and when the next try is, if it cannot be read."""
    stream = state.stream
    if stream.failed_since is None:
        return None
    return FailureView(
        channel_id=state.channel.id,
        channel=state.channel.name,
        what=unread_since(state, stream.failed_since, today),
        why=stream.failure,
        then=then(stream, today),
    )


def then(stream: StreamState, today: date) -> Message | None:
    """Say when the next try is; of what rests for somebody to come, the reason says it."""
    if stream.next_try is None:
        return None
    key = "newsdesk-channel-next-try-rare" if stream.permanent else "newsdesk-channel-next-try"
    return msg(key, Brief(stream.next_try, today))
