"""Stores what reading one stream came to, in one transaction."""

from __future__ import annotations

import logging
import secrets
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from newsdesk.domain.fetch import (
    Fetched,
    FetchedFollows,
    FetchedProfile,
    FetchFailed,
    StreamState,
)
from newsdesk.domain.message import Message
from newsdesk.domain.post import StreamName
from newsdesk.infra import clock
from newsdesk.services import network_sessions
from newsdesk.services.read_streams import Outcome, fault
from newsdesk.services.reading import Reading
from newsdesk.services.schedule import failed, held, succeeded
from newsdesk.store import desks, follows, posts, profiles, streams
from newsdesk.store.database import writing

log = logging.getLogger(__name__)


def keep(reading: Reading, outcome: Outcome) -> tuple[int, Message | None]:
    """Store a result; return how many posts are new or changed, and why it failed, if it did.

    What the database refuses is this stream's failure alone.
    """
    try:
        return _keep(reading, outcome)
    except (SQLAlchemyError, OverflowError):
        log.exception("what was read was refused", extra={"channel": outcome.task.channel.id})
        return _keep(reading, replace(outcome, result=fault(outcome.task.channel)))


def _keep(reading: Reading, outcome: Outcome) -> tuple[int, Message | None]:
    task, name, desk_id = outcome.task, outcome.name, reading.desk_id
    before, now = task.states[name], clock.now()
    with writing(reading.engine) as connection:
        changed = _store(connection, desk_id, outcome, now)
        after = replace(_after(outcome, now), mark=task.mark)
        _remember(connection, reading, outcome, after)
        _keep_login(connection, reading, outcome)
        if changed and name is StreamName.OWN:
            desks.set_matched(connection, desk_id, "")
        if changed or _shown(after) != _shown(before):
            desks.bump(connection, desk_id)
    return changed, after.failure


def _after(outcome: Outcome, now: datetime) -> StreamState:
    before = outcome.task.states[outcome.name]
    if not isinstance(outcome.result, FetchFailed):
        return succeeded(before, outcome.result, outcome.asked, rest_until=outcome.rest_until)
    chance = secrets.SystemRandom().random()
    after = failed(before, outcome.result, now, chance, floor=outcome.task.floor)
    return held(after, outcome.rest_until) if outcome.rest_until else after


def _store(connection: Connection, desk_id: int, outcome: Outcome, now: datetime) -> int:
    """Store what was read itself; return how many posts, follows or profiles changed."""
    channel_id = outcome.task.channel.id
    match outcome.result:
        case Fetched():
            told = outcome.result.profile
            news = told and profiles.save(connection, desk_id, channel_id, told, now=now)
            return _store_posts(connection, desk_id, outcome, outcome.result, now) + bool(news)
        case FetchedProfile(profile=profile, limits=limits):
            news = profiles.save(connection, desk_id, channel_id, profile, now=now)
            if limits:
                profiles.keep_limits(connection, desk_id, channel_id, limits)
            return news
        case FetchedFollows(follows=found, complete=complete):
            return follows.replace(
                connection, desk_id, channel_id, found, complete=complete, now=now
            )
        case FetchFailed():
            return 0


def _store_posts(
    connection: Connection, desk_id: int, outcome: Outcome, result: Fetched, now: datetime
) -> int:
    task, stream, found = outcome.task, outcome.name, result.posts
    channel_id, followed = task.seen_on.id, task.channel.id if task.followed_by else ""
    kept = [one for one in found if task.since is None or one.time >= task.since]
    changed = posts.save(
        connection, desk_id, channel_id, kept, now=now, stream=stream, followed=followed
    )
    if result.whole_since is None:
        return changed
    return changed + posts.mark_missing(
        connection,
        desk_id,
        channel_id,
        [post.key for post in found],
        after=result.whole_since,
        now=now,
        stream=stream,
        followed=followed,
    )


def _remember(
    connection: Connection, reading: Reading, outcome: Outcome, after: StreamState
) -> None:
    """Remember the stream's state; where the network wants rest, none of its streams is read."""
    task, until = outcome.task, outcome.rest_until
    if until is not None:
        task.states |= {name: held(state, until) for name, state in task.states.items()}
    task.states[outcome.name] = after
    for name in task.states if until else [outcome.name]:
        streams.save(
            connection,
            reading.desk_id,
            task.channel,
            task.states[name],
            name,
            searched=task.searched,
        )


def _keep_login(connection: Connection, reading: Reading, outcome: Outcome) -> None:
    credential = outcome.task.line.credential
    if credential is None or outcome.session == outcome.task.session:
        return
    outcome.task.session = outcome.session
    network_sessions.save(
        connection, reading.settings, reading.desk_id, credential, outcome.session
    )


def _shown(state: StreamState) -> StreamState:
    """Leave out what no page shows: where reading goes on."""
    return replace(state, newest="", older="", etag="", last_modified="")
