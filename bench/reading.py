"""Reading channels at a distance: all at once beside the slowest alone, and what polling costs."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from sqlalchemy import Engine

from bench.distance import LATENCY, FarDoor, practising
from bench.table import middle, row, seconds
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.infra import clock
from newsdesk.infra.credentials import parse
from newsdesk.infra.settings import Settings
from newsdesk.services import desk, read_channels
from newsdesk.services.reading import Reading
from newsdesk.services.schedule import BUSY
from newsdesk.store import migrate
from newsdesk.store.database import connect
from sandbox.practice.credentials import credentials

ROUNDS = 3
TOGETHER = 12
HISTORY = timedelta(days=730)
"""How far back the first reading goes: to the oldest item of a news page."""

KINDS = (
    Channel(
        id="mastodon",
        kind=ChannelKind.MASTODON,
        name="Mastodon",
        account="mediawiki@wikis.example",
    ),
    Channel(
        id="bluesky",
        kind=ChannelKind.BLUESKY,
        name="Bluesky",
        account="mediawiki.practice.example",
    ),
    Channel(id="x", kind=ChannelKind.X, name="X", account="MediaWiki"),
    Channel(id="facebook", kind=ChannelKind.FACEBOOK, name="Facebook", account="MediaWikiProject"),
    Channel(id="telegram", kind=ChannelKind.TELEGRAM, name="Telegram", account="mediawiki_news"),
    Channel(
        id="blog",
        kind=ChannelKind.FEED,
        name="Atom feed",
        url="https://blog.practice.example/feed.atom",
    ),
    Channel(
        id="planet",
        kind=ChannelKind.FEED,
        name="JSON Feed",
        url="https://planet.practice.example/feed.json",
    ),
    Channel(
        id="list",
        kind=ChannelKind.FEED,
        name="RSS feed",
        url="https://lists.practice.example/announce.rss",
    ),
)
"""The practice channels, one of each."""
CREDENTIALS = tuple(
    replace(one, every=None, cap=None, price=None) for one in parse(json.dumps(credentials()))
)
"""Theirs; what is paid for would be lent to one of several channels of an account alone."""
TAGS = TERMS = ("MediaWiki",)


class Desk:
    """A desk of which nothing was read yet, and its readings at moments of the story."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self.engine = engine
        self.id = desk.ensure(engine, settings)
        self._settings = settings

    def read(
        self, channels: Sequence[Channel], moment: datetime, latency: float = LATENCY
    ) -> tuple[FarDoor, bool]:
        """Read what is due at a moment; return the door, and whether nothing failed."""
        door = FarDoor(self._settings, latency)
        reading = Reading(
            settings=self._settings,
            engine=self.engine,
            desk_id=self.id,
            door=door,
            oldest=moment - HISTORY,
            beat=lambda: None,
            credentials=self._settings.credentials,
            tags=TAGS,
            terms=TERMS,
        )
        with patch.object(clock, "now", lambda: moment):
            reports = read_channels.read_due(reading, channels, BUSY)
        return door, not any(report.failure for report in reports)

    def read_well(self, channels: Sequence[Channel], moment: datetime) -> FarDoor:
        """Read what is due at a moment, far away; return the door.

        :raises RuntimeError: where something could not be read
        """
        door, well = self.read(channels, moment)
        if not well:
            raise RuntimeError("a practice channel could not be read")
        return door


def main() -> None:
    """Measure, and print the tables."""
    now = noon()
    with TemporaryDirectory() as folder, practising(now.date()) as origins:
        settings = settings_of(folder, origins)
        _all_at_once(settings, now)
        _polls(settings, now)


def noon() -> datetime:
    """Return a moment of today that is the same in every run of a day."""
    return clock.now().replace(hour=12, minute=0, second=0, microsecond=0)


def settings_of(folder: str, origins: Mapping[str, str]) -> Settings:
    """Return settings for a database in a folder, and for practice channels."""
    return Settings(
        wiki="http://127.0.0.1:1/w/",
        url="http://127.0.0.1:8000/",
        config_page="Social media/Newsdesk.json",
        secret="s" * 40,
        database=f"sqlite:///{folder}/desk.sqlite",
        practice_origins=origins,
        credentials=CREDENTIALS,
    )


@contextmanager
def fresh(settings: Settings) -> Iterator[Desk]:
    """Make a desk, and remove its database when it was read."""
    engine = connect(settings.database)
    file = Path(engine.url.database or "")
    try:
        migrate.upgrade(engine)
        yield Desk(engine, settings)
    finally:
        engine.dispose()
        for left in file.parent.glob(f"{file.name}*"):
            left.unlink()


def _all_at_once(settings: Settings, now: datetime) -> None:
    """Compare each channel alone with twelve together, in turns."""
    several = [
        replace(channel, id=f"{channel.id}-{number}")
        for number, channel in enumerate(islice(cycle(KINDS), TOGETHER))
    ]
    ratios: dict[str, list[float]] = {"the first reading": [], "a day later": []}
    print(f"\n{TOGETHER} channels, {LATENCY * 1000:.0f} ms for each request, {ROUNDS} rounds")
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    print(f"all share the processor with whatever else runs: load {load:.1f} on {cores} cores")
    row("", "slowest s", "together s", "ratio")
    for _ in range(ROUNDS):
        alone = [_times(settings, [channel], now) for channel in KINDS]
        together = _times(settings, several, now)
        for name, slowest, all_ in zip(ratios, map(max, *alone), together, strict=True):
            ratios[name].append(all_ / slowest)
            row(name, f"{slowest:.2f}", f"{all_:.2f}", f"{all_ / slowest:.2f}")
    for name, found in ratios.items():
        row(f"{name}, ratio (aim: at most 1.15)", *middle(found))


def _times(settings: Settings, channels: Sequence[Channel], now: datetime) -> tuple[float, float]:
    """Return how long the first reading takes, and the one a day later with nothing new."""
    with fresh(settings) as here:
        return (
            seconds(lambda: here.read_well(channels, now)),
            seconds(lambda: here.read_well(channels, now + timedelta(days=1))),
        )


def _polls(settings: Settings, now: datetime) -> None:
    """Count what one reading of each channel costs: the first, a poll, and a day's."""
    row("\nrequests and kB when nothing is new", "first", "kB", "poll", "kB", "daily", "kB")
    for channel in KINDS:
        with fresh(settings) as here:
            moments = (now, now + timedelta(hours=1), now + timedelta(days=2))
            doors = [here.read_well([channel], moment) for moment in moments]
        cells = ((str(door.requests), f"{door.received / 1000:.1f}") for door in doors)
        row(channel.name, *(cell for pair in cells for cell in pair))
