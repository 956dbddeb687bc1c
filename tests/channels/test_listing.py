from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newsdesk.channels import listing
from newsdesk.channels.listing import MOST_FOLLOWS, SEARCH_PAGES, Accounts
from newsdesk.channels.paging import Page, ReadPage
from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.fetch import BEGINNING, Fetched, StreamState
from newsdesk.domain.message import msg
from newsdesk.domain.post import Author, Post, PostKey
from newsdesk.domain.profile import Profile
from newsdesk.infra.fetch_errors import TooSlowError, UnreachableError

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
HOST = "a.example"


def a_post(number: int) -> Post:
    """Post number 0 is the newest; each is an hour older than the one before."""
    return Post(
        key=PostKey(ChannelKind.MASTODON, "https://a.example", f"p{number}"),
        url=f"https://a.example/{number}",
        author=Author("A", "a"),
        time=NOW - number * HOUR,
        html="",
        text=str(number),
    )


def search(*numbers: int, size: int = 10, asked: list[str] | None = None) -> ReadPage:
    def read(cursor: str) -> Page:
        if asked is not None:
            asked.append(cursor)
        start = int(cursor or 0)
        here, more = numbers[start : start + size], len(numbers) > start + size
        posts = tuple(a_post(n) for n in here)
        return Page(posts=posts, count=len(posts), older=str(start + size) if more else "")

    return read


def read(
    *searches: ReadPage, state: StreamState | None = None, oldest: datetime | None = None
) -> Fetched:
    return listing.read_searches(
        searches, state or StreamState(), oldest=oldest, now=NOW, host=HOST
    )


def ids(result: Fetched) -> list[int]:
    return [int(post.text) for post in result.posts]


def test_searches_come_together_newest_first_each_post_once() -> None:
    result = read(search(1, 3, 5), search(0, 3, 9))
    assert ids(result) == [0, 1, 3, 5, 9]
    assert (result.newest, result.complete_since) == ("p0", BEGINNING)
    assert (result.whole_since, result.older) == (None, "")


def test_a_first_read_goes_back_to_the_oldest_item_and_no_further() -> None:
    asked: list[str] = []
    result = read(search(*range(100), asked=asked), oldest=NOW - 25 * HOUR)
    assert (ids(result), asked) == (list(range(30)), ["", "10", "20"])
    assert result.complete_since == NOW - 29 * HOUR


def test_one_search_asks_for_a_few_pages_at_most() -> None:
    asked: list[str] = []
    result = read(search(*range(100), asked=asked), search(2), oldest=BEGINNING)
    assert len(asked) == SEARCH_PAGES
    assert result.complete_since == NOW - (10 * SEARCH_PAGES - 1) * HOUR


def test_a_later_read_goes_back_a_day_before_the_last_and_keeps_the_claim() -> None:
    since = NOW - 900 * HOUR
    state = StreamState(complete_since=since, newest="p1", last_read=NOW - HOUR)
    asked: list[str] = []
    result = read(search(*range(100), asked=asked), state=state, oldest=since)
    assert asked == ["", "10", "20"]
    assert result.complete_since == since


def test_more_new_posts_than_pages_move_the_claim_forward() -> None:
    state = StreamState(complete_since=BEGINNING, last_read=NOW - 200 * HOUR)
    result = read(search(*range(500)), state=state)
    assert result.complete_since == NOW - (10 * SEARCH_PAGES - 1) * HOUR


def test_nothing_found_keeps_what_was_newest() -> None:
    state = StreamState(complete_since=NOW, newest="p7", last_read=NOW - HOUR)
    result = read(search(), state=state)
    assert (result.posts, result.newest, result.complete_since) == ((), "p7", NOW)


def test_pages_without_a_post_that_is_kept_claim_nothing() -> None:
    result = read(lambda cursor: Page(count=40, older=f"{cursor}1"))
    assert (result.posts, result.complete_since) == ((), NOW)


def test_a_time_to_come_counts_as_now() -> None:
    assert [post.time for post in read(search(-2, -1)).posts] == [NOW, NOW]


def test_one_search_that_fails_is_a_failure() -> None:
    def broken(cursor: str) -> Page:
        raise UnreachableError(msg("newsdesk-fetch-unreachable", HOST))

    with pytest.raises(UnreachableError):
        read(search(1), broken)


def accounts(count: int, size: int = 80) -> Callable[[str], Accounts]:
    def read(cursor: str) -> Accounts:
        start = int(cursor or 0)
        end = min(start + size, count)
        profiles = tuple(Profile(handle=f"p{n}@a.example") for n in range(start, end))
        return Accounts(profiles, str(end) if end < count else "")

    return read


@pytest.mark.parametrize("count", [0, 1, 80, 81, 4999, MOST_FOLLOWS])
def test_a_list_is_read_to_its_end(count: int) -> None:
    result = listing.read_follows(accounts(count), HOST)
    assert [one.handle for one in result.follows] == [f"p{n}@a.example" for n in range(count)]
    assert result.complete


def test_a_list_too_long_says_that_it_is_not_whole() -> None:
    result = listing.read_follows(accounts(MOST_FOLLOWS + 1), HOST)
    assert (len(result.follows), result.complete) == (MOST_FOLLOWS, False)


def test_a_list_that_turns_in_circles_comes_to_an_end() -> None:
    same = replace(accounts(200)(""), more="again")
    result = listing.read_follows(lambda cursor: same, HOST)
    assert (len(result.follows), result.complete) == (80, False)


def test_a_read_ends_when_patience_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "PATIENCE", -1)
    with pytest.raises(TooSlowError):
        read(search(1))
    with pytest.raises(TooSlowError):
        listing.read_follows(accounts(1), HOST)
