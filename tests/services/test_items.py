"""The address of an item leads to the item, whatever became of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from newsdesk.domain.news_item import Deed, ItemEdit, NewsItem
from newsdesk.services.items import Gone, Moved, history, look_up
from newsdesk.store import item_edits, items
from newsdesk.store.database import writing
from tests.fixtures import board as story
from tests.fixtures.board import Desk


def found(desk: Desk, wanted: str) -> NewsItem | Moved | Gone | None:
    return look_up(desk.engine, desk.id, wanted)


@pytest.mark.parametrize("item", [story.RELEASE, story.ARCHIVED], ids=lambda item: item.id)
def test_an_id_of_today_is_its_item(desk: Desk, item: NewsItem) -> None:
    assert found(desk, item.id) == item


def test_a_reworded_item_is_found_by_its_words(desk: Desk) -> None:
    assert found(desk, "2026-11-15-codex-2-7-released") == Moved(story.CODEX.id)


def test_a_renamed_item_is_found_by_the_pages_history(desk: Desk) -> None:
    with writing(desk.engine) as connection:
        items.add_aliases(
            connection,
            desk.id,
            {
                "2026-11-14-design-system": "2026-11-15-the-design-system",
                "2026-11-15-the-design-system": story.CODEX.id,
            },
        )
    assert found(desk, "2026-11-14-design-system") == Moved(story.CODEX.id)


def test_what_the_history_knows_beats_what_words_suggest(desk: Desk) -> None:
    other = story.item("Codex 2.7 was released today", story.CODEX.date)
    desk.items.append(other)
    desk.save()
    old = "2026-11-15-codex-2-7-released"
    with writing(desk.engine) as connection:
        items.add_aliases(connection, desk.id, {old: story.CODEX.id})
    assert found(desk, old) == Moved(story.CODEX.id)


def test_an_item_that_was_archived_keeps_its_address(desk: Desk) -> None:
    desk.items = [replace(story.CODEX, page=story.ARCHIVE)]
    desk.save()
    assert found(desk, story.CODEX.id) == replace(story.CODEX, page=story.ARCHIVE)


def test_an_item_that_is_gone_is_named_with_what_is_known(desk: Desk) -> None:
    with writing(desk.engine) as connection:
        items.add_aliases(connection, desk.id, {"2026-11-15-first": "2026-11-15-second"})
    assert found(desk, "2026-11-15-first") == Gone(
        date(2026, 11, 15), ("2026-11-15-first", "2026-11-15-second"), (story.CODEX,)
    )


@pytest.mark.parametrize("wanted", ["", "codex", "../etc/passwd", "2026-99-99-x", "x" * 5000])
def test_what_was_never_an_id_is_not_gone(desk: Desk, wanted: str) -> None:
    assert found(desk, wanted) is None


def test_the_history_of_an_item_knows_what_it_was_called_before(desk: Desk) -> None:
    added = ItemEdit(
        page=story.PAGE,
        item_id="2026-11-15-codex-soon",
        deed=Deed.ADDED,
        revid=1,
        user="Example editor",
        time=story.EVER,
    )
    reworded = replace(added, item_id=story.CODEX.id, deed=Deed.REWORDED, revid=2)
    with writing(desk.engine) as connection:
        items.add_aliases(connection, desk.id, {added.item_id: story.CODEX.id})
        item_edits.save(connection, desk.id, [added, reworded])
    assert history(desk.engine, desk.id, [story.CODEX.id]) == [added, reworded]
    assert history(desk.engine, desk.id, [added.item_id, story.CODEX.id]) == [added, reworded]
    assert history(desk.engine, desk.id, [story.TALK.id]) == []
