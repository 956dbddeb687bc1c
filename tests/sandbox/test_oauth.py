"""The handshake's steps answer as the OAuth extension does."""

from __future__ import annotations

import time
from urllib.parse import parse_qsl

import pytest
from requests_oauthlib import OAuth1

from sandbox.accounts import SYSOP
from sandbox.consumers import Consumer
from tests.fixtures.wiki import CALLBACK, PracticeWiki, token_in
from tests.sandbox.calls import complete, initiate, special, verifier_in

pytestmark = pytest.mark.usefixtures("right_clock")


def test_initiate_answers_with_a_request_token(wiki: PracticeWiki, consumer: Consumer) -> None:
    answer = dict(parse_qsl(initiate(wiki, consumer)))
    assert set(answer) == {"oauth_token", "oauth_token_secret", "oauth_callback_confirmed"}
    assert answer["oauth_callback_confirmed"] == "true"


def test_initiate_refuses_an_unknown_consumer(wiki: PracticeWiki) -> None:
    unknown = Consumer(id=0, key="unknown", secret="unknown", callback=CALLBACK)
    assert initiate(wiki, unknown).startswith("Error: Invalid consumer")


@pytest.mark.parametrize("ahead", [400, -400])
def test_initiate_refuses_a_wrong_clock(
    wiki: PracticeWiki, consumer: Consumer, ahead: float
) -> None:
    wiki.gateway.provider.clock_offset = ahead
    assert initiate(wiki, consumer).startswith("Error: Expired timestamp")


def test_initiate_takes_a_clock_that_is_a_little_wrong(
    wiki: PracticeWiki, consumer: Consumer
) -> None:
    wiki.gateway.provider.clock_offset = 200
    assert token_in(initiate(wiki, consumer))


def test_a_nonce_can_be_used_once(wiki: PracticeWiki, consumer: Consumer) -> None:
    auth = OAuth1(
        consumer.key,
        consumer.secret,
        callback_uri="oob",
        nonce="once",
        timestamp=str(int(time.time())),
    )
    assert token_in(special(wiki, "initiate", auth).text)
    assert special(wiki, "initiate", auth).text.startswith("Error: Nonce already used")


@pytest.mark.parametrize(
    "callback", [None, "http://127.0.0.1:8000/elsewhere", f"{CALLBACK}/longer", "OOB"]
)
def test_the_callback_must_be_the_registered_one(
    wiki: PracticeWiki, consumer: Consumer, callback: str | None
) -> None:
    assert initiate(wiki, consumer, callback).startswith("Error: oauth_callback must be set")


@pytest.mark.parametrize(
    ("callback", "good"),
    [
        ("http://127.0.0.1:8000/login", True),
        ("http://127.0.0.1:8000/login/done?next=%2F", True),
        ("http://127.0.0.1:8001/login", False),
        ("https://127.0.0.1:8000/login", False),
        ("http://127.0.0.1:8000.example.org/login", False),
        ("http://127.0.0.1:8000/other", False),
    ],
)
def test_with_a_prefix_the_path_may_be_longer(
    wiki: PracticeWiki, callback: str, good: bool
) -> None:
    consumer = wiki.register("http://127.0.0.1:8000/login", prefix=True)
    refused = initiate(wiki, consumer, callback).startswith("Error: oauth_callback must be set")
    assert refused is not good


def test_authorising_again_gives_the_same_access_token(
    wiki: PracticeWiki, consumer: Consumer
) -> None:
    assert wiki.access_token(consumer=consumer) == wiki.access_token(consumer=consumer)
    assert wiki.access_token(SYSOP, consumer) != wiki.access_token(consumer=consumer)


def test_an_expired_request_token_is_refused_with_html(
    wiki: PracticeWiki, consumer: Consumer
) -> None:
    token = wiki.initiate(consumer)
    verifier = verifier_in(wiki.allow(token))
    wiki.gateway.provider.clock_offset = 601
    answer = complete(wiki, consumer, token, verifier)
    assert answer.status_code == 200
    assert answer.text.startswith("Error: ")
    assert "E004</a>" in answer.text


def test_a_request_token_can_be_used_once(wiki: PracticeWiki, consumer: Consumer) -> None:
    token = wiki.initiate(consumer)
    verifier = verifier_in(wiki.allow(token))
    assert token_in(complete(wiki, consumer, token, verifier).text)
    again = complete(wiki, consumer, token, verifier).text
    assert again.startswith("Error: ")
    assert "already been used" in again


def test_a_request_token_must_be_authorised(wiki: PracticeWiki, consumer: Consumer) -> None:
    token = wiki.initiate(consumer)
    assert complete(wiki, consumer, token, "any").text.startswith("Error: No token was found")


def test_a_wrong_verifier_is_refused(wiki: PracticeWiki, consumer: Consumer) -> None:
    token = wiki.initiate(consumer)
    wiki.allow(token)
    assert complete(wiki, consumer, token, "wrong").text.startswith("Error: The verifier")


def test_a_request_token_is_its_own_consumers(wiki: PracticeWiki, consumer: Consumer) -> None:
    token = wiki.initiate(consumer)
    verifier = verifier_in(wiki.allow(token))
    assert complete(wiki, wiki.register(CALLBACK), token, verifier).text.startswith("Error: ")
