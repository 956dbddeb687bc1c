"""What a channel costs that fails for a day: counted at a real door, over many processes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.desk import DeskKey
from newsdesk.domain.fetch import StreamState
from newsdesk.services.read_channels import read_due
from newsdesk.services.reading import Reading
from newsdesk.store import desks, streams
from newsdesk.store.database import connect, writing
from tests.fixtures.moved_clock import MovedClock
from tests.fixtures.network import Network, answer
from tests.services.reading import NOW

BUSY = timedelta(minutes=5)
CHANNELS = {
    ChannelKind.MASTODON: Channel(
        id="c", kind=ChannelKind.MASTODON, name="Mastodon", account="mediawiki@wikis.world"
    ),
    ChannelKind.BLUESKY: Channel(
        id="c", kind=ChannelKind.BLUESKY, name="Bluesky", account="mediawiki.example"
    ),
    ChannelKind.FEED: Channel(
        id="c", kind=ChannelKind.FEED, name="Blog", url="https://blog.example/feed"
    ),
}


def _refresh(engine: Engine, network: Network, channel: Channel) -> StreamState:
    """Do what a process of its own does, which knows no more than what is stored."""
    with writing(engine) as connection:
        desk_id = desks.ensure(connection, DeskKey("w", "p"), now=NOW)
    reading = Reading(
        settings=network.settings(),
        engine=engine,
        desk_id=desk_id,
        door=network.door(),
        oldest=NOW - timedelta(days=30),
        beat=lambda: None,
        tags=("wiki",),
        terms=("MediaWiki",),
    )
    read_due(reading, [channel], BUSY, force=True)
    with engine.connect() as connection:
        return streams.state(connection, desk_id, channel)


@pytest.mark.parametrize(
    ("kind", "status", "headers", "most"),
    [
        (ChannelKind.MASTODON, 503, {}, 8),
        (ChannelKind.BLUESKY, 401, {}, 5),
        (ChannelKind.BLUESKY, 429, {"Retry_After": "21600"}, 4),
        (ChannelKind.FEED, 429, {}, 8),
    ],
)
def test_a_channel_that_fails_for_a_day_costs_a_handful_of_requests(
    network: Network,
    sqlite_url: str,
    moved_clock: MovedClock,
    kind: ChannelKind,
    status: int,
    headers: dict[str, str],
    most: int,
) -> None:
    refusal = answer(b"{}", status, **headers)
    network.everything(lambda _asked, out: out.write(refusal))
    channel, engine = CHANNELS[kind], connect(sqlite_url)
    begun = moved_clock.now()
    while moved_clock.now() < begun + timedelta(days=1):
        _refresh(engine, network, channel)
        moved_clock.move(BUSY)
    assert 3 <= len(network.asked) <= most
    assert _refresh(engine, network, channel).failed_since is not None
    engine.dispose()
