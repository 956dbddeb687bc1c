"""Brings what is stored up to date: the wiki's pages, the channels' posts, and the matches.

Each step is stored by itself, in one transaction: a refresh that is killed has lost nothing, and
the next one goes on.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.message import Message
from newsdesk.domain.month import day_begin
from newsdesk.infra import clock
from newsdesk.infra.http import Door
from newsdesk.infra.settings import Settings
from newsdesk.services import (
    dead_links,
    decided,
    desk,
    idea_uses,
    installed_pages,
    matching,
    read_channels,
    read_decided,
    read_history,
    read_sources,
    read_timeline,
    read_wiki,
    read_wiki_pages,
    round_ground,
    shares_seen,
    sources,
    watching,
    weighing,
)
from newsdesk.services.paid_reading import rests
from newsdesk.services.read_channels import ChannelReport
from newsdesk.services.reading import Reading
from newsdesk.services.round_ground import Viewer
from newsdesk.services.schedule import cadence
from newsdesk.services.short_links import Lengthener
from newsdesk.store import desks, items, leases
from newsdesk.store.database import writing
from newsdesk.wiki.session import anonymous

LEASE = "refresh"
LEASE_LENGTH = timedelta(minutes=2)
"""Longer than any one request to the wiki or beat while channels are read."""

log = logging.getLogger(__name__)

Beat = Callable[[], None]


class LeaseLostError(Exception):
    """Another process has taken over, as this one was held up for long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshReport:
    """What a refresh came to; ``ran`` is false where another one is at work.

    ``wiki`` says why the wiki could not be read; ``channels`` are those that were due.
    """

    ran: bool
    wiki: Message | None = None
    channels: tuple[ChannelReport, ...] = ()


def refresh(settings: Settings, engine: Engine, *, force: bool = False) -> RefreshReport:
    """Read what is due, or with ``force`` everything that no network told us to leave alone."""
    desk_id = desk.ensure(engine, settings)
    with lease(engine, desk_id) as beat:
        if beat is None:
            return RefreshReport(ran=False)
        try:
            return _refresh(settings, engine, desk_id, beat, force=force)
        except LeaseLostError:
            log.warning("another process has taken the refresh over")
            return RefreshReport(ran=False)


@contextmanager
def lease(engine: Engine, desk_id: int) -> Iterator[Beat | None]:
    """Hold the lease; yield how to extend it, or ``None`` where another process holds it."""
    holder = secrets.token_hex(16)
    with writing(engine) as connection:
        taken = leases.take(
            connection, desk_id, LEASE, holder, now=clock.now(), length=LEASE_LENGTH
        )

    def beat() -> None:
        with writing(engine) as connection:
            now = clock.now()
            if not leases.renew(connection, desk_id, LEASE, holder, now=now, length=LEASE_LENGTH):
                raise LeaseLostError

    try:
        yield beat if taken else None
    finally:
        with writing(engine) as connection:
            leases.release(connection, desk_id, LEASE, holder)


def _refresh(
    settings: Settings, engine: Engine, desk_id: int, beat: Beat, *, force: bool
) -> RefreshReport:
    wiki = anonymous(settings)
    failure = read_wiki.read(wiki, engine, desk_id, force=force)
    if failure is None:
        beat()
        installed_pages.read(wiki, engine, desk_id)
    with engine.connect() as connection:
        config = desk.config(connection, desk_id)
    channels: list[ChannelReport] = []
    if config is not None:
        beat()
        Lengthener(engine, settings, desk_id).lengthen_items(matching.pages(config))
        beat()
        reading, every = reading_of(settings, engine, desk_id, config, beat)
        channels = read_channels.read_due(reading, config.readable, every, force=force)
        channels += read_wiki_pages.read_due(reading, wiki, config.readable, every, force=force)
        read_sources.read_due(reading, wiki, sources.readable(config), every, force=force)
        read_decided.run(reading, config.readable)
        matching.run(engine, desk_id, config)
        if failure is None:
            for title in matching.pages(config):
                beat()
                read_history.follow(wiki, engine, desk_id, title)
            led_on = decided.settle(engine, desk_id, config)
            if dead_links.run(reading, config) or led_on:
                matching.run(engine, desk_id, config)
        idea_uses.settle(engine, desk_id, config)
        channels += read_timeline.read_due(reading, config, every, force=force)
        beat()
        shares_seen.run(engine, desk_id)
        weighing.run(engine, desk_id, config)
        beat()
        viewer = Viewer(now=clock.now(), credentials=settings.credentials)
        watching.run(engine, desk_id, viewer.now, viewer.credentials)
        round_ground.keep(engine, desk_id, viewer)
    with writing(engine) as connection:
        desks.set_refreshed(connection, desk_id, now=clock.now())
    return RefreshReport(ran=True, wiki=failure, channels=tuple(channels))


def reading_of(
    settings: Settings, engine: Engine, desk_id: int, config: DeskConfig, beat: Beat
) -> tuple[Reading, timedelta]:
    """Return what reading works with, and how often to read."""
    now = clock.now()
    with engine.connect() as connection:
        active = desks.last_active(connection, desk_id)
        oldest = _oldest(connection, desk_id, config)
    reading = Reading(
        settings=settings,
        engine=engine,
        desk_id=desk_id,
        door=Door(settings),
        oldest=oldest,
        beat=beat,
        credentials=settings.credentials,
        tags=config.tags,
        terms=config.terms,
        paid=not rests(active, now),
    )
    return reading, cadence(active, now)


def _oldest(connection: Connection, desk_id: int, config: DeskConfig) -> datetime | None:
    """Return the beginning, in UTC, of the day of the news page's oldest item."""
    days = [item.date for item in items.of_page(connection, desk_id, config.news.page)]
    return day_begin(min(days)) if days else None
