"""Filters are read from addresses, and pick exactly the rows and posts they name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.sync_status import SyncStatus
from newsdesk.services import board_filter
from newsdesk.services.board import Board, Period
from newsdesk.services.board_filter import BoardFilter, Show
from tests.fixtures import board as story
from tests.fixtures.board import Desk
from tests.services.test_board import loaded

RECENT = [story.RELEASE, story.TALK, story.CODEX]


@pytest.fixture
def board(desk: Desk) -> Board:
    return loaded(desk)


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ({}, BoardFilter()),
        ({"show": "todo"}, BoardFilter(show=Show.TODO)),
        ({"show": "everything"}, BoardFilter()),
        ({"period": "90"}, BoardFilter(period=Period.QUARTER)),
        ({"period": "-1"}, BoardFilter()),
        ({"q": "  rest \n api "}, BoardFilter(text="rest api")),
        ({"q": "x" * 500}, BoardFilter(text="x" * 100)),
        ({"page": "3"}, BoardFilter(page=3)),
        ({"page": "-3"}, BoardFilter()),
        ({"page": "0"}, BoardFilter()),
        ({"part": "2", "page": "3"}, BoardFilter(part=2, page=3)),
        ({"page": "9" * 50}, BoardFilter()),
        ({"page": "²"}, BoardFilter()),
        ({"other": "x"}, BoardFilter()),
    ],
)
def test_an_address_says_what_to_show(args: dict[str, str], expected: BoardFilter) -> None:
    assert BoardFilter.of(args) == expected


@given(
    st.builds(
        BoardFilter,
        show=st.sampled_from(Show),
        channel=st.sampled_from(["", "x", "mastodon"]),
        period=st.sampled_from(Period),
        text=st.sampled_from(["", "rest api"]),
        part=st.integers(1, 99999),
        page=st.integers(1, 99999),
    )
)
def test_a_filters_parameters_say_the_same_filter(wanted: BoardFilter) -> None:
    assert BoardFilter.of(wanted.args) == wanted


@given(
    st.dictionaries(st.sampled_from(["show", "channel", "period", "q", "part", "page"]), st.text())
)
def test_no_address_breaks_the_filter(args: dict[str, str]) -> None:
    wanted = BoardFilter.of(args)
    assert min(wanted.page, wanted.part) >= 1
    assert len(wanted.text) <= board_filter.MAX_TEXT


@pytest.mark.parametrize(
    ("wanted", "can_post", "expected"),
    [
        (BoardFilter(), (), RECENT),
        (
            BoardFilter(period=Period.YEAR),
            (),
            [*RECENT, story.SURVEY],
        ),
        (BoardFilter(period=Period.EVER, text="released"), (), [story.RELEASE, story.ARCHIVED]),
        (BoardFilter(show=Show.MISSING, channel="mastodon"), (), [story.TALK]),
        (BoardFilter(show=Show.CHECK), (), [story.TALK]),
        (BoardFilter(show=Show.CHECK, channel="mastodon"), (), []),
        (BoardFilter(show=Show.TODO), (), RECENT),
        (BoardFilter(show=Show.TODO, channel="blog"), (), []),
        (
            BoardFilter(show=Show.UNREAD, channel="blog"),
            (),
            RECENT,
        ),
        (BoardFilter(show=Show.DIFFERS), (), []),
        (BoardFilter(show=Show.MINE), (), []),
        (BoardFilter(show=Show.MINE), ("mastodon",), [story.TALK]),
        (BoardFilter(text="API the"), (), [story.TALK]),
        (BoardFilter(text="ＡＰＩ"), (), [story.TALK]),
        (BoardFilter(text="nowhere"), (), []),
    ],
)
def test_rows_are_those_the_filter_names(
    board: Board, wanted: BoardFilter, can_post: tuple[str, ...], expected: list[NewsItem]
) -> None:
    found = board_filter.rows(board, wanted, can_post)
    assert [row.item.id for row in found] == [item.id for item in expected]


def test_what_no_programme_reads_is_not_waiting_to_be_read(desk: Desk) -> None:
    unread = Channel(id="x", kind=ChannelKind.X, name="X", account="MediaWiki")
    desk.config = replace(desk.config, channels=(story.MASTODON, unread), follow=())
    desk.save()
    board = loaded(desk)
    assert {row.cells[1].status for row in board.rows} == {SyncStatus.UNKNOWN}
    found = board_filter.rows(board, BoardFilter(show=Show.UNREAD, period=Period.EVER), ())
    assert [row.item.id for row in found] == [story.ARCHIVED.id], "older than what was read"


def test_counts_are_of_the_same_rows(board: Board) -> None:
    wanted = BoardFilter(period=Period.EVER)
    counts = board_filter.counts(board, wanted, ("mastodon",))
    for show in Show:
        rows = board_filter.rows(board, replace(wanted, show=show), ("mastodon",))
        assert counts[show] == len(rows)
    assert counts[Show.ALL] == 5


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (BoardFilter(), 1),
        (BoardFilter(channel="bluesky"), 1),
        (BoardFilter(channel="mastodon"), 0),
        (BoardFilter(text="parser"), 1),
        (BoardFilter(text="release"), 0),
        (BoardFilter(show=Show.CHECK), 1),
    ],
)
def test_posts_without_an_item_are_filtered_too(
    board: Board, wanted: BoardFilter, count: int
) -> None:
    assert len(board_filter.unlisted(board, wanted)) == count


def test_a_post_older_than_the_period_is_left_out(desk: Desk) -> None:
    old = story.post(story.BLUESKY, 9, "Old news", desk.now.replace(year=2025))
    desk.posts[story.BLUESKY].append(old)
    desk.save()
    board = loaded(desk)
    assert len(board_filter.unlisted(board, BoardFilter())) == 1
    assert len(board_filter.unlisted(board, BoardFilter(period=Period.EVER))) == 2


def test_a_channel_that_is_not_there_is_not_filtered_by(board: Board) -> None:
    assert BoardFilter(channel="gone").on(board) == BoardFilter()
    assert BoardFilter(channel="blog").on(board) == BoardFilter(channel="blog")
