from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from newsdesk.domain.desk import PageRevision, Problem
from newsdesk.domain.message import msg
from newsdesk.store import revisions
from newsdesk.store.revisions import Asked, Slot, Walk
from tests.store.values import EMOJI, MINUTE, NOW

TITLE = "Social media/Newsdesk.json"
VALID = PageRevision(
    title=TITLE,
    revid=5_000_000_000,
    parent=4,
    user="Ünser",
    time=NOW,
    text=EMOJI * 20_000,
    comment=EMOJI,
    model="json",
    read=NOW,
)
BROKEN = replace(VALID, revid=5_000_000_001, text="{", read=None)
PROBLEM = Problem("channels[2].account", msg("newsdesk-config-missing", "account"))


def test_the_newest_and_the_last_valid_revision_stay_apart(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    revisions.save(connection, desk_id, VALID)
    revisions.save(connection, desk_id, VALID, Slot.VALID)
    revisions.save(connection, desk_id, BROKEN, found=[PROBLEM])
    assert revisions.get(connection, desk_id, TITLE) == BROKEN
    assert revisions.problems(connection, desk_id, TITLE) == (PROBLEM,)
    assert revisions.get(connection, desk_id, TITLE, Slot.VALID) == VALID
    assert revisions.problems(connection, desk_id, TITLE, Slot.VALID) == ()
    assert revisions.get(connection, other_desk, TITLE) is None
    assert revisions.problems(connection, other_desk, TITLE) == ()


def test_forgetting_leaves_the_valid_one(connection: Connection, desk_id: int) -> None:
    revisions.save(connection, desk_id, BROKEN)
    revisions.save(connection, desk_id, VALID, Slot.VALID)
    assert revisions.forget(connection, desk_id, TITLE)
    assert not revisions.forget(connection, desk_id, TITLE)
    assert revisions.get(connection, desk_id, TITLE) is None
    assert revisions.get(connection, desk_id, TITLE, Slot.VALID) == VALID


def test_faulty_pages_are_the_newest_ones_with_problems_under_a_title(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    broken = replace(BROKEN, title="Decisions/2026.json")
    revisions.save(connection, desk_id, broken, found=[PROBLEM])
    revisions.save(connection, desk_id, replace(broken, title="Decisions/2025.json"))
    revisions.save(connection, desk_id, replace(broken, title="Decision"), found=[PROBLEM])
    revisions.save(connection, other_desk, broken, found=[PROBLEM])
    assert revisions.faulty(connection, desk_id, under="Decisions/") == [(broken, (PROBLEM,))]


def test_the_newest_revision_is_told_by_its_id_unless_it_has_problems(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    revisions.save(connection, desk_id, replace(VALID, title="A"))
    revisions.save(connection, desk_id, replace(BROKEN, title="B"), found=[PROBLEM])
    revisions.save(connection, desk_id, replace(VALID, title="C"), Slot.VALID)
    revisions.save(connection, other_desk, replace(VALID, title="D"))
    found = revisions.revids(connection, desk_id, ["A", "B", "C", "D"])
    assert found == {"A": VALID.revid, "B": None}
    whole = revisions.every(connection, desk_id, ["A", "B", "C", "D"])
    assert whole == {one: revisions.get(connection, desk_id, one) for one in ("A", "B")}


def test_asking_is_remembered_for_each_page(connection: Connection, desk_id: int) -> None:
    revisions.set_checked(connection, desk_id, [TITLE, "News"], now=NOW)
    revisions.set_checked(connection, desk_id, ["News"], now=NOW + MINUTE)
    assert revisions.checked(connection, desk_id, TITLE) == NOW
    assert revisions.checked(connection, desk_id, "News") == NOW + MINUTE
    assert revisions.checked(connection, desk_id, "news") is None


def test_a_walk_through_the_history_can_go_on(connection: Connection, desk_id: int) -> None:
    assert revisions.walk(connection, desk_id, "News") is None
    revisions.set_walk(connection, desk_id, "News", Walk(9, 5, 4))
    revisions.set_walk(connection, desk_id, "News", Walk(9, 2, 7))
    assert revisions.walk(connection, desk_id, "News") == Walk(9, 2, 7)


def test_asking_and_walking_leave_each_other_alone(connection: Connection, desk_id: int) -> None:
    revisions.set_checked(connection, desk_id, ["News"], now=NOW)
    assert revisions.walk(connection, desk_id, "News") is None
    revisions.set_walk(connection, desk_id, "News", Walk(9, 5, 4))
    revisions.set_checked(connection, desk_id, ["News"], now=NOW + MINUTE)
    assert revisions.walk(connection, desk_id, "News") == Walk(9, 5, 4)


def test_a_wiki_that_fails_keeps_the_moment_since_when(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    slow, broken = msg("newsdesk-wiki-unreachable"), msg("newsdesk-wiki-error", "maxlag")
    assert revisions.asked(connection, desk_id, TITLE) == Asked()
    assert not revisions.set_failure(connection, desk_id, TITLE, None, now=NOW)
    assert revisions.set_failure(connection, desk_id, TITLE, slow, now=NOW)
    assert not revisions.set_failure(connection, desk_id, TITLE, slow, now=NOW + MINUTE)
    assert revisions.set_failure(connection, desk_id, TITLE, broken, now=NOW + MINUTE)
    assert revisions.asked(connection, desk_id, TITLE) == Asked(None, broken, NOW)
    assert revisions.asked(connection, other_desk, TITLE) == Asked()
    assert revisions.set_failure(connection, desk_id, TITLE, None, now=NOW + MINUTE)
    assert revisions.asked(connection, desk_id, TITLE) == Asked()


def test_failing_leaves_asking_and_walking_alone(connection: Connection, desk_id: int) -> None:
    revisions.set_checked(connection, desk_id, [TITLE], now=NOW)
    revisions.set_walk(connection, desk_id, TITLE, Walk(9, 5, 4))
    why = msg("newsdesk-wiki-unreachable")
    revisions.set_failure(connection, desk_id, TITLE, why, now=NOW)
    assert revisions.checked(connection, desk_id, TITLE) == NOW
    assert revisions.walk(connection, desk_id, TITLE) == Walk(9, 5, 4)
