"""The adapters read the practice channels through the door, and tell how those fail."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.fetch import BEGINNING, Fetched, ReadResult, StreamState
from newsdesk.domain.post import PostForm
from newsdesk.infra.http import Door
from newsdesk.infra.settings import Settings
from sandbox.practice import Practice
from sandbox.practice import bluesky as practice_bluesky
from sandbox.practice import mastodon as practice_mastodon
from sandbox.practice.feeds import BLOG, LISTS
from sandbox.story import Visibility
from tests.channels import asking
from tests.channels.asking import fetched
from tests.fixtures.network import Network
from tests.fixtures.practice import PRACTICE_NOW

NOW = PRACTICE_NOW
MASTODON = Channel(
    id="mastodon",
    kind=ChannelKind.MASTODON,
    name="Mastodon",
    account=f"mediawiki@{practice_mastodon.ORIGIN.removeprefix('https://')}",
)
BLUESKY = Channel(
    id="bluesky", kind=ChannelKind.BLUESKY, name="Bluesky", account=practice_bluesky.HANDLE
)
ATOM = Channel(id="blog", kind=ChannelKind.FEED, name="Blog", url=f"{BLOG}/feed.atom")
RSS = Channel(id="list", kind=ChannelKind.FEED, name="List", url=f"{LISTS}/announce.rss")
ORIGINS = {
    MASTODON.id: practice_mastodon.ORIGIN,
    BLUESKY.id: practice_bluesky.ORIGIN,
    ATOM.id: BLOG,
    RSS.id: LISTS,
}
EVERY = pytest.mark.parametrize("channel", [MASTODON, BLUESKY, ATOM, RSS], ids=lambda c: c.id)
SOCIAL = pytest.mark.parametrize("channel", [MASTODON, BLUESKY], ids=lambda c: c.id)


@pytest.fixture
def settings(network: Network, practice: Practice) -> Settings:
    return replace(network.settings(), practice_origins=practice.origins)


@pytest.fixture
def door(settings: Settings) -> Door:
    return Door(settings)


def read(
    door: Door,
    channel: Channel,
    state: StreamState | None = None,
    *,
    oldest: datetime | None = None,
    now: datetime = NOW,
) -> ReadResult:
    return asking.read(door, channel, state, oldest=oldest, now=now)


def after(result: Fetched, now: datetime = NOW) -> StreamState:
    return asking.after(result, now)


@EVERY
def test_every_practice_channel_is_read(door: Door, channel: Channel) -> None:
    posts = fetched(read(door, channel)).posts
    assert len(posts) >= 10
    assert len({post.key for post in posts}) == len(posts)
    assert all(post.text and post.url.startswith("https://") for post in posts)
    assert [post.time for post in posts] == sorted((p.time for p in posts), reverse=True)


@SOCIAL
def test_accounts_are_read_to_their_beginning(
    door: Door, channel: Channel, practice: Practice
) -> None:
    result = fetched(read(door, channel))
    assert result.complete_since == BEGINNING
    assert {post.form for post in result.posts} >= {PostForm.ORIGINAL, PostForm.SHARE}
    assert any(post.links for post in result.posts)
    assert not any(link in post.author.url for post in result.posts for link in post.links)


@SOCIAL
def test_a_later_read_sees_what_was_posted_and_deleted(
    door: Door, channel: Channel, practice: Practice
) -> None:
    first = fetched(read(door, channel))
    timeline = practice.timelines[channel.id]
    gone = timeline.posts(Visibility.PRIVATE, Visibility.DIRECT)[3]
    new = timeline.add("Just now", time=NOW, link="https://www.mediawiki.org/wiki/News")
    timeline.delete(gone.id)
    practice.asked.clear()
    later = fetched(read(door, channel, after(first), now=NOW + timedelta(hours=1)))
    timeline.delete(new)
    assert later.posts[0].text.startswith("Just now")
    assert later.posts[0].links == ("https://www.mediawiki.org/wiki/News",)
    assert later.whole_since is not None
    before = {post.key for post in first.posts if post.time > later.whole_since}
    assert len(before - {post.key for post in later.posts}) == 1
    assert practice.asked[ORIGINS[channel.id]] <= 2


def test_an_edit_shows(door: Door, practice: Practice) -> None:
    timeline = practice.timelines[MASTODON.id]
    post = timeline.add("Before", time=NOW)
    timeline.edit(post, "After", time=NOW + timedelta(minutes=5))
    newest = fetched(read(door, MASTODON, now=NOW + timedelta(hours=1))).posts[0]
    timeline.delete(post)
    assert (newest.text, newest.edited) == ("After", NOW + timedelta(minutes=5))


@pytest.mark.parametrize("channel", [ATOM, RSS], ids=lambda c: c.id)
def test_an_unchanged_feed_says_so(door: Door, channel: Channel) -> None:
    first = fetched(read(door, channel))
    assert fetched(read(door, channel, after(first))).unchanged
