from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection, select

from newsdesk.domain.desk import DeskKey
from newsdesk.store import desks, trials
from newsdesk.store.tables import desk
from tests.store.values import MINUTE, NOW

WIKI = "https://trial.example/w/"


def test_a_trial_is_found_for_a_day(connection: Connection) -> None:
    made = trials.begin(connection, WIKI, "token", now=NOW)
    almost = NOW + timedelta(days=1) - MINUTE
    assert trials.find(connection, WIKI, "token", now=almost) == made
    assert trials.find(connection, WIKI, "token", now=almost + MINUTE) is None
    assert trials.find(connection, WIKI, "other", now=NOW) is None
    assert trials.find(connection, "https://other.example/w/", "token", now=NOW) is None


def test_trials_are_counted_apart_from_desks(connection: Connection) -> None:
    desks.ensure(connection, DeskKey(WIKI, "Page"), now=NOW)
    for number in range(3):
        trials.begin(connection, WIKI, str(number), now=NOW + number * MINUTE)
    assert trials.count(connection, since=NOW) == 2


def test_what_is_over_is_deleted_and_nothing_else(connection: Connection) -> None:
    kept = desks.ensure(connection, DeskKey(WIKI, "Page"), now=NOW)
    trials.begin(connection, WIKI, "old", now=NOW)
    new = trials.begin(connection, WIKI, "new", now=NOW + 2 * MINUTE)
    assert trials.prune(connection, now=NOW + timedelta(days=1) + MINUTE) == 1
    left = connection.scalars(select(desk.c.id).where(desk.c.wiki == WIKI))
    assert set(left) == {kept, new}
