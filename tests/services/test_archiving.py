"""How many items are more than the set-up wants on the news page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newsdesk.services.archiving import surplus
from tests.fixtures import board as story
from tests.fixtures.board import Desk


@pytest.mark.parametrize(
    ("news", "more"),
    [
        ({"keep": 3}, 1),
        ({"keep": 4}, 0),
        ({"keep": 9}, 0),
        ({}, 0),
        ({"keep": 1, "archive": ""}, 0),
    ],
)
def test_it_is_what_the_set_up_does_not_keep(
    desk: Desk, news: dict[str, object], more: int
) -> None:
    """The story has four items on the news page and one in the archive."""
    desk.config = replace(story.CONFIG, news=replace(story.CONFIG.news, **news))  # type: ignore[arg-type]
    desk.save()
    assert surplus(desk.engine, desk.id) == more


def test_without_a_set_up_there_is_nothing_to_move(empty_desk: Desk) -> None:
    assert surplus(empty_desk.engine, empty_desk.id) == 0
