"""A line holds a credential: where it may go, what it costs, and how long the network rests."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest

from newsdesk.channels.line import Line
from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.message import msg
from newsdesk.domain.month import month_end
from newsdesk.infra import clock
from newsdesk.infra.credentials import Credential
from newsdesk.infra.fetch_errors import RefusedError, SpentError
from tests.fixtures.network import ORIGIN, Network

CREDENTIAL = Credential(
    kind=ChannelKind.MASTODON, origin=ORIGIN, account="mediawiki@wikis.world", token="t", cap=9
)
OTHERS = [
    "https://blog.example/",
    "http://wikis.world/",
    "https://wikis.world:8443/",
    "https://wikis.world.attacker.example/",
    "https://wikis.world@attacker.example/",
    "https://attacker.example/https://wikis.world/",
    "//wikis.world/",
]


def test_a_credential_goes_to_its_own_origin(network: Network) -> None:
    network.answer("/a")
    Line(network.door(), CREDENTIAL).get(f"{ORIGIN}/a", authorization="Bearer t")
    assert network.asked[0].headers["Authorization"] == "Bearer t"


@pytest.mark.parametrize("url", OTHERS)
@pytest.mark.parametrize(
    "ask",
    [
        lambda line, url: line.get(url, authorization="Bearer t"),
        lambda line, url: line.post(url, {}, authorization="Bearer t"),
        lambda line, url: line.post(url, {"password": "t"}),
    ],
)
def test_it_goes_nowhere_else(
    network: Network, url: str, ask: Callable[[Line, str], object]
) -> None:
    with pytest.raises(ValueError, match="own origin"):
        ask(Line(network.door(), CREDENTIAL), url)
    assert network.connections == 0


def test_without_a_credential_nothing_is_authorized(network: Network) -> None:
    with pytest.raises(ValueError, match="own origin"):
        Line(network.door()).get(f"{ORIGIN}/a", authorization="Bearer t")


def test_it_does_not_follow_a_redirect(network: Network) -> None:
    network.answer("/a", b"", 302, Location="https://blog.example/b")
    network.answer("/b")
    Line(network.door(), CREDENTIAL).get(f"{ORIGIN}/a", authorization="Bearer t")
    assert ["Authorization" in one.headers for one in network.asked] == [True, False]


@pytest.mark.parametrize("status", [200, 429])
def test_the_longest_rest_that_the_network_wants_is_remembered(
    network: Network, status: int
) -> None:
    network.answer("/a", b"{}", status, Retry_After="600")
    network.answer("/b", b"{}", Retry_After="60")
    line = Line(network.door(), CREDENTIAL)
    before = clock.now()
    for path in ("/a", "/b"):
        with suppress(RefusedError):
            line.get(ORIGIN + path)
    assert line.rest_until is not None
    wait = line.rest_until - before
    assert timedelta(seconds=599) < wait < timedelta(seconds=700)


def test_no_more_is_afforded_than_is_allowed(network: Network) -> None:
    line = Line(network.door(), CREDENTIAL, allowance=5)
    line.afford(5)
    line.bill(3)
    assert line.left == 2
    line.afford(2)
    with pytest.raises(SpentError) as found:
        line.afford(3)
    assert found.value.message.params == (9,)
    assert found.value.retry_after == month_end(clock.now())
    line.bill(4)
    assert line.left == 0


def test_without_a_cap_everything_is_afforded(network: Network) -> None:
    line = Line(network.door(), CREDENTIAL)
    line.bill(1_000_000)
    line.afford(1_000_000)
    assert line.left is None


def test_what_is_billed_is_handed_on_at_once(network: Network) -> None:
    spent: list[int] = []
    line = Line(network.door(), CREDENTIAL, spend=spent.append)
    line.bill(3)
    line.bill(0)
    line.bill(2)
    assert (spent, line.billed) == ([3, 2], 5)


def test_what_is_reserved_is_not_afforded(network: Network) -> None:
    line = Line(network.door(), CREDENTIAL, allowance=5)
    line.reserved = 4
    assert line.left == 1
    line.afford(1)
    with pytest.raises(SpentError) as found:
        line.afford(2)
    assert found.value.message == msg("newsdesk-fetch-reserved", 5, 4)
    line.reserved = 0
    assert line.left == 5
