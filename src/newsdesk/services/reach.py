"""What can be read of a channel: each feature of its network, and what stands in the way."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
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
from newsdesk.services import followed_accounts
from newsdesk.services.credentials import features, of_channel
from newsdesk.services.followed_accounts import FollowedAccount
from newsdesk.services.reading import searched
from newsdesk.store import streams

STREAMS: Mapping[Feature, StreamName] = {
    Feature.OWN: StreamName.OWN,
    Feature.MENTIONS: StreamName.MENTION,
    Feature.TAGS: StreamName.SEARCH,
    Feature.TERMS: StreamName.SEARCH,
    Feature.TIMELINE: StreamName.TIMELINE,
    Feature.FOLLOWS: StreamName.FOLLOWS,
    Feature.FOLLOWERS: StreamName.PROFILE,
}
"""In which stream a feature is read."""


class Standing(StrEnum):
    """Whether a feature is read."""

    READ = "read"
    WAITING = "waiting"
    FAILING = "failing"
    RESTING = "resting"
    LOCKED = "locked"
    UNASKED = "unasked"
    WITHHELD = "withheld"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureState:
    """One feature; ``more`` says that a credential, which is not set up, would show more of it.

    ``resting`` is what costs too much to be read for now; ``locked`` is for want of a credential,
    ``unasked`` where the set-up names nothing to look for, ``withheld`` what the network shows
    only to whom it has looked at, ``absent`` what it lacks. ``accounts`` are those of the follow
    list, where they are what is read.
    """

    feature: str
    standing: Standing
    stream: StreamState
    more: bool = False
    accounts: tuple[FollowedAccount, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What can be read of a channel, and for which origin a credential would be.

    ``notices_deletions`` is whether reading again tells that a post was deleted.
    """

    features: tuple[FeatureState, ...]
    notices_deletions: bool
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
    can = features(adapter, credential)
    tags = config.tags if Feature.TAGS in can else ()
    terms = config.terms if Feature.TERMS in can else ()
    known = streams.of_channel(connection, desk_id, channel, searched=searched(tags, terms))
    read = followed_accounts.load(connection, desk_id, config, channel, adapter)
    known[StreamName.TIMELINE] = followed_accounts.together(read)
    unasked = {Feature.TAGS: not tags, Feature.TERMS: not terms, Feature.TIMELINE: not read}
    return Reach(
        features=tuple(
            FeatureState(
                feature=one,
                standing=_unread(adapter, can, one, unasked) or _standing(known[STREAMS[one]]),
                stream=known[STREAMS[one]],
                more=adapter.OFFERS.get(one) is Need.BETTER and credential is None,
                accounts=read if one is Feature.TIMELINE else (),
            )
            for one in Feature
        ),
        notices_deletions=adapter.NOTICES_DELETIONS,
        credential=credential,
        origin=adapter.token_origin(channel),
    )


def _without_adapter(connection: Connection, desk_id: int, channel: Channel) -> Reach:
    """Say what is read of a page of the wiki, or of what no programme reads."""
    own = streams.state(connection, desk_id, channel)
    state = FeatureState(feature=Feature.OWN, standing=_standing(own), stream=own)
    read = channel.kind is ChannelKind.WIKI_PAGE
    features = (state,) if read else ()
    return Reach(features=features, notices_deletions=True, credential=None, origin="")


def _unread(
    adapter: Adapter,
    can: Collection[Feature],
    feature: Feature,
    unasked: Mapping[Feature, bool],
) -> Standing | None:
    """Say why a feature is not read at all, ``None`` where it is."""
    if feature not in adapter.OFFERS:
        return Standing.ABSENT
    if adapter.OFFERS[feature] is Need.REVIEW:
        return Standing.WITHHELD
    if feature not in can:
        return Standing.LOCKED
    return Standing.UNASKED if unasked.get(feature) else None


def _standing(stream: StreamState) -> Standing:
    if stream.resting:
        return Standing.RESTING
    if stream.failed_since:
        return Standing.FAILING
    return Standing.READ if stream.last_read else Standing.WAITING
