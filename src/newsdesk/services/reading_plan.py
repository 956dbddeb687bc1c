"""What one round reads: of each channel, the streams that are due, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from newsdesk.channels.adapter import Adapter, Feature
from newsdesk.channels.line import Line
from newsdesk.domain.channel import Channel
from newsdesk.domain.fetch import StreamState
from newsdesk.domain.message import Message, msg
from newsdesk.domain.month import month_end
from newsdesk.domain.post import StreamName
from newsdesk.infra import clock, crypto
from newsdesk.infra.credentials import Credential
from newsdesk.infra.settings import Settings
from newsdesk.services import credentials, network_sessions, paid_reading
from newsdesk.services.reading import ORDER, Reading, Task
from newsdesk.services.schedule import interval, is_due, rested, waits
from newsdesk.store import desks, paid_reads, profiles, streams
from newsdesk.store.database import writing


def plan(
    reading: Reading, channels: Sequence[Channel], every: timedelta, *, force: bool
) -> list[Task]:
    """Return what is due, and let go of what was read of former accounts."""
    used: set[Credential] = set()
    tasks = []
    with writing(reading.engine) as connection:
        for channel in channels:
            adapter = reading.adapter(channel.kind)
            if adapter is not None:
                credential = lend(reading, adapter, channel, used)
                task = _task(connection, reading, channel, adapter, credential)
                task.due = _due(connection, reading, task, every, force=force)
                tasks.append(task)
    return [task for task in tasks if task.due]


def open_line(
    connection: Connection, reading: Reading, channel: Channel, adapter: Adapter
) -> Line:
    """Open a line on behalf of a channel, with its credential if it has one."""
    return line_of(connection, reading, lend(reading, adapter, channel, set()))


def lend(
    reading: Reading, adapter: Adapter, channel: Channel, used: set[Credential]
) -> Credential | None:
    """Find a channel's credential; one that costs is lent to a single channel.

    Else whoever edits the configuration page could name one account many times.
    """
    found = credentials.of_channel(reading.credentials, channel, adapter)
    if found is None or (found in used and found.paid):
        return None
    used.add(found)
    return found


def _task(
    connection: Connection,
    reading: Reading,
    channel: Channel,
    adapter: Adapter,
    credential: Credential | None,
) -> Task:
    can = credentials.features(adapter, credential)
    task = Task(
        channel=channel,
        adapter=adapter,
        line=(line := line_of(connection, reading, credential)),
        session=line.session,
        states={},
        tags=reading.tags if Feature.TAGS in can else (),
        terms=reading.terms if Feature.TERMS in can else (),
        mark=mark_of(reading.settings, credential),
    )
    if streams.forget_former(connection, reading.desk_id, channel, searched=task.searched):
        desks.set_matched(connection, reading.desk_id, "")
        desks.bump(connection, reading.desk_id)
    found = streams.of_channel(connection, reading.desk_id, channel, searched=task.searched)
    readable = _readable(reading, task, can)
    task.states = {name: lifted(found[name], task.mark) for name in ORDER if name in readable}
    profile = profiles.get(connection, reading.desk_id, channel.id)
    task.native_id = profile.native_id if profile else ""
    return task


def _readable(reading: Reading, task: Task, can: frozenset[Feature]) -> set[StreamName]:
    there = {
        StreamName.PROFILE: Feature.FOLLOWERS in can,
        StreamName.OWN: Feature.OWN in can,
        StreamName.MENTION: Feature.MENTIONS in can,
        StreamName.SEARCH: bool(task.searched),
        StreamName.FOLLOWS: Feature.FOLLOWS in can,
    }
    return {name for name in reading.wanted if there[name]}


def line_of(connection: Connection, reading: Reading, credential: Credential | None) -> Line:
    """Open a line with a credential, which says how much may still be read if that is paid for."""
    if credential is None:
        return Line(reading.door)
    now, desk_id = clock.now(), reading.desk_id

    def spend(count: int) -> None:
        with writing(reading.engine) as own:
            paid_reads.add(own, desk_id, credential, count, now=clock.now())

    return Line(
        reading.door,
        credential,
        session=network_sessions.load(connection, reading.settings, desk_id, credential),
        allowance=paid_reading.allowance(connection, desk_id, credential, now),
        spend=spend if credential.paid else None,
    )


def mark_of(settings: Settings, credential: Credential | None) -> str:
    """Return what changes with a credential and its cap, empty for none."""
    if credential is None:
        return ""
    return crypto.mark(settings, f"{credential.token} {credential.cap}")


def lifted(state: StreamState, mark: str) -> StreamState:
    """End a wait for somebody to change the credential or its cap, if somebody has."""
    if state.mark != mark and (state.permanent or state.resting):
        return replace(state, next_try=None)
    return state


def _due(
    connection: Connection, reading: Reading, task: Task, every: timedelta, *, force: bool
) -> tuple[StreamName, ...]:
    """Say which streams to read now; while our own posts fail, none before these are due."""
    now, own = clock.now(), task.states.get(StreamName.OWN, StreamState())
    if task.paid and (why := _why_rest(reading, task)):
        _rest(connection, reading, task, why, now)
        return ()
    if own.failures and waits(own, now):
        return ()
    return tuple(
        name
        for name, state in task.states.items()
        if is_due(
            state,
            interval(name, every, paid=task.paid),
            now,
            force=force,
            floor=task.floor,
        )
    )


def _why_rest(reading: Reading, task: Task) -> Message | None:
    if not reading.paid:
        return msg("newsdesk-fetch-resting")
    if task.line.left == 0:
        return msg(
            "newsdesk-fetch-spent", (task.line.credential and task.line.credential.cap) or 0
        )
    return None


def _rest(
    connection: Connection, reading: Reading, task: Task, why: Message, now: datetime
) -> None:
    until = month_end(now) if reading.paid else None
    for name, state in task.states.items():
        after = replace(rested(state, why, now, until=until), mark=task.mark)
        if after != state:
            searched = task.searched
            streams.save(connection, reading.desk_id, task.channel, after, name, searched=searched)
            desks.bump(connection, reading.desk_id)
