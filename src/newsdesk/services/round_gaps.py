"""What a step of a round does not show, as it is not read: of which channels, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Engine

from newsdesk.channels import registry
from newsdesk.channels.adapter import Feature
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.fetch import StreamState
from newsdesk.domain.round import Step
from newsdesk.domain.site import Site
from newsdesk.infra.credentials import Credential
from newsdesk.services import desk, sources
from newsdesk.services.reach import FeatureState, Reach, Standing, reaches
from newsdesk.services.sources import SourceState
from newsdesk.store import desks

_FEATURES: Mapping[Step, tuple[Feature, ...]] = {
    Step.MENTIONS: (Feature.MENTIONS,),
    Step.TIMELINE: (Feature.TIMELINE,),
    Step.SOURCES: (Feature.TAGS, Feature.TERMS),
    Step.NEWS: (Feature.OWN,),
    Step.CHANNELS: (Feature.OWN,),
}
_NOT_READ = frozenset(
    {
        Standing.WAITING,
        Standing.FAILING,
        Standing.RESTING,
        Standing.LOCKED,
        Standing.WITHHELD,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotRead:
    """A channel or a source of which a step misses something, or what people read by hand.

    ``channel_id`` is empty for a source; ``standing`` and ``stream`` are ``None`` where it is by
    hand. ``address`` is where a person can look themselves.
    """

    name: str
    channel_id: str = ""
    standing: Standing | None = None
    stream: StreamState | None = None
    address: str = ""


def gaps(
    engine: Engine, desk_id: int, step: Step, credentials: Sequence[Credential] = ()
) -> tuple[NotRead, ...]:
    """Say what is not read for a step, in the order of the set-up; none where there is none."""
    with engine.connect() as connection:
        config = desk.config(connection, desk_id)
        if config is None:
            return ()
        channels, accounts = _channels(config, step), step is Step.TIMELINE
        every = reaches(connection, desk_id, channels, config, credentials, accounts=accounts)
        found = [_of_channel(channel, step, what) for channel, what in every]
        if step is Step.SOURCES:
            site = desks.site(connection, desk_id)
            found += [_of_source(o, site) for o in sources.overview(connection, desk_id, config)]
        return tuple(one for one in found if one)


def _of_channel(channel: Channel, step: Step, what: Reach) -> NotRead | None:
    adapter = registry.adapter(channel.kind)
    missed = [
        one
        for one in what.features
        if one.feature in _FEATURES[step] and one.standing in _NOT_READ
    ]
    by_hand = channel.kind is ChannelKind.MANUAL and step is Step.MENTIONS
    if not missed and not by_hand:
        return None
    why = _cause(missed[0], what) if missed else None
    return NotRead(
        name=channel.name,
        channel_id=channel.id,
        standing=why.standing if why else None,
        stream=why.stream if why else None,
        address=adapter.profile_url(channel) if adapter else channel.url,
    )


def _cause(missed: FeatureState, what: Reach) -> FeatureState:
    """Say why a feature is not read: where a channel's own posts fail, the rest is not tried."""
    own = next((one for one in what.features if one.feature is Feature.OWN), missed)
    return own if missed.standing is Standing.WAITING and own.stream.failed_since else missed


def _of_source(found: SourceState, site: Site | None) -> NotRead | None:
    source, stream = found.source, found.state
    if stream.last_read and not stream.failed_since:
        return None
    return NotRead(
        name=source.id,
        standing=Standing.FAILING if stream.failed_since else Standing.WAITING,
        stream=stream,
        address=source.url or (site.page_url(source.page) if site else ""),
    )


def _channels(config: DeskConfig, step: Step) -> tuple[Channel, ...]:
    """Return the channels that a step is about."""
    if step not in _FEATURES:
        return ()
    if step is not Step.NEWS:
        return config.channels
    basis = config.channel(config.news.basis)
    return (basis,) if basis else ()
