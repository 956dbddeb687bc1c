"""What can be read of a channel: each feature of its network, and what stands in the way."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
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
    found = reaches(connection, desk_id, [channel], config, credentials, accounts=True)
    return next(what for _, what in found)


def reaches(
    connection: Connection,
    desk_id: int,
    channels: Sequence[Channel],
    config: DeskConfig,
    credentials: Sequence[Credential],
    *,
    accounts: bool,
) -> Iterator[tuple[Channel, Reach]]:
    """Yield what :func:`reach` says of each channel, of the list's ``accounts`` only if asked.

    Without them it is one query, however many channels there are.
    """
    every = {one: _asked(one, config, credentials) for one in channels}
    searched = {one: asked.searched for one, asked in every.items()}
    known = streams.of_channels(connection, desk_id, searched)
    for one, asked in every.items():
        read: tuple[FollowedAccount, ...] = ()
        if accounts and asked.adapter is not None:
            read = followed_accounts.load(connection, desk_id, config, one, asked.adapter)
            known[one.id][StreamName.TIMELINE] = followed_accounts.together(read)
        yield one, asked.reach(known[one.id], read)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What can be read of a channel; manual ones and pages of the wiki have no adapter."""

    channel: Channel
    adapter: Adapter | None = None
    credential: Credential | None = None
    can: frozenset[Feature] = frozenset()
    tags: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()

    @property
    def searched(self) -> tuple[str, ...]:
        """What is looked for on the channel's network."""
        return searched(self.tags, self.terms)

    def reach(
        self, states: Mapping[StreamName, StreamState], read: tuple[FollowedAccount, ...] = ()
    ) -> Reach:
        """Say what is read, given the states of the channel's streams and of the accounts."""
        if self.adapter is None:
            return _without_adapter(self.channel, states[StreamName.OWN])
        adapter, can = self.adapter, self.can
        unasked = {
            Feature.TAGS: not self.tags,
            Feature.TERMS: not self.terms,
            Feature.TIMELINE: not read,
        }
        return Reach(
            features=tuple(
                FeatureState(
                    feature=one,
                    standing=_unread(adapter, can, one, unasked) or _standing(stream),
                    stream=stream,
                    more=adapter.OFFERS.get(one) is Need.BETTER and self.credential is None,
                    accounts=read if one is Feature.TIMELINE else (),
                )
                for one in Feature
                for stream in (states[STREAMS[one]],)
            ),
            notices_deletions=adapter.NOTICES_DELETIONS,
            credential=self.credential,
            origin=adapter.token_origin(self.channel),
        )


def _asked(channel: Channel, config: DeskConfig, credentials: Sequence[Credential]) -> _Asked:
    adapter = registry.adapter(channel.kind)
    if adapter is None:
        return _Asked(channel)
    credential = of_channel(credentials, channel, adapter)
    can = features(adapter, credential)
    tags = config.tags if Feature.TAGS in can else ()
    terms = config.terms if Feature.TERMS in can else ()
    return _Asked(channel, adapter, credential, can, tags, terms)


def _without_adapter(channel: Channel, own: StreamState) -> Reach:
    """Say what is read of a page of the wiki, or of what no programme reads."""
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
