from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newsdesk.domain.fetch import (
    BEGINNING,
    Fetched,
    FetchedFollows,
    FetchedProfile,
    FetchFailed,
    StreamState,
)
from newsdesk.domain.message import msg
from newsdesk.domain.post import StreamName
from newsdesk.domain.profile import Profile
from newsdesk.services.schedule import cadence, failed, held, interval, is_due, succeeded

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
OURS = Profile(handle="mediawiki@social.example")
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


def test_waits_triple_up_to_six_hours() -> None:
    state, waits = BEFORE, []
    for _ in range(9):
        state = failed(state, FetchFailed(reason=WHY), NOW, 0)
        assert state.next_try is not None
        waits.append((state.next_try - NOW) / MINUTE)
    assert waits == [5, 15, 45, 135, 360, 360, 360, 360, 360]


def test_what_only_a_person_can_mend_is_tried_seldom() -> None:
    state, waits = BEFORE, []
    for _ in range(7):
        state = failed(state, FetchFailed(reason=WHY, permanent=True), NOW, 0)
        assert state.next_try is not None
        waits.append((state.next_try - NOW) / HOUR)
    assert waits == [1, 2, 4, 8, 16, 24, 24]
    assert state.permanent


def test_ten_thousand_failures_are_still_six_hours() -> None:
    state = replace(BEFORE, failures=10_000)
    assert failed(state, FetchFailed(reason=WHY), NOW, 0).next_try == NOW + 6 * HOUR


def test_chance_makes_waits_up_to_a_fifth_longer() -> None:
    waits = [failed(BEFORE, FetchFailed(reason=WHY), NOW, c).next_try for c in (0, 0.5, 1)]
    assert waits == [NOW + 5 * MINUTE * part for part in (1, 1.1, 1.2)]


@pytest.mark.parametrize("asked", [timedelta(seconds=30), 3 * HOUR])
def test_the_networks_own_wait_is_kept(asked: timedelta) -> None:
    after = failed(BEFORE, FetchFailed(reason=WHY, retry_after=NOW + asked), NOW, 0)
    assert after.next_try == NOW + max(asked, 5 * MINUTE)


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


@pytest.mark.parametrize("permanent", [False, True])
def test_a_day_of_failures_is_a_handful_of_tries(permanent: bool) -> None:
    now, state, tries = NOW, BEFORE, 0
    while now < NOW + DAY:
        if is_due(state, 5 * MINUTE, now, force=True):
            state = failed(state, FetchFailed(reason=WHY, permanent=permanent), now, 0)
            tries += 1
        now += 5 * MINUTE
    assert tries == (5 if permanent else 8)


@pytest.mark.parametrize(
    ("name", "every", "paid"),
    [
        (StreamName.OWN, 5 * MINUTE, 5 * MINUTE),
        (StreamName.MENTION, 15 * MINUTE, 15 * MINUTE),
        (StreamName.SEARCH, 15 * MINUTE, 15 * MINUTE),
        (StreamName.TIMELINE, 15 * MINUTE, 15 * MINUTE),
        (StreamName.PROFILE, DAY, DAY),
        (StreamName.FOLLOWS, DAY, 7 * DAY),
    ],
)
def test_what_changes_seldom_is_read_seldom(
    name: StreamName, every: timedelta, paid: timedelta
) -> None:
    assert interval(name, 5 * MINUTE) == every
    assert interval(name, 5 * MINUTE, paid=True) == paid


def test_mentions_are_read_more_slowly_where_nobody_comes() -> None:
    assert interval(StreamName.MENTION, cadence(NOW - 15 * DAY, NOW)) == 3 * HOUR


@pytest.mark.parametrize("force", [False, True])
def test_the_floor_between_paid_reads_holds_whoever_asks(force: bool) -> None:
    early = StreamState(last_read=NOW - HOUR + MINUTE)
    late = StreamState(last_read=NOW - HOUR)
    assert not is_due(early, 5 * MINUTE, NOW, force=force, floor=HOUR)
    assert is_due(late, 5 * MINUTE, NOW, force=force, floor=HOUR)


def test_a_paid_read_that_failed_is_tried_again_after_the_floor() -> None:
    assert failed(BEFORE, FetchFailed(reason=WHY), NOW, 0, floor=HOUR).next_try == NOW + HOUR


@pytest.mark.parametrize(
    "result", [Fetched(newest="12"), Fetched(unchanged=True), FetchedProfile(profile=OURS)]
)
def test_limits_that_are_used_up_hold_the_next_read(result: Fetched | FetchedProfile) -> None:
    after = succeeded(BEFORE, result, NOW, rest_until=NOW + HOUR)
    assert after.next_try == NOW + HOUR
    assert after.failure is None
    assert not is_due(after, 5 * MINUTE, NOW + 59 * MINUTE, force=True)


@pytest.mark.parametrize(("complete", "since"), [(True, BEGINNING), (False, None)])
def test_follows_are_complete_or_not(complete: bool, since: datetime | None) -> None:
    after = succeeded(BEFORE, FetchedFollows(follows=(OURS,), complete=complete), NOW)
    assert after == StreamState(complete_since=since, last_read=NOW)


def test_what_is_used_up_rests_until_the_month_ends_and_is_no_failure() -> None:
    until = NOW + 9 * DAY
    spent = FetchFailed(reason=WHY, resting=True, retry_after=until)
    after = failed(replace(BEFORE, failures=3), spent, NOW, 1, floor=HOUR)
    assert (after.resting, after.failures, after.next_try) == (True, 0, until)
    assert after.failed_since == BEFORE.last_read
    assert not succeeded(after, Fetched(unchanged=True), NOW).resting


def test_who_is_held_waits_for_the_later_of_two_moments() -> None:
    assert held(StreamState(), NOW).next_try == NOW
    later = StreamState(next_try=NOW + HOUR)
    assert held(later, NOW).next_try == NOW + HOUR
    assert held(later, NOW + DAY).next_try == NOW + DAY
