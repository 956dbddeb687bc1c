"""What people decided and did not publish yet, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Connection, Engine, func, select

from newsdesk.domain.decision import Choice, Decision, Pending, Snapshot
from newsdesk.services import upkeep
from newsdesk.store import pending
from newsdesk.store.database import writing
from newsdesk.store.tables import pending_decision
from tests.store.values import EMOJI, MINUTE, NOW, at_once

SNAPSHOT = Snapshot(date=date(2026, 11, 18), text=EMOJI, links=("https://example.org/é",))
SAME = Decision(
    choice=Choice.SAME,
    item_id="2026-11-18-released",
    channel_id="x",
    address="https://x.com/MediaWiki/status/1",
    snapshot=SNAPSHOT,
)
NOT_NEWS = Decision(choice=Choice.NOT_NEWS, address="https://x.com/MediaWiki/status/2")
EXEMPT = replace(SAME, choice=Choice.EXEMPT, address="", reason=EMOJI * 20)


def decided(connection: Connection, desk_id: int, user: str = "Ed") -> list[Decision]:
    return [one.decision for one in pending.of_user(connection, desk_id, user)]


def test_decisions_come_back_oldest_first(connection: Connection, desk_id: int) -> None:
    for minutes, one in ((2, SAME), (1, NOT_NEWS), (3, EXEMPT)):
        pending.save(connection, desk_id, "Ed", one, now=NOW + minutes * MINUTE)
    assert pending.of_user(connection, desk_id, "Ed") == (
        Pending(NOT_NEWS, NOW + MINUTE),
        Pending(SAME, NOW + 2 * MINUTE),
        Pending(EXEMPT, NOW + 3 * MINUTE),
    )
    assert pending.count(connection, desk_id, "Ed") == 3


def test_they_are_one_persons_at_one_desk(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    pending.save(connection, desk_id, "Ed", SAME, now=NOW)
    assert decided(connection, desk_id, "ed") == []
    assert decided(connection, desk_id, "Ed ") == []
    assert decided(connection, other_desk) == []
    assert pending.count(connection, other_desk, "Ed") == 0
    assert not pending.forget(connection, desk_id, "Eve", SAME.subject)
    assert decided(connection, desk_id) == [SAME]


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        (SAME, replace(SAME, choice=Choice.NOT), 1),
        (EXEMPT, replace(SAME, choice=Choice.POSTED), 1),
        (SAME, replace(SAME, address=SAME.address + "0"), 2),
        (SAME, EXEMPT, 2),
        (NOT_NEWS, replace(NOT_NEWS, choice=Choice.OPEN), 1),
    ],
)
def test_of_one_subject_the_last_one_stands(
    connection: Connection, desk_id: int, first: Decision, second: Decision, kept: int
) -> None:
    pending.save(connection, desk_id, "Ed", first, now=NOW)
    pending.save(connection, desk_id, "Ed", second, now=NOW + MINUTE)
    assert decided(connection, desk_id) == [first, second][-kept:]


def test_what_is_taken_back_is_gone(connection: Connection, desk_id: int) -> None:
    pending.save(connection, desk_id, "Ed", SAME, now=NOW)
    pending.save(connection, desk_id, "Ed", EXEMPT, now=NOW)
    assert pending.forget(connection, desk_id, "Ed", SAME.subject)
    assert not pending.forget(connection, desk_id, "Ed", SAME.subject)
    assert decided(connection, desk_id) == [EXEMPT]


def test_what_was_published_goes_and_what_was_decided_since_stays(
    connection: Connection, desk_id: int
) -> None:
    for one in (SAME, EXEMPT, NOT_NEWS):
        pending.save(connection, desk_id, "Ed", one, now=NOW)
    pending.save(connection, desk_id, "Eve", SAME, now=NOW)
    since = replace(EXEMPT, reason="another reason")
    pending.save(connection, desk_id, "Ed", since, now=NOW + MINUTE)
    assert pending.forget_published(connection, desk_id, "Ed", [SAME, EXEMPT]) == 1
    assert decided(connection, desk_id) == [NOT_NEWS, since]
    assert decided(connection, desk_id, "Eve") == [SAME]


def test_no_age_takes_them(engine: Engine, desk_id: int) -> None:
    with writing(engine) as connection:
        pending.save(connection, desk_id, "Ed", SAME, now=NOW - timedelta(days=4000))
    upkeep.prune(engine)
    with engine.connect() as connection:
        assert decided(connection, desk_id) == [SAME]


def test_many_clicks_at_once_leave_one_row(engine: Engine, desk_id: int) -> None:
    def click(number: int) -> None:
        with writing(engine) as connection:
            one = replace(EXEMPT, reason=str(number))
            pending.save(connection, desk_id, "Ed", one, now=NOW)

    at_once(6, click)
    with engine.connect() as connection:
        assert pending.count(connection, desk_id, "Ed") == 1
        assert connection.scalar(select(func.count()).select_from(pending_decision)) == 1
