"""A desk on the practice wiki, and channels that answer as a test tells them to."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Any

from sqlalchemy import Engine

from newsdesk.channels.adapter import Feature, Need, Wanted
from newsdesk.channels.line import Line
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.fetch import BEGINNING, Fetched, ReadResult, StreamState
from newsdesk.domain.post import Author, Post, PostKey, StreamName
from newsdesk.infra.credentials import Credential
from newsdesk.services.reading import Reading
from tests.fixtures.network import Network

CONFIG_PAGE = "Social media/Newsdesk.json"
NEWS = "Template:MediaWiki News"
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
MASTODON = Channel(
    id="mastodon", kind=ChannelKind.MASTODON, name="Mastodon", account="mediawiki@social.example"
)
BLUESKY = Channel(id="bluesky", kind=ChannelKind.BLUESKY, name="Bluesky", account="mw.example")
FEED = Channel(id="blog", kind=ChannelKind.FEED, name="Blog", url="https://blog.example/feed")


def config(*channels: Channel, page: str = NEWS, archive: str = "") -> str:
    """Write a configuration page."""
    value: dict[str, Any] = {"version": 1, "news": {"page": page}}
    if archive:
        value["news"]["archive"] = archive
    value["channels"] = [
        {"id": c.id, "kind": c.kind.value, "name": c.name}
        | {key: told for key in ("account", "url", "page") if (told := getattr(c, key))}
        for c in channels
    ]
    return json.dumps(value)


def post(channel: Channel, number: int, text: str = "", *, age: timedelta | None = None) -> Post:
    """Make a post of a channel."""
    origin = f"https://{channel.id}.example"
    return Post(
        key=PostKey(channel.kind, origin, str(number)),
        url=f"{origin}/{number}",
        author=Author("MediaWiki", "mediawiki", origin),
        time=NOW - (age or timedelta(minutes=number)),
        html=f"<p>{text}</p>",
        text=text or f"post {number}",
    )


def fetched(*posts: Post) -> Fetched:
    """Make the result of a channel that has these posts and no others."""
    return Fetched(
        posts=posts, complete_since=BEGINNING, newest="1", etag="e", whole_since=BEGINNING
    )


@dataclass
class ScriptedChannels:
    """An adapter of every kind whose answers a test writes, by channel id.

    It stands for networks at their worst: an adapter's own fault, or one that never returns.
    ``asked`` remembers, by channel id, with what each was read. ``script`` has the answers of
    single streams, whatever the channel; ``order`` is what was wanted, in order.
    """

    OFFERS: Mapping[Feature, Need] = field(default_factory=lambda: {Feature.OWN: Need.NOTHING})
    NOTICES_DELETIONS: bool = True
    answer: dict[str, Callable[[], ReadResult]] = field(default_factory=dict)
    script: dict[StreamName, Callable[[Line, Wanted], ReadResult]] = field(default_factory=dict)
    order: list[Wanted] = field(default_factory=list)
    origins: dict[str, str] = field(default_factory=dict)
    origin_of: Callable[[Channel], str] | None = None
    asked: dict[str, list[tuple[StreamState, datetime | None]]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def find(self, kind: ChannelKind) -> ScriptedChannels | None:
        return None if kind is ChannelKind.MANUAL else self

    def origin(self, channel: Channel) -> str:
        if self.origin_of:
            return self.origin_of(channel)
        return self.origins.get(channel.id, f"https://{channel.id}.example")

    def profile_url(self, channel: Channel) -> str:
        return self.origin(channel)

    def follow_url(self, channel: Channel, handle: str) -> str:
        return f"{self.origin(channel)}/{handle}"

    def token_origin(self, channel: Channel) -> str:
        return ""

    def accepts(self, channel: Channel, credential: Credential) -> bool:
        return credential.origin == self.origin(channel)

    def read(self, line: Line, wanted: Wanted) -> ReadResult:
        with self._lock:
            asked = self.asked.setdefault(wanted.channel.id, [])
            asked.append((wanted.state, wanted.oldest))
            self.order.append(wanted)
        if wanted.stream in self.script:
            return self.script[wanted.stream](line, wanted)
        return self.answer[wanted.channel.id]()


def reading_of(network: Network, engine: Engine, desk_id: int) -> Reading:
    """Return a round of reading what a test's network answers."""
    return Reading(
        settings=network.settings(),
        engine=engine,
        desk_id=desk_id,
        door=network.door(),
        oldest=None,
        beat=lambda: None,
    )
