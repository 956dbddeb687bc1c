"""Requests are believed where HMAC-SHA1 or RSA-SHA1 says so."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from oauthlib.oauth1 import SIGNATURE_HMAC_SHA256, SIGNATURE_PLAINTEXT, SIGNATURE_RSA
from requests_oauthlib import OAuth1

from sandbox.consumers import Consumer
from tests.fixtures.wiki import CALLBACK, PracticeWiki, token_in
from tests.sandbox.calls import initiate, special


def test_initiate_refuses_a_wrong_signature(wiki: PracticeWiki, consumer: Consumer) -> None:
    forged = Consumer(id=0, key=consumer.key, secret="wrong", callback=CALLBACK)
    assert initiate(wiki, forged).startswith("Error: Invalid signature")


@pytest.mark.parametrize("method", [SIGNATURE_HMAC_SHA256, SIGNATURE_PLAINTEXT])
def test_other_signature_methods_are_refused(
    wiki: PracticeWiki, consumer: Consumer, method: str
) -> None:
    auth = OAuth1(consumer.key, consumer.secret, callback_uri="oob", signature_method=method)
    assert special(wiki, "initiate", auth).text.startswith("Error: Invalid signature")


def test_a_consumer_with_a_public_key_signs_with_rsa_sha1(wiki: PracticeWiki) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    consumer = wiki.gateway.consumers.register(CALLBACK, rsa_key=public.decode())
    auth = OAuth1(
        consumer.key,
        callback_uri="oob",
        signature_method=SIGNATURE_RSA,
        rsa_key=private.decode(),
    )
    assert token_in(special(wiki, "initiate", auth).text)
    assert initiate(wiki, consumer).startswith("Error: Invalid signature")
