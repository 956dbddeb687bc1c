"""The first sentence says what is left, and each clause leads to exactly what it counts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newsdesk.domain.message import Brief, msg
from newsdesk.services import board_filter
from newsdesk.services.board import Board
from newsdesk.services.board_filter import BoardFilter, Show
from newsdesk.services.board_summary import Summary, can_post, summarise
from tests.fixtures import board as story
from tests.fixtures.board import Desk
from tests.services.test_board import loaded

NOBODY: frozenset[str] = frozenset()


@pytest.fixture
def board(desk: Desk) -> Board:
    return loaded(desk)


def test_the_sentence_names_what_is_left(board: Board) -> None:
    assert [part.message for part in summarise(board, NOBODY).parts] == [
        msg("newsdesk-summary-missing", 1, "Mastodon"),
        msg("newsdesk-summary-missing", 2, "Bluesky"),
        msg("newsdesk-summary-check", 1),
    ]


def test_what_is_not_counted_stands_besides(board: Board) -> None:
    since = board.states["blog"].stream.failed_since
    assert since
    assert [part.message for part in summarise(board, NOBODY).besides] == [
        msg("newsdesk-channel-unread-since", "Blog", Brief(since, board.today)),
        msg("newsdesk-summary-unlisted", 1),
    ]


def test_each_clause_leads_to_as_many_rows_as_it_counts(board: Board) -> None:
    for part in summarise(board, NOBODY).parts:
        count = part.message.params[0]
        if part.anchor == "items" and isinstance(count, int):
            assert len(board_filter.rows(board, part.wanted, NOBODY)) == count


def test_a_channel_that_could_not_be_read_leads_to_its_unread_cells(board: Board) -> None:
    parts = summarise(board, NOBODY).besides
    assert BoardFilter(show=Show.UNREAD, channel="blog") in [part.wanted for part in parts]


def test_to_do_is_the_sum_of_what_is_listed_after_it(board: Board) -> None:
    summary = summarise(board, NOBODY)
    assert summary.todo == 4
    assert summary.todo == sum(int(str(part.message.params[0])) for part in summary.parts)


def test_nothing_left_is_said_by_no_clause(board: Board) -> None:
    done = replace(board, rows=(), channels=board.channels[:2], unlisted=())
    assert summarise(done, NOBODY) == Summary(0, (), (), (), ())


def test_whom_to_ask_is_said_where_something_is_missing(board: Board) -> None:
    asks = summarise(board, NOBODY).asks
    assert [(ask.channels, ask.posters, ask.page) for ask in asks] == [
        ((story.MASTODON,), ("Second editor", "third_editor"), ""),
        ((story.BLUESKY,), (), "Talk:Social media"),
    ]


def test_who_can_post_there_asks_nobody(board: Board) -> None:
    summary = summarise(board, frozenset({"mastodon", "linkedin"}))
    assert [ask.channels for ask in summary.asks] == [(story.BLUESKY,)]
    assert summary.mine == (story.MASTODON,)


def test_channels_of_the_same_people_are_asked_for_at_once(board: Board) -> None:
    mastodon, bluesky, *rest = board.channels
    alike = replace(
        bluesky, channel=replace(story.BLUESKY, posters=story.MASTODON.posters, ask="")
    )
    asks = summarise(replace(board, channels=(mastodon, alike, *rest)), NOBODY).asks
    assert [[channel.id for channel in ask.channels] for ask in asks] == [["mastodon", "bluesky"]]


@pytest.mark.parametrize(
    ("user", "expected"),
    [
        ("Second editor", {"mastodon"}),
        ("Third editor", {"mastodon"}),
        ("Stranger", set()),
        ("", set()),
    ],
)
def test_posters_are_known_by_name_however_it_is_written(
    board: Board, user: str, expected: set[str]
) -> None:
    assert can_post(board.config, user) == expected
