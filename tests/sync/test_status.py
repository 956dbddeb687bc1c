"""Each sync status, and what comes before what."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from newsdesk.domain.channel import Channel, ChannelKind, Expects
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
) -> Cell:
    return cell(
        item,
        channel,
        matches=matches,
        posts={p.key: p for p in posts},
        stream=stream,
        news=NEWS,
        today=TODAY,
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
