"""Reads the channels that are pages of the wiki: one after another, as its etiquette asks.

See https://www.mediawiki.org/wiki/API:Etiquette
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from newsdesk.channels.adapter import Feature, Need, Wanted
from newsdesk.channels.line import Line
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.fetch import FetchResult
from newsdesk.domain.site import Site
from newsdesk.infra.credentials import Credential
from newsdesk.services import read_channels
from newsdesk.services.read_channels import ChannelReport
from newsdesk.services.reading import Reading
from newsdesk.store import desks
from newsdesk.wiki import page_channel
from newsdesk.wiki.session import Wiki


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
    if site is None:
        return []
    adapter = _Pages(wiki, site)
    reading = replace(reading, adapter=lambda _kind: adapter)
    return [
        report
        for page in pages
        for report in read_channels.read_due(reading, [page], every, force=force)
    ]


@dataclass(frozen=True)
class _Pages:
    """The adapter of the configured wiki, which asks it through its own session."""

    wiki: Wiki
    site: Site

    @property
    def OFFERS(self) -> Mapping[Feature, Need]:  # noqa: N802  # as the modules have it
        return {Feature.OWN: Need.NOTHING}

    @property
    def NOTICES_DELETIONS(self) -> bool:  # noqa: N802  # as the modules have it
        return True

    def origin(self, _channel: Channel) -> str:
        return self.site.server

    def profile_url(self, channel: Channel) -> str:
        return self.site.page_url(channel.page)

    def follow_url(self, _channel: Channel, _handle: str) -> str:
        return ""

    def token_origin(self, _channel: Channel) -> str:
        return ""

    def accepts(self, _channel: Channel, _credential: Credential) -> bool:
        return False

    def read(self, _line: Line, wanted: Wanted) -> FetchResult:
        page = wanted.channel.page
        return page_channel.read(self.wiki, self.site, page, wanted.state, wanted.now)
