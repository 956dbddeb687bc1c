"""Which credential of the settings is a channel's, and what can be read without one."""

from __future__ import annotations

from collections.abc import Sequence

from newsdesk.channels.adapter import Adapter, Feature, Need
from newsdesk.domain.channel import Channel
from newsdesk.infra.credentials import Credential

_OPEN = (Need.NOTHING, Need.BETTER)


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


def features(adapter: Adapter, credential: Credential | None) -> frozenset[Feature]:
    """Return what of a network's features can be read with a credential or without one."""
    return frozenset(
        feature
        for feature, need in adapter.OFFERS.items()
        if need in _OPEN or (need is Need.CREDENTIAL and credential is not None)
    )
