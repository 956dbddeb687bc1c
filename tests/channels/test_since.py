"""A stream of which each post is paid for: read once, without gaps that nobody sees."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.channels.paging import MOST
from newsdesk.channels.since import Batch, Span, read_since
from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.fetch import BEGINNING, Fetched, StreamState
from newsdesk.domain.message import msg
from newsdesk.domain.post import Author, Post, PostKey
from newsdesk.infra.fetch_errors import UnreachableError
from tests.channels.asking import after

START = datetime(2026, 11, 1, tzinfo=UTC)
DOWN = UnreachableError(msg("newsdesk-fetch-unreachable", "a.example"))


def time_of(number: int) -> datetime:
    return START + timedelta(hours=number)


def a_post(number: int) -> Post:
    return Post(
        key=PostKey(ChannelKind.X, "https://x.com", str(number)),
        url=f"https://x.com/a/status/{number}",
        author=Author("A", "a"),
        time=time_of(number),
        html="",
        text=str(number),
    )


@dataclass
class Account:
    """Serves the numbers up to ``newest`` in pages, and breaks after so many of them."""

    newest: int = 0
    size: int = 5
    breaks_after: int | None = None
    window: int = 100_000
    state: StreamState = field(default_factory=StreamState)
    served: Counter[int] = field(default_factory=Counter)
    pages: int = 0

    def batch(self, span: Span, token: str) -> Batch:
        if self.breaks_after is not None and self.pages >= self.breaks_after:
            raise DOWN
        self.pages += 1
        high = int(token or span.until or self.newest + 1)
        low = max(int(span.since or 0), self.newest - self.window)
        numbers = [
            n for n in range(high - 1, low, -1) if not span.start or time_of(n) >= span.start
        ]
        page = numbers[: self.size]
        if not page:
            return Batch()
        self.served.update(page)
        return Batch(
            posts=tuple(map(a_post, page)),
            count=len(page),
            newest=str(page[0]),
            lowest=str(page[-1]),
            reached=time_of(page[-1]),
            token=str(page[-1]) if len(numbers) > self.size else "",
        )

    def read(self, oldest: datetime | None = None, breaks_after: int | None = None) -> Fetched:
        self.pages, self.breaks_after = 0, breaks_after
        read = read_since(
            self.batch, self.state, oldest=oldest, most=self.window, host="a.example"
        )
        self.state = after(read, time_of(self.newest))
        return read


def numbers(read: Fetched) -> list[int]:
    return [int(post.text) for post in read.posts]


def test_the_first_read_goes_back_to_the_beginning() -> None:
    account = Account(newest=12)
    read = account.read()
    assert numbers(read) == list(range(12, 0, -1))
    assert (read.complete_since, read.newest, read.older) == (BEGINNING, "12", "")


def test_nothing_new_is_asked_for_once_and_brings_nothing() -> None:
    account = Account(newest=12)
    account.read()
    before = account.served.copy()
    read = account.read()
    assert (read.posts, read.newest, read.complete_since) == ((), "12", BEGINNING)
    assert account.pages == 1
    assert account.served == before


def test_the_first_read_goes_no_further_back_than_is_wanted() -> None:
    account = Account(newest=30)
    read = account.read(oldest=time_of(20))
    assert numbers(read) == list(range(30, 19, -1))
    assert read.complete_since == time_of(20)
    assert account.read(oldest=time_of(20)).posts == ()


def test_more_is_read_back_once_it_is_wanted() -> None:
    account = Account(newest=30)
    account.read(oldest=time_of(20))
    account.newest = 32
    read = account.read(oldest=time_of(10))
    assert numbers(read) == [32, 31, *range(19, 9, -1)]
    assert read.complete_since == time_of(10)
    assert max(account.served.values()) == 1


def test_reading_back_goes_on_where_it_broke_off() -> None:
    account = Account(newest=30)
    first = account.read(breaks_after=2)
    assert numbers(first) == list(range(30, 20, -1))
    assert first.complete_since == time_of(21)
    second = account.read()
    assert numbers(second) == list(range(20, 0, -1))
    assert second.complete_since == BEGINNING
    assert max(account.served.values()) == 1


def test_a_gap_is_seen_until_it_is_closed() -> None:
    account = Account(newest=10)
    account.read()
    account.newest = 40
    broken = account.read(breaks_after=2)
    assert numbers(broken) == list(range(40, 30, -1))
    assert broken.complete_since == time_of(31)
    account.newest = 41
    closed = account.read()
    assert numbers(closed) == [41, *range(30, 10, -1)]
    assert closed.complete_since == BEGINNING
    assert max(account.served.values()) == 1


def test_where_nothing_is_answered_the_read_has_failed_and_the_state_stays() -> None:
    account = Account(newest=10)
    account.read()
    with pytest.raises(UnreachableError):
        account.read(breaks_after=0)


def test_one_read_asks_for_no_more_than_so_much() -> None:
    account = Account(newest=3 * MOST, size=100)
    assert len(account.read().posts) == MOST
    assert len(account.read().posts) == MOST


def test_what_the_network_no_longer_shows_is_not_called_complete() -> None:
    account = Account(newest=50, window=20)
    read = account.read()
    assert numbers(read) == list(range(50, 30, -1))
    assert (read.complete_since, read.older) == (time_of(31), "")


def test_an_account_without_posts_is_asked_again_for_all_of_them() -> None:
    account = Account()
    assert account.read().complete_since == BEGINNING
    account.newest = 2
    assert numbers(account.read()) == [2, 1]


@pytest.mark.parametrize("older", ["", "abc", "[]", '{"gaps": 5, "bottom": []}', '{"count": "x"}'])
def test_whatever_is_remembered_is_no_reason_to_fail(older: str) -> None:
    account = Account(newest=9)
    account.state = StreamState(complete_since=time_of(3), newest="7", older=older)
    read = account.read()
    assert numbers(read) == [9, 8]
    assert read.complete_since == time_of(3)


@given(
    st.lists(st.tuples(st.integers(0, 40), st.one_of(st.none(), st.integers(0, 4))), max_size=8),
    st.integers(2, 7),
)
def test_however_often_it_breaks_off_each_post_is_read_once_and_none_is_lost(
    rounds: list[tuple[int, int | None]], size: int
) -> None:
    account = Account(newest=20, size=size)
    for new, breaks_after in rounds:
        account.newest += new
        with suppress(UnreachableError):
            account.read(breaks_after=breaks_after)
        if since := account.state.complete_since:
            known = range(1, int(account.state.newest) + 1)
            assert {number for number in known if time_of(number) >= since} <= set(account.served)
    for _ in range(3):
        account.read()
    assert account.state.complete_since == BEGINNING
    assert account.served == Counter(range(1, account.newest + 1))
