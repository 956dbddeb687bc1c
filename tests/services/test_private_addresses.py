"""Whatever a stranger writes on the configuration page, only the public internet is asked.

Every kind of channel is tried, from the accounts of its golden pairs: a new kind is tried too.
"""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BufferedIOBase
from ipaddress import ip_address
from typing import Any

import pytest

from newsdesk.channels.adapter import Need
from newsdesk.channels.registry import adapter
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.desk import DeskConfig, PageRevision, Problem
from newsdesk.domain.fetch import FetchFailed
from newsdesk.domain.post import StreamName
from newsdesk.infra.credentials import Credential
from newsdesk.infra.http import Door
from newsdesk.wiki import config_page
from tests.channels import asking, golden_pairs
from tests.fixtures.network import Asked, Network, head

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
PUBLIC = "93.184.216.34"
KINDS = sorted(kind for kind in ChannelKind if adapter(kind) is not None)
ACCOUNTS = {
    pair["channel"]["kind"]: pair["channel"]
    for pair in map(golden_pairs.load, reversed(golden_pairs.names()))
}
SERVERS = {
    pair["channel"]["kind"]: pair["credential"]["origin"]
    for pair in map(golden_pairs.load, golden_pairs.names())
    if "credential" in pair and pair["channel"] == ACCOUNTS[pair["channel"]["kind"]]
}
"""Where credentials belong that are for another origin than the one that issues the ids."""
HOSTS = [
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "0.0.0.0",
    "localhost",
    "printer.local",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.0.1",
    "100.64.0.1",
    "169.254.169.254",
    "metadata.google.internal",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[fe80::1]",
    "[fd00:ec2::254]",
    "[64:ff9b::7f00:1]",
]
HOMES = ["127.0.0.1", "10.1.2.3", "169.254.169.254", "0.0.0.0", "::1", "::ffff:10.0.0.1"]


class Connections:
    """Every connection that this process tries to make while it watches; none comes about."""

    def __init__(self) -> None:
        self.tried: list[str] = []
        self.watching = False
        self.allowed = 0
        sys.addaudithook(self._hear)

    def _hear(self, event: str, args: tuple[Any, ...]) -> None:
        if self.watching and event == "socket.connect" and args[1][1] != self.allowed:
            self.tried.append(str(args[1][0]))
            raise ConnectionRefusedError


_connections = Connections()


@pytest.fixture
def connections() -> Iterator[Connections]:
    _connections.tried.clear()
    _connections.allowed = 0
    _connections.watching = True
    yield _connections
    _connections.watching = False


