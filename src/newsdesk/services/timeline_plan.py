"""What one round reads of the follow list's accounts: those that are due, server by server."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from newsdesk.channels.adapter import Adapter, Feature, Need
from newsdesk.channels.line import Line
from newsdesk.domain.channel import Channel
from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.fetch import StreamState
from newsdesk.domain.follow import Follow
from newsdesk.domain.follow_list import followed, identity
from newsdesk.domain.message import msg
from newsdesk.domain.post import StreamName
from newsdesk.infra import clock
from newsdesk.infra.credentials import Credential
from newsdesk.services import credentials, reading_plan
from newsdesk.services.reading import Reading, Task
from newsdesk.services.schedule import interval, is_due, rested, waits
from newsdesk.store import desks, follows, profiles, streams, timeline
from newsdesk.store.database import writing

MOST_AT_A_SERVER = 100
"""Accounts that one server is asked about in one round; the others' turn is in the next one.

Whoever edits the configuration page can name as many as they like at a server of their choice.
"""
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Accounts that one server is asked about, one after another, the longest unread first.

    ``channels`` are the ids of all that the server wants rest for if it says so.
    """

    tasks: Sequence[Task]
    channels: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Part:
    """The accounts of the list on one channel's network, and what is known of them."""

    channel: Channel
    adapter: Adapter
    accounts: Sequence[Channel]
    known: Mapping[str, Follow]


def plan(reading: Reading, config: DeskConfig, every: timedelta, *, force: bool) -> list[Group]:
    """Return what is due, and let go of accounts that are not on the list any more."""
    used: set[Credential] = set()
    tasks: list[Task] = []
    with writing(reading.engine) as connection:
        parts = _parts(connection, reading, config)
        if timeline.keep_only(
            connection, reading.desk_id, [one for part in parts for one in part.accounts]
        ):
            desks.bump(connection, reading.desk_id)
        for part in parts:
            tasks += _due(connection, reading, part, used, every, force=force)
    return _groups(tasks, parts)


def accounts(
    adapter: Adapter, config: DeskConfig, channel: Channel, known: Mapping[str, Follow]
) -> tuple[Channel, ...]:
    """Return the list's accounts on a channel's network, with their addresses where that matters.

    A server may be called otherwise than its accounts are: our own server knows where they are.
    """
    return tuple(_addressed(adapter, one, known) for one in followed(config, channel))


def known_by_identity(channel: Channel, found: Sequence[Follow]) -> Mapping[str, Follow]:
    """Return whom a channel follows by their handles as they are compared."""
    return {identity(channel, one.profile.handle): one for one in found}


def _parts(connection: Connection, reading: Reading, config: DeskConfig) -> list[_Part]:
    stored = follows.by_channel(connection, reading.desk_id)
    parts = []
    for channel in config.readable:
        adapter = reading.adapter(channel.kind)
        if adapter is not None and Feature.TIMELINE in adapter.OFFERS:
            known = known_by_identity(channel, stored.get(channel.id, ()))
            parts.append(_Part(channel, adapter, accounts(adapter, config, channel, known), known))
    return parts


def _addressed(adapter: Adapter, account: Channel, known: Mapping[str, Follow]) -> Channel:
    follow = known.get(identity(account, account.account))
    there = replace(account, url=follow.profile.url) if follow else account
    return account if adapter.origin(there) == adapter.origin(account) else there


def _due(
    connection: Connection,
    reading: Reading,
    part: _Part,
    used: set[Credential],
    every: timedelta,
    *,
    force: bool,
) -> list[Task]:
    credential = reading_plan.lend(reading, part.adapter, part.channel, used)
    if Feature.TIMELINE not in credentials.features(part.adapter, credential):
        return []
    tasks = _tasks(connection, reading, part, credential)
    if tasks and tasks[0].paid and not reading.paid:
        _rest(connection, reading, tasks)
        return []
    own = streams.state(connection, reading.desk_id, part.channel)
    now, there = clock.now(), part.adapter.origin(part.channel)
    wait = interval(StreamName.TIMELINE, every)
    return [
        task
        for task in tasks
        if is_due(task.states[StreamName.TIMELINE], wait, now, force=force, floor=task.floor)
        and not (_wants_rest(own, now) and part.adapter.origin(task.channel) == there)
    ]


def _wants_rest(own: StreamState, now: datetime) -> bool:
    """Tell whether the server is to be left alone: not if only our account there is in trouble."""
    return waits(own, now) and not own.permanent


def _tasks(
    connection: Connection, reading: Reading, part: _Part, credential: Credential | None
) -> list[Task]:
    states = streams.states(connection, reading.desk_id, tuple(part.accounts), StreamName.TIMELINE)
    told = profiles.every(connection, reading.desk_id)
    line = reading_plan.line_of(connection, reading, credential)
    tasks = []
    for account in part.accounts:
        lent = credential if _is_for(part.adapter, account, credential) else None
        mark = reading_plan.mark_of(reading.settings, lent)
        state = reading_plan.lifted(states[account.id], mark)
        profile = told.get(account.id)
        number = profile.native_id if profile else _known_number(part, account)
        tasks.append(
            Task(
                channel=account,
                adapter=part.adapter,
                line=line if lent else Line(reading.door),
                session=line.session if lent else "",
                states={StreamName.TIMELINE: state},
                due=(StreamName.TIMELINE,),
                # An account may have come back under another number.
                native_id="" if state.permanent else number,
                mark=mark,
                now_reading=StreamName.TIMELINE,
                followed_by=part.channel,
                since=reading.oldest,
            )
        )
    return tasks


def _is_for(adapter: Adapter, account: Channel, credential: Credential | None) -> bool:
    """Tell whether a credential is of use for an account, and for the very server it is at."""
    needless = adapter.OFFERS[Feature.TIMELINE] is Need.NOTHING
    return credential is not None and not needless and adapter.accepts(account, credential)


def _known_number(part: _Part, account: Channel) -> str:
    """Return an account's number as our own account's follows tell it, if it holds there too."""
    follow = part.known.get(identity(part.channel, account.account))
    same = part.adapter.origin(part.channel) == part.adapter.origin(account)
    return follow.profile.native_id if follow and same else ""


def _rest(connection: Connection, reading: Reading, tasks: Sequence[Task]) -> None:
    """Remember that what is paid for is not read, as nobody has been here for long."""
    now, why = clock.now(), msg("newsdesk-fetch-resting")
    for task in tasks:
        before = task.states[StreamName.TIMELINE]
        after = replace(rested(before, why, now), mark=task.mark)
        if after != before:
            streams.save(connection, reading.desk_id, task.channel, after, StreamName.TIMELINE)
            desks.bump(connection, reading.desk_id)


def _groups(tasks: Sequence[Task], parts: Sequence[_Part]) -> list[Group]:
    by_server: dict[str, list[Task]] = defaultdict(list)
    for task in tasks:
        by_server[task.adapter.origin(task.channel)].append(task)
    there: dict[str, set[str]] = defaultdict(set)
    for part in parts:
        for one in (part.channel, *part.accounts):
            there[part.adapter.origin(one)].add(one.id)
    return [
        Group(
            tasks=sorted(some, key=_last_read)[:MOST_AT_A_SERVER],
            channels=frozenset(there[server]),
        )
        for server, some in by_server.items()
    ]


def _last_read(task: Task) -> datetime:
    state = task.states[StreamName.TIMELINE]
    return max(state.last_read or _NEVER, state.failed_since or _NEVER)
