"""Which credential of the settings is a channel's, and what can be read without one."""

from __future__ import annotations

from collections.abc import Sequence

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
