"""What was dealt with: once, by whoever was first, and for as long as the thing is stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection, Engine, func, select

from newsdesk.domain.lead import Lead, LeadKind
from newsdesk.domain.post import StreamName
from newsdesk.domain.round import Handled, Handling, Step, Thing
from newsdesk.store import codec, handled, items, leads, post_rows, posts
from newsdesk.store.database import change
from newsdesk.store.tables import handled as rows
from newsdesk.store.tables import post as post_table
from tests.store.values import EMOJI, MINUTE, NOW, at_once, item, key, post

THING = Thing.of_post(key("1"))
ONE = Handled(
    thing=THING,
    step=Step.MENTIONS,
    what=Handling.SHARED,
    user="Ed",
    time=NOW,
    about=EMOJI,
    url="https://social.example/@somebody/1",
    channel_id="mastodon",
)
LATER = NOW + handled.KEPT
LEAD = Lead(
    source_id="technews", native_id="é/1", kind=LeadKind.NEWS, title="t", text="t", time=NOW
)


def test_a_thing_of_a_post_is_stored_under_what_finds_the_post() -> None:
    assert codec.thing_hash(THING) == post_rows.key_hash(key("1"))


def test_what_is_stored_comes_back(connection: Connection, desk_id: int) -> None:
    assert handled.record(connection, desk_id, ONE) == ONE
    assert handled.find(connection, desk_id, [THING, Thing.of_item("x")]) == {THING: ONE}


def test_who_comes_second_is_told_who_was_first(connection: Connection, desk_id: int) -> None:
    handled.record(connection, desk_id, ONE)
    second = replace(ONE, user="Else", what=Handling.ASIDE, time=NOW + MINUTE)
    assert handled.record(connection, desk_id, second) == ONE


def test_of_ten_at_once_one_is_first(engine: Engine, desk_id: int) -> None:
    def act(number: int) -> tuple[Handled, Handled]:
        mine = replace(ONE, user=f"Editor {number}", time=NOW + number * MINUTE)
        return mine, change(engine, lambda here: handled.record(here, desk_id, mine))

    told = at_once(10, act)
    (stands,) = {one for _, one in told}
    assert [mine for mine, one in told if mine == one] == [stands]


def test_what_the_tool_saw_takes_nothing_away(connection: Connection, desk_id: int) -> None:
    handled.record(connection, desk_id, ONE)
    other = replace(ONE, thing=Thing.of_post(key("2")), user="")
    handled.see(connection, desk_id, [replace(ONE, user=""), other])
    found = handled.find(connection, desk_id, [THING, other.thing])
    assert found == {THING: ONE, other.thing: other}


def test_only_what_was_done_at_that_moment_is_taken_back(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    handled.record(connection, desk_id, ONE)
    assert not handled.take_back(connection, other_desk, THING, NOW)
    assert not handled.take_back(connection, desk_id, THING, NOW + MINUTE)
    assert handled.take_back(connection, desk_id, THING, NOW)
    assert not handled.take_back(connection, desk_id, THING, NOW)
    again = replace(ONE, user="Else", time=NOW + MINUTE)
    handled.record(connection, desk_id, again)
    assert not handled.take_back(connection, desk_id, THING, NOW)
    assert handled.find(connection, desk_id, [THING]) == {THING: again}


def test_lists_and_counts_since_a_moment(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    some = [
        replace(ONE, thing=Thing.of_item(f"i{n}"), user="ABA"[n % 3], time=NOW + n * MINUTE)
        for n in range(5)
    ]
    for one in some:
        handled.record(connection, desk_id, one)
    handled.record(connection, other_desk, ONE)
    since = NOW + MINUTE
    assert handled.since(connection, desk_id, since, limit=9) == some[:0:-1]
    assert handled.since(connection, desk_id, since, offset=1, limit=2) == [some[3], some[2]]
    assert list(handled.by_user(connection, desk_id, since).items()) == [("A", 2), ("B", 2)]
    assert list(handled.by_user(connection, desk_id, NOW).items()) == [("A", 3), ("B", 2)]
    assert handled.every(connection, desk_id, Step.MENTIONS) == {one.thing for one in some}
    assert handled.every(connection, desk_id, Step.NEWS) == frozenset()


def test_a_condition_for_what_waits(connection: Connection, desk_id: int, other_desk: int) -> None:
    for number in ("1", "2"):
        posts.save(connection, desk_id, "m", [post(number)], now=NOW)
    handled.record(connection, desk_id, ONE)
    handled.record(connection, other_desk, replace(ONE, thing=Thing.of_post(key("2"))))
    query = select(post_table.c.native_id).where(
        handled.waiting(desk_id, post_table.c.key_hash), post_table.c.desk_id == desk_id
    )
    assert connection.scalars(query).all() == ["2"]


@pytest.mark.parametrize("late", [False, True])
def test_who_did_it_is_forgotten_after_90_days(
    connection: Connection, desk_id: int, late: bool
) -> None:
    posts.save(connection, desk_id, "m", [post("1")], now=NOW, stream=StreamName.MENTION)
    handled.record(connection, desk_id, ONE)
    moment = LATER if late else LATER - MINUTE
    assert handled.prune(connection, now=moment) == 0
    expected = replace(ONE, user="", about="", url="") if late else ONE
    assert handled.find(connection, desk_id, [THING]) == {THING: expected}


def test_a_row_stays_as_long_as_what_it_is_about(connection: Connection, desk_id: int) -> None:
    """A mention that was dealt with never waits again while its post is stored, and then goes."""
    posts.save(connection, desk_id, "m", [post("1")], now=NOW, stream=StreamName.MENTION)
    leads.save(connection, desk_id, "technews", [LEAD], whole=True)
    items.replace(connection, desk_id, "News", [item()])
    items.add_aliases(connection, desk_id, {"former": item().id})
    things = [
        THING,
        Thing.of_lead(LEAD.source_id, LEAD.native_id),
        Thing.of_day(LEAD.source_id, LEAD.native_id),
        Thing.of_item(item().id, "x"),
        Thing.of_item("former", "x"),
    ]
    for thing in (*things, Thing.of_item("gone", "x"), Thing.of_lead("technews", "gone")):
        handled.record(connection, desk_id, replace(ONE, thing=thing))
    assert handled.prune(connection, now=LATER) == 2
    assert set(handled.find(connection, desk_id, things)) == set(things)
    much_later = NOW + posts.KEPT + timedelta(days=1)
    posts.prune(connection, now=much_later)
    leads.save(connection, desk_id, "technews", [], whole=True)
    assert handled.prune(connection, now=much_later) == 3
    assert set(handled.find(connection, desk_id, things)) == set(things[3:])


def test_another_desks_post_keeps_no_row(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    posts.save(connection, other_desk, "m", [post("1")], now=NOW)
    handled.record(connection, desk_id, ONE)
    assert handled.prune(connection, now=LATER) == 1
    assert connection.scalar(select(func.count()).select_from(rows)) == 0
