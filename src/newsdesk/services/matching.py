"""Matches what is stored: the items of the news pages with the posts of the channels."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Engine

from newsdesk import __version__
from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.site import Site
from newsdesk.domain.sync_status import Match
from newsdesk.domain.thread import threads
from newsdesk.store import desks, items, matches, posts
from newsdesk.store.database import writing
from newsdesk.sync.matching import match


def run(engine: Engine, desk_id: int, config: DeskConfig) -> bool:
    """Make the matches anew where items, posts or the tool changed since; return if they differ.

    The comparing holds no lock. Where something is stored meanwhile, the next run is still due.
    """
    with engine.connect() as connection:
        if desks.matched_by(connection, desk_id) == __version__:
            return False
        seen = desks.version(connection, desk_id)
        site = desks.site(connection, desk_id)
        if site is None:
            return False
        found = _match(connection, desk_id, config, site)
    with writing(engine) as connection:
        if desks.version(connection, desk_id) == seen:
            desks.set_matched(connection, desk_id, __version__)
        differ = matches.replace(connection, desk_id, found)
        if differ:
            desks.bump(connection, desk_id)
        return differ


def pages(config: DeskConfig) -> list[str]:
    """Return the titles of the pages that hold news items, the news page first."""
    return [title for title in (config.news.page, config.news.archive) if title]


def _match(
    connection: Connection, desk_id: int, config: DeskConfig, site: Site
) -> Sequence[Match]:
    channels = {channel.id for channel in config.channels}
    standing = {
        channel_id: threads(found)
        for channel_id, found in posts.by_channel(connection, desk_id).items()
        if channel_id in channels
    }
    return match(items.of_pages(connection, desk_id, pages(config)), standing, site)
