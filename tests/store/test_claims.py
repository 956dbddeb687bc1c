"""Who is on what: shown to the others for two hours."""

from __future__ import annotations

from sqlalchemy import Connection, Engine

from newsdesk.domain.round import Claim, Thing
from newsdesk.store import claims
from newsdesk.store.claims import LENGTH
from newsdesk.store.database import change
from tests.store.values import MINUTE, NOW, at_once, key

THING = Thing.of_post(key("1"))
ED = Claim(thing=THING, user="Ed", until=NOW + LENGTH)


def test_the_first_is_on_it_until_it_ends(connection: Connection, desk_id: int) -> None:
    assert claims.take(connection, desk_id, THING, "Ed", now=NOW) == ED
    last = ED.until - MINUTE
    assert claims.take(connection, desk_id, THING, "Else", now=last) == ED
    assert claims.find(connection, desk_id, [THING], now=last) == {THING: ED}
    assert claims.find(connection, desk_id, [THING], now=ED.until) == {}
    assert claims.take(connection, desk_id, THING, "Else", now=ED.until).user == "Else"


def test_who_says_it_again_has_two_more_hours(connection: Connection, desk_id: int) -> None:
    claims.take(connection, desk_id, THING, "Ed", now=NOW)
    again = claims.take(connection, desk_id, THING, "Ed", now=NOW + MINUTE)
    assert again.until == ED.until + MINUTE


def test_of_ten_at_once_one_is_on_it(engine: Engine, desk_id: int) -> None:
    def act(number: int) -> tuple[str, Claim]:
        user = f"Editor {number}"
        return user, change(engine, lambda here: claims.take(here, desk_id, THING, user, now=NOW))

    told = at_once(10, act)
    (stands,) = {one for _, one in told}
    assert [user for user, one in told if user == one.user] == [stands.user]


def test_only_ones_own_is_given_back(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    claims.take(connection, desk_id, THING, "Ed", now=NOW)
    assert not claims.give_back(connection, desk_id, THING, "Else")
    assert not claims.give_back(connection, other_desk, THING, "Ed")
    assert claims.give_back(connection, desk_id, THING, "Ed")
    assert not claims.give_back(connection, desk_id, THING, "Ed")


def test_whoevers_claim_ends_with_the_thing(connection: Connection, desk_id: int) -> None:
    claims.take(connection, desk_id, THING, "Ed", now=NOW)
    claims.end(connection, desk_id, Thing.of_item("other"))
    assert claims.find(connection, desk_id, [THING], now=NOW)
    claims.end(connection, desk_id, THING)
    assert claims.find(connection, desk_id, [THING], now=NOW) == {}


def test_those_that_ran_out_are_deleted(connection: Connection, desk_id: int) -> None:
    claims.take(connection, desk_id, THING, "Ed", now=NOW)
    assert claims.prune(connection, now=ED.until - MINUTE) == 0
    assert claims.prune(connection, now=ED.until) == 1
