from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal

import pytest

from newsdesk.domain.channel import ChannelKind
from newsdesk.infra.credentials import Credential, CredentialsError, parse

MASTODON = {
    "kind": "mastodon",
    "origin": "https://wikis.world",
    "account": "mediawiki@wikis.world",
    "token": "a secret",
}
X = {"kind": "x", "origin": "https://api.x.com", "account": "MediaWiki", "token": "a secret"}


def _read(*values: object) -> tuple[Credential, ...]:
    return parse(json.dumps(values))


@pytest.mark.parametrize("text", ["", "[]"])
def test_there_need_be_none(text: str) -> None:
    assert parse(text) == ()


def test_a_credential_is_read_as_it_is_written() -> None:
    [found] = _read(MASTODON | {"every": 30, "cap": 0, "price": "0.005"})
    assert found == Credential(
        kind=ChannelKind.MASTODON,
        origin="https://wikis.world",
        account="mediawiki@wikis.world",
        token="a secret",
        every=timedelta(minutes=30),
        cap=0,
        price=Decimal("0.005"),
    )
    assert found.paid


def test_what_is_not_paid_for_has_no_limits() -> None:
    [found] = _read(MASTODON)
    assert (found.every, found.cap, found.price, found.paid) == (None, None, None, False)


def test_where_every_read_is_billed_there_are_limits_without_a_word() -> None:
    [found] = _read(X)
    assert (found.every, found.cap, found.paid) == (timedelta(hours=1), 5000, True)
    [other] = _read(X | {"every": 5, "cap": 0})
    assert (other.every, other.cap) == (timedelta(minutes=5), 0)


@pytest.mark.parametrize("account", ["@MediaWiki@wikis.world", "mediawiki@WIKIS.world"])
def test_it_is_for_one_account_however_that_is_written(account: str) -> None:
    [found] = _read(MASTODON)
    assert found.is_for(ChannelKind.MASTODON, account)
    assert not found.is_for(ChannelKind.BLUESKY, account)
    assert not found.is_for(ChannelKind.MASTODON, f"{account}.attacker.example")


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({}, "not a JSON array"),
        (["x"], r"\[0\] is not an object"),
        ([MASTODON | {"id": "mastodon"}], "unknown key: 'id'"),
        ([MASTODON | {"kind": "myspace"}], "kind is none of"),
        ([MASTODON | {"token": " "}], "token is missing"),
        ([MASTODON | {"origin": "http://wikis.world"}], "must be like https://host"),
        ([MASTODON | {"origin": "https://wikis.world/"}], "must be like https://host"),
        ([MASTODON | {"origin": "https://wikis.world/a"}], "must be like https://host"),
        ([X | {"every": 0}], "number of minutes"),
        ([X | {"every": True}], "number of minutes"),
        ([X | {"cap": -1}], "reads a month"),
        ([X | {"cap": "many"}], "reads a month"),
        ([X | {"price": "NaN"}], "price in US dollars"),
        ([X | {"price": -1}], "price in US dollars"),
        ([MASTODON, MASTODON | {"account": "@MediaWiki@wikis.world"}], "same account"),
    ],
)
def test_a_mistake_is_named_and_no_secret_is(values: object, why: str) -> None:
    with pytest.raises(CredentialsError, match=why) as found:
        parse(json.dumps(values))
    assert "a secret" not in str(found.value)


def test_what_is_no_json_is_said_without_quoting_it() -> None:
    with pytest.raises(CredentialsError, match="not JSON") as found:
        parse('[{"token": "a secret"')
    assert "a secret" not in str(found.value)


def test_no_secret_is_shown() -> None:
    assert "a secret" not in repr(_read(MASTODON, X))
