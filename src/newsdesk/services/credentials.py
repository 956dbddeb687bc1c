"""Which credential of the settings is a channel's, and what can be read without one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsdesk.channels.adapter import Adapter, Feature, Need
from newsdesk.domain.channel import Channel
from newsdesk.infra.credentials import Credential


def of_channel(
    credentials: Sequence[Credential], channel: Channel, adapter: Adapter
) -> Credential | None:
    """Return the credential that was set up for a channel's account at its own origin."""
    found = (
        one
        for one in credentials
        if one.is_for(channel.kind, channel.account) and adapter.accepts(channel, one)
    )
    return next(found, None)


def lacks(adapter: Adapter, feature: Feature, credential: Credential | None) -> bool:
    """Tell whether a feature that the network has cannot be read for want of a credential."""
    return credential is None and adapter.OFFERS.get(feature) is Need.CREDENTIAL


def features(offers: Mapping[Feature, Need], credential: Credential | None) -> frozenset[Feature]:
    """Return what can be read with a credential or without one."""
    return frozenset(
        feature
        for feature, need in offers.items()
        if need is not Need.CREDENTIAL or credential is not None
    )
