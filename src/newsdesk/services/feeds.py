"""What the feeds tell: the news, what needs somebody, and how statuses changed.

What needs somebody is told as it was last recorded (:mod:`newsdesk.services.watching`), and not as
it is at this moment: so an entry says since when, and changes only when its item does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from newsdesk.domain.channel import Channel
from newsdesk.domain.desk import DeskConfig, SetUp
from newsdesk.domain.item_id import names_since
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.site import Site
from newsdesk.domain.status_change import Stand, StatusChange
from newsdesk.infra.credentials import Credential
from newsdesk.services import desk, matching, origins
from newsdesk.services.board import Period, first_day
from newsdesk.services.channel_state import as_read
from newsdesk.services.origins import Origin
from newsdesk.store import desks, item_edits, items, stands, status_changes, streams

MOST = 50
UNREAD_FOR = timedelta(hours=1)
"""How long reading a channel must have failed before somebody hears of it."""


@dataclass(frozen=True, slots=True)
class News:
    """A news item, and where it comes from."""

    item: NewsItem
    origin: Origin


@dataclass(frozen=True, slots=True)
class Work:
    """An item that needs somebody on a channel, and since when it does."""

    item: NewsItem
    origin: Origin
    channel: Channel
    stand: Stand

    @property
    def published(self) -> datetime:
        """When it began to need somebody: for what did from the start, when the item came."""
        return self.stand.began or self.origin.published

    @property
    def updated(self) -> datetime:
        """When its status, its post or the item's words last changed."""
        return max(self.published, self.origin.updated, self.stand.changed or self.published)


@dataclass(frozen=True, slots=True)
class Unread:
    """A channel that could not be read for a while."""

    channel: Channel
    since: datetime


@dataclass(frozen=True, slots=True)
class Changed:
    """A change of status; the item goes by ``item_id`` today, the channel may be gone."""

    change: StatusChange
    item_id: str
    channel: Channel | None


Entry = News | Work | Unread | Changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The newest entries of one kind, newest first, and when that last changed (UTC).

    Without a ``channel`` they are of all of them.
    """

    site: Site
    config: DeskConfig
    updated: datetime
    entries: tuple[Entry, ...]
    channel: Channel | None = None


@dataclass(frozen=True, slots=True)
class _Ground:
    """What every feed rests on."""

    connection: Connection
    desk_id: int
    site: Site
    config: DeskConfig
    begun: datetime

    @classmethod
    def of(cls, connection: Connection, desk_id: int) -> _Ground | None:
        known: SetUp = desk.set_up(connection, desk_id)
        site = desks.site(connection, desk_id)
        if site is None or known.config is None or known.in_force is None:
            return None
        return cls(connection, desk_id, site, known.config, known.in_force.time)

    def feed(
        self, entries: Iterable[Entry], *moments: datetime | None, channel: Channel | None = None
    ) -> Feed:
        """Make a feed that is as old as the set-up where nothing else is known of it."""
        return Feed(
            site=self.site,
            config=self.config,
            updated=max((self.begun, *filter(None, moments))),
            entries=tuple(entries),
            channel=channel,
        )


def news(engine: Engine, desk_id: int) -> Feed | None:
    """Read the newest news items; ``None`` as long as there is no set-up."""
    with engine.connect() as connection:
        ground = _Ground.of(connection, desk_id)
        if ground is None:
            return None
        pages = matching.pages(ground.config)
        found = items.newest(connection, desk_id, pages, MOST)
        known = origins.of_items(connection, desk_id, found)
        edited = item_edits.newest(connection, desk_id)
    latest = max((one.updated for one in known.values()), default=None)
    return ground.feed((News(one, known[one.id]) for one in found), edited, latest)


def work(
    engine: Engine,
    desk_id: int,
    now: datetime,
    *,
    channel_id: str = "",
    credentials: Sequence[Credential] = (),
) -> Feed | None:
    """Read what needs somebody, on one channel or on all; ``None`` where there is none such."""
    with engine.connect() as connection:
        ground = _Ground.of(connection, desk_id)
        channels = {one.id: one for one in ground.config.channels} if ground else {}
        if ground is None or (channel_id and channel_id not in channels):
            return None
        wanted = {channel_id: channels[channel_id]} if channel_id else channels
        failing = _unread(ground, wanted.values(), now, credentials)
        found: list[Work | Unread] = [*_work(ground, wanted, now), *failing]
        changed = stands.newest(connection, desk_id, channel_id)
    found.sort(key=_moment, reverse=True)
    moments = (changed, *map(_moment, found))
    return ground.feed(found[:MOST], *moments, channel=channels.get(channel_id))


def changes(engine: Engine, desk_id: int) -> Feed | None:
    """Read how statuses changed lately; ``None`` as long as there is no set-up."""
    with engine.connect() as connection:
        ground = _Ground.of(connection, desk_id)
        if ground is None:
            return None
        found = status_changes.newest(connection, desk_id, limit=MOST)
        renamed = items.renamed(connection, desk_id)
    entries = (
        Changed(one, names_since(one.item_id, renamed)[-1], ground.config.channel(one.channel_id))
        for one in found
    )
    return ground.feed(entries, *(one.time for one in found[:1]))


def _work(ground: _Ground, channels: Mapping[str, Channel], now: datetime) -> Iterator[Work]:
    connection, desk_id = ground.connection, ground.desk_id
    oldest = first_day(ground.config, now.date(), Period.WITHIN)
    since = max((now - stands.LOOKED_AT).date(), oldest or now.date())
    left = [
        one
        for one in stands.every(connection, desk_id, since)
        if one.status.needs_work and one.channel_id in channels
    ]
    pages = matching.pages(ground.config)
    found = items.with_ids(connection, desk_id, pages, {one.item_id for one in left})
    known = origins.of_items(connection, desk_id, found)
    by_id = {one.id: one for one in found}
    for one in left:
        if item := by_id.get(one.item_id):
            yield Work(item, known[item.id], channels[one.channel_id], one)


def _unread(
    ground: _Ground,
    channels: Iterable[Channel],
    now: datetime,
    credentials: Sequence[Credential],
) -> Iterator[Unread]:
    """Find what could not be read for long: one entry a channel, not one an item."""
    asked = tuple(one for one in channels if one in ground.config.readable)
    states = streams.states(ground.connection, ground.desk_id, asked)
    for one in asked:
        state = as_read(one, states[one.id], credentials)
        if state.failed_since and not state.resting and now - state.failed_since >= UNREAD_FOR:
            yield Unread(one, state.failed_since)


def _moment(entry: Work | Unread) -> datetime:
    return entry.updated if isinstance(entry, Work) else entry.since
