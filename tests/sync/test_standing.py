from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.domain.status_change import Stand, StatusChange
from newsdesk.domain.sync_status import SyncStatus
from newsdesk.sync.standing import Compared, Seen, compare

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
POST = "https://x.example/1"
WATCHED = {"x": NOW - 48 * HOUR, "mastodon": NOW - 48 * HOUR}


def seen(status: SyncStatus, *, channel: str = "x", item: str = "a", url: str = "") -> Seen:
    day = date(2026, 11, 18)
    return Seen(item_id=item, day=day, text="News", channel_id=channel, status=status, url=url)


def stand(status: SyncStatus, *, channel: str = "x", age: timedelta = HOUR) -> Stand:
    return Stand(
        item_id="a",
        channel_id=channel,
        status=status,
        url="",
        day=date(2026, 11, 18),
        seen=NOW - age,
    )


def after(now: Iterable[Seen], *known: Stand) -> Compared:
    return compare(now, {(one.item_id, one.channel_id): one for one in known}, WATCHED, NOW)


def told(found: Compared) -> list[tuple[SyncStatus | None, SyncStatus]]:
    return [(one.before, one.after) for one in found.changes]


def test_a_change_is_told_and_remembered() -> None:
    found = after([seen(SyncStatus.POSTED, url=POST)], stand(SyncStatus.MISSING))
    assert found.changes == (
        StatusChange(
            item_id="a",
            channel_id="x",
            before=SyncStatus.MISSING,
            after=SyncStatus.POSTED,
            time=NOW,
            day=date(2026, 11, 18),
            text="News",
            url=POST,
        ),
    )
    posted = replace(stand(SyncStatus.POSTED), url=POST, changed=NOW)
    assert found.stands == (posted,)
    assert after([seen(SyncStatus.POSTED, url=POST)], posted) == Compared((), ())


def test_another_post_is_remembered_and_no_change_of_status() -> None:
    found = after([seen(SyncStatus.POSTED, url=POST)], stand(SyncStatus.POSTED))
    assert not found.changes
    assert [(one.url, one.changed) for one in found.stands] == [(POST, NOW)]


def test_what_needs_work_again_begins_again() -> None:
    (missing,) = after([seen(SyncStatus.MISSING)], stand(SyncStatus.POSTED)).stands
    assert missing.began == NOW
    begun = replace(missing, began=NOW - HOUR)
    (doubtful,) = after([seen(SyncStatus.UNSURE)], begun).stands
    assert (doubtful.began, doubtful.changed) == (NOW - HOUR, NOW)


@pytest.mark.parametrize("status", [SyncStatus.MISSING, SyncStatus.POSTED, SyncStatus.UNSURE])
def test_a_new_item_is_told_where_there_is_something_to_tell(status: SyncStatus) -> None:
    found = after([seen(status)])
    assert told(found) == [(None, status)]
    assert [(one.changed, one.began) for one in found.stands] == [(NOW, None)]


@pytest.mark.parametrize(
    "status",
    [SyncStatus.WANTED, SyncStatus.NOT_EXPECTED, SyncStatus.PAST, SyncStatus.UNKNOWN],
)
def test_a_new_item_that_may_or_need_not_be_there_is_only_remembered(status: SyncStatus) -> None:
    found = after([seen(status)])
    assert not found.changes
    assert [(one.status, one.changed) for one in found.stands] == [(status, None)]


def test_what_cannot_be_read_stands_where_it_stood() -> None:
    known = stand(SyncStatus.MISSING)
    assert after([seen(SyncStatus.UNKNOWN)], known) == Compared((), ())
    assert after([seen(SyncStatus.MISSING)], known) == Compared((), ())


def test_an_item_that_came_while_a_channel_was_down_is_told_afterwards() -> None:
    known = stand(SyncStatus.UNKNOWN)
    assert told(after([seen(SyncStatus.MISSING)], known)) == [(None, SyncStatus.MISSING)]


def test_a_new_channel_that_is_read_bit_by_bit_is_told_nothing_of_what_is_older() -> None:
    older = stand(SyncStatus.UNKNOWN, age=48 * HOUR)
    elsewhere = stand(SyncStatus.POSTED, channel="mastodon", age=90 * HOUR)
    for known in (older, elsewhere):
        found = after([seen(SyncStatus.MISSING)], known)
        assert not found.changes
        assert [(one.status, one.changed) for one in found.stands] == [(SyncStatus.MISSING, None)]


def test_a_channel_with_new_rules_is_taken_as_it_is() -> None:
    known = {("a", "new"): stand(SyncStatus.NOT_EXPECTED, channel="new")}
    now = [
        seen(SyncStatus.MISSING, channel="new"),
        seen(SyncStatus.POSTED, channel="new", item="b"),
    ]
    found = compare(now, known, WATCHED, NOW)
    assert not found.changes
    assert {one.status for one in found.stands} == {SyncStatus.MISSING, SyncStatus.POSTED}


def test_what_nobody_waits_for_either_way_is_not_told() -> None:
    found = after([seen(SyncStatus.PAST)], stand(SyncStatus.NOT_EXPECTED))
    assert not found.changes


statuses = st.sampled_from(SyncStatus)


@given(st.lists(statuses, min_size=1))
def test_changes_follow_on_each_other_and_the_second_look_finds_none(
    walk: list[SyncStatus],
) -> None:
    known: dict[tuple[str, str], Stand] = {}
    changes: list[StatusChange] = []
    for hour, status in enumerate(walk):
        moment = NOW + hour * HOUR
        found = compare([seen(status)], known, WATCHED, moment)
        known |= {(one.item_id, one.channel_id): one for one in found.stands}
        assert compare([seen(status)], known, WATCHED, moment + HOUR / 2) == Compared((), ())
        changes += found.changes
    assert all(one.before is not one.after for one in changes)
    assert SyncStatus.UNKNOWN not in {one.after for one in changes}
    seen_last = [one for one in walk if one is not SyncStatus.UNKNOWN]
    assert known["a", "x"].status is (seen_last[-1] if seen_last else SyncStatus.UNKNOWN)
