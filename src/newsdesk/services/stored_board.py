"""What a board is made of, as one moment of the database has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection

from newsdesk.domain.decision import Decision, Place
from newsdesk.domain.decisions import Decisions
from newsdesk.domain.desk import DeskConfig, FaultyPage, PageRevision, Problem
from newsdesk.domain.fetch import StreamState
from newsdesk.domain.month import day_begin
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.post import Post, PostKey
from newsdesk.domain.profile import Profile
from newsdesk.domain.site import Site
from newsdesk.domain.thread import threads
from newsdesk.services.addresses import belonging, decided_at, stored_at
from newsdesk.services.board_content import Content, Posts, laid_over
from newsdesk.services.decided import faulty
from newsdesk.services.matching import pages
from newsdesk.store import (
    decided,
    desks,
    items,
    listed,
    matches,
    post_totals,
    profiles,
    revisions,
    streams,
)
from newsdesk.sync.decided import Today


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """Everything that is read for a board; ``checked`` is when the wiki was last asked.

    ``faulty`` are the decisions pages that cannot be read; ``foreign`` are places that decisions
    name as those of posts and that are none of the channels'.
    """

    config: DeskConfig
    site: Site
    content: Content
    foreign: frozenset[Place]
    has_items: bool
    last_posts: Mapping[str, datetime]
    streams: Mapping[str, StreamState]
    profiles: Mapping[str, Profile]
    revision: PageRevision | None
    problems: tuple[Problem, ...]
    faulty: tuple[FaultyPage, ...]
    checked: datetime
    version: int


def read(
    connection: Connection,
    desk_id: int,
    config: DeskConfig,
    *,
    since: date | None = None,
    item_id: str = "",
    own: Sequence[Decision] = (),
    statistics: bool = True,
) -> Stored | None:
    """Read what is shown of the days from ``since`` on, or of one item alone.

    ``own`` are the viewer's decisions that are not published; without ``statistics`` no shares
    are counted and nobody's last post is looked for. ``None`` as long as nothing was read of the
    wiki.
    """
    page = config.news.page
    site = desks.site(connection, desk_id)
    checked = revisions.checked(connection, desk_id, page)
    if site is None or checked is None:
        return None
    content = _content(_Asked(connection, desk_id, config, site, since, item_id, statistics), own)
    revision, problems = revisions.with_problems(connection, desk_id, page)
    return Stored(
        config=config,
        site=site,
        content=content,
        foreign=_foreign(connection, desk_id, config, content),
        has_items=items.there_are(connection, desk_id, pages(config)),
        last_posts=post_totals.last_posts(connection, desk_id) if statistics else {},
        streams=streams.states(connection, desk_id, config.channels),
        profiles=profiles.every(connection, desk_id),
        revision=revision,
        problems=problems,
        faulty=faulty(connection, desk_id, config),
        checked=checked,
        version=desks.version(connection, desk_id),
    )


def _foreign(
    connection: Connection, desk_id: int, config: DeskConfig, content: Content
) -> frozenset[Place]:
    """Return the places without a post that belong to no channel: anybody can edit the pages."""
    there = {(name, one.url) for name, found in content.posts.items() for one in found}
    decisions = content.decisions.each().values()
    named = {one.place for one in decisions if one.channel_id and one.address} - there
    return frozenset(named - belonging(connection, desk_id, config.channels, named))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is read: the days from ``since`` on, or one item alone."""

    connection: Connection
    desk_id: int
    config: DeskConfig
    site: Site
    since: date | None
    item_id: str
    statistics: bool

    @property
    def midnight(self) -> datetime | None:
        return day_begin(self.since) if self.since else None


def _content(asked: _Asked, own: Sequence[Decision]) -> Content:
    """Read no more than is shown; most stored posts are older."""
    here, since, item_id = (asked.connection, asked.desk_id), asked.since, asked.item_id
    on_items = listed.on_item(*here, item_id) if item_id else listed.on_items(*here, since=since)
    on_none = {} if item_id else listed.on_none(*here, since=asked.midnight)
    decided_of = listed.decided_of(*here, since=since, item_id=item_id)
    published = decided.every(*here, since=since, item_id=item_id)
    elsewhere = decided_at(*here, asked.config.channels, published)
    if own:
        elsewhere |= stored_at(*here, asked.config.channels, (one.place for one in own))
    own = [replace(one, address=elsewhere.get(one.place, one.address)) for one in own]
    named = listed.at_addresses(
        *here, {*elsewhere.values(), *(one.address for one in own if one.address)}
    )
    whole = _whole(*here, on_items, on_none, decided_of, named)
    found = items.of_pages(*here, pages(asked.config), since=since, item_id=item_id)
    of_items = matches.of_item(*here, item_id) if item_id else matches.every(*here, since=since)
    plain = Content(
        items=found,
        matches=of_items,
        posts=_among(whole, on_items),
        unlisted=_among(whole, on_none),
        set_aside={},
        shares_unlisted=listed.shares_on_none(*here) if asked.statistics and not item_id else {},
        published=published.at(elsewhere),
        decisions=Decisions(),
    )
    own = _by_todays_names(asked, found, own)
    return laid_over(plain, own, _having(whole, decided_of, named), asked.midnight)


def _by_todays_names(
    asked: _Asked, there: Sequence[NewsItem], own: Sequence[Decision]
) -> Sequence[Decision]:
    """Name the items of a person's decisions as they are called today, if they are there."""
    known = {item.id for item in there}
    if all(not one.item_id or one.item_id in known for one in own):
        return own
    today = Today(there, items.renamed(asked.connection, asked.desk_id), asked.site)
    return [
        replace(one, item_id=today.named(one.item_id, one.snapshot) or one.item_id)
        if one.item_id and one.snapshot
        else one
        for one in own
    ]


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


def _having(whole: Posts, *found: Posts) -> Posts:
    """Pick those that were found, or whose parts were, and those that were deleted meanwhile."""
    every: dict[str, dict[PostKey, Post]] = {}
    for some in found:
        for channel, posts_ in some.items():
            every.setdefault(channel, {}).update((one.key, one) for one in posts_)
    return {
        channel: [
            *(one for one in whole[channel] if any(p.key in among for p in (one, *one.parts))),
            *(one for one in among.values() if one.deleted),
        ]
        for channel, among in every.items()
    }


def _among(whole: Posts, found: Posts) -> Posts:
    """Pick those that were found; what became a part of another is left out."""
    keys = {channel: {one.key for one in some} for channel, some in found.items()}
    return {
        channel: [one for one in whole[channel] if one.key in among]
        for channel, among in keys.items()
    }
