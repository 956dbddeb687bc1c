from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from newsdesk.domain.message import msg
from newsdesk.store import asked_addresses
from newsdesk.store.asked_addresses import KEPT, AskedAddress, Purpose
from newsdesk.store.batches import BATCH
from tests.store.values import EMOJI, MINUTE, NOW

LONG = "https://example.org/" + "ä" * 1000
DEAD = AskedAddress(
    url=LONG,
    failures=2,
    failed_since=NOW - MINUTE,
    failure=msg("newsdesk-fetch-not-found", EMOJI),
    next_try=NOW + MINUTE,
    dead=True,
)
POST, LINK = Purpose.POST, Purpose.LINK


def save(connection: Connection, desk_id: int, purpose: Purpose, one: AskedAddress) -> None:
    asked_addresses.save(connection, desk_id, purpose, one, now=NOW)


def test_what_was_asked_comes_back_by_its_address_and_purpose(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    save(connection, desk_id, LINK, DEAD)
    asked = [LONG, LONG.replace("ä", "Ä")]
    assert asked_addresses.find(connection, desk_id, LINK, asked) == {LONG: DEAD}
    assert asked_addresses.find(connection, desk_id, POST, asked) == {}
    assert asked_addresses.find(connection, other_desk, LINK, asked) == {}


def test_a_later_answer_takes_the_formers_place(connection: Connection, desk_id: int) -> None:
    save(connection, desk_id, LINK, DEAD)
    alive = AskedAddress(url=LONG, next_try=NOW)
    save(connection, desk_id, LINK, alive)
    assert asked_addresses.find(connection, desk_id, LINK, [LONG]) == {LONG: alive}


def test_only_links_that_lead_nowhere_are_dead(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    save(connection, desk_id, LINK, DEAD)
    save(connection, desk_id, LINK, AskedAddress(url="https://a.example/", failures=1))
    save(connection, desk_id, POST, replace(DEAD, url="https://b.example/"))
    assert asked_addresses.dead(connection, desk_id) == {LONG}
    assert asked_addresses.dead(connection, other_desk) == frozenset()


def test_many_are_found_at_once(connection: Connection, desk_id: int) -> None:
    urls = [f"https://a.example/{number}" for number in range(BATCH + 1)]
    for url in urls:
        save(connection, desk_id, LINK, AskedAddress(url=url))
    assert set(asked_addresses.find(connection, desk_id, LINK, urls)) == set(urls)


def test_what_was_asked_long_ago_is_forgotten(connection: Connection, desk_id: int) -> None:
    save(connection, desk_id, LINK, DEAD)
    assert asked_addresses.prune(connection, now=NOW + KEPT) == 0
    assert asked_addresses.prune(connection, now=NOW + KEPT + MINUTE) == 1
    assert asked_addresses.dead(connection, desk_id) == frozenset()
