"""Reads the channels side by side; each one's result is stored by itself, at once."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from newsdesk.channels import registry
from newsdesk.channels.adapter import Adapter, Wanted
from newsdesk.channels.line import Line
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.fetch import Fetched, FetchFailed, ReadResult, StreamState
from newsdesk.domain.message import Message, msg
from newsdesk.infra import clock
from newsdesk.infra.http import Door
from newsdesk.services.schedule import failed, is_due, succeeded
from newsdesk.store import desks, posts, streams
from newsdesk.store.database import writing

MOST_AT_ONCE = 16
DEADLINE = 150
"""Seconds after which a channel is given up on; its adapter ends by itself well before."""
_BEAT = 20
"""Seconds between two signs of life while channels are read."""

log = logging.getLogger(__name__)

FindAdapter = Callable[[ChannelKind], Adapter | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelReport:
    """What reading one channel came to: how many posts were new or had changed, or why none."""

    channel_id: str
    changed: int = 0
    failure: Message | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one round of reading works with; ``beat`` is called now and then while it waits."""

    engine: Engine
    desk_id: int
    door: Door
    oldest: datetime | None
    beat: Callable[[], None]
    adapter: FindAdapter = registry.adapter
    deadline: float = DEADLINE


def read_due(
    reading: Reading, channels: Sequence[Channel], every: timedelta, *, force: bool = False
) -> list[ChannelReport]:
    """Read the channels that are due, and store what each one answered."""
    found = {channel.id: reading.adapter(channel.kind) for channel in channels}
    readable = [channel for channel in channels if found[channel.id] is not None]
    states = states_of(reading, readable)
    now = clock.now()
    due = [channel for channel in readable if is_due(states[channel.id], every, now, force=force)]
    adapters = {key: adapter for key, adapter in found.items() if adapter is not None}
    return [
        keep(reading, channel, states[channel.id], result)
        for channel, result in _read(reading, due, adapters, states)
    ]


def states_of(reading: Reading, channels: Sequence[Channel]) -> Mapping[str, StreamState]:
    """Return what is remembered of channels by id: nothing of one that is another account now."""
    with writing(reading.engine) as connection:
        former = [streams.forget_former(connection, reading.desk_id, one) for one in channels]
        if any(former):
            _changed(connection, reading.desk_id)
        return streams.states(connection, reading.desk_id, tuple(channels))


def _read(
    reading: Reading,
    channels: Sequence[Channel],
    adapters: Mapping[str, Adapter],
    states: Mapping[str, StreamState],
) -> Iterator[tuple[Channel, ReadResult]]:
    """Yield each channel's result as it comes; what is not there at the deadline has failed."""
    if not channels:
        return
    pool = ThreadPoolExecutor(min(len(channels), MOST_AT_ONCE), thread_name_prefix="channel")
    pending: dict[Future[ReadResult], Channel] = {
        pool.submit(_ask, reading, channel, adapters[channel.id], states[channel.id]): channel
        for channel in channels
    }
    end = clock.ticks() + reading.deadline
    while pending and (left := end - clock.ticks()) > 0:
        done, _ = wait(pending, timeout=min(left, _BEAT), return_when=FIRST_COMPLETED)
        reading.beat()
        for future in done:
            yield pending.pop(future), future.result()
    pool.shutdown(wait=False, cancel_futures=True)
    for channel in pending.values():
        late = msg("newsdesk-fetch-too-slow", channel.name, round(reading.deadline))
        yield channel, FetchFailed(reason=late)


def _ask(reading: Reading, channel: Channel, adapter: Adapter, state: StreamState) -> ReadResult:
    """Read one channel; a fault in its adapter is logged and is this channel's failure alone."""
    try:
        wanted = Wanted(channel=channel, state=state, oldest=reading.oldest, now=clock.now())
        return adapter.read(Line(reading.door), wanted)
    except Exception:
        log.exception("an adapter failed", extra={"channel": channel.id, "kind": channel.kind})
        return fault(channel)


def keep(
    reading: Reading, channel: Channel, before: StreamState, result: ReadResult
) -> ChannelReport:
    """Store one result; what the database refuses is this channel's failure alone."""
    try:
        return _store(reading, channel, before, result)
    except DBAPIError:
        log.exception("a channel's posts were refused", extra={"channel": channel.id})
        return _store(reading, channel, before, fault(channel))


def fault(channel: Channel) -> FetchFailed:
    """Return the failure of a channel that this tool itself failed to read."""
    return FetchFailed(reason=msg("newsdesk-fetch-fault", channel.name))


def _store(
    reading: Reading, channel: Channel, before: StreamState, result: ReadResult
) -> ChannelReport:
    """Store one result in one transaction: the posts, what went missing, the stream's state."""
    now = clock.now()
    with writing(reading.engine) as connection:
        match result:
            case Fetched():
                changed = _store_posts(connection, reading.desk_id, channel, result, now)
                after = succeeded(before, result, now)
            case FetchFailed():
                changed = 0
                after = failed(before, result, now, secrets.SystemRandom().random())
            case _:
                raise TypeError(type(result))
        streams.save(connection, reading.desk_id, channel, after)
        if changed:
            _changed(connection, reading.desk_id)
        elif _shown(after) != _shown(before):
            desks.bump(connection, reading.desk_id)
    return ChannelReport(channel_id=channel.id, changed=changed, failure=after.failure)


def _store_posts(
    connection: Connection, desk_id: int, channel: Channel, result: Fetched, now: datetime
) -> int:
    changed = posts.save(connection, desk_id, channel.id, result.posts, now=now)
    if result.whole_since is None:
        return changed
    present = [post.key for post in result.posts]
    return changed + posts.mark_missing(
        connection, desk_id, channel.id, present, after=result.whole_since, now=now
    )


def _changed(connection: Connection, desk_id: int) -> None:
    desks.set_matched(connection, desk_id, "")
    desks.bump(connection, desk_id)


def _shown(state: StreamState) -> StreamState:
    """Leave out what no page shows: where reading goes on."""
    return replace(state, newest="", older="", etag="", last_modified="")
