"""Each sync status, and what comes before what."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from newsdesk.domain.channel import Channel, ChannelKind, Expects
from newsdesk.domain.decisions import OPEN, Settled
from newsdesk.domain.desk import NewsSettings
from newsdesk.domain.fetch import StreamState
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.post import Author, Post, PostForm, PostKey
from newsdesk.domain.sync_status import Cell, Match, SyncStatus, Verdict
from newsdesk.sync.status import cell

TODAY = date(2026, 11, 21)
NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
ITEM = NewsItem(id="2026-11-18-a", date=date(2026, 11, 18), date_text="", text="A")
OLD = replace(ITEM, date=date(2026, 3, 1))
NEWS = NewsSettings(page="Template:News", within=30)
CHANNEL = Channel(id="m", kind=ChannelKind.MASTODON, name="Mastodon", expects=Expects.EVERYTHING)
READ = StreamState(complete_since=datetime(2025, 1, 1, tzinfo=UTC), last_read=NOON)
FAILING = replace(READ, failed_since=NOON)


def post(native_id: str = "1", **changes: Any) -> Post:
    made = Post(
        key=PostKey(ChannelKind.MASTODON, "https://m.example", native_id),
        url=f"https://m.example/@a/{native_id}",
        author=Author("A", "a"),
        time=NOON,
        html="A",
        text="A",
    )
    return replace(made, **changes)


def match(of: Post, verdict: Verdict = Verdict.SAME, score: float = 0.9) -> Match:
    return Match(item_id=ITEM.id, channel_id="m", post=of.key, verdict=verdict, score=score)


def look(
    matches: Sequence[Match] = (),
    posts: Sequence[Post] = (),
    item: NewsItem = ITEM,
    channel: Channel = CHANNEL,
    stream: StreamState | None = READ,
    settled: Settled = OPEN,
) -> Cell:
    return cell(
        item,
        channel,
        matches=matches,
        posts={p.key: p for p in posts},
        stream=stream,
        news=NEWS,
        today=TODAY,
        settled=settled,
    )


@pytest.mark.parametrize(
    ("item", "changes", "stream", "status"),
    [
        (ITEM, {}, READ, SyncStatus.MISSING),
        (ITEM, {"expects": Expects.WANTED}, READ, SyncStatus.WANTED),
        (ITEM, {"expects": Expects.NOTHING}, READ, SyncStatus.NOT_EXPECTED),
        (ITEM, {"expects": Expects.NOTHING}, None, SyncStatus.NOT_EXPECTED),
        (OLD, {}, READ, SyncStatus.PAST),
        (OLD, {}, FAILING, SyncStatus.PAST),
        (ITEM, {}, FAILING, SyncStatus.UNKNOWN),
        (ITEM, {}, None, SyncStatus.UNKNOWN),
        (ITEM, {}, StreamState(), SyncStatus.UNKNOWN),
        (OLD, {}, replace(READ, complete_since=NOON), SyncStatus.UNKNOWN),
        (ITEM, {"since": date(2026, 11, 19)}, None, SyncStatus.PAST),
        (ITEM, {"since": date(2026, 11, 18)}, READ, SyncStatus.MISSING),
        (ITEM, {"kind": ChannelKind.MANUAL}, None, SyncStatus.MISSING),
        (OLD, {"kind": ChannelKind.MANUAL}, None, SyncStatus.PAST),
    ],
)
def test_unmatched(
    item: NewsItem, changes: dict[str, Any], stream: StreamState | None, status: SyncStatus
) -> None:
    assert look(item=item, channel=replace(CHANNEL, **changes), stream=stream).status is status


def test_unknown_says_since_when() -> None:
    assert look(stream=FAILING).since == NOON
    assert look().since is None


def test_matched() -> None:
    one = post()
    found = look([match(one)], [one])
    assert (found.status, found.post) == (SyncStatus.POSTED, one)


def test_matched_post_stays_known_while_the_channel_fails() -> None:
    one = post()
    assert look([match(one)], [one], stream=FAILING).status is SyncStatus.POSTED


def test_a_share_is_shared() -> None:
    one = post(form=PostForm.SHARE)
    assert look([match(one)], [one]).status is SyncStatus.SHARED


def test_unsure() -> None:
    one = post()
    assert look([match(one, Verdict.UNSURE)], [one]).status is SyncStatus.UNSURE


def test_a_certain_match_comes_before_a_better_unsure_one() -> None:
    sure, perhaps = post("1"), post("2")
    found = look([match(perhaps, Verdict.UNSURE, 0.99), match(sure, score=0.8)], [sure, perhaps])
    assert (found.status, found.post) == (SyncStatus.POSTED, sure)
    assert [p for _, p in found.others] == [perhaps]


def test_a_deleted_post_is_no_post() -> None:
    one = post(deleted=NOON)
    assert look([match(one)], [one]).status is SyncStatus.MISSING


def test_a_match_without_its_post_is_none() -> None:
    assert look([match(post())], []).status is SyncStatus.MISSING


def test_differs() -> None:
    one = post()
    found = look([match(one, Verdict.DIFFERS)], [one])
    assert (found.status, found.post) == (SyncStatus.DIFFERS, one)


def test_a_post_that_says_the_same_comes_before_one_that_differs_before_an_unsure_one() -> None:
    sure, other, perhaps = post("1"), post("2"), post("3")
    found = look(
        [
            match(perhaps, Verdict.UNSURE, 0.99),
            match(other, Verdict.DIFFERS, 0.95),
            match(sure, score=0.8),
        ],
        [sure, other, perhaps],
    )
    assert (found.status, found.post) == (SyncStatus.POSTED, sure)
    assert [p for _, p in found.others] == [other, perhaps]


EXEMPT = Settled(exempt="For developers only")
BY_HAND = Settled(posted="https://m.example/@a/9")
CONFIRMED = Settled(same=("https://m.example/@a/1",))


@pytest.mark.parametrize(
    ("settled", "status"),
    [
        (EXEMPT, SyncStatus.EXEMPT),
        (BY_HAND, SyncStatus.POSTED),
        (CONFIRMED, SyncStatus.POSTED),
        (replace(EXEMPT, posted=BY_HAND.posted), SyncStatus.POSTED),
        (replace(EXEMPT, same=CONFIRMED.same), SyncStatus.POSTED),
        (Settled(not_same=("https://m.example/@a/1",)), SyncStatus.MISSING),
    ],
)
@pytest.mark.parametrize("item", [ITEM, OLD], ids=["owed", "old"])
def test_a_persons_word_counts_without_a_post(
    item: NewsItem, settled: Settled, status: SyncStatus
) -> None:
    if status is SyncStatus.MISSING and item is OLD:
        status = SyncStatus.PAST
    found = look(item=item, settled=settled)
    assert (found.status, found.post, found.match) == (status, None, None)
    assert found.settled == settled


@pytest.mark.parametrize(
    ("channel", "stream"),
    [
        (CHANNEL, FAILING),
        (CHANNEL, StreamState()),
        (replace(CHANNEL, kind=ChannelKind.MANUAL), None),
        (replace(CHANNEL, expects=Expects.NOTHING), READ),
    ],
    ids=["failing", "not read", "manual", "expects nothing"],
)
def test_a_persons_word_counts_on_every_channel(
    channel: Channel, stream: StreamState | None
) -> None:
    assert look(channel=channel, stream=stream, settled=BY_HAND).status is SyncStatus.POSTED
    assert look(channel=channel, stream=stream, settled=EXEMPT).status is SyncStatus.EXEMPT


def test_what_the_machine_found_stands_behind_a_persons_word() -> None:
    one = post()
    for settled in (EXEMPT, BY_HAND):
        found = look([match(one)], [one], settled=settled)
        assert (found.post, found.others) == (None, ((match(one), one),))


def test_a_confirmed_post_comes_before_all_others() -> None:
    confirmed, better = post("1"), post("2")
    decided = replace(match(confirmed, score=0.1), decided=True)
    found = look([match(better, score=1.0), decided], [confirmed, better], settled=CONFIRMED)
    assert (found.status, found.post, found.match) == (SyncStatus.POSTED, confirmed, decided)
    assert found.others == ((match(better, score=1.0), better),)


def test_a_confirmed_share_is_shared() -> None:
    one = post(form=PostForm.SHARE)
    decided = replace(match(one), decided=True)
    assert look([decided], [one], settled=CONFIRMED).status is SyncStatus.SHARED


def test_a_confirmed_post_that_was_deleted_is_posted_no_more() -> None:
    one = post(deleted=NOON)
    decided = replace(match(one), decided=True)
    assert look([decided], [one], settled=CONFIRMED).status is SyncStatus.MISSING
    both = replace(CONFIRMED, exempt="why")
    assert look([decided], [one], settled=both).status is SyncStatus.EXEMPT