@pytest.fixture(autouse=True)
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Where names lead: the first address, then the next each time; the last one stays.

    A name that is not among them does not exist; an address is read as the system reads it.
    """
    table = {"localhost": ["127.0.0.1"], "metadata.google.internal": ["169.254.169.254"]}
    real = socket.getaddrinfo

    def resolve(host: str, port: int, *args: Any, **kwargs: Any) -> list[Any]:
        found = table.get(host)
        if found is None:
            return real(host, port, *args, **kwargs | {"flags": socket.AI_NUMERICHOST})
        address = found.pop(0) if len(found) > 1 else found[0]
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return table


def strangers(kind: ChannelKind, host: str) -> list[dict[str, str]]:
    """Channels of a kind that lead to a host by each thing that the page can say of them."""
    base = {"id": "c", **ACCOUNTS[kind]}
    account = base.get("account", "")
    by_address = [base | {"url": f"https://{host}/feed"}]
    if "@" in account:
        return [*by_address, base | {"account": f"mediawiki@{host}"}]
    return [*by_address, base | {"account": host}] if "." in account else by_address


def page(channel: dict[str, str]) -> DeskConfig | tuple[Problem, ...]:
    value = {"version": 1, "news": {"page": "News"}, "channels": [channel]}
    revision = PageRevision(
        title="C.json", revid=1, parent=0, user="Mallory", time=NOW, text=json.dumps(value),
        model="json",
    )  # fmt: skip
    reading = config_page.read(revision)
    return reading.config or reading.problems


def channel_of(written: dict[str, Any]) -> Channel:
    """Make the channel as if the page had not been checked."""
    return Channel(**{"name": "C"} | written | {"kind": ChannelKind(written["kind"])})


def read_everything(network: Network, channel: Channel, *, home: bool = True) -> None:
    """Read each stream, with a credential that belongs to the account and its real server."""
    found = adapter(channel.kind)
    assert found is not None
    settings = network.settings()
    door = Door(settings if home else replace(settings, practice_origins={}), seconds=2)
    real = channel_of({"id": "c", **ACCOUNTS[channel.kind]})
    server = SERVERS.get(channel.kind, found.origin(real))
    credential = Credential(
        kind=channel.kind, origin=server, account=channel.account, token="secret"
    )
    for stream in StreamName:
        usable = credential if found.accepts(channel, credential) else None
        result = asking.read(
            door, channel, now=NOW, stream=stream, credential=usable, tags=("MediaWiki",)
        )
        assert isinstance(result, FetchFailed), (stream, result)


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_page_is_refused_and_so_is_the_address(
    network: Network, connections: Connections, kind: ChannelKind, host: str
) -> None:
    for written in strangers(kind, host):
        problems = page(written)
        assert not isinstance(problems, DeskConfig)
        assert problems[0].place in {"channels[0].url", "channels[0].account"}
        read_everything(network, channel_of(written), home=False)
    assert all(ip_address(one).is_global for one in connections.tried)


@pytest.mark.parametrize(
    "url",
    [
        "http://news.example/feed",
        "file:///etc/passwd",
        "ftp://news.example/feed",
        "gopher://news.example/",
        "data:text/plain,hello",
        "javascript:alert(1)",
        "//news.example/feed",
        "https://name:secret@news.example/feed",
        "https://news.example:22/feed",
        "https://news.example\\@127.0.0.1/feed",
        "https://news.example\t@127.0.0.1/feed",
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_other_addresses_than_public_https_ones_are_refused(
    network: Network, connections: Connections, kind: ChannelKind, url: str
) -> None:
    written = {"id": "c", **ACCOUNTS[kind], "url": url}
    problems = page(written)
    assert not isinstance(problems, DeskConfig)
    assert "channels[0].url" in {problem.place for problem in problems}
    read_everything(network, channel_of(written), home=False)
    assert all(ip_address(one).is_global for one in connections.tried)


@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_name_that_leads_home_is_not_followed(
    network: Network,
    connections: Connections,
    names: dict[str, list[str]],
    kind: ChannelKind,
    home: str,
) -> None:
    for written in strangers(kind, "innocent.example"):
        names["innocent.example"] = [home]
        config = page(written)
        assert isinstance(config, DeskConfig), config
        read_everything(network, config.channels[0], home=False)
    assert all(ip_address(one).is_global for one in connections.tried)


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_that_changes_between_check_and_use_is_asked_once(
    network: Network, connections: Connections, names: dict[str, list[str]], kind: ChannelKind
) -> None:
    for written in strangers(kind, "innocent.example"):
        config = page(written)
        assert isinstance(config, DeskConfig)
        for _ in range(5):
            names["innocent.example"] = [PUBLIC, "127.0.0.1"]
            read_everything(network, config.channels[0], home=False)
    assert all(ip_address(one).is_global for one in connections.tried)


@pytest.mark.parametrize(
    "location", [*(f"https://{host}/" for host in HOSTS), "file:///etc/passwd"]
)
@pytest.mark.parametrize("kind", KINDS)
def test_a_redirect_leads_nowhere_private(
    network: Network, connections: Connections, kind: ChannelKind, location: str
) -> None:
    network.everything(lambda asked, out: redirect(out, location))
    connections.allowed = int(network.url.rpartition(":")[2])
    read_everything(network, channel_of({"id": "c", **ACCOUNTS[kind]}))
    assert network.asked
    assert connections.tried == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_redirect_takes_no_credential_along(network: Network, kind: ChannelKind) -> None:
    def answer(asked: Asked, out: BufferedIOBase) -> None:
        if asked.path == "/elsewhere":
            out.write(head(500, Content_Length=0))
        else:
            redirect(out, "https://odd.example:8443/elsewhere")

    network.everything(answer)
    read_everything(network, channel_of({"id": "c", **ACCOUNTS[kind]}))
    assert any(asked.path == "/elsewhere" for asked in network.asked)
    told = {
        asked.path
        for asked in network.asked
        if "Authorization" in asked.headers or b"secret" in asked.body
    }
    found = adapter(kind)
    assert found is not None
    assert bool(told) == (set(found.OFFERS.values()) != {Need.NOTHING}), "it was used at all"
    assert "/elsewhere" not in told
    assert not any("secret" in str(asked.query) for asked in network.asked)


def redirect(out: BufferedIOBase, location: str) -> None:
    out.write(head(302, Location=location, Content_Length=0))
