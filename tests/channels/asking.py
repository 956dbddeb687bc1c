"""Reads a stream of a channel as the services do, through a line with or without a credential."""

from __future__ import annotations

from datetime import datetime

from newsdesk.channels.adapter import Wanted
from newsdesk.channels.line import Line
from newsdesk.channels.registry import adapter
from newsdesk.domain.channel import Channel
from newsdesk.domain.fetch import Fetched, FetchedFollows, FetchedProfile, ReadResult, StreamState
from newsdesk.domain.post import StreamName
from newsdesk.domain.profile import Profile
from newsdesk.infra.credentials import Credential
from newsdesk.infra.http import Door


def read(
    door: Door,
    channel: Channel,
    state: StreamState | None = None,
    *,
    now: datetime,
    oldest: datetime | None = None,
    stream: StreamName = StreamName.OWN,
    credential: Credential | None = None,
    line: Line | None = None,
    native_id: str = "",
    tags: tuple[str, ...] = (),
    terms: tuple[str, ...] = (),
    one: str = "",
) -> ReadResult:
    found = adapter(channel.kind)
    assert found is not None
    wanted = Wanted(
        channel=channel,
        stream=stream,
        state=state or StreamState(),
        oldest=oldest,
        now=now,
        native_id=native_id,
        tags=tags,
        terms=terms,
    )
    line = line or Line(door, credential)
    return found.read_post(line, wanted, one) if one else found.read(line, wanted)


def fetched(result: ReadResult) -> Fetched:
    assert isinstance(result, Fetched), result
    return result


def follows(result: ReadResult) -> tuple[Profile, ...]:
    assert isinstance(result, FetchedFollows), result
    return result.follows


def profile(result: ReadResult) -> Profile:
    assert isinstance(result, FetchedProfile), result
    return result.profile


def after(result: Fetched, now: datetime) -> StreamState:
    """Return the state that the next read starts from."""
    return StreamState(
        complete_since=result.complete_since,
        newest=result.newest,
        older=result.older,
        etag=result.etag,
        last_modified=result.last_modified,
        last_read=now,
    )
