"""Reads the due streams of one channel, one after another, and hands on what each came to."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from newsdesk.channels.adapter import Wanted
from newsdesk.domain.channel import Channel
from newsdesk.domain.fetch import Fetched, FetchedProfile, FetchFailed, ReadResult
from newsdesk.domain.message import msg
from newsdesk.domain.post import Post, PostForm, StreamName
from newsdesk.infra import clock
from newsdesk.services import paid_reading
from newsdesk.services.reading import Reading, Task
from newsdesk.services.short_links import Lengthener

LONGEST_STREAM = 110
"""Seconds that reading one stream may take: what paging does, and one last answer."""

log = logging.getLogger(__name__)

_R = TypeVar("_R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What reading a stream came to: when it was asked for, and the network's own wait (UTC)."""

    task: Task
    name: StreamName
    result: ReadResult
    asked: datetime
    rest_until: datetime | None = None
    session: str = field(default="", repr=False)


def read(
    reading: Reading,
    tasks: Sequence[Task],
    lengthener: Lengthener,
    put: Callable[[Outcome | Task], None],
) -> None:
    """Read due streams, task after task, until the network is not to be asked further.

    Each task is handed on as well once nothing more comes of it. What there is no time for
    stays due.
    """
    end = clock.ticks() + max(reading.deadline - LONGEST_STREAM, reading.deadline / 2)
    asking = True
    for task in tasks:
        try:
            asking = asking and _read(reading, task, lengthener, put, end)
        finally:
            put(task)


def _read(
    reading: Reading,
    task: Task,
    lengthener: Lengthener,
    put: Callable[[Outcome | Task], None],
    end: float,
) -> bool:
    """Read one task's streams; return whether the network may be asked further."""
    for name in task.due:
        if clock.ticks() > end:
            return False
        task.now_reading = name
        outcome = _outcome(reading, task, name, lengthener)
        put(outcome)
        if isinstance(outcome.result, FetchedProfile):
            task.native_id = outcome.result.profile.native_id
        if outcome.rest_until is not None:
            return False
        if _hopeless(outcome):
            break
    return True


def too_late(reading: Reading, task: Task) -> Outcome:
    """Give up on a channel that has not answered by the deadline."""
    late = msg("newsdesk-fetch-too-slow", task.channel.name, round(reading.deadline))
    return Outcome(
        task=task, name=task.now_reading, result=FetchFailed(reason=late), asked=clock.now()
    )


def fault(channel: Channel) -> FetchFailed:
    """Blame the tool itself."""
    return FetchFailed(reason=msg("newsdesk-fetch-fault", channel.name))


def guarded(channel: Channel, name: StreamName, ask: Callable[[], _R]) -> _R | FetchFailed:
    """Ask an adapter; a fault in it is logged and is this channel's failure alone."""
    try:
        return ask()
    except Exception:  # whatever it raises, other channels are read
        log.exception("an adapter failed", extra={"channel": channel.id, "stream": name})
        return fault(channel)


def _outcome(reading: Reading, task: Task, name: StreamName, lengthener: Lengthener) -> Outcome:
    asked = clock.now()
    task.line.reserved = paid_reading.reserved(task.line.credential, name)
    result = _ask(reading, task, name, asked)
    if isinstance(result, Fetched):
        kept = _without_replies(result.posts) if name is StreamName.TIMELINE else result.posts
        result = replace(result, posts=lengthener.lengthen(kept))
    waits = [task.line.rest_until]
    if isinstance(result, FetchFailed) and not result.resting:
        waits.append(result.retry_after)
    return Outcome(
        task=task,
        name=name,
        result=result,
        asked=asked,
        rest_until=max((one for one in waits if one and one > asked), default=None),
        session=task.line.session,
    )


def _ask(reading: Reading, task: Task, name: StreamName, now: datetime) -> ReadResult:
    """Read one stream."""
    channel = task.channel
    wanted = Wanted(
        channel=channel,
        stream=name,
        state=task.states[name],
        oldest=reading.oldest,
        now=now,
        native_id=task.native_id,
        tags=task.tags if name in {StreamName.SEARCH, StreamName.MENTION} else (),
        terms=task.terms if name is StreamName.SEARCH else (),
    )
    return guarded(channel, name, lambda: task.adapter.read(task.line, wanted))


def _without_replies(found: Sequence[Post]) -> tuple[Post, ...]:
    """Leave out what somebody says to others, and the later parts of threads."""
    return tuple(one for one in found if one.form is not PostForm.REPLY)


def _hopeless(outcome: Outcome) -> bool:
    """Tell whether the channel's other streams would fail as well."""
    return outcome.name is StreamName.OWN and isinstance(outcome.result, FetchFailed)
