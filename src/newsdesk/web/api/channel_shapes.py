"""Channels, how fresh they are, and what is left to do, as the API's models."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.desk import SetUp, Standing
from newsdesk.domain.message import msg
from newsdesk.services.board import Board
from newsdesk.services.board_filter import Show
from newsdesk.services.board_summary import Part, Summary
from newsdesk.services.channel_state import ChannelState
from newsdesk.web.api import desk_models
from newsdesk.web.api.desk_models import PartKind, Reading
from newsdesk.web.api.voice import Voice
from newsdesk.web.tool import is_stale
from newsdesk.web.views import freshness as views
from newsdesk.web.views.post import web

_KINDS = {
    Show.MISSING: PartKind.MISSING,
    Show.CHECK: PartKind.CHECK,
    Show.DIFFERS: PartKind.DIFFERS,
    Show.UNREAD: PartKind.UNREAD,
    Show.ALL: PartKind.UNLISTED,
}


def channel(state: ChannelState, address: str, today: date, voice: Voice) -> desk_models.Channel:
    """Write a channel of the set-up, which people see at an address."""
    one = state.channel
    return desk_models.Channel(
        id=one.id,
        name=one.name,
        kind=one.kind,
        account=one.account or None,
        url=web(address) or None,
        tool_url=voice.channel(one.id),
        expects=one.expects,
        since=one.since,
        posters=list(one.posters),
        ask=one.ask or None,
        last_post=state.last_post,
        freshness=freshness(state, today, voice),
    )


def freshness(state: ChannelState, today: date, voice: Voice) -> desk_models.Freshness:
    """Write how fresh a channel is."""
    stream = state.stream
    failure = views.failure(state, today)
    return desk_models.Freshness(
        channel=state.channel.id,
        name=state.channel.name,
        reading=_reading(state),
        text=voice.say(views.head(state, today).lines[0]),
        read=stream.last_read,
        whole_since=stream.complete_since,
        failing_since=stream.failed_since,
        next_try=stream.next_try if stream.failed_since else None,
        why=voice.say(failure.why) if failure and failure.why else None,
    )


def all_freshness(
    states: Iterable[ChannelState], set_up: SetUp, known: Standing, now: datetime, voice: Voice
) -> desk_models.AllFreshness:
    """Write how fresh everything is."""
    return desk_models.AllFreshness(
        refreshed=known.refreshed,
        stale=is_stale(known, now),
        wiki_read=set_up.checked,
        wiki_failing_since=set_up.failed_since,
        channels=[freshness(one, now.date(), voice) for one in states],
    )


def status(board: Board, summary: Summary, voice: Voice) -> desk_models.Status:
    """Write what is left to do."""
    parts = [_part(one, voice) for one in summary.parts]
    comma, end = (voice.say(msg(f"newsdesk-{one}")) for one in ("list-separator", "summary-end"))
    sentence = comma.join(part.text for part in parts) + end
    return desk_models.Status(
        todo=summary.todo,
        text=sentence if parts else voice.say(msg("newsdesk-summary-nothing")),
        parts=parts,
        besides=[_part(one, voice) for one in summary.besides],
        url=voice.board({}),
        read=board.page_read,
        within_days=board.config.news.within,
    )


def _reading(state: ChannelState) -> Reading:
    if state.channel.kind is ChannelKind.MANUAL:
        return Reading.MANUAL
    if not state.readable:
        return Reading.UNREADABLE
    if state.stream.failed_since:
        return Reading.RESTING if state.stream.resting else Reading.FAILING
    return Reading.READ if state.stream.last_read else Reading.NEVER


def _part(part: Part, voice: Voice) -> desk_models.StatusPart:
    kind = _KINDS[part.wanted.show]
    return desk_models.StatusPart(
        kind=kind,
        count=part.count,
        channel=part.wanted.channel or None,
        text=voice.say(part.message),
        url=voice.board(part.wanted.args, part.anchor),
    )
