"""The tool reads the practice channels through its own door, as it changes."""

from __future__ import annotations

import pytest

from newsdesk.channels import bluesky, feed, mastodon
from newsdesk.channels.adapter import Adapter, Wanted
from newsdesk.channels.line import Line
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.fetch import Fetched, ReadResult, StreamState
from newsdesk.infra.http import Door
from newsdesk.infra.settings import Settings
from sandbox.practice import Practice
from tests.fixtures.practice import PRACTICE_NOW

CHANNELS: dict[str, tuple[Adapter, Channel]] = {
    "https://wikis.example": (
        mastodon,
        Channel(
            id="mastodon", kind=ChannelKind.MASTODON, name="", account="mediawiki@wikis.example"
        ),
    ),
    "https://public.api.bsky.app": (
        bluesky,
        Channel(
            id="bluesky", kind=ChannelKind.BLUESKY, name="", account="mediawiki.practice.example"
        ),
    ),
    "https://blog.practice.example": (
        feed,
        Channel(
            id="blog",
            kind=ChannelKind.FEED,
            name="",
            url="https://blog.practice.example/feed.atom",
        ),
    ),
}


def read(practice: Practice, origin: str, state: StreamState | None = None) -> ReadResult:
    settings = Settings(
        wiki="http://127.0.0.1/w/",
        url="http://127.0.0.1:8000/",
        config_page="Social media/Newsdesk.json",
        secret="s" * 32,
        database="sqlite://",
        practice_origins=practice.origins,
    )
    adapter, channel = CHANNELS[origin]
    door = Door(settings)
    wanted = Wanted(channel=channel, state=state or StreamState(), now=PRACTICE_NOW)
    return adapter.read(Line(door), wanted)


@pytest.mark.parametrize("origin", CHANNELS)
def test_what_is_posted_edited_and_deleted_arrives(practice: Practice, origin: str) -> None:
    channel = CHANNELS[origin][1].id
    made = practice.add_post(channel, "Fresh from the press", time=PRACTICE_NOW)
    assert "Fresh from the press" in texts(read(practice, origin))
    practice.edit_post(channel, made, "Fresh from the editor", time=PRACTICE_NOW)
    after = texts(read(practice, origin))
    assert "Fresh from the editor" in after
    assert "Fresh from the press" not in after
    practice.delete_post(channel, made)
    assert "Fresh from the editor" not in texts(read(practice, origin))


def texts(result: ReadResult) -> str:
    assert isinstance(result, Fetched)
    return "\n".join(post.text for post in result.posts)


def test_an_unchanged_feed_is_not_sent_again(practice: Practice) -> None:
    origin = "https://blog.practice.example"
    first = read(practice, origin)
    assert isinstance(first, Fetched)
    again = read(
        practice, origin, StreamState(etag=first.etag, complete_since=first.complete_since)
    )
    assert isinstance(again, Fetched)
    assert again.unchanged
