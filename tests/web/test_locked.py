"""Channels of networks that show nothing without a credential."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from newsdesk.channels import registry
from newsdesk.channels.adapter import Need
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.infra import credentials, messages
from newsdesk.infra.credentials import Credential
from newsdesk.web.tool import EXTENSION
from tests.fixtures.board import Desk
from tests.fixtures.html import Document, read
from tests.web.board_app import app_over

X = Channel(
    id="x", kind=ChannelKind.X, name="X", account="MediaWiki", url="https://x.com/MediaWiki"
)
BEARER = Credential(
    kind=ChannelKind.X, origin="https://api.x.com", account="mediawiki", token="secret"
)
LOCKABLE = [
    kind
    for kind in ChannelKind
    if (adapter := registry.adapter(kind)) and set(adapter.OFFERS.values()) - {Need.NOTHING}
]


@pytest.fixture
def on_x(desk: Desk, story_time: None) -> Desk:
    desk.config = replace(desk.config, channels=(*desk.config.channels, X))
    desk.save()
    return desk


def visitor(desk: Desk, *found: Credential) -> Iterator[FlaskClient]:
    app = app_over(desk, credentials=found)
    yield app.test_client()
    app.extensions[EXTENSION].engine.dispose()


@pytest.fixture
def without(on_x: Desk) -> Iterator[FlaskClient]:
    yield from visitor(on_x)


@pytest.fixture
def with_one(on_x: Desk) -> Iterator[FlaskClient]:
    yield from visitor(on_x, BEARER)


def page(client: FlaskClient, address: str) -> Document:
    answer = client.get(address)
    assert answer.status_code == 200
    assert "secret" not in answer.text
    return read(answer.text)


def words(document: Document) -> str:
    return " ".join(document.all("main")[0].text.split())


def test_without_a_credential_nothing_is_broken(without: FlaskClient) -> None:
    [head] = [e.text for e in page(without, "/?period=all").all("th") if "X" in e.text.split()]
    assert " ".join(head.split()) == "X Not read: needs a credential"
    text = words(page(without, "/channel/x"))
    assert "recorded by hand" in text
    assert "Own posts Not read: a credential is needed" in text
    assert "could not be read" not in text


def test_with_a_credential_it_is_a_channel_like_the_others(with_one: FlaskClient) -> None:
    [head] = [e.text for e in page(with_one, "/?period=all").all("th") if "X" in e.text.split()]
    assert " ".join(head.split()) == "X Not read yet"
    document = page(with_one, "/channel/x")
    assert "Own posts Not read yet" in words(document)
    assert "A credential is set up for this account." in words(document)
    assert document.all("pre") == []


def test_where_deletions_are_not_noticed_it_is_said(
    without: FlaskClient, with_one: FlaskClient
) -> None:
    said = "If a post is deleted there later, this is not noticed"
    assert said in words(page(with_one, "/channel/x"))
    assert said in words(page(with_one, "/channel/blog"))
    assert said not in words(page(with_one, "/channel/mastodon"))
    assert said not in words(page(with_one, "/channel/linkedin"))
    assert said not in words(page(without, "/channel/x"))


def test_the_entry_for_what_is_paid_for_has_its_limits(without: FlaskClient) -> None:
    entry = json.loads(page(without, "/channel/x").all("pre")[0].text)
    assert {key: entry[key] for key in ("every", "cap", "price")} == {
        "every": 60,
        "cap": 5000,
        "price": "0.005",
    }
    [taken] = credentials.parse(json.dumps([entry]))
    assert taken.is_for(X.kind, X.account)
    assert taken.origin == BEARER.origin


@pytest.mark.parametrize("kind", LOCKABLE)
def test_every_kind_that_takes_a_credential_has_steps(kind: ChannelKind) -> None:
    for texts in messages.load().values():
        steps = texts[f"newsdesk-access-{kind}"].split("\n")
        assert len(steps) > 1
        assert all(step.strip() for step in steps)


@pytest.mark.parametrize("kind", ChannelKind)
def test_every_kind_says_what_is_read(kind: ChannelKind) -> None:
    assert f"newsdesk-reads-{kind}" in messages.load()["en"]
