from __future__ import annotations

from sqlalchemy import Connection, Engine

from newsdesk.store import leases
from newsdesk.store.database import writing
from tests.store.values import MINUTE, NOW, at_once


def _take(connection: Connection, desk_id: int, holder: str, late: int = 0) -> bool:
    now = NOW + late * MINUTE
    return leases.take(connection, desk_id, "refresh", holder, now=now, length=2 * MINUTE)


def test_of_many_at_once_one_takes_it(engine: Engine, desk_id: int) -> None:
    def take(number: int) -> bool:
        with writing(engine) as connection:
            return _take(connection, desk_id, f"holder {number}")

    assert at_once(8, take).count(True) == 1


def test_of_many_at_once_one_takes_what_has_run_out(engine: Engine, desk_id: int) -> None:
    with writing(engine) as connection:
        _take(connection, desk_id, "dead")

    def take(number: int) -> bool:
        with writing(engine) as connection:
            return _take(connection, desk_id, f"holder {number}", late=2)

    assert at_once(8, take).count(True) == 1


def test_a_lease_is_held_until_it_runs_out(connection: Connection, desk_id: int) -> None:
    assert not leases.held(connection, desk_id, "refresh", now=NOW)
    assert _take(connection, desk_id, "a")
    assert leases.held(connection, desk_id, "refresh", now=NOW + MINUTE)
    assert not _take(connection, desk_id, "b", late=1)
    assert not leases.held(connection, desk_id, "refresh", now=NOW + 2 * MINUTE)
    assert _take(connection, desk_id, "b", late=2)


def test_who_holds_it_can_extend_it(connection: Connection, desk_id: int) -> None:
    _take(connection, desk_id, "a")
    later = NOW + MINUTE
    assert leases.renew(connection, desk_id, "refresh", "a", now=later, length=2 * MINUTE)
    assert not _take(connection, desk_id, "b", late=2)
    assert _take(connection, desk_id, "b", late=3)
    assert not leases.renew(connection, desk_id, "refresh", "a", now=later, length=2 * MINUTE)


def test_only_who_holds_it_gives_it_back(connection: Connection, desk_id: int) -> None:
    _take(connection, desk_id, "a")
    leases.release(connection, desk_id, "refresh", "b")
    assert not _take(connection, desk_id, "b")
    leases.release(connection, desk_id, "refresh", "a")
    assert _take(connection, desk_id, "b")


def test_desks_and_names_have_leases_of_their_own(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    assert _take(connection, desk_id, "a")
    assert _take(connection, other_desk, "b")
    assert leases.take(connection, desk_id, "other", "c", now=NOW, length=MINUTE)
