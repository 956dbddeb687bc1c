"""What a board is made of, as one moment of the database has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import Connection

from newsdesk.domain.desk import DeskConfig, PageRevision, Problem
from newsdesk.domain.fetch import StreamState
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.post import Post
from newsdesk.domain.profile import Profile
from newsdesk.domain.site import Site
from newsdesk.domain.sync_status import Match
from newsdesk.domain.thread import threads
from newsdesk.services.matching import pages
from newsdesk.store import desks, items, listed, matches, posts, profiles, revisions, streams

Posts = Mapping[str, Sequence[Post]]
"""Posts by channel id, newest first, each thread as one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Items, their matches and the posts of those; the posts and shares that match none."""

    items: Sequence[NewsItem]
    matches: Sequence[Match]
    posts: Posts
    unlisted: Posts
    shares_unlisted: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """Everything that is read for a board; ``checked`` is when the wiki was last asked."""

    config: DeskConfig
    site: Site
    content: Content
    has_items: bool
    last_posts: Mapping[str, datetime]
    streams: Mapping[str, StreamState]
    profiles: Mapping[str, Profile]
    revision: PageRevision | None
    problems: tuple[Problem, ...]
    checked: datetime
    version: int


def read(
    connection: Connection,
    desk_id: int,
    config: DeskConfig,
    *,
    since: date | None = None,
    item_id: str = "",
) -> Stored | None:
    """Read what is shown of the days from ``since`` on, or of one item alone.

    ``None`` as long as nothing was read of the wiki.
    """
    page = config.news.page
    site = desks.site(connection, desk_id)
    checked = revisions.checked(connection, desk_id, page)
    if site is None or checked is None:
        return None
    revision, problems = revisions.with_problems(connection, desk_id, page)
    return Stored(
        config=config,
        site=site,
        content=_item(connection, desk_id, config, item_id)
        if item_id
        else _content(connection, desk_id, config, since),
        has_items=items.there_are(connection, desk_id, pages(config)),
        last_posts=posts.last_posts(connection, desk_id),
        streams=streams.states(connection, desk_id, config.channels),
        profiles=profiles.every(connection, desk_id),
        revision=revision,
        problems=problems,
        checked=checked,
        version=desks.version(connection, desk_id),
    )


def _content(
    connection: Connection, desk_id: int, config: DeskConfig, since: date | None
) -> Content:
    """Read the days from ``since`` on; most stored posts are older than that."""
    midnight = datetime.combine(since, time(), UTC) if since else None
    on_items = listed.on_items(connection, desk_id, since=since)
    on_none = listed.on_none(connection, desk_id, since=midnight)
    whole = _whole(connection, desk_id, on_items, on_none)
    return Content(
        items=items.of_pages(connection, desk_id, pages(config), since=since),
        matches=matches.every(connection, desk_id, since=since),
        posts=_among(whole, on_items),
        unlisted=_among(whole, on_none),
        shares_unlisted=listed.shares_on_none(connection, desk_id),
    )


def _item(connection: Connection, desk_id: int, config: DeskConfig, item_id: str) -> Content:
    found = items.of_pages(connection, desk_id, pages(config), item_id=item_id)
    on_item = listed.on_item(connection, desk_id, item_id)
    whole = _whole(connection, desk_id, on_item)
    return Content(
        items=found,
        matches=matches.of_item(connection, desk_id, item_id),
        posts=_among(whole, on_item),
        unlisted={},
        shares_unlisted={},
    )


def _whole(connection: Connection, desk_id: int, *found: Posts) -> Posts:
    """Merge threads, with those of their parts that were not found as they match nothing."""
    times = [one.time for some in found for of_channel in some.values() for one in of_channel]
    if not times:
        return {}
    every = (*found, listed.continuing(connection, desk_id, since=min(times)))
    return {
        channel: threads(one for some in every for one in some.get(channel, ()))
        for channel in {channel for some in found for channel in some}
    }


def _among(whole: Posts, found: Posts) -> Posts:
    """Pick those that were found; what became a part of another is left out."""
    keys = {channel: {one.key for one in some} for channel, some in found.items()}
    return {
        channel: [one for one in whole[channel] if one.key in among]
        for channel, among in keys.items()
    }
