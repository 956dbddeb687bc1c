"""The board is read from stored data alone, with a fixed number of queries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from newsdesk.channels import bluesky
from newsdesk.channels.adapter import Feature, Need
from newsdesk.domain.desk import DeskKey
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.post import PostForm
from newsdesk.domain.sync_status import SyncStatus
from newsdesk.services import board_filter, board_summary
from newsdesk.services.board import Board, Period, load, load_item, set_up, version
from newsdesk.services.board_filter import BoardFilter
from newsdesk.store import desks, revisions
from newsdesk.store.database import writing
from tests.fixtures import board as story
from tests.fixtures.board import Desk
from tests.fixtures.statements import statements


def loaded(desk: Desk) -> Board:
    board = load(desk.engine, desk.id, desk.now)
    assert board
    return board


def queries(engine: Engine, desk: Desk) -> int:
    return len(statements(engine, lambda: loaded(desk)))


def statuses(board: Board, item_id: str) -> dict[str, SyncStatus]:
    row = next(row for row in board.rows if row.item.id == item_id)
    return {cell.channel_id: cell.status for cell in row.cells}


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (story.RELEASE, ["posted", "missing", "unknown", "not-expected"]),
        (story.TALK, ["missing", "unsure", "unknown", "not-expected"]),
        (story.CODEX, ["shared", "missing", "unknown", "not-expected"]),
        (story.SURVEY, ["past", "past", "past", "not-expected"]),
        (story.ARCHIVED, ["unknown", "unknown", "past", "not-expected"]),
    ],
    ids=lambda value: getattr(value, "id", None),
)
def test_each_item_has_a_status_a_channel(desk: Desk, item: NewsItem, expected: list[str]) -> None:
    found = statuses(loaded(desk), item.id)
    assert list(found) == ["mastodon", "bluesky", "blog", "linkedin"]
    assert list(found.values()) == expected


def test_rows_are_newest_first_and_keep_the_order_of_the_page_within_a_day(desk: Desk) -> None:
    neighbour = story.item("Another item of that day", story.RELEASE.date)
    desk.items = [neighbour, story.SURVEY, story.RELEASE, story.ARCHIVED]
    desk.save()
    assert [row.item.id for row in loaded(desk).rows] == [
        neighbour.id,
        story.RELEASE.id,
        story.SURVEY.id,
        story.ARCHIVED.id,
    ]


def test_a_cell_has_its_post_its_evidence_and_its_reminders(desk: Desk) -> None:
    cell = loaded(desk).rows[0].cells[0]
    assert cell.post
    assert cell.match
    assert cell.post.url == "https://mastodon.example/1"
    assert [message.key for message in cell.match.evidence] == ["newsdesk-evidence-link"]
    assert [post.url for _, post in cell.others] == ["https://mastodon.example/2"]


def test_a_failing_channel_says_since_when_and_keeps_its_state(desk: Desk) -> None:
    board = loaded(desk)
    blog = board.states["blog"]
    assert blog.stream.failed_since
    assert board.rows[0].cells[2].since == blog.stream.failed_since
    assert blog.last_post is None


def test_nothing_is_missing_where_the_credential_is_gone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_a_post() -> list[SyncStatus]:
        cells = [c for row in loaded(desk).rows for c in row.cells if c.channel_id == "bluesky"]
        return [one.status for one in cells if one.post is None]

    assert SyncStatus.MISSING in without_a_post()
    monkeypatch.setattr(bluesky, "OFFERS", {Feature.OWN: Need.CREDENTIAL})
    assert SyncStatus.MISSING not in without_a_post()
    assert SyncStatus.UNKNOWN in without_a_post()


def test_channels_say_when_they_last_posted_and_whether_they_can_be_read(desk: Desk) -> None:
    states = loaded(desk).states
    assert states["mastodon"].last_post == desk.now - timedelta(hours=2)
    assert states["bluesky"].last_post == desk.now - timedelta(hours=5), "not the deleted one"
    assert states["mastodon"].readable
    assert not states["linkedin"].readable


def test_originals_without_an_item_are_listed_and_shares_counted(desk: Desk) -> None:
    board = loaded(desk)
    assert [post.text for _, post in board.unlisted] == ["New on the blog: the parser"]
    assert board.shares_unlisted == 1


@pytest.mark.parametrize("period", Period)
def test_a_period_reads_less_and_shows_the_same(desk: Desk, period: Period) -> None:
    wanted = BoardFilter(period=period)
    desk.posts[story.BLUESKY] += [
        story.post(story.BLUESKY, 100 + days, f"Post {days}", desk.now - timedelta(days=days))
        for days in (29, 30, 31, 89, 90, 91, 366)
    ]
    desk.save()
    less, every = load(desk.engine, desk.id, desk.now, period), loaded(desk)
    assert less
    assert board_filter.rows(less, wanted, ()) == board_filter.rows(every, wanted, ())
    assert board_filter.unlisted(less, wanted) == board_filter.unlisted(every, wanted)
    assert board_summary.summarise(less, ()) == board_summary.summarise(every, ())
    assert (less.channels, less.shares_unlisted) == (every.channels, every.shares_unlisted)


def test_a_period_without_items_knows_of_older_ones(desk: Desk) -> None:
    desk.items[:] = [story.SURVEY]
    desk.save()
    board = load(desk.engine, desk.id, desk.now, Period.WITHIN)
    assert board
    assert (board.rows, board.has_items) == ((), True)


def test_the_board_knows_its_revision_its_version_and_its_day(desk: Desk) -> None:
    board = loaded(desk)
    assert board.page_revision == 42
    assert board.page_read == desk.now
    assert board.today == date(2026, 11, 20)
    assert board.version == version(desk.engine, desk.id)


def test_stored_data_that_changed_has_another_version(desk: Desk) -> None:
    before = version(desk.engine, desk.id)
    desk.items.append(story.item("Something new", date(2026, 11, 20)))
    desk.save()
    assert version(desk.engine, desk.id) != before


def test_more_data_needs_no_more_queries(desk: Desk) -> None:
    before = queries(desk.engine, desk)
    desk.items += [story.item(f"Item {n}", date(2026, 11, 1)) for n in range(50)]
    desk.posts[story.BLUESKY] += [
        story.post(story.BLUESKY, 100 + n, f"Post {n}", desk.now) for n in range(300)
    ]
    desk.save()
    assert queries(desk.engine, desk) == before <= 27


def test_another_desks_data_stays_there(desk: Desk) -> None:
    with writing(desk.engine) as connection:
        other = desks.ensure(connection, DeskKey("https://other.example/w/", "X"), now=desk.now)
    assert load(desk.engine, other, desk.now) is None


def test_without_a_set_up_there_is_no_board(empty_desk: Desk) -> None:
    assert load(empty_desk.engine, empty_desk.id, empty_desk.now) is None
    assert set_up(empty_desk.engine, empty_desk.id).config is None


def test_before_the_first_reading_there_is_no_board(empty_desk: Desk) -> None:
    empty_desk.read = False
    empty_desk.save()
    assert load(empty_desk.engine, empty_desk.id, empty_desk.now) is None
    assert set_up(empty_desk.engine, empty_desk.id).config


def test_a_news_page_that_is_missing_makes_an_empty_board(empty_desk: Desk) -> None:
    empty_desk.save()
    with writing(empty_desk.engine) as connection:
        revisions.forget(connection, empty_desk.id, story.PAGE)
    board = loaded(empty_desk)
    assert (board.rows, board.page_revision) == ((), 0)


def test_a_faulty_set_up_leaves_the_last_valid_one_in_force(desk: Desk) -> None:
    desk.faulty = True
    desk.save()
    known = loaded(desk).set_up
    assert known.in_force
    assert known.newest
    assert (known.in_force.revid, known.newest.revid) == (7, 8)
    assert [problem.place for problem in known.problems] == ["channels[2].account"]


def test_a_channel_that_is_new_in_the_set_up_is_not_read_yet(desk: Desk) -> None:
    new = replace(story.FEED, id="new", url="https://new.example/feed")
    desk.config = replace(story.CONFIG, channels=(*story.CONFIG.channels, new))
    desk.save()
    board = loaded(desk)
    assert statuses(board, story.RELEASE.id)["new"] is SyncStatus.UNKNOWN
    assert board.states["new"].stream.last_read is None


def in_a_thread(desk: Desk) -> None:
    """Let two of the story's posts go on in parts, one of which was posted on its own."""
    for of, number in ((1, 90), (2, 91)):
        for channel in (story.MASTODON, story.BLUESKY):
            time = story.NOW - timedelta(hours=4 - of)
            part = story.post(channel, number, "More of it", time, continues=str(of))
            desk.posts[channel].append(replace(part, form=PostForm.REPLY))
    desk.save()


