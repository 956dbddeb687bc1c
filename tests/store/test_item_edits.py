from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from newsdesk.domain.news_item import Deed, ItemEdit
from newsdesk.store import item_edits
from tests.store.values import EMOJI, MINUTE, NOW

ADDED = ItemEdit(
    page="News",
    item_id="2026-11-18-released",
    deed=Deed.ADDED,
    revid=5_000_000_000,
    user="Ünser",
    time=NOW,
    comment=EMOJI * 100,
)
REWORDED = replace(
    ADDED, item_id="2026-11-18-out", deed=Deed.REWORDED, revid=5_000_000_002, time=NOW + MINUTE
)


def test_edits_come_back_in_order(connection: Connection, desk_id: int, other_desk: int) -> None:
    item_edits.save(connection, desk_id, [REWORDED, ADDED])
    names = {ADDED.item_id, REWORDED.item_id}
    assert item_edits.of_item(connection, desk_id, names) == [ADDED, REWORDED]
    assert item_edits.of_item(connection, desk_id, {ADDED.item_id}) == [ADDED]
    assert item_edits.of_item(connection, desk_id, {"2026-11-18-Released"}) == []
    assert item_edits.of_item(connection, other_desk, names) == []


def test_two_edits_of_one_second_are_in_the_order_of_the_page(
    connection: Connection, desk_id: int
) -> None:
    later = replace(ADDED, deed=Deed.REMOVED, revid=ADDED.revid + 1)
    item_edits.save(connection, desk_id, [later, ADDED])
    assert item_edits.of_item(connection, desk_id, [ADDED.item_id]) == [ADDED, later]


def test_an_edit_that_is_read_again_is_stored_once(connection: Connection, desk_id: int) -> None:
    item_edits.save(connection, desk_id, [ADDED])
    hidden = replace(ADDED, user="", comment="")
    item_edits.save(connection, desk_id, [hidden])
    assert item_edits.of_item(connection, desk_id, [ADDED.item_id]) == [hidden]


def test_no_edits_are_no_trouble(connection: Connection, desk_id: int) -> None:
    item_edits.save(connection, desk_id, [])
    assert item_edits.of_item(connection, desk_id, []) == []
