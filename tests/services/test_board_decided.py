"""What people decided, published or only their own, is what the board shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from newsdesk.domain.channel import Channel
from newsdesk.domain.decision import Choice, Decision, Snapshot
from newsdesk.domain.decisions import Decisions
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.post import PostForm
from newsdesk.domain.sync_status import Cell, SyncStatus, Verdict
from newsdesk.services import board_filter, board_summary
from newsdesk.services.board import Board, Period, load, load_item
from newsdesk.services.board_filter import BoardFilter, Show
from newsdesk.store import decided, items
from newsdesk.store.database import writing
from tests.fixtures.board import (
    BLUESKY,
    BY_HAND,
    CODEX,
    MASTODON,
    NOW,
    RELEASE,
    SURVEY,
    TALK,
    Desk,
    item,
    post,
    same,
)

PAGE = "Social media/Newsdesk/Decisions/2026.json"
DOUBTFUL, UNLISTED, GONE = (f"https://bluesky.example/{number}" for number in (1, 2, 3))
BY_ADDRESS = "https://bsky.app/profile/mediawiki.org/post/3lb"
ON_MASTODON = "https://mastodon.example/1"


def decision(
    choice: Choice, about: NewsItem, channel: Channel, address: str = "", reason: str = ""
) -> Decision:
    return Decision(
        choice=choice,
        item_id=about.id,
        channel_id=channel.id,
        address=address,
        reason=reason,
        snapshot=Snapshot(date=about.date, text=about.text),
    )


SAME = decision(Choice.SAME, TALK, BLUESKY, DOUBTFUL)
NOT = replace(SAME, choice=Choice.NOT)
FOUND = decision(Choice.SAME, CODEX, BLUESKY, UNLISTED)
EXEMPT = decision(Choice.EXEMPT, TALK, MASTODON, reason="in English only")
POSTED = decision(Choice.POSTED, RELEASE, BY_HAND, "https://linkedin.example/mw/1")
POSTED_KNOWN = decision(Choice.POSTED, RELEASE, BLUESKY, UNLISTED)
NOT_NEWS = Decision(choice=Choice.NOT_NEWS, address=UNLISTED)


def publish(desk: Desk, *decisions: Decision) -> None:
    """Store decisions as they are after a decisions page was read."""
    made = Decisions().after(decisions)
    with writing(desk.engine) as connection:
        decided.replace(connection, desk.id, PAGE, made)
        decided.set_current(connection, desk.id, {(PAGE, name): name for name in made.items})


def board(desk: Desk, *own: Decision, period: Period = Period.EVER) -> Board:
    found = load(desk.engine, desk.id, NOW, period, decisions=own)
    assert found
    return found


def shown(found: Board, about: NewsItem, channel: Channel) -> Cell:
    (row,) = [row for row in found.rows if row.item.id == about.id]
    (cell,) = [cell for cell in row.cells if cell.channel_id == channel.id]
    return cell


def unlisted(found: Board) -> list[str]:
    return [one.url for _, one in found.unlisted]


CASES = [
    (SAME, SyncStatus.POSTED, DOUBTFUL),
    (NOT, SyncStatus.MISSING, ""),
    (FOUND, SyncStatus.POSTED, UNLISTED),
    (EXEMPT, SyncStatus.EXEMPT, ""),
    (POSTED, SyncStatus.POSTED, ""),
    (POSTED_KNOWN, SyncStatus.POSTED, UNLISTED),
    (decision(Choice.SAME, CODEX, BLUESKY, GONE), SyncStatus.MISSING, ""),
    (decision(Choice.SAME, SURVEY, MASTODON, ON_MASTODON), SyncStatus.POSTED, ON_MASTODON),
    (decision(Choice.POSTED, SURVEY, BLUESKY, BY_ADDRESS),
     SyncStatus.POSTED, ""),
]  # fmt: skip


@pytest.mark.parametrize(("what", "status", "address"), CASES)
@pytest.mark.parametrize("published", [True, False], ids=["published", "own"])
def test_a_decision_is_what_the_cell_says(
    desk: Desk, what: Decision, status: SyncStatus, address: str, published: bool
) -> None:
    if published:
        publish(desk, what)
    own = () if published else (what,)
    (about,) = [one for one in desk.items if one.id == what.item_id]
    (channel,) = [one for one in desk.config.channels if one.id == what.channel_id]
    cell = shown(board(desk, *own), about, channel)
    assert cell.status is status
    assert (cell.post.url if cell.post else "") == address
    assert cell.settled == Decisions().after([what]).of(about.id, channel.id)
    assert cell.unpublished is not published
    alone = load_item(desk.engine, desk.id, NOW, about.id, decisions=own)
    assert alone
    assert shown(alone, about, channel) == cell


def test_where_nothing_was_decided_nothing_is_said_to_be(desk: Desk) -> None:
    publish(desk, SAME)
    cells = [cell for row in board(desk, EXEMPT).rows for cell in row.cells]
    assert [c.channel_id for c in cells if c.unpublished] == [MASTODON.id]
    assert sum(cell.settled != cell.settled.__class__() for cell in cells) == 2


def test_a_post_by_hand_that_is_known_tells_its_day(desk: Desk) -> None:
    cell = shown(board(desk, POSTED_KNOWN), RELEASE, BLUESKY)
    assert cell.post
    assert cell.post.time == NOW - timedelta(hours=5)
    assert cell.match
    assert (cell.match.decided, cell.match.verdict) == (True, Verdict.SAME)


def test_a_post_that_a_person_named_is_no_other_items(desk: Desk) -> None:
    found = board(desk, decision(Choice.SAME, SURVEY, MASTODON, ON_MASTODON))
    left = shown(found, RELEASE, MASTODON)
    assert left.post
    assert left.post.url == "https://mastodon.example/2"


def test_a_named_post_is_on_no_list_of_posts_without_an_item(desk: Desk) -> None:
    assert unlisted(board(desk)) == [UNLISTED]
    assert unlisted(board(desk, FOUND)) == []
    assert unlisted(board(desk, POSTED_KNOWN)) == []


def test_a_post_that_is_not_the_items_has_none(desk: Desk) -> None:
    assert unlisted(board(desk, NOT)) == [UNLISTED, DOUBTFUL]
    assert unlisted(board(desk, NOT, FOUND)) == [DOUBTFUL]


@pytest.mark.parametrize("published", [True, False], ids=["published", "own"])
def test_a_post_that_is_no_news_is_not_listed(desk: Desk, published: bool) -> None:
    if published:
        publish(desk, NOT_NEWS)
    found = board(desk, *(() if published else (NOT_NEWS,)))
    assert unlisted(found) == []
    assert board_filter.unlisted(found, BoardFilter()) == ()
    keys = [part.message.key for part in board_summary.summarise(found, frozenset()).besides]
    assert "newsdesk-summary-unlisted" not in keys


def test_no_news_can_be_taken_back(desk: Desk) -> None:
    publish(desk, NOT_NEWS)
    assert unlisted(board(desk, Decision(choice=Choice.OPEN, address=UNLISTED))) == [UNLISTED]


def test_a_thread_that_is_no_news_is_left_out_with_its_parts(desk: Desk) -> None:
    part = post(BLUESKY, 20, "And so on", NOW - timedelta(hours=4), continues="2")
    desk.posts[BLUESKY].append(part)
    desk.save()
    publish(desk, NOT_NEWS)
    assert unlisted(board(desk)) == []


def test_a_thread_is_named_by_any_of_its_parts(desk: Desk) -> None:
    time = NOW - timedelta(hours=4)
    part = post(BLUESKY, 20, "And so on", time, continues="2", form=PostForm.REPLY)
    desk.posts[BLUESKY].append(part)
    desk.save()
    found = board(desk, replace(FOUND, address=part.url))
    cell = shown(found, CODEX, BLUESKY)
    assert cell.post
    assert (cell.post.url, len(cell.post.parts)) == (UNLISTED, 1)
    assert unlisted(found) == []


@pytest.mark.parametrize(
    ("own", "status"),
    [
        ([], SyncStatus.POSTED),
        ([replace(SAME, choice=Choice.OPEN)], SyncStatus.UNSURE),
        ([NOT], SyncStatus.MISSING),
        ([NOT, SAME], SyncStatus.POSTED),
        ([decision(Choice.EXEMPT, TALK, BLUESKY, reason="why")], SyncStatus.POSTED),
    ],
)
def test_a_persons_own_word_comes_after_what_is_published(
    desk: Desk, own: Sequence[Decision], status: SyncStatus
) -> None:
    publish(desk, SAME)
    assert shown(board(desk, *own), TALK, BLUESKY).status is status


@pytest.mark.parametrize("before", [FOUND, replace(FOUND, choice=Choice.NOT)])
def test_what_is_open_again_asks_for_a_person(desk: Desk, before: Decision) -> None:
    """The machine is asked anew only once it is open for everybody."""
    publish(desk, before)
    cell = shown(board(desk, replace(before, choice=Choice.OPEN)), CODEX, BLUESKY)
    assert (cell.status, cell.unpublished) == (SyncStatus.UNSURE, True)


@pytest.mark.parametrize("choice", [Choice.POSTED, Choice.SAME])
@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "https://evil.example/1",
        BY_ADDRESS.replace("https", "http"),
        BY_ADDRESS.replace("mediawiki.org", "somebody.bsky.social"),
    ],
)
def test_an_address_of_others_on_the_page_counts_for_nothing(
    desk: Desk, choice: Choice, address: str
) -> None:
    """Anybody can write it on the page; it stays to be seen there and to be taken back."""
    before = shown(board(desk), CODEX, BLUESKY)
    publish(desk, decision(choice, CODEX, BLUESKY, address))
    after = shown(board(desk), CODEX, BLUESKY)
    assert (after.status, after.foreign) == (before.status, (address,))
    assert after.settled != before.settled


def test_what_is_exempt_or_posted_by_hand_is_no_work(desk: Desk) -> None:
    def todo(*own: Decision) -> int:
        return board_summary.summarise(board(desk, *own), frozenset()).todo

    before = todo()
    assert todo(EXEMPT) == before - 1
    assert todo(EXEMPT, SAME) == before - 2
    assert todo(EXEMPT, SAME, decision(Choice.POSTED, RELEASE, BLUESKY, BY_ADDRESS)) == before - 3
    assert todo(NOT) == before, "what is not the same is missing"


def test_what_differs_is_work(desk: Desk) -> None:
    desk.matches = [same(TALK, BLUESKY, desk.posts[BLUESKY][0], Verdict.DIFFERS)]
    desk.save()
    found = board(desk)
    assert shown(found, TALK, BLUESKY).status is SyncStatus.DIFFERS
    wanted = BoardFilter(show=Show.DIFFERS, period=Period.EVER)
    assert [row.item.id for row in board_filter.rows(found, wanted, ())] == [TALK.id]
    keys = [part.message.key for part in board_summary.summarise(found, frozenset()).parts]
    assert "newsdesk-summary-differs" in keys


def test_a_persons_word_about_an_item_by_its_former_name_counts(desk: Desk) -> None:
    now = item("The new REST API: a tech talk", TALK.date)
    desk.items = [now if one is TALK else one for one in desk.items]
    desk.save()
    with writing(desk.engine) as connection:
        items.add_aliases(connection, desk.id, {TALK.id: now.id})
    assert shown(board(desk, EXEMPT), now, MASTODON).status is SyncStatus.EXEMPT


def test_an_entry_of_an_unknown_channel_counts_for_nothing(desk: Desk) -> None:
    publish(desk, replace(EXEMPT, channel_id="gone"))
    assert [shown(board(desk), TALK, one).status for one in (MASTODON, BLUESKY)] == [
        SyncStatus.MISSING,
        SyncStatus.UNSURE,
    ]


def test_older_decisions_are_not_read_for_a_short_period(desk: Desk) -> None:
    publish(desk, SAME, decision(Choice.EXEMPT, SURVEY, MASTODON, reason="why"))
    found = board(desk, period=Period.WITHIN)
    assert SURVEY.id not in {row.item.id for row in found.rows}
    assert shown(found, TALK, BLUESKY).status is SyncStatus.POSTED


def test_more_decisions_need_no_more_queries(desk: Desk) -> None:
    def queries(*own: Decision) -> int:
        seen: list[str] = []

        def count(*args: object) -> None:
            seen.append(str(args[2]))

        event.listen(desk.engine, "before_cursor_execute", count)
        board(desk, *own)
        event.remove(desk.engine, "before_cursor_execute", count)
        return len(seen)

    publish(desk, SAME, replace(FOUND, address="https://bluesky.example/99"))
    before = queries(FOUND)
    new = [item(f"Item {n}", date(2026, 11, 1)) for n in range(50)]
    desk.items += new
    desk.save()
    addresses = [f"https://bluesky.example/{n}" for n in range(100, 150)]
    publish(
        desk,
        *(decision(Choice.SAME, *of) for of in zip(new, [BLUESKY] * 50, addresses, strict=True)),
    )
    assert queries(*(replace(FOUND, address=f"{one}0") for one in addresses)) == before
