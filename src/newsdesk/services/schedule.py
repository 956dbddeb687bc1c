"""When a stream is read again: pure rules for success, failure and quiet times."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from newsdesk.domain.fetch import (
    BEGINNING,
    Fetched,
    FetchedFollows,
    FetchedProfile,
    FetchFailed,
    StreamState,
)
from newsdesk.domain.message import Message
from newsdesk.domain.post import StreamName

BUSY = timedelta(minutes=5)
QUIET = timedelta(hours=1)
ASLEEP = timedelta(hours=6)
QUIET_AFTER = timedelta(weeks=2)
ASLEEP_AFTER = timedelta(weeks=8)

OTHERS = 3
"""What others say is read this many times more seldom than what we post."""
DAILY = timedelta(days=1)
PAID_FOLLOWS = timedelta(weeks=1)
"""Each account of a list that is paid for costs as much as a post."""

FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=6)
FIRST_PERMANENT_WAIT = timedelta(hours=1)
LONGEST_PERMANENT_WAIT = timedelta(days=1)
JITTER = 0.2
"""A wait is up to this part longer, so that channels of one server do not come all at once."""


def cadence(active: datetime | None, now: datetime) -> timedelta:
    """Say how often to read: seldom where nobody has logged in or published for weeks."""
    idle = now - (active or now)
    if idle > ASLEEP_AFTER:
        return ASLEEP
    return QUIET if idle > QUIET_AFTER else BUSY


def interval(name: StreamName, every: timedelta, *, paid: bool = False) -> timedelta:
    """Say how often to read a stream of a channel whose own posts are read ``every`` so often."""
    match name:
        case StreamName.OWN:
            return every
        case StreamName.MENTION | StreamName.SEARCH | StreamName.TIMELINE:
            return OTHERS * every
        case StreamName.FOLLOWS if paid:
            return PAID_FOLLOWS
        case _:
            return DAILY


def is_due(
    state: StreamState,
    every: timedelta,
    now: datetime,
    *,
    force: bool = False,
    floor: timedelta = timedelta(0),
) -> bool:
    """Tell whether a stream may and should be read.

    ``force`` skips the cadence, but never a wait, nor the ``floor`` between two paid reads.
    """
    if waits(state, now):
        return False
    if state.last_read is None:
        return True
    return now - state.last_read >= (floor if force else max(every, floor))


def waits(state: StreamState, now: datetime) -> bool:
    """Tell whether a stream must not be read yet."""
    return state.next_try is not None and now < state.next_try


def succeeded(
    state: StreamState,
    result: Fetched | FetchedFollows | FetchedProfile,
    now: datetime,
    *,
    rest_until: datetime | None = None,
) -> StreamState:
    """Return what to remember of a stream that was read.

    :param rest_until: when the network may be asked again (UTC), as its limits say
    """
    match result:
        case Fetched(unchanged=True):
            known = replace(state, failure=None, failed_since=None, failures=0)
            known = replace(known, permanent=False, resting=False)
        case Fetched():
            known = StreamState(
                complete_since=result.complete_since,
                newest=result.newest,
                older=result.older,
                etag=result.etag,
                last_modified=result.last_modified,
            )
        case FetchedFollows(complete=complete):
            known = StreamState(complete_since=BEGINNING if complete else None)
        case FetchedProfile():
            known = StreamState()
    return replace(known, last_read=now, next_try=rest_until)


def failed(
    state: StreamState,
    result: FetchFailed,
    now: datetime,
    chance: float,
    *,
    floor: timedelta = timedelta(0),
) -> StreamState:
    """Return what to remember of a stream that could not be read.

    What was read before stays. The next try comes later with each failure, never before the
    network's own ``retry_after`` or the ``floor`` between paid reads; ``chance`` is a random
    number from 0 to 1.
    """
    if result.resting:
        return rested(state, result.reason, now, until=result.retry_after)
    failures = state.failures + 1
    wait = max(_wait(failures, result.permanent), floor) * (1 + JITTER * chance)
    return replace(
        state,
        failure=result.reason,
        failed_since=state.failed_since or now,
        next_try=max(now + wait, result.retry_after or now),
        failures=failures,
        permanent=result.permanent,
        resting=False,
    )


def rested(
    state: StreamState, reason: Message, now: datetime, *, until: datetime | None = None
) -> StreamState:
    """Return what to remember of a stream that is not read for a while, and nothing is wrong."""
    return replace(
        state,
        failure=reason,
        failed_since=state.failed_since or state.last_read or now,
        next_try=until,
        failures=0,
        permanent=False,
        resting=True,
    )


def held(state: StreamState, until: datetime) -> StreamState:
    """Return what to remember of a stream whose network is not to be asked before a moment."""
    return replace(state, next_try=max(until, state.next_try or until))


def _wait(failures: int, permanent: bool) -> timedelta:
    first = FIRST_PERMANENT_WAIT if permanent else FIRST_WAIT
    longest = LONGEST_PERMANENT_WAIT if permanent else LONGEST_WAIT
    times: int = pow(2 if permanent else 3, min(failures - 1, 16))
    return min(longest, first * times)
