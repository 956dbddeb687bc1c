"""What can be read of a channel: each feature of its network, and what stands in the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection

from newsdesk.channels import registry
from newsdesk.channels.adapter import Adapter, Feature, Need
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.fetch import StreamState
from newsdesk.domain.post import StreamName
from newsdesk.infra.credentials import Credential
from newsdesk.services.credentials import lacks, of_channel
from newsdesk.store import streams

STREAMS: Mapping[Feature, StreamName] = {
    Feature.OWN: StreamName.OWN,
    Feature.MENTIONS: StreamName.MENTION,
    Feature.TAGS: StreamName.SEARCH,
    Feature.TERMS: StreamName.SEARCH,
    Feature.FOLLOWS: StreamName.FOLLOWS,
    Feature.FOLLOWERS: StreamName.PROFILE,
}
"""In which stream a feature is read."""

_TOKENS_GO_TO = {
    ChannelKind.BLUESKY: "https://bsky.social",
    ChannelKind.X: "https://api.x.com",
    ChannelKind.FACEBOOK: "https://graph.facebook.com",
}
"""Where most accounts' credentials are for; else it is the origin of the channel itself."""


class Standing(StrEnum):
    """Whether a feature is read."""

    READ = "read"
    WAITING = "waiting"
    FAILING = "failing"
    RESTING = "resting"
    LOCKED = "locked"
    UNASKED = "unasked"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureState:
    """One feature; ``more`` says that a credential, which is not set up, would show more of it.

    ``resting`` is what costs too much to be read for now; ``locked`` is for want of a credential,
    ``unasked`` where the set-up names nothing to look for, ``absent`` what the network lacks.
    """

    feature: str
    standing: Standing
    stream: StreamState
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What can be read of a channel, and for which origin a credential would be."""

    features: tuple[FeatureState, ...]
    credential: Credential | None
    origin: str

    @property
    def wants_credential(self) -> bool:
        """Whether more could be read with a credential."""
        return any(one.standing is Standing.LOCKED or one.more for one in self.features)


def reach(
    connection: Connection,
    desk_id: int,
    channel: Channel,
    config: DeskConfig,
    credentials: Sequence[Credential],
) -> Reach:
    """Say what is read of a channel, and why the rest is not; nothing of a manual one."""
    adapter = registry.adapter(channel.kind)
    if adapter is None:
        return _without_adapter(connection, desk_id, channel)
    credential = of_channel(credentials, channel, adapter)
    unasked = {Feature.TAGS: not config.tags, Feature.TERMS: not config.terms}
    readable = {
        one for one in adapter.OFFERS if not (lacks(adapter, one, credential) or unasked.get(one))
    }
    searched = (
        *(f"#{tag}" for tag in config.tags if Feature.TAGS in readable),
        *(term for term in config.terms if Feature.TERMS in readable),
    )
    known = streams.of_channel(connection, desk_id, channel, searched=searched)
    return Reach(
        features=tuple(
            _state(one, adapter, credential, known[STREAMS[one]], read=one in readable)
            for one in Feature
        ),
        credential=credential,
        origin=_TOKENS_GO_TO.get(channel.kind) or adapter.origin(channel),
    )


def _without_adapter(connection: Connection, desk_id: int, channel: Channel) -> Reach:
    """Say what is read of a page of the wiki, or of what no programme reads."""
    own = streams.state(connection, desk_id, channel)
    state = FeatureState(feature=Feature.OWN, standing=_standing(own), stream=own)
    read = channel.kind is ChannelKind.WIKI_PAGE
    return Reach(features=(state,) if read else (), credential=None, origin="")


def _state(
    feature: Feature,
    adapter: Adapter,
    credential: Credential | None,
    stream: StreamState,
    *,
    read: bool,
) -> FeatureState:
    need = adapter.OFFERS.get(feature)
    if need is None:
        standing = Standing.ABSENT
    elif lacks(adapter, feature, credential):
        standing = Standing.LOCKED
    else:
        standing = _standing(stream) if read else Standing.UNASKED
    more = need is Need.BETTER and credential is None
    return FeatureState(feature=feature, standing=standing, stream=stream, more=more)


def _standing(stream: StreamState) -> Standing:
    if stream.resting:
        return Standing.RESTING
    if stream.failed_since:
        return Standing.FAILING
    return Standing.READ if stream.last_read else Standing.WAITING
