"""Which channels a programme reads."""

from __future__ import annotations

from collections.abc import Sequence

from newsdesk.channels import registry
from newsdesk.channels.adapter import Feature
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.infra.credentials import Credential
from newsdesk.services.credentials import features, of_channel


def is_readable(channel: Channel, credentials: Sequence[Credential] = ()) -> bool:
    """Tell whether a channel's own posts are read: through its network, or as a page of the wiki.

    A network that shows them to nobody without a credential is read where one is set up.
    """
    if channel.kind is ChannelKind.WIKI_PAGE:
        return True
    adapter = registry.adapter(channel.kind)
    if adapter is None:
        return False
    return Feature.OWN in features(adapter, of_channel(credentials, channel, adapter))
