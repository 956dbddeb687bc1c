"""What a news item's matches mean on a channel: its sync status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from newsdesk.domain.channel import Channel, ChannelKind, Expects
from newsdesk.domain.decisions import OPEN, Settled
from newsdesk.domain.desk import NewsSettings
from newsdesk.domain.fetch import StreamState
from newsdesk.domain.month import day_begin
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.post import Post, PostForm, PostKey
from newsdesk.domain.sync_status import Cell, Match, SyncStatus, Verdict

_OWED = {
    Expects.EVERYTHING: SyncStatus.MISSING,
    Expects.WANTED: SyncStatus.WANTED,
    Expects.NOTHING: SyncStatus.NOT_EXPECTED,
}

_ORDER = (Verdict.SAME, Verdict.DIFFERS, Verdict.UNSURE)


def cell(
    item: NewsItem,
    channel: Channel,
    *,
    matches: Sequence[Match],
    posts: Mapping[PostKey, Post],
    stream: StreamState | None,
    news: NewsSettings,
    today: date,
    settled: Settled = OPEN,
) -> Cell:
    """Say where one item stands on one channel.

    ``matches`` are this item's on this channel, as :mod:`newsdesk.sync.overlay` leaves them where
    people ``settled`` something; ``stream`` is the state of the channel's own posts, ``None``
    where no programme reads it.
    """
    found = _found(matches, posts)
    if (by_hand := _by_hand(settled, matches, found)) is not None:
        return Cell(channel_id=channel.id, status=by_hand, others=tuple(found), settled=settled)
    if found:
        best, post = found[0]
        return Cell(
            channel_id=channel.id,
            status=_matched(best, post),
            post=post,
            match=best,
            others=tuple(found[1:]),
            settled=settled,
        )
    status = _unmatched(item, channel, stream=stream, news=news, today=today)
    since = stream.failed_since if stream and status is SyncStatus.UNKNOWN else None
    return Cell(channel_id=channel.id, status=status, since=since, settled=settled)


def _by_hand(
    settled: Settled, matches: Sequence[Match], found: Sequence[tuple[Match, Post]]
) -> SyncStatus | None:
    """Return what a person's word comes to where no post that still stands goes with it.

    A post that is known to be deleted is posted no more, whoever said so.
    """
    if any(match.decided for match, _ in found):
        return None
    if (settled.posted or settled.same) and not any(match.decided for match in matches):
        return SyncStatus.POSTED
    return SyncStatus.EXEMPT if settled.exempt else None


def _found(matches: Sequence[Match], posts: Mapping[PostKey, Post]) -> list[tuple[Match, Post]]:
    """Pair matches with their posts: decided ones first, then by verdict, score and age."""
    there = [(m, posts[m.post]) for m in matches if m.post in posts and not posts[m.post].deleted]
    return sorted(there, key=_rank)


def _rank(found: tuple[Match, Post]) -> tuple[bool, int, float, datetime]:
    match, post = found
    return not match.decided, _ORDER.index(match.verdict), -match.score, post.time


def _matched(best: Match, post: Post) -> SyncStatus:
    if best.verdict is Verdict.UNSURE:
        return SyncStatus.UNSURE
    if best.verdict is Verdict.DIFFERS:
        return SyncStatus.DIFFERS
    return SyncStatus.SHARED if post.form is PostForm.SHARE else SyncStatus.POSTED


def _unmatched(
    item: NewsItem,
    channel: Channel,
    *,
    stream: StreamState | None,
    news: NewsSettings,
    today: date,
) -> SyncStatus:
    if channel.expects is Expects.NOTHING:
        return SyncStatus.NOT_EXPECTED
    if channel.since and item.date < channel.since:
        return SyncStatus.PAST
    read = channel.kind is not ChannelKind.MANUAL
    if read and not _covers(stream, item.date):
        return SyncStatus.UNKNOWN
    if item.date < today - timedelta(days=news.within):
        return SyncStatus.PAST
    if read and stream and stream.failed_since:
        return SyncStatus.UNKNOWN
    return _OWED[channel.expects]


def _covers(stream: StreamState | None, day: date) -> bool:
    """Tell whether what was read of a stream reaches back to that day."""
    if stream is None or stream.complete_since is None:
        return False
    return stream.complete_since <= day_begin(day)
