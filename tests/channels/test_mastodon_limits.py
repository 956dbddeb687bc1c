"""Shapes: https://docs.joinmastodon.org/entities/Instance/ and .../entities/V1_Instance/."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.fetch import FetchedProfile
from newsdesk.domain.length import PostLimits
from newsdesk.domain.post import StreamName
from newsdesk.infra.http import Door
from sandbox.practice import Practice
from sandbox.practice.mastodon import MOST_CHARACTERS, NAME, ORIGIN, PER_URL
from tests.channels import asking
from tests.channels.golden_pairs import load
from tests.fixtures.network import Network, answer

CHANNEL = Channel(
    id="m", kind=ChannelKind.MASTODON, name="Mastodon", account="mediawiki@wikis.world"
)
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
LOOKUP = "/api/v1/accounts/lookup"
V1, V2 = "/api/v1/instance", "/api/v2/instance"
ABSENT = answer(b'{"error":"Record not found"}', 404)


def instance(characters: Any, per_url: Any) -> bytes:
    limits = {"max_characters": characters, "characters_reserved_per_url": per_url}
    return answer(json.dumps({"configuration": {"statuses": limits}}).encode())


def read(network: Network, *, v2: bytes = ABSENT, v1: bytes = ABSENT) -> FetchedProfile:
    account = load("mastodon-original")["answers"][LOOKUP]
    network.answer(LOOKUP, json.dumps(account).encode())
    network.write(V1, lambda _, out: out.write(v1))
    network.write(V2, lambda _, out: out.write(v2))
    result = asking.read(network.door(), CHANNEL, stream=StreamName.PROFILE, now=NOW)
    assert isinstance(result, FetchedProfile), result
    return result


def test_a_server_that_says_it_in_version_2_is_asked_once(network: Network) -> None:
    assert read(network, v2=instance(640, 30)).limits == PostLimits(characters=640, per_url=30)
    assert [one.path for one in network.asked] == [LOOKUP, V2]


def test_an_older_server_says_it_in_version_1(network: Network) -> None:
    assert read(network, v1=instance(5000, 25)).limits == PostLimits(characters=5000, per_url=25)
    assert [one.path for one in network.asked] == [LOOKUP, V2, V1]


@pytest.mark.parametrize(
    "refusal",
    [
        ABSENT,
        answer(b"Something went wrong", 500),
        answer(b"no json"),
        answer(b"[]"),
        answer(b'{"configuration": {"statuses": "none"}}'),
        instance(0, 23),
        instance(-1, 23),
        instance(10**9, 23),
        instance("500", 23),
        instance(True, 23),
    ],
)
def test_limits_that_cannot_be_read_are_no_failure_of_the_profile(
    network: Network, refusal: bytes
) -> None:
    found = read(network, v2=refusal, v1=refusal)
    assert found.limits is None
    assert found.profile.handle == "mediawiki@wikis.world"


@pytest.mark.parametrize("per_url", [None, -1, "23", 641])
def test_a_strange_length_of_links_is_the_usual_one(network: Network, per_url: Any) -> None:
    assert read(network, v2=instance(640, per_url)).limits == PostLimits(characters=640)


def test_the_practice_server_has_limits_of_its_own(network: Network, practice: Practice) -> None:
    door = Door(replace(network.settings(), practice_origins=practice.origins))
    ours = replace(CHANNEL, account=f"{NAME}@{ORIGIN.removeprefix('https://')}")
    result = asking.read(door, ours, stream=StreamName.PROFILE, now=NOW)
    assert isinstance(result, FetchedProfile)
    assert result.limits == PostLimits(characters=MOST_CHARACTERS, per_url=PER_URL)
