from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Connection

from newsdesk.store import items
from tests.store.values import item


def test_items_come_back_in_the_order_of_the_page(connection: Connection, desk_id: int) -> None:
    page = [item("second", day=17), item("first", day=18), item("third", day=2)]
    assert items.replace(connection, desk_id, "News", page)
    assert items.of_page(connection, desk_id, "News") == page


def test_replacing_says_whether_anything_differs(connection: Connection, desk_id: int) -> None:
    page = [item("one"), item("two")]
    items.replace(connection, desk_id, "News", page)
    assert not items.replace(connection, desk_id, "News", page)
    assert items.replace(connection, desk_id, "News", page[::-1])
    assert items.replace(connection, desk_id, "News", [])
    assert items.of_page(connection, desk_id, "News") == []


@pytest.mark.parametrize("marked", [None, False, True])
def test_marked_has_three_values(
    connection: Connection, desk_id: int, marked: bool | None
) -> None:
    items.replace(connection, desk_id, "News", [replace(item(), marked=marked)])
    assert items.of_page(connection, desk_id, "News")[0].marked is marked


def test_an_item_on_two_pages_is_taken_from_the_first(
    connection: Connection, desk_id: int
) -> None:
    on_news = item("both")
    archived = [replace(on_news, page="Archive"), item("old", day=1, page="Archive")]
    items.replace(connection, desk_id, "News", [on_news])
    items.replace(connection, desk_id, "Archive", archived)
    found = items.of_pages(connection, desk_id, ["News", "Archive"])
    assert found == [on_news, archived[1]]
    assert items.of_pages(connection, desk_id, ["News", "News"]) == [on_news]
    assert items.of_pages(connection, desk_id, []) == []


def test_pages_and_desks_do_not_touch_each_other(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    items.replace(connection, desk_id, "News", [item()])
    items.replace(connection, desk_id, "News ", [])
    items.replace(connection, other_desk, "News", [])
    assert items.of_page(connection, desk_id, "News") == [item()]
    assert items.of_page(connection, other_desk, "News") == []


def test_an_old_id_leads_through_all_its_names(connection: Connection, desk_id: int) -> None:
    items.add_aliases(connection, desk_id, {"a": "b"})
    items.add_aliases(connection, desk_id, {"b": "c", "x": "y"})
    assert items.successors(connection, desk_id, "a") == ["b", "c"]
    assert items.successors(connection, desk_id, "c") == []


def test_a_newer_alias_replaces_an_older_one(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    items.add_aliases(connection, desk_id, {"a": "b"})
    items.add_aliases(connection, desk_id, {"a": "c"})
    assert items.successors(connection, desk_id, "a") == ["c"]
    assert items.successors(connection, other_desk, "a") == []


def test_an_item_that_was_renamed_back_and_forth_ends(
    connection: Connection, desk_id: int
) -> None:
    items.add_aliases(connection, desk_id, {"a": "b", "b": "a", "c": "c"})
    assert items.successors(connection, desk_id, "a") == ["b"]
    assert items.successors(connection, desk_id, "c") == []


def test_an_older_alias_does_not_replace_a_later_one(connection: Connection, desk_id: int) -> None:
    items.add_aliases(connection, desk_id, {"a": "later"})
    items.add_aliases(connection, desk_id, {"a": "earlier", "x": "y"}, older=True)
    assert items.successors(connection, desk_id, "a") == ["later"]
    assert items.successors(connection, desk_id, "x") == ["y"]


def test_items_since_a_day(connection: Connection, desk_id: int) -> None:
    old, new = item("old", day=3), item("new", day=18)
    items.replace(connection, desk_id, "News", [new, old])
    assert items.of_page(connection, desk_id, "News", since=new.date) == [new]
    assert items.of_pages(connection, desk_id, ["News", "Archive"], since=new.date) == [new]


def test_whether_there_are_items(connection: Connection, desk_id: int, other_desk: int) -> None:
    assert not items.there_are(connection, desk_id, ["News"])
    items.replace(connection, desk_id, "News", [item()])
    assert items.there_are(connection, desk_id, ["Archive", "News"])
    assert not items.there_are(connection, desk_id, ["Archive"])
    assert not items.there_are(connection, other_desk, ["News"])


def test_an_item_knows_all_its_former_names(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    items.add_aliases(connection, desk_id, {"a": "b", "b": "d", "c": "d", "x": "y"})
    assert items.predecessors(connection, desk_id, "d") == {"a", "b", "c"}
    assert items.predecessors(connection, desk_id, "a") == set()
    assert items.predecessors(connection, other_desk, "d") == set()
    items.add_aliases(connection, desk_id, {"d": "a"})
    assert items.predecessors(connection, desk_id, "d") == {"a", "b", "c"}, "and round in circles"
