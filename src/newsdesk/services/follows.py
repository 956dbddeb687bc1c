"""The follow list beside whom our accounts follow, from what is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Engine

from newsdesk.channels import registry
from newsdesk.channels.adapter import Adapter, Feature
from newsdesk.domain.channel import Channel
from newsdesk.domain.desk import SetUp
from newsdesk.domain.fetch import StreamState
from newsdesk.domain.follow import Follow
from newsdesk.domain.post import StreamName
from newsdesk.domain.site import Site
from newsdesk.infra.settings import Settings
from newsdesk.services import credentials, desk
from newsdesk.store import desks, follows, streams
from newsdesk.sync.follows import Comparison, Known, compare


class Reach(StrEnum):
    """How much is known of whom a channel follows: all of it, or why not."""

    WHOLE = "whole"
    PART = "part"
    FAILING = "failing"
    NEVER = "never"
    CREDENTIAL = "credential"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelFollows:
    """A channel whose network has follows: whom it follows, and how far that is all."""

    adapter: Adapter
    stream: StreamState
    reach: Reach
    known: Known

    @property
    def channel(self) -> Channel:
        """The channel itself."""
        return self.known.channel

    def follow_url(self, handle: str) -> str:
        """Return where whoever is logged in as the channel follows or unfollows a handle."""
        return self.adapter.follow_url(self.channel, handle)


@dataclass(frozen=True, slots=True, kw_only=True)
class Follows:
    """Everything that the page of the follow list shows, the same for everybody.

    ``elsewhere`` are the channels of networks that tell nobody whom an account follows.
    """

    site: Site
    set_up: SetUp
    page: str
    channels: tuple[ChannelFollows, ...]
    elsewhere: tuple[Channel, ...]
    found: Comparison

    @property
    def by_id(self) -> Mapping[str, ChannelFollows]:
        """The channels whose networks have follows, by id."""
        return {one.channel.id: one for one in self.channels}


def load(engine: Engine, desk_id: int, settings: Settings) -> Follows | None:
    """Read the follow list and the follows; ``None`` as long as there is no set-up.

    The number of queries does not depend on how much there is.
    """
    with engine.connect() as connection:
        set_up = desk.set_up(connection, desk_id)
        site, config = desks.site(connection, desk_id), set_up.config
        if config is None or site is None:
            return None
        stored = follows.by_channel(connection, desk_id)
        own = streams.states(connection, desk_id, config.channels)
        states = streams.states(connection, desk_id, config.channels, StreamName.FOLLOWS)
    channels = tuple(
        _channel(
            one, module, _telling(states[one.id], own[one.id]), settings, stored.get(one.id, ())
        )
        for one in config.channels
        if (module := registry.adapter(one.kind)) is not None and Feature.FOLLOWS in module.OFFERS
    )
    have = {one.channel.id for one in channels}
    return Follows(
        site=site,
        set_up=set_up,
        page=settings.config_page,
        channels=channels,
        elsewhere=tuple(one for one in config.channels if one.id not in have),
        found=compare(config.follow, [one.known for one in channels]),
    )


def _telling(stream: StreamState, own: StreamState) -> StreamState:
    """Return what tells why nothing is known: follows are not asked for where own posts fail."""
    return own if stream.last_read is None and own.last_read is None else stream


def _channel(
    channel: Channel,
    adapter: Adapter,
    stream: StreamState,
    settings: Settings,
    stored: Sequence[Follow],
) -> ChannelFollows:
    """Say how far what is stored of a channel can be relied on."""
    credential = credentials.of_channel(settings.credentials, channel, adapter)
    if Feature.FOLLOWS not in credentials.features(adapter, credential):
        reach = Reach.CREDENTIAL
    elif stream.failed_since is not None:
        reach = Reach.FAILING
    elif stream.last_read is None:
        reach = Reach.NEVER
    else:
        reach = Reach.PART if stream.complete_since is None else Reach.WHOLE
    known = Known(channel=channel, follows=stored, whole=reach is Reach.WHOLE)
    return ChannelFollows(adapter=adapter, stream=stream, reach=reach, known=known)
