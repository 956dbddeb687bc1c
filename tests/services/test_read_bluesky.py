"""A round reads all that the practice Bluesky tells, with one login kept in the database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.desk import DeskKey
from newsdesk.domain.post import PostForm, StreamName
from newsdesk.domain.thread import threads
from newsdesk.infra.credentials import Credential
from newsdesk.infra.http import Door
from newsdesk.services.read_channels import read_due
from newsdesk.services.reading import Reading
from newsdesk.store import desks, follows, posts, profiles, remote_sessions
from newsdesk.store.database import writing
from sandbox.practice import Practice, start
from sandbox.practice.bluesky import DID, HANDLE
from sandbox.practice.bluesky_logins import PASSWORD
from sandbox.practice.bluesky_pds import ORIGIN
from tests.fixtures.network import Network

CHANNEL = Channel(id="bluesky", kind=ChannelKind.BLUESKY, name="Bluesky", account=HANDLE)
CREDENTIAL = Credential(kind=ChannelKind.BLUESKY, origin=ORIGIN, account=HANDLE, token=PASSWORD)


@pytest.fixture(scope="module")
def community() -> Iterator[Practice]:
    """Channels whose story ends today, as rounds have no other day."""
    with start(datetime.now(UTC).date()) as running:
        yield running


@dataclass
class Desk:
    reading: Reading

    def read(self, credential: Credential = CREDENTIAL) -> list[str]:
        """Read once; return the keys of what went wrong."""
        reading = replace(self.reading, credentials=(credential,))
        reports = read_due(reading, [CHANNEL], timedelta(minutes=5), force=True)
        return [one.failure.key for one in reports if one.failure]

    def texts(self, stream: StreamName) -> list[str]:
        with self.reading.engine.connect() as connection:
            found = posts.of_channel(connection, self.reading.desk_id, "bluesky", stream=stream)
        return [post.text for post in found]


@pytest.fixture
def desk(engine: Engine, network: Network, community: Practice) -> Desk:
    community.logins.forget()
    settings = replace(network.settings(), practice_origins=community.origins)
    with writing(engine) as connection:
        desk_id = desks.ensure(connection, DeskKey("w", "p"), now=datetime.now(UTC))
    return Desk(
        Reading(
            settings=settings,
            engine=engine,
            desk_id=desk_id,
            door=Door(settings),
            oldest=datetime.now(UTC) - timedelta(days=30),
            beat=lambda: None,
            tags=("MediaWiki",),
            terms=("village archive",),
        )
    )


def test_everything_is_read_with_one_login(desk: Desk, community: Practice) -> None:
    assert desk.read() == desk.read() == []
    assert len(desk.texts(StreamName.OWN)) > 10
    mentions = desk.texts(StreamName.MENTION)
    assert f"Thank you @{HANDLE}, the upgrade took five minutes 🎉" in mentions
    assert "Does it need a newer PHP?" in mentions
    found = {text.partition(" ")[0] for text in desk.texts(StreamName.SEARCH)}
    assert found == {"Extension", "My", "Our", "Tonight"}
    with desk.reading.engine.connect() as connection:
        profile = profiles.get(connection, desk.reading.desk_id, "bluesky")
        followed = follows.of_channel(connection, desk.reading.desk_id, "bluesky")
        sealed = remote_sessions.load(connection, desk.reading.desk_id, CREDENTIAL)
    assert profile is not None
    assert (profile.native_id, profile.followers) == (DID, 1877)
    assert len(followed) == 3
    assert community.logins.count == 1
    assert sealed is not None
    assert b"Jwt" not in sealed


def test_a_thread_and_a_share_are_kept_as_such(desk: Desk) -> None:
    desk.read()
    with desk.reading.engine.connect() as connection:
        own = posts.of_channel(connection, desk.reading.desk_id, "bluesky")
    assert any(post.parts for post in threads(own))
    shared = next(post for post in own if post.form is PostForm.SHARE)
    assert shared.author.handle != HANDLE
    assert shared.shared_url.startswith(shared.author.url)


def test_a_wrong_password_costs_one_try_and_no_post(desk: Desk, community: Practice) -> None:
    wrong = replace(CREDENTIAL, token="wron-gpas-swor-dxxx")
    assert desk.read(wrong) == ["newsdesk-fetch-password-refused"]
    desk.read(wrong)
    assert community.logins.count == 1
    assert desk.texts(StreamName.OWN)
    assert desk.texts(StreamName.MENTION) == []
    assert desk.read() == []
    assert desk.texts(StreamName.MENTION)
