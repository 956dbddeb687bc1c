"""What a step of a round does not show, as it is not read: of which channels, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Engine

from newsdesk.channels import registry
from newsdesk.channels.adapter import Feature
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.round import Step
from newsdesk.infra.credentials import Credential
from newsdesk.services import desk
from newsdesk.services.reach import FeatureState, Standing, reach

_FEATURES: Mapping[Step, tuple[Feature, ...]] = {
    Step.MENTIONS: (Feature.MENTIONS,),
    Step.TIMELINE: (Feature.FOLLOWS,),
    Step.SOURCES: (Feature.TAGS, Feature.TERMS),
    Step.NEWS: (Feature.OWN,),
    Step.CHANNELS: (Feature.OWN,),
}
_NOT_READ = frozenset({Standing.WAITING, Standing.FAILING, Standing.RESTING, Standing.LOCKED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A channel of which a step misses something; ``state`` is ``None`` where it is by hand.

    ``address`` is where a person can look themselves.
    """

    channel: Channel
    state: FeatureState | None
    address: str


def gaps(
    engine: Engine, desk_id: int, step: Step, credentials: Sequence[Credential] = ()
) -> tuple[Gap, ...]:
    """Say what is not read for a step, in the order of the set-up; none where there is none."""
    with engine.connect() as connection:
        config = desk.set_up(connection, desk_id).config
        if config is None or step not in _FEATURES:
            return ()
        found = []
        for channel in _channels(config, step):
            what = reach(connection, desk_id, channel, config, credentials)
            missed = [
                one
                for one in what.features
                if one.feature in _FEATURES[step] and one.standing in _NOT_READ
            ]
            if missed or (channel.kind is ChannelKind.MANUAL and step is Step.MENTIONS):
                first = missed[0] if missed else None
                found.append(Gap(channel=channel, state=first, address=_address(channel)))
        return tuple(found)


def _channels(config: DeskConfig, step: Step) -> tuple[Channel, ...]:
    """Return the channels that a step is about."""
    if step is not Step.NEWS:
        return config.channels
    basis = config.channel(config.news.basis)
    return (basis,) if basis else ()


def _address(channel: Channel) -> str:
    adapter = registry.adapter(channel.kind)
    return adapter.profile_url(channel) if adapter else channel.url
