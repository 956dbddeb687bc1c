"""Calls that the tests of the gateway make, and the answers they expect."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests
from requests_oauthlib import OAuth1

from sandbox.consumers import Consumer
from tests.fixtures.wiki import TIMEOUT, PracticeWiki, Token


def special(
    wiki: PracticeWiki, page: str, auth: OAuth1 | None = None, **query: str
) -> requests.Response:
    address = f"{wiki.url}index.php"
    query = {"title": f"Special:OAuth/{page}", **query}
    return requests.post(address, params=query, auth=auth, timeout=TIMEOUT, allow_redirects=False)


def initiate(wiki: PracticeWiki, consumer: Consumer, callback: str | None = "oob") -> str:
    auth = OAuth1(consumer.key, consumer.secret, callback_uri=callback)
    answer = special(wiki, "initiate", auth)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/plain")
    return answer.text


def complete(
    wiki: PracticeWiki, consumer: Consumer, token: Token, verifier: str
) -> requests.Response:
    auth = OAuth1(consumer.key, consumer.secret, token.key, token.secret, verifier=verifier)
    return special(wiki, "token", auth)


def verifier_in(address: str) -> str:
    return dict(parse_qsl(urlsplit(address).query))["oauth_verifier"]


def call(
    wiki: PracticeWiki, auth: OAuth1 | None, post: dict[str, str] | None = None, **query: str
) -> requests.Response:
    address = f"{wiki.url}api.php"
    parameters = {"format": "json", "formatversion": "2", **query}
    method = "GET" if post is None else "POST"
    return requests.request(
        method, address, params=parameters, data=post, auth=auth, timeout=TIMEOUT
    )


def user_info(wiki: PracticeWiki, auth: OAuth1) -> dict[str, Any]:
    answer = call(wiki, auth, action="query", meta="userinfo|tokens", uiprop="rights").json()
    value: dict[str, Any] = answer["query"]
    return value


def edit(wiki: PracticeWiki, auth: OAuth1, title: str, text: str = "Text") -> dict[str, Any]:
    token = user_info(wiki, auth)["tokens"]["csrftoken"]
    post = {"title": title, "text": text, "token": token}
    value: dict[str, Any] = call(wiki, auth, post, action="edit").json()
    return value


def assert_refused(answer: requests.Response, code: str = "mwoauth-invalid-authorization") -> None:
    assert answer.status_code == 200
    assert answer.json()["error"]["code"] == code
    assert answer.headers["MediaWiki-API-Error"] == code
