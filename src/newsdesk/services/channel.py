"""The channels by themselves: how fresh each is, what is read of it, and its last posts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, Engine

from newsdesk.channels import registry
from newsdesk.domain.channel import Channel
from newsdesk.domain.post import Post, StreamName
from newsdesk.domain.site import Site
from newsdesk.domain.thread import threads
from newsdesk.infra import clock
from newsdesk.infra.credentials import Credential
from newsdesk.services import desk
from newsdesk.services.channel_state import ChannelState
from newsdesk.services.paid_reading import Estimate, estimate
from newsdesk.services.reach import Reach, reach
from newsdesk.services.readable import is_readable
from newsdesk.store import desks, follows, post_totals, posts, profiles, streams

LAST_POSTS = 20
READ_POSTS = 3 * LAST_POSTS
"""How many are read for so many to be shown: parts of threads and deleted ones go."""
HISTORY = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelPage:
    """One channel, what is read of it, and its newest posts, newest first.

    ``address`` is where people see it; ``deleted`` counts the last posts that are gone there;
    ``mentions`` and ``found`` are other people's posts, each listed once; ``followers`` are
    numbers by day, oldest first.
    """

    state: ChannelState
    address: str
    reach: Reach
    estimate: Estimate | None
    posts: tuple[Post, ...]
    deleted: int
    mentions: tuple[Post, ...]
    found: tuple[Post, ...]
    follows: int
    followers: tuple[tuple[date, int], ...]


def states(
    engine: Engine, desk_id: int, credentials: Sequence[Credential] = ()
) -> tuple[ChannelState, ...]:
    """Return every channel of the set-up, in its order; none where there is no set-up."""
    with engine.connect() as connection:
        config = desk.config(connection, desk_id)
        return _states(connection, desk_id, config.channels if config else (), credentials)


def addressed(
    engine: Engine, desk_id: int, credentials: Sequence[Credential] = ()
) -> tuple[tuple[ChannelState, str], ...] | None:
    """Return every channel with the address where people see it; ``None`` without a set-up."""
    with engine.connect() as connection:
        config = desk.config(connection, desk_id)
        if config is None:
            return None
        site = desks.site(connection, desk_id)
        found = _states(connection, desk_id, config.channels, credentials)
    return tuple((one, address(one.channel, site)) for one in found)


def load(
    engine: Engine,
    desk_id: int,
    channel_id: str,
    credentials: Sequence[Credential] = (),
) -> ChannelPage | None:
    """Return one channel, or ``None`` if the set-up has no such channel."""
    with engine.connect() as connection:
        config = desk.config(connection, desk_id)
        channel = config.channel(channel_id) if config else None
        if config is None or channel is None:
            return None
        [state] = _states(connection, desk_id, (channel,), credentials)
        what = reach(connection, desk_id, channel, config, credentials)
        now = clock.now()
        own = _last(connection, desk_id, channel, StreamName.OWN)
        mentions = _last(connection, desk_id, channel, StreamName.MENTION)
        found = _last(connection, desk_id, channel, StreamName.SEARCH)
        listed = {one.key for one in (*own, *mentions)}
        return ChannelPage(
            state=state,
            address=address(channel, desks.site(connection, desk_id)),
            reach=what,
            estimate=estimate(connection, desk_id, what.credential, state.stream, now),
            posts=_shown(own),
            deleted=sum(one.deleted is not None for one in own[:LAST_POSTS]),
            mentions=_shown(mentions),
            found=_shown([one for one in found if one.key not in listed]),
            follows=follows.count(connection, desk_id, channel.id),
            followers=profiles.followers(
                connection, desk_id, channel.id, since=(now - HISTORY).date()
            ),
        )


def _last(
    connection: Connection, desk_id: int, channel: Channel, stream: StreamName
) -> list[Post]:
    return posts.of_channel(connection, desk_id, channel.id, limit=READ_POSTS, stream=stream)


def _shown(found: list[Post]) -> tuple[Post, ...]:
    return tuple(threads(found)[:LAST_POSTS])


def _states(
    connection: Connection,
    desk_id: int,
    channels: tuple[Channel, ...],
    credentials: Sequence[Credential],
) -> tuple[ChannelState, ...]:
    known = streams.states(connection, desk_id, channels)
    last = post_totals.last_posts(connection, desk_id)
    accounts = profiles.every(connection, desk_id)
    return tuple(
        ChannelState(
            channel=channel,
            stream=known[channel.id],
            last_post=last.get(channel.id),
            readable=is_readable(channel, credentials),
            profile=accounts.get(channel.id),
        )
        for channel in channels
    )


def address(channel: Channel, site: Site | None) -> str:
    """Return where people see a channel."""
    if channel.page and site:
        return site.page_url(channel.page)
    adapter = registry.adapter(channel.kind)
    return adapter.profile_url(channel) if adapter else channel.url
