"""The channels by themselves: how fresh each is, and its last posts."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from newsdesk.channels import registry
from newsdesk.domain.channel import Channel
from newsdesk.domain.post import Post
from newsdesk.domain.site import Site
from newsdesk.domain.thread import threads
from newsdesk.services import desk
from newsdesk.services.board import ChannelState
from newsdesk.services.readable import is_readable
from newsdesk.store import desks, posts, streams

LAST_POSTS = 20
READ_POSTS = 3 * LAST_POSTS
"""How many are read for so many to be shown: parts of threads and deleted ones go."""


@dataclass(frozen=True, slots=True)
class ChannelPage:
    """One channel, where people see it, and its newest posts, newest first."""

    state: ChannelState
    profile: str
    posts: tuple[Post, ...]


def states(engine: Engine, desk_id: int) -> tuple[ChannelState, ...]:
    """Return every channel of the set-up, in its order; none where there is no set-up."""
    with engine.connect() as connection:
        config = desk.set_up(connection, desk_id).config
        return _states(connection, desk_id, config.channels if config else ())


def load(engine: Engine, desk_id: int, channel_id: str) -> ChannelPage | None:
    """Return one channel with its last posts, or ``None`` if the set-up has no such channel."""
    with engine.connect() as connection:
        config = desk.set_up(connection, desk_id).config
        channel = config.channel(channel_id) if config else None
        if channel is None:
            return None
        [state] = _states(connection, desk_id, (channel,))
        found = posts.of_channel(connection, desk_id, channel.id, limit=READ_POSTS)
        site = desks.site(connection, desk_id)
    return ChannelPage(state, _profile(channel, site), tuple(threads(found)[:LAST_POSTS]))


def _states(
    connection: Connection, desk_id: int, channels: tuple[Channel, ...]
) -> tuple[ChannelState, ...]:
    known = streams.states(connection, desk_id, channels)
    last = posts.last_posts(connection, desk_id)
    return tuple(
        ChannelState(
            channel=channel,
            stream=known[channel.id],
            last_post=last.get(channel.id),
            readable=is_readable(channel),
        )
        for channel in channels
    )


def _profile(channel: Channel, site: Site | None) -> str:
    if channel.page and site:
        return site.page_url(channel.page)
    adapter = registry.adapter(channel.kind)
    return adapter.profile_url(channel) if adapter else channel.url
