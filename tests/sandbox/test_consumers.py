"""Consumers and grants outlive the process that made them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sandbox.consumers import GRANTS, Consumers

ONE, OTHER = "http://127.0.0.1:8000/", "http://127.0.0.1:8001/"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "consumers.json"


def test_all_is_read_again(path: Path) -> None:
    first = Consumers(path)
    consumer = first.register(ONE, prefix=True)
    grant = first.allow(consumer.key, "Example editor")
    again = Consumers(path)
    assert again.consumer(consumer.key) == consumer
    assert again.grant(grant.token) == grant


def test_a_consumer_can_move_to_another_address_and_keeps_its_grants(path: Path) -> None:
    consumers = Consumers(path)
    first = consumers.register(ONE, key="newsdesk")
    grant = consumers.allow("newsdesk", "Example editor")
    moved = consumers.register(OTHER, key="newsdesk")
    assert (moved.id, moved.secret, moved.callback) == (first.id, first.secret, OTHER)
    assert consumers.grant(grant.token) == grant


def test_a_consumer_that_asks_for_other_grants_must_be_allowed_anew(path: Path) -> None:
    consumers = Consumers(path)
    consumers.register(ONE, key="newsdesk")
    grant = consumers.allow("newsdesk", "Example editor")
    consumers.register(ONE, key="newsdesk", grants=(*GRANTS, "editprotected"))
    assert consumers.grant(grant.token) is None


def test_consumers_are_told_apart(path: Path) -> None:
    consumers = Consumers(path)
    one, other = consumers.register(ONE), consumers.register(OTHER)
    assert (one.id, other.id) == (1, 2)
    assert one.key != other.key
    assert one.secret != other.secret
    assert consumers.allow(one.key, "A").token != consumers.allow(other.key, "A").token


def test_revoking_is_for_one_user_and_for_good(path: Path) -> None:
    consumers = Consumers(path)
    key = consumers.register(ONE).key
    kept, gone = consumers.allow(key, "Kept"), consumers.allow(key, "Gone")
    consumers.revoke("Gone")
    again = Consumers(path)
    assert again.grant(gone.token) is None
    assert again.grant(kept.token) == kept


def test_disabling_can_be_undone(path: Path) -> None:
    consumers = Consumers(path)
    key = consumers.register(ONE).key
    consumers.enable(key, enabled=False)
    disabled = Consumers(path).consumer(key)
    consumers.enable(key)
    enabled = Consumers(path).consumer(key)
    assert disabled
    assert enabled
    assert (disabled.enabled, enabled.enabled) == (False, True)


def test_one_user_who_allows_twice_at_once_has_one_token(path: Path) -> None:
    consumers = Consumers(path)
    key = consumers.register(ONE).key
    with ThreadPoolExecutor(8) as pool:
        grants = set(pool.map(lambda _: consumers.allow(key, "Example editor"), range(32)))
    assert len(grants) == 1
