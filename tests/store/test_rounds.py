"""Who finished a round when, what was set aside at once, and whom the wiki lets edit."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection, Engine

from newsdesk.domain.round import Horizon
from newsdesk.store import editor_rights, rounds
from newsdesk.store.database import change
from newsdesk.store.editor_rights import EditorRight
from newsdesk.store.rounds import KEPT
from tests.store.values import MINUTE, NOW, at_once

DAY = timedelta(days=1)
OLD = Horizon(before=NOW - 9 * DAY, user="Ed", time=NOW - 2 * DAY)
NEW = Horizon(before=NOW - 3 * DAY, user="Else", time=NOW - DAY)


def test_the_last_round_of_somebody_and_of_anybody(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    assert rounds.last(connection, desk_id) is None
    for user, days in (("Ed", 4), ("Ed", 9), ("Else", 1)):
        rounds.finish(connection, desk_id, user, now=NOW - days * DAY)
    rounds.finish(connection, other_desk, "Ed", now=NOW)
    assert rounds.last(connection, desk_id, "Ed") == NOW - 4 * DAY
    assert rounds.last(connection, desk_id) == NOW - DAY
    assert rounds.last(connection, desk_id, "Nobody") is None


def test_a_round_is_finished_no_more(connection: Connection, desk_id: int) -> None:
    rounds.finish(connection, desk_id, "Ed", now=NOW - DAY)
    rounds.finish(connection, desk_id, "Ed", now=NOW)
    assert not rounds.take_back(connection, desk_id, "Else", NOW)
    assert rounds.take_back(connection, desk_id, "Ed", NOW)
    assert not rounds.take_back(connection, desk_id, "Ed", NOW)
    assert rounds.last(connection, desk_id, "Ed") == NOW - DAY


def test_the_latest_horizon_is_in_force(connection: Connection, desk_id: int) -> None:
    assert rounds.before(connection, desk_id) is None
    for one in (NEW, OLD):
        assert rounds.set_aside_before(connection, desk_id, one) == one
    assert rounds.horizons(connection, desk_id) == (NEW, OLD)
    assert rounds.before(connection, desk_id) == NEW.before
    assert rounds.take_back_horizon(connection, desk_id, NEW)
    assert not rounds.take_back_horizon(connection, desk_id, NEW)
    assert rounds.before(connection, desk_id) == OLD.before


def test_the_same_horizon_is_the_firsts(engine: Engine, desk_id: int) -> None:
    def act(number: int) -> Horizon:
        mine = replace(OLD, user=f"Editor {number}", time=NOW + number * MINUTE)
        return change(engine, lambda here: rounds.set_aside_before(here, desk_id, mine))

    assert len(set(at_once(10, act))) == 1


def test_what_another_one_set_aside_again_stays(connection: Connection, desk_id: int) -> None:
    rounds.set_aside_before(connection, desk_id, OLD)
    rounds.take_back_horizon(connection, desk_id, OLD)
    again = replace(OLD, user="Else", time=NOW)
    rounds.set_aside_before(connection, desk_id, again)
    assert not rounds.take_back_horizon(connection, desk_id, OLD)
    assert rounds.horizons(connection, desk_id) == (again,)


def test_people_are_forgotten_after_90_days_and_what_counts_stays(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    for days in (4, 1):
        rounds.finish(connection, desk_id, "Ed", now=NOW - days * DAY)
    rounds.finish(connection, other_desk, "Ed", now=NOW - 9 * DAY)
    for one in (OLD, NEW):
        rounds.set_aside_before(connection, desk_id, one)
    assert rounds.prune(connection, now=NOW) == 0
    assert rounds.prune(connection, now=NOW + KEPT - 3 * DAY) == 1
    assert rounds.last(connection, desk_id, "Ed") == NOW - DAY
    assert rounds.prune(connection, now=NOW + KEPT) == 1
    assert rounds.last(connection, desk_id, "Ed") is None
    assert rounds.last(connection, desk_id) == NOW - DAY
    assert rounds.last(connection, other_desk) == NOW - 9 * DAY
    assert rounds.horizons(connection, desk_id) == (replace(NEW, user=""),)


def test_what_the_wiki_said_stands_for_ten_minutes(connection: Connection, desk_id: int) -> None:
    said = EditorRight(allowed=True, asked=NOW)
    editor_rights.save(connection, desk_id, "Ed", said)
    nearly = NOW + editor_rights.KEPT - MINUTE
    assert editor_rights.get(connection, desk_id, "Ed", now=nearly) == said
    assert editor_rights.get(connection, desk_id, "Else", now=nearly) is None
    assert editor_rights.get(connection, desk_id, "Ed", now=NOW + editor_rights.KEPT) is None
    newer = EditorRight(allowed=None, asked=nearly)
    editor_rights.save(connection, desk_id, "Ed", newer)
    assert editor_rights.get(connection, desk_id, "Ed", now=nearly) == newer


def test_what_it_said_before_is_deleted(connection: Connection, desk_id: int) -> None:
    editor_rights.save(connection, desk_id, "Ed", EditorRight(allowed=False, asked=NOW))
    assert editor_rights.prune(connection, now=NOW + editor_rights.KEPT - MINUTE) == 0
    assert editor_rights.prune(connection, now=NOW + editor_rights.KEPT) == 1
