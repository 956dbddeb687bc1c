"""An item's page holds everything that is known of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from newsdesk.domain.message import msg
from newsdesk.domain.news_item import Deed, ItemEdit, NewsItem
from newsdesk.services.board import Board
from newsdesk.services.items import Gone
from newsdesk.web.views.item import ItemView, gone, view
from tests.fixtures import board as story
from tests.fixtures.board import Desk
from tests.services.test_board import loaded

EDITS = [
    ItemEdit(
        page=story.PAGE,
        item_id=story.RELEASE.id,
        deed=Deed.ADDED,
        revid=41,
        user="Example editor",
        time=story.NOW - timedelta(hours=50),
        comment="Add news",
    )
]


@pytest.fixture
def board(desk: Desk) -> Board:
    return loaded(desk)


def shown(board: Board, item: NewsItem, *can_post: str) -> ItemView:
    row = next(row for row in board.rows if row.item.id == item.id)
    return view(board, row, EDITS, frozenset(can_post))


def test_it_says_where_the_item_is_on_the_wiki(board: Board) -> None:
    item = shown(board, story.RELEASE)
    assert item.page == story.PAGE
    assert item.page_href == "https://www.mediawiki.org/wiki/Template:MediaWiki_News"
    assert item.edit_href.endswith("title=Template:MediaWiki_News&action=edit")
    assert item.history_href.endswith("title=Template:MediaWiki_News&action=history")
    assert item.marked is False


def test_an_archived_item_is_edited_in_the_archive(board: Board) -> None:
    assert shown(board, story.ARCHIVED).page == story.ARCHIVE


def test_a_match_shows_its_post_its_evidence_and_its_reminders(board: Board) -> None:
    mastodon = shown(board, story.RELEASE).places[0]
    assert mastodon.post
    assert mastodon.post.html == "<p>MediaWiki 1.45.2 and 1.44.4 are out</p>"
    assert mastodon.why == (msg("newsdesk-evidence-link"),)
    assert [other.post.url for other in mastodon.others] == ["https://mastodon.example/2"]


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


def test_it_says_since_when_and_what_happened(board: Board) -> None:
    item = shown(board, story.RELEASE)
    assert item.since
    assert item.since.time == EDITS[0].time
    assert [event.what.key for event in item.events] == [
        "newsdesk-event-added",
        "newsdesk-event-posted",
        "newsdesk-event-posted",
    ]
    assert shown(board, story.ARCHIVED).since is None, "added to another page"


def test_what_is_gone_has_its_history_too(board: Board) -> None:
    what = Gone(story.RELEASE.date, (story.RELEASE.id,), (story.RELEASE,))
    known = gone(board.site, story.PAGE, what, EDITS)
    assert [event.what.key for event in known.events] == ["newsdesk-event-added"]
    assert [one.id for one in known.neighbours] == [story.RELEASE.id]
