"""The board's view model: what the template shows, and where each link leads."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

import pytest

from newsdesk.domain.message import Brief, msg
from newsdesk.services.board import Board, Period
from newsdesk.services.board_filter import BoardFilter, Show
from newsdesk.web.views.board import ROWS_A_PAGE, BoardView, view
from newsdesk.web.views.unlisted import POSTS_A_PAGE
from tests.fixtures import board as story
from tests.fixtures.board import Desk
from tests.services.test_board import loaded


def shown(board: Board, wanted: BoardFilter | None = None, *can_post: str) -> BoardView:
    return view(
        board,
        wanted or BoardFilter(),
        frozenset(can_post),
        address=lambda one: f"/?{urlencode(one.args)}",
        item=lambda item_id: f"/item/{item_id}",
    )


@pytest.fixture
def board(desk: Desk) -> Board:
    return loaded(desk)


def test_a_row_leads_to_its_item_and_its_page(board: Board) -> None:
    row = shown(board).rows[0]
    assert row.href == f"/item/{story.RELEASE.id}"
    assert row.wiki.message == msg("newsdesk-wiki-listed")
    assert row.wiki.href == "https://www.mediawiki.org/wiki/Template:MediaWiki_News"
    assert row.marked is False
    assert row.done == ("Mastodon",)


def test_an_archived_item_says_so(board: Board) -> None:
    row = shown(board, BoardFilter(period=Period.EVER)).rows[-1]
    assert row.wiki.message == msg("newsdesk-wiki-archived")
    assert row.wiki.href == "https://www.mediawiki.org/wiki/News/Archive"


def test_a_channel_filter_leaves_one_column(board: Board) -> None:
    one = shown(board, BoardFilter(channel="bluesky"))
    assert [head.name for head in one.heads] == ["Bluesky"]
    assert {cell.channel for row in one.rows for cell in row.cells} == {"Bluesky"}


def test_heads_say_how_fresh_each_channel_is(board: Board) -> None:
    heads = {head.name: head.lines for head in shown(board).heads}
    hour_ago = board.states["mastodon"].stream.last_read
    failed = board.states["blog"].stream.failed_since
    last = board.states["mastodon"].last_post
    assert hour_ago
    assert failed
    assert last
    assert heads["Mastodon"] == (
        msg("newsdesk-channel-read", Brief(hour_ago, board.today)),
        msg("newsdesk-channel-last-post", Brief(last.date(), board.today)),
    )
    assert heads["LinkedIn"] == (msg("newsdesk-channel-manual"),)
    assert heads["Blog"][0].key in {"newsdesk-channel-failing", "newsdesk-channel-unreadable"}


def test_a_failure_names_its_reason_and_the_next_try(board: Board) -> None:
    (failure,) = shown(board).failures
    assert failure.channel_id == "blog"
    assert failure.why == msg("newsdesk-wiki-unreachable")
    assert failure.then
    assert failure.then.key == "newsdesk-channel-next-try"


def test_a_permanent_failure_calls_for_a_person(desk: Desk) -> None:
    state = desk.streams[story.FEED]
    desk.streams[story.FEED] = replace(state, permanent=True)
    desk.save()
    known = loaded(desk)
    (failure,) = shown(known).failures
    assert state.next_try
    assert failure.then == msg(
        "newsdesk-channel-next-try-rare", Brief(state.next_try, known.today)
    )


def test_clauses_lead_to_their_filters(board: Board) -> None:
    hrefs = [clause.href for clause in shown(board).clauses]
    assert hrefs == [
        "/?show=missing&channel=mastodon#items",
        "/?show=missing&channel=bluesky#items",
        "/?show=check#items",
    ]
    besides = [clause.href for clause in shown(board).besides]
    assert besides == ["/?show=unread&channel=blog#items", "/?#unlisted"]


def test_who_can_post_is_led_to_what_they_can_post(board: Board) -> None:
    mine = shown(board, None, "mastodon")
    assert (mine.mine, mine.mine_href) == (("Mastodon",), "/?show=mine#items")
    assert shown(board).mine == ()


def test_tabs_count_their_rows_and_keep_the_rest_of_the_filter(board: Board) -> None:
    tabs = shown(board, BoardFilter(show=Show.CHECK, period=Period.EVER, page=4)).filters.tabs
    assert [(tab.label.key.removeprefix("newsdesk-show-"), tab.count) for tab in tabs] == [
        ("all", 5),
        ("todo", 3),
        ("check", 1),
        ("unread", 4),
    ]
    assert [tab.href for tab in tabs if tab.chosen] == ["/?show=check&period=all#items"]


def test_posters_can_choose_what_they_can_post(board: Board) -> None:
    tabs = shown(board, None, "mastodon").filters.tabs
    assert "newsdesk-show-mine" in [tab.label.key for tab in tabs]


def test_the_form_says_what_it_is_set_to(board: Board) -> None:
    plain = shown(board).filters
    assert plain.says == (msg("newsdesk-filter-all-channels"), msg("newsdesk-filter-days", 30))
    assert not plain.narrowed
    narrowed = shown(board, BoardFilter(channel="blog", text="x")).filters
    assert narrowed.says == ("Blog", msg("newsdesk-filter-days", 30))
    assert narrowed.narrowed


def test_the_summary_does_not_depend_on_the_filter(board: Board) -> None:
    assert shown(board, BoardFilter(show=Show.CHECK)).clauses == shown(board).clauses


@pytest.mark.parametrize(
    ("page", "count", "newer", "older"),
    [
        (1, POSTS_A_PAGE, "", "/?page=2#unlisted"),
        (2, POSTS_A_PAGE, "/?#unlisted", "/?page=3#unlisted"),
        (3, 6, "/?page=2#unlisted", ""),
        (999, 6, "/?page=2#unlisted", ""),
    ],
)
def test_posts_without_an_item_are_paged(
    desk: Desk, page: int, count: int, newer: str, older: str
) -> None:
    desk.posts[story.BLUESKY] += [
        story.post(story.BLUESKY, 100 + n, f"Post {n}", desk.now) for n in range(45)
    ]
    desk.save()
    unlisted = shown(loaded(desk), BoardFilter(page=page)).unlisted
    assert unlisted.total == 46
    assert unlisted.shares == 1
    turns = unlisted.turns
    assert (len(unlisted.posts), turns.newer, turns.older) == (count, newer, older)


@pytest.mark.parametrize(
    ("part", "count", "newer", "older"),
    [
        (1, ROWS_A_PAGE, "", "/?q=Item&part=2&page=3#items"),
        (2, 50, "/?q=Item&page=3#items", ""),
        (99, 50, "/?q=Item&page=3#items", ""),
    ],
)
def test_many_items_are_paged_and_the_filter_stays(
    desk: Desk, part: int, count: int, newer: str, older: str
) -> None:
    day = desk.now.date()
    desk.items = [story.item(f"Item {n}", day) for n in range(ROWS_A_PAGE + 50)]
    desk.save()
    board = shown(loaded(desk), BoardFilter(text="Item", part=part, page=3))
    assert (len(board.rows), board.turns.newer, board.turns.older) == (count, newer, older)
    assert board.filters.tabs[0].count == board.turns.total == ROWS_A_PAGE + 50
    assert all("part" not in tab.href for tab in board.filters.tabs)