def test_a_thread_is_one_post_on_an_item_and_among_the_unlisted(desk: Desk) -> None:
    in_a_thread(desk)
    board = loaded(desk)
    [unlisted] = [post for _, post in board.unlisted]
    assert [part.key.native_id for part in unlisted.parts] == ["91"]
    matched = board.rows[0].cells[0].post
    assert matched
    assert matched.text.endswith("More of it")


def test_a_part_that_is_an_original_by_its_form_is_no_row_of_its_own(desk: Desk) -> None:
    part = story.post(story.MASTODON, 92, "More", story.NOW, continues="1")
    desk.posts[story.MASTODON].append(part)
    desk.save()
    assert part.key not in [post.key for _, post in loaded(desk).unlisted]


def test_one_item_is_read_alone(desk: Desk) -> None:
    in_a_thread(desk)
    every = {row.item.id: row for row in loaded(desk).rows}
    for item in desk.items:
        board = load_item(desk.engine, desk.id, story.NOW, item.id)
        assert board
        assert board.rows == (every[item.id],)
        assert (board.unlisted, board.has_items) == ((), True)


def test_an_id_that_no_item_has_is_no_row(desk: Desk) -> None:
    board = load_item(desk.engine, desk.id, story.NOW, "2026-11-20-nothing")
    assert board
    assert board.rows == ()


def test_an_item_is_not_there_before_anything_was_read(empty_desk: Desk) -> None:
    assert load_item(empty_desk.engine, empty_desk.id, story.NOW, "x") is None
