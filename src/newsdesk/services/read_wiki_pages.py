"""Reads the channels that are pages of the wiki: one after another, as its etiquette asks.

See https://www.mediawiki.org/wiki/API:Etiquette
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.fetch import FetchResult, StreamState
from newsdesk.domain.site import Site
from newsdesk.infra import clock
from newsdesk.services.read_channels import ChannelReport, Reading, fault, keep, states_of
from newsdesk.services.schedule import is_due
from newsdesk.store import desks
from newsdesk.wiki import page_channel
from newsdesk.wiki.session import Wiki

log = logging.getLogger(__name__)


def read_due(
    reading: Reading,
    wiki: Wiki,
    channels: Sequence[Channel],
    every: timedelta,
    *,
    force: bool = False,
) -> list[ChannelReport]:
    """Read the pages that are due, and store the items of each at once.

    Nothing is read as long as the wiki has not said what it is.
    """
    pages = [channel for channel in channels if channel.kind is ChannelKind.WIKI_PAGE]
    with reading.engine.connect() as connection:
        site = desks.site(connection, reading.desk_id)
    if not pages or site is None:
        return []
    states, now = states_of(reading, pages), clock.now()
    due = [channel for channel in pages if is_due(states[channel.id], every, now, force=force)]
    return [_read(reading, wiki, site, channel, states[channel.id]) for channel in due]


def _read(
    reading: Reading, wiki: Wiki, site: Site, channel: Channel, state: StreamState
) -> ChannelReport:
    reading.beat()
    return keep(reading, channel, state, _ask(wiki, site, channel, state))


def _ask(wiki: Wiki, site: Site, channel: Channel, state: StreamState) -> FetchResult:
    """Read one page; a fault in reading it is logged and is this channel's failure alone."""
    try:
        return page_channel.read(wiki, site, channel.page, state, clock.now())
    except Exception:
        log.exception("a page could not be read", extra={"channel": channel.id})
        return fault(channel)
