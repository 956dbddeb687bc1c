"""When a channel is read again: pure rules for success, failure and quiet times."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from newsdesk.domain.fetch import Fetched, FetchFailed, StreamState

BUSY = timedelta(minutes=5)
QUIET = timedelta(hours=1)
ASLEEP = timedelta(hours=6)
QUIET_AFTER = timedelta(weeks=2)
ASLEEP_AFTER = timedelta(weeks=8)

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
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


def is_due(state: StreamState, every: timedelta, now: datetime, *, force: bool = False) -> bool:
    """Tell whether a stream may and should be read; ``force`` skips the cadence, never a wait."""
    if state.next_try is not None and now < state.next_try:
        return False
    return force or state.last_read is None or now - state.last_read >= every


def succeeded(state: StreamState, result: Fetched, now: datetime) -> StreamState:
    """Return what to remember of a stream that was read."""
    if result.unchanged:
        kept = replace(state, last_read=now)
        return replace(
            kept, failure=None, failed_since=None, next_try=None, failures=0, permanent=False
        )
    return StreamState(
        complete_since=result.complete_since,
        newest=result.newest,
        older=result.older,
        etag=result.etag,
        last_modified=result.last_modified,
        last_read=now,
    )


def failed(state: StreamState, result: FetchFailed, now: datetime, chance: float) -> StreamState:
    """Return what to remember of a stream that could not be read.

    What was read before stays. The next try comes later with each failure, never before the
    network's own ``retry_after``; ``chance`` is a random number from 0 to 1.
    """
    failures = state.failures + 1
    wait = _wait(failures, result.permanent) * (1 + JITTER * chance)
    return replace(
        state,
        failure=result.reason,
        failed_since=state.failed_since or now,
        next_try=max(now + wait, result.retry_after or now),
        failures=failures,
        permanent=result.permanent,
    )


def _wait(failures: int, permanent: bool) -> timedelta:
    first = FIRST_PERMANENT_WAIT if permanent else FIRST_WAIT
    longest = LONGEST_PERMANENT_WAIT if permanent else LONGEST_WAIT
    return min(longest, first * (1 << min(failures - 1, 16)))
