"""An item's page holds everything that is known of it."""

from __future__ import annotations

import pytest

from newsdesk.domain.message import msg
from newsdesk.domain.news_item import NewsItem
from newsdesk.services.board import Board
from newsdesk.web.views.item import ItemView, view
from tests.fixtures import board as story
from tests.fixtures.board import Desk
from tests.services.test_board import loaded


@pytest.fixture
def board(desk: Desk) -> Board:
    return loaded(desk)


def shown(board: Board, item: NewsItem, *can_post: str) -> ItemView:
    row = next(row for row in board.rows if row.item.id == item.id)
    return view(board, row, frozenset(can_post))


def test_it_says_where_the_item_is_on_the_wiki(board: Board) -> None:
    item = shown(board, story.RELEASE)
    assert item.page == story.PAGE
    assert item.page_href == "https://www.mediawiki.org/wiki/Template:MediaWiki_News"
    assert item.edit_href.endswith("title=Template:MediaWiki_News&action=edit")
    assert item.history_href.endswith("title=Template:MediaWiki_News&action=history")
    assert item.marked is False


def test_an_archived_item_is_edited_in_the_archive(board: Board) -> None:
    assert shown(board, story.ARCHIVED).page == story.ARCHIVE


def test_it_has_a_permanent_link_for_wiki_pages(board: Board) -> None:
    assert shown(board, story.CODEX).permanent == (
        "[[toolforge:newsdesk/item/2026-11-15-codex-2-7-is-out]]"
    )


def test_a_match_shows_its_post_its_evidence_and_its_reminders(board: Board) -> None:
    mastodon = shown(board, story.RELEASE).places[0]
    assert mastodon.post
    assert mastodon.post.html == "<p>MediaWiki 1.45.2 and 1.44.4 are out</p>"
    assert mastodon.why == (msg("newsdesk-evidence-link"),)
    assert [post.url for post in mastodon.others] == ["https://mastodon.example/2"]


@pytest.mark.parametrize(
    ("item", "channel", "why"),
    [
        (story.RELEASE, 1, msg("newsdesk-why-missing", "Bluesky")),
        (story.RELEASE, 2, msg("newsdesk-why-unknown", "Blog")),
        (story.RELEASE, 3, msg("newsdesk-why-not-expected", "LinkedIn")),
        (story.SURVEY, 0, msg("newsdesk-why-past", "Mastodon")),
    ],
)
def test_without_a_post_it_says_why_the_status_is_what_it_is(
    board: Board, item: NewsItem, channel: int, why: object
) -> None:
    place = shown(board, item).places[channel]
    assert place.post is None
    assert place.why == (why,)


def test_the_history_is_in_order(board: Board) -> None:
    events = shown(board, story.RELEASE).events
    assert [event.href for event in events] == [
        "https://mastodon.example/1",
        "https://mastodon.example/2",
    ]
    assert shown(board, story.CODEX).events[0].what == msg("newsdesk-event-shared", "Mastodon")
