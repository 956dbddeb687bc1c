from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import Connection

from newsdesk.domain.status_change import Stand
from newsdesk.domain.sync_status import SyncStatus
from newsdesk.store import stands
from tests.store.values import EMOJI, MINUTE, NOW

OLD = date(2026, 11, 1)
STAND = Stand(
    item_id="2026-11-18-released",
    channel_id="mastodon",
    status=SyncStatus.MISSING,
    url="",
    day=date(2026, 11, 18),
    seen=NOW,
)
POSTED = replace(
    STAND,
    status=SyncStatus.POSTED,
    url=f"https://x.example/{EMOJI}",
    changed=NOW + MINUTE,
    began=NOW - MINUTE,
)
OTHER = replace(STAND, channel_id="x")


def test_stands_come_back_and_take_each_others_place(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    stands.save(connection, desk_id, [STAND, OTHER])
    stands.save(connection, desk_id, [POSTED])
    assert stands.every(connection, desk_id, OLD) == [POSTED, OTHER]
    assert stands.every(connection, other_desk, OLD) == []
    assert stands.every(connection, desk_id, date(2026, 11, 19)) == []


def test_an_item_keeps_what_is_known_of_it_by_its_new_name(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    met_again = replace(STAND, item_id="2026-11-18-out", seen=NOW + MINUTE)
    stands.save(connection, desk_id, [POSTED, met_again])
    stands.save(connection, other_desk, [STAND])
    stands.rename(connection, desk_id, {STAND.item_id: "2026-11-18-out"})
    assert stands.every(connection, desk_id, OLD) == [replace(POSTED, item_id="2026-11-18-out")]
    assert stands.every(connection, other_desk, OLD) == [STAND]


def test_when_a_status_last_changed(connection: Connection, desk_id: int) -> None:
    assert stands.newest(connection, desk_id) is None
    stands.save(connection, desk_id, [POSTED, OTHER])
    assert stands.newest(connection, desk_id) == NOW + MINUTE
    assert stands.newest(connection, desk_id, "x") is None


def test_old_items_are_forgotten_long_after_they_were_looked_at(
    connection: Connection, desk_id: int
) -> None:
    stands.save(connection, desk_id, [STAND])
    later = NOW + stands.LOOKED_AT
    assert stands.prune(connection, now=later) == 0
    assert stands.prune(connection, now=later + timedelta(days=60)) == 1
