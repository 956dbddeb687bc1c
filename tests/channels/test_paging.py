from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.channels import paging
from newsdesk.channels.paging import MOST, Page, page, read_stream, validator
from newsdesk.channels.shape import UnreadableError
from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.fetch import BEGINNING, Fetched, StreamState
from newsdesk.domain.message import msg
from newsdesk.domain.post import Author, Post, PostKey
from newsdesk.infra.fetch_errors import NotUnderstoodError, TooSlowError, UnreachableError

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


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


@dataclass
class Stream:
    """``count`` posts in pages of ten; asked for page number ``breaks`` it fails."""

    count: int
    breaks: int = -1
    asked: list[str] = field(default_factory=list)
    first: int = 0

    def __call__(self, cursor: str) -> Page:
        if len(self.asked) == self.breaks:
            raise UnreachableError(msg("newsdesk-fetch-unreachable", "a.example"))
        self.asked.append(cursor)
        start = int(cursor or self.first)
        numbers = range(start, min(start + 10, self.first + self.count))
        more = start + 10 < self.first + self.count
        posts = tuple(a_post(n) for n in numbers)
        return Page(posts=posts, count=len(posts), older=str(start + 10) if more else "")


def read(
    stream: Callable[[str], Page], state: StreamState, oldest: datetime | None = None
) -> Fetched:
    return read_stream(stream, state, oldest=oldest, now=NOW, host="a.example")


def after(result: Fetched) -> StreamState:
    return StreamState(
        complete_since=result.complete_since,
        newest=result.newest,
        older=result.older,
        etag=result.etag,
        last_read=NOW,
    )


def ids(result: Fetched) -> list[int]:
    return [int(post.text) for post in result.posts]


def test_a_first_read_goes_back_to_the_oldest_item() -> None:
    stream = Stream(100)
    result = read(stream, StreamState(), NOW - 25 * HOUR)
    assert ids(result) == list(range(30))
    assert result.complete_since == NOW - 29 * HOUR
    assert (result.newest, len(stream.asked)) == ("p0", 3)


def test_a_stream_read_to_its_end_is_complete_from_the_beginning() -> None:
    result = read(Stream(25), StreamState(), NOW - 100 * HOUR)
    assert ids(result) == list(range(25))
    assert (result.complete_since, result.older) == (BEGINNING, "")


@pytest.mark.parametrize("oldest", [None, BEGINNING])
def test_a_first_read_ends_after_enough_posts(oldest: datetime | None) -> None:
    result = read(Stream(5000), StreamState(), oldest)
    assert MOST <= len(result.posts) <= MOST + 10
    assert result.complete_since == result.posts[-1].time


def test_what_is_older_is_read_in_turns() -> None:
    stream, state, found = Stream(5000), StreamState(), set()
    for _ in range(5):
        result = read(stream, state, BEGINNING)
        found |= {post.key for post in result.posts}
        state = after(result)
    assert len(found) == 5000
    assert (result.complete_since, result.older) == (BEGINNING, "")


def test_what_was_read_enough_is_not_read_further_back() -> None:
    state = after(read(Stream(5000), StreamState()))
    stream = Stream(5000)
    read(stream, state)
    assert stream.asked == [""]


def test_a_break_while_reading_back_keeps_what_came_and_goes_on_later() -> None:
    oldest = NOW - 60 * HOUR
    broken = read(Stream(100, breaks=2), StreamState(), oldest)
    assert ids(broken) == list(range(20))
    assert (broken.complete_since, broken.older) == (NOW - 19 * HOUR, "20")
    again = read(Stream(100, breaks=3), after(broken), oldest)
    assert (again.complete_since, again.older) == (NOW - 39 * HOUR, "40")
    whole = read(Stream(100), after(again), oldest)
    assert ids(whole) == [*range(10), *range(40, 70)]
    assert whole.complete_since == NOW - 69 * HOUR
    assert whole.whole_since == NOW - 9 * HOUR


def test_an_older_item_later_leads_further_back() -> None:
    state = after(read(Stream(100), StreamState(), NOW - 15 * HOUR))
    result = read(Stream(100), state, NOW - 35 * HOUR)
    assert ids(result) == [*range(10), *range(20, 40)]
    assert result.complete_since == NOW - 39 * HOUR


def test_a_first_page_that_fails_is_a_failure() -> None:
    with pytest.raises(UnreachableError):
        read(Stream(100, breaks=0), StreamState())


def test_a_later_read_asks_only_for_what_is_new() -> None:
    state = after(read(Stream(100), StreamState(), NOW - 50 * HOUR))
    stream = Stream(125, first=-25)
    result = read(stream, state, NOW - 50 * HOUR)
    assert (ids(result), len(stream.asked)) == (list(range(-25, 5)), 3)
    assert result.newest == "p-25"
    assert result.complete_since == state.complete_since


def test_a_gap_that_is_not_filled_is_a_failure_and_not_a_claim() -> None:
    state = after(read(Stream(100), StreamState(), NOW - 50 * HOUR))
    with pytest.raises(UnreachableError):
        read(Stream(125, first=-25, breaks=2), state, NOW - 50 * HOUR)


