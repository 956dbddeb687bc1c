"""A real Bluesky network, people on it, and the tool's own way to read it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from newsdesk.channels.bluesky import APP_VIEW
from newsdesk.channels.line import Line
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.fetch import ReadResult, StreamState
from newsdesk.domain.post import StreamName
from newsdesk.infra.credentials import Credential
from newsdesk.infra.http import Answer, Door
from newsdesk.infra.settings import Settings
from sandbox.bluesky_network.network import BlueskyNetwork, start
from tests.channels import asking
from tests.networks.people import Person

PDS = "https://pds.example"
Join = Callable[..., Person]
_numbers = itertools.count(1)


class CountingDoor(Door):
    """A door that notes the methods that are asked for."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.asked: list[str] = []

    def get(self, url: str, **more: Any) -> Answer:
        self.asked.append(_method(url))
        return super().get(url, **more)

    def post(
        self, url: str, body: Mapping[str, object] | None, *, authorization: str = ""
    ) -> Answer:
        self.asked.append(_method(url))
        return super().post(url, body, authorization=authorization)


class Desk:
    """Reads accounts of the network as the tool does, once the network knows all of them."""

    def __init__(self, network: BlueskyNetwork) -> None:
        self._network = network
        self.door = CountingDoor(
            Settings(
                wiki="http://127.0.0.1/w/",
                url="http://127.0.0.1:8000/",
                config_page="Social media/Newsdesk.json",
                secret="s" * 32,
                database="sqlite://",
                contact="https://example.org/contact",
                practice_origins={APP_VIEW: network.app_view, PDS: network.pds},
            )
        )

    def line(self, person: Person, password: str = "") -> Line:
        """Return a line for a person's account, with an app password of theirs."""
        return Line(self.door, credential(person, password or person.app_password()))

    def read(
        self,
        account: str,
        stream: StreamName = StreamName.OWN,
        *,
        state: StreamState | None = None,
        line: Line | None = None,
        native_id: str = "",
        tags: tuple[str, ...] = (),
        terms: tuple[str, ...] = (),
        oldest: datetime | None = None,
    ) -> ReadResult:
        self._network.settle()
        self.door.asked.clear()
        return asking.read(
            self.door,
            Channel(id="b", kind=ChannelKind.BLUESKY, name="Bluesky", account=account),
            state,
            now=datetime.now(UTC),
            oldest=oldest,
            stream=stream,
            line=line,
            native_id=native_id,
            tags=tags,
            terms=terms,
        )


def credential(person: Person, password: str) -> Credential:
    return Credential(kind=ChannelKind.BLUESKY, origin=PDS, account=person.handle, token=password)


@pytest.fixture(scope="session")
def bluesky() -> Iterator[BlueskyNetwork]:
    """One network for all tests, in which each makes accounts of its own."""
    with start() as network:
        yield network


@pytest.fixture
def join(bluesky: BlueskyNetwork) -> Join:
    """Make a person; the name is the beginning of the handle."""
    return lambda name="person": Person(bluesky, f"{name}{next(_numbers)}.test")


@pytest.fixture
def desk(bluesky: BlueskyNetwork) -> Desk:
    """The tool, which has read nothing yet."""
    return Desk(bluesky)


def _method(url: str) -> str:
    return url.partition("/xrpc/")[2].partition("?")[0]
