"""What happened to an item, in order, each with who did it and where it can be seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from newsdesk.domain.message import msg
from newsdesk.domain.news_item import Deed, ItemEdit
from newsdesk.services.board import Board
from newsdesk.web.views.history import EventView, events, since
from tests.fixtures import board as story
from tests.fixtures.board import Desk
from tests.services.test_board import loaded

ADDED = ItemEdit(
    page=story.PAGE,
    item_id=story.RELEASE.id,
    deed=Deed.ADDED,
    revid=41,
    user="Example editor",
    time=story.NOW - timedelta(hours=50),
    comment="Add news",
)
REWORDED = replace(
    ADDED, deed=Deed.REWORDED, revid=42, user="", comment="", time=story.NOW - timedelta(hours=30)
)
DIFF = "https://www.mediawiki.org/w/index.php?title=Template:MediaWiki_News&diff=prev&oldid="


@pytest.fixture
def board(desk: Desk) -> Board:
    return loaded(desk)


def shown(board: Board, *edits: ItemEdit, row: int = 0) -> tuple[EventView, ...]:
    channels = {state.channel.id: state.channel for state in board.channels}
    return events(edits, board.rows[row].cells, channels, board.site)


def test_edits_and_posts_are_told_in_order(board: Board) -> None:
    found = shown(board, ADDED, REWORDED)
    assert [(event.what, event.post_href or event.diff_href) for event in found] == [
        (msg("newsdesk-event-added", story.PAGE), f"{DIFF}41"),
        (msg("newsdesk-event-posted", "Mastodon"), "https://mastodon.example/1"),
        (msg("newsdesk-event-reworded", story.PAGE), f"{DIFF}42"),
        (msg("newsdesk-event-posted", "Mastodon"), "https://mastodon.example/2"),
    ]
    assert shown(board, row=2)[0].what == msg("newsdesk-event-shared", "Mastodon")


def test_an_edit_names_who_made_it_and_why(board: Board) -> None:
    edit = shown(board, ADDED)[0]
    assert (edit.user, edit.comment, edit.hidden) == ("Example editor", "Add news", False)
    assert edit.user_href == "https://www.mediawiki.org/wiki/User:Example_editor"


def test_a_name_that_the_wiki_hides_stays_hidden(board: Board) -> None:
    edit = shown(board, REWORDED)[1]
    assert (edit.user, edit.user_href, edit.hidden) == ("", "", True)
    assert not shown(board)[0].hidden, "a post has no user of the wiki"


def test_an_item_is_on_its_page_since_it_was_last_put_there() -> None:
    again = replace(ADDED, revid=44, time=story.NOW)
    removed = replace(ADDED, deed=Deed.REMOVED, revid=43)
    found = since([ADDED, REWORDED, removed, again], story.PAGE, story.SITE)
    assert found
    assert (found.time, found.diff_href) == (story.NOW, f"{DIFF}44")
    assert since([ADDED], story.ARCHIVE, story.SITE) is None
    assert since([REWORDED], story.PAGE, story.SITE) is None
