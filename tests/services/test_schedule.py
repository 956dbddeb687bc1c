from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newsdesk.domain.fetch import Fetched, FetchFailed, StreamState
from newsdesk.domain.message import msg
from newsdesk.services.schedule import cadence, failed, is_due, succeeded

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
WHY = msg("newsdesk-fetch-unreachable", "social.example")
BEFORE = StreamState(
    complete_since=NOW - 100 * HOUR, newest="9", older="3", etag="e", last_read=NOW - HOUR
)


@pytest.mark.parametrize(
    ("idle", "every"),
    [
        (timedelta(0), 5 * MINUTE),
        (timedelta(days=14), 5 * MINUTE),
        (timedelta(days=15), HOUR),
        (timedelta(weeks=8), HOUR),
        (timedelta(weeks=9), 6 * HOUR),
    ],
)
def test_a_desk_where_nobody_comes_is_read_more_slowly(idle: timedelta, every: timedelta) -> None:
    assert cadence(NOW - idle, NOW) == every


def test_a_desk_that_is_new_is_read_often() -> None:
    assert cadence(None, NOW) == 5 * MINUTE


@pytest.mark.parametrize(
    ("state", "due", "forced"),
    [
        (StreamState(), True, True),
        (StreamState(last_read=NOW - 5 * MINUTE), True, True),
        (StreamState(last_read=NOW - 4 * MINUTE), False, True),
        (StreamState(last_read=NOW - HOUR, next_try=NOW), True, True),
        (StreamState(last_read=NOW - HOUR, next_try=NOW + MINUTE), False, False),
    ],
)
def test_force_skips_the_cadence_but_never_a_wait(
    state: StreamState, due: bool, forced: bool
) -> None:
    assert is_due(state, 5 * MINUTE, NOW) is due
    assert is_due(state, 5 * MINUTE, NOW, force=True) is forced


def test_waits_double_up_to_an_hour() -> None:
    state, waits = BEFORE, []
    for _ in range(9):
        state = failed(state, FetchFailed(reason=WHY), NOW, 0)
        assert state.next_try is not None
        waits.append((state.next_try - NOW) / MINUTE)
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_what_only_a_person_can_mend_is_tried_seldom() -> None:
    state, waits = BEFORE, []
    for _ in range(7):
        state = failed(state, FetchFailed(reason=WHY, permanent=True), NOW, 0)
        assert state.next_try is not None
        waits.append((state.next_try - NOW) / HOUR)
    assert waits == [1, 2, 4, 8, 16, 24, 24]
    assert state.permanent


def test_ten_thousand_failures_are_still_an_hour() -> None:
    state = replace(BEFORE, failures=10_000)
    assert failed(state, FetchFailed(reason=WHY), NOW, 0).next_try == NOW + HOUR


def test_chance_makes_waits_up_to_a_fifth_longer() -> None:
    waits = [failed(BEFORE, FetchFailed(reason=WHY), NOW, c).next_try for c in (0, 0.5, 1)]
    assert waits == [NOW + MINUTE * part for part in (1, 1.1, 1.2)]


@pytest.mark.parametrize("asked", [timedelta(seconds=30), 3 * HOUR])
def test_the_networks_own_wait_is_kept(asked: timedelta) -> None:
    after = failed(BEFORE, FetchFailed(reason=WHY, retry_after=NOW + asked), NOW, 0)
    assert after.next_try == NOW + max(asked, MINUTE)


def test_a_failure_keeps_what_was_read_and_since_when_it_fails() -> None:
    first = failed(BEFORE, FetchFailed(reason=WHY), NOW, 0)
    later = failed(first, FetchFailed(reason=WHY), NOW + HOUR, 0)
    assert later.failed_since == NOW
    assert later.failures == 2
    assert later.failure == WHY
    cleared = replace(
        later, failure=None, failed_since=None, next_try=None, failures=0, permanent=False
    )
    assert cleared == BEFORE


def test_success_forgets_the_failure_and_remembers_where_to_go_on() -> None:
    broken = failed(BEFORE, FetchFailed(reason=WHY, permanent=True), NOW, 0)
    read = Fetched(complete_since=NOW - HOUR, newest="12", older="4", etag="f", last_modified="m")
    assert succeeded(broken, read, NOW) == StreamState(
        complete_since=NOW - HOUR,
        newest="12",
        older="4",
        etag="f",
        last_modified="m",
        last_read=NOW,
    )


def test_nothing_new_keeps_everything_but_the_failure() -> None:
    broken = failed(BEFORE, FetchFailed(reason=WHY), NOW, 0)
    assert succeeded(broken, Fetched(unchanged=True), NOW) == replace(BEFORE, last_read=NOW)
