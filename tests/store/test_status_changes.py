from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import Connection

from newsdesk.domain.status_change import StatusChange
from newsdesk.domain.sync_status import SyncStatus
from newsdesk.store import status_changes
from tests.store.values import EMOJI, MINUTE, NOW

NEW = StatusChange(
    item_id="2026-11-18-released",
    channel_id="mastodon",
    before=None,
    after=SyncStatus.MISSING,
    time=NOW,
    day=date(2026, 11, 18),
    text=EMOJI * 50,
)
POSTED = replace(
    NEW,
    before=SyncStatus.MISSING,
    after=SyncStatus.POSTED,
    time=NOW + MINUTE,
    url="https://x.example/" + "1" * 3000,
)
OTHER = replace(NEW, item_id="2026-11-17-talk", channel_id="x")


def _told(found: list[StatusChange]) -> list[StatusChange]:
    return [replace(one, number=0) for one in found]


def test_changes_come_back_newest_first(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    status_changes.add(connection, desk_id, [NEW, OTHER])
    status_changes.add(connection, desk_id, [POSTED])
    found = status_changes.newest(connection, desk_id, limit=9)
    assert _told(found) == [POSTED, OTHER, NEW]
    numbers = [one.number for one in found]
    assert numbers == sorted(numbers, reverse=True)
    assert status_changes.newest(connection, other_desk, limit=9) == []
    assert status_changes.newest(connection, desk_id, limit=9, below=numbers[0]) == found[1:]
    assert status_changes.newest(connection, desk_id, limit=1, below=numbers[1]) == found[2:]


def test_changes_of_an_item_or_on_a_channel(connection: Connection, desk_id: int) -> None:
    status_changes.add(connection, desk_id, [NEW, OTHER, POSTED])
    of_item = status_changes.newest(connection, desk_id, limit=9, names={NEW.item_id, "former"})
    assert _told(of_item) == [POSTED, NEW]
    assert _told(status_changes.newest(connection, desk_id, limit=9, channel_id="x")) == [OTHER]


def test_changes_are_let_go_after_half_a_year(connection: Connection, desk_id: int) -> None:
    status_changes.add(connection, desk_id, [NEW, POSTED])
    assert status_changes.prune(connection, now=NOW + status_changes.KEPT) == 1
    assert _told(status_changes.newest(connection, desk_id, limit=9)) == [POSTED]
    assert status_changes.prune(connection, now=NOW + timedelta(days=400)) == 1


def test_nothing_to_tell_is_no_trouble(connection: Connection, desk_id: int) -> None:
    status_changes.add(connection, desk_id, [])
    assert status_changes.newest(connection, desk_id, limit=9) == []