def test_a_gap_too_wide_moves_the_claim_forward() -> None:
    state = after(read(Stream(100), StreamState(), NOW - 50 * HOUR))
    old = replace(state, last_read=NOW - 9000 * HOUR, newest="gone")
    result = read(Stream(5000), old, BEGINNING)
    assert result.complete_since == result.posts[-1].time
    assert MOST <= len(result.posts) <= MOST + 10
    again = read(Stream(5000), after(result), BEGINNING)
    assert again.complete_since is not None
    assert again.complete_since < result.complete_since


def test_a_stream_that_shows_its_end_again_is_complete_again() -> None:
    state = after(read(Stream(5000), StreamState()))
    result = read(Stream(5), state)
    assert (result.complete_since, result.whole_since) == (BEGINNING, BEGINNING)


def test_the_newest_page_is_always_read_anew_so_that_deletions_show() -> None:
    state = after(read(Stream(100), StreamState(), NOW - 50 * HOUR))
    result = read(Stream(100), state, NOW - 50 * HOUR)
    assert ids(result) == list(range(10))
    assert result.whole_since == NOW - 9 * HOUR


def test_a_deleted_newest_post_does_not_make_all_be_read_anew() -> None:
    state = replace(after(read(Stream(100), StreamState(), NOW - 50 * HOUR)), newest="deleted")
    stream = Stream(100)
    result = read(stream, state, NOW - 50 * HOUR)
    assert len(stream.asked) == 3
    assert result.complete_since == state.complete_since


def test_an_empty_answer_proves_no_deletion() -> None:
    state = after(read(Stream(15), StreamState()))
    result = read(Stream(0), state)
    assert (result.posts, result.whole_since) == ((), None)
    assert after(result) == state


def test_a_first_page_that_has_not_changed_says_so() -> None:
    asked: list[str] = []

    def unchanged(cursor: str) -> Page:
        asked.append(cursor)
        return Page(unchanged=True)

    state = replace(after(read(Stream(100), StreamState(), NOW - 50 * HOUR)), etag='"a"')
    result = read(unchanged, state, NOW - 50 * HOUR)
    assert (result.unchanged, result.posts, result.whole_since) == (True, (), None)
    assert after(result) == state
    assert asked == [""]


def test_the_first_page_s_validator_is_remembered_and_no_other_s() -> None:
    def stream(cursor: str) -> Page:
        return replace(Stream(100)(cursor), etag=f"of {cursor}")

    assert read(stream, StreamState(), NOW - 50 * HOUR).etag == "of "


def test_a_validator_is_handed_back_once_nothing_older_is_wanted() -> None:
    state = replace(after(read(Stream(100), StreamState(), NOW - 50 * HOUR)), etag="a")
    assert state.older
    assert validator(state, NOW - 50 * HOUR) == "a"
    assert validator(state, NOW - 90 * HOUR) == ""
    assert validator(state, None) == ""
    assert validator(replace(state, older=""), None) == "a"
    assert validator(StreamState(etag="a"), None) == ""


def test_an_account_without_posts_is_complete() -> None:
    assert read(Stream(0), StreamState()).complete_since == BEGINNING


def test_a_post_that_was_not_understood_is_not_taken_for_deleted() -> None:
    def stream(cursor: str) -> Page:
        return replace(Stream(100)(cursor), whole=False)

    assert read(stream, StreamState(), NOW).whole_since is None


def test_a_server_that_always_sends_the_same_page_comes_to_an_end() -> None:
    asked: list[str] = []

    def stream(cursor: str) -> Page:
        asked.append(cursor)
        return Page(posts=(a_post(0),), count=1, older="again")

    result = read(stream, StreamState())
    assert ids(result) == [0]
    assert len(asked) <= paging.MOST_PAGES + 1


def test_a_read_ends_when_patience_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "PATIENCE", -1)
    with pytest.raises(TooSlowError):
        read(Stream(100), StreamState())


def test_a_time_to_come_counts_as_now() -> None:
    result = read(Stream(3, first=-2), StreamState())
    assert [post.time for post in result.posts] == [NOW] * 3


def test_a_page_leaves_out_what_cannot_be_understood() -> None:
    def understand(raw: object) -> Post | None:
        if raw == "strange":
            raise UnreadableError("id")
        return a_post(1) if raw == "post" else None

    made = page(["post", "strange", "private"], understand, older="x", host="a.example")
    assert (made.posts, made.count, made.whole, made.older) == ((a_post(1),), 3, False, "x")
    assert page(["private"], understand, older="", host="a.example").whole
    with pytest.raises(NotUnderstoodError):
        page(["strange", "strange"], understand, older="", host="a.example")


@given(
    st.integers(0, 150),
    st.lists(st.tuples(st.integers(0, 40), st.integers(-1, 6)), max_size=6),
    st.integers(0, 200),
)
def test_nothing_within_the_claim_is_ever_missing(
    before: int, reads: list[tuple[int, int]], back: int
) -> None:
    """Whatever breaks, and however many posts come in between."""
    total, state, stored = before, StreamState(), set[int]()
    for new, breaks in [(0, -1), *reads]:
        total += new
        stream = Stream(total, breaks, first=before - total)
        try:
            result = read(stream, state, NOW - back * HOUR)
        except UnreachableError:
            continue
        stored |= set(ids(result))
        state = after(result)
        assert state.complete_since is not None
        there = {n for n in range(before - total, before) if a_post(n).time > state.complete_since}
        assert there <= stored
