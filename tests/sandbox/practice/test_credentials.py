"""With the practice credentials the tool reads everything that the practice networks offer."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from newsdesk.channels.registry import adapter
from newsdesk.domain.channel import Channel
from newsdesk.domain.fetch import FetchFailed
from newsdesk.domain.post import StreamName
from newsdesk.infra.credentials import Credential, parse
from newsdesk.infra.http import Door
from sandbox.practice import Practice
from sandbox.practice.credentials import credentials
from sandbox.story.set_up import set_up
from tests.channels import asking
from tests.fixtures.network import Network
from tests.fixtures.practice import PRACTICE_NOW

KNOWN = parse(json.dumps(credentials()))


@pytest.mark.parametrize("credential", KNOWN, ids=lambda one: str(one.kind))
@pytest.mark.parametrize("stream", list(StreamName))
def test_each_is_good_for_its_account_of_the_set_up(
    network: Network, practice: Practice, credential: Credential, stream: StreamName
) -> None:
    channels = set_up(PRACTICE_NOW.date())["channels"]
    assert isinstance(channels, list)
    [account] = [one["account"] for one in channels if one["kind"] == credential.kind]
    channel = Channel(id="c", kind=credential.kind, name="C", account=account)
    found = adapter(channel.kind)
    assert found
    assert credential.is_for(channel.kind, account)
    assert found.accepts(channel, credential)
    door = Door(replace(network.settings(), practice_origins=practice.origins))
    tags = ("MediaWiki",)
    result = asking.read(
        door, channel, now=PRACTICE_NOW, stream=stream, credential=credential, tags=tags
    )
    assert not isinstance(result, FetchFailed), result
