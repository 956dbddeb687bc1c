from __future__ import annotations

import pytest

from newsdesk.channels import bluesky, facebook, feed, mastodon, x
from newsdesk.channels.registry import adapter
from newsdesk.domain.channel import ChannelKind


@pytest.mark.parametrize(
    ("kind", "module"),
    [
        (ChannelKind.MASTODON, mastodon),
        (ChannelKind.BLUESKY, bluesky),
        (ChannelKind.FEED, feed),
        (ChannelKind.MANUAL, None),
        (ChannelKind.X, x),
        (ChannelKind.FACEBOOK, facebook),
    ],
)
def test_each_kind_has_its_adapter_or_none(kind: ChannelKind, module: object) -> None:
    assert adapter(kind) is module
