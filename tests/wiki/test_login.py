from __future__ import annotations

import json
import logging
import re
import time
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import jwt
import pytest
import requests

from newsdesk.domain.user import AccessToken, RequestToken
from newsdesk.wiki import transport
from newsdesk.wiki.login import LoginFailed, begin, complete, identify
from tests.fixtures.answers import AnsweringServer, Asked, Reply

REQUEST = RequestToken("request-key", "request-secret")
ACCESS = AccessToken("access-key", "access-secret")
CALLBACK = "http://127.0.0.1:8000/login/done"
QUERY = "oauth_verifier=verifier&oauth_token=request-key"
LINK = '<a href="https://www.mediawiki.org/wiki/Help:OAuth/Errors#{0}">{0}</a>'


def key(failure: pytest.ExceptionInfo[LoginFailed]) -> str:
    return failure.value.message.key.removeprefix("newsdesk-login-")


def identity(server: AnsweringServer, **changes: object) -> Callable[[Asked], Reply]:
    """Sign what the wiki says of a user, as its OAuth extension does."""

    def reply(asked: Asked) -> Reply:
        nonce = re.search(r'oauth_nonce="(.*?)"', asked.headers["Authorization"])
        now = int(time.time())
        claims: dict[str, object] = {
            "iss": server.url,
            "sub": "7",
            "aud": "consumer-key",
            "exp": now + 100,
            "iat": now,
            "nonce": nonce and nonce[1],
            "username": "Zoë Editor",
            "blocked": False,
            "groups": ["*", "user"],
            "rights": ["edit"],
            "grants": {"1": "basic"},
        }
        claims |= changes
        kept = {name: value for name, value in claims.items() if value is not None}
        return Reply((jwt.encode(kept, "consumer-secret" * 3, "HS256").encode(),))

    return reply


@pytest.fixture
def server(answers: AnsweringServer) -> AnsweringServer:
    answers.consumer_secret = "consumer-secret" * 3
    return answers


def test_a_login_begins_at_the_wiki(server: AnsweringServer) -> None:
    server.raw(b"oauth_token=k&oauth_token_secret=s&oauth_callback_confirmed=true")
    url, token = begin(server.settings, CALLBACK)
    assert url == (
        f"{server.url}/w/index.php?title=Special%3AOAuth%2Fauthenticate"
        "&oauth_token=k&oauth_consumer_key=consumer-key"
    )
    assert token == RequestToken("k", "s")
    (asked,) = server.asked
    assert asked.params == {"title": "Special:OAuth/initiate"}
    assert (
        'oauth_callback="http%3A%2F%2F127.0.0.1%3A8000%2Flogin%2Fdone"'
        in (asked.headers["Authorization"])
    )
    assert asked.headers["User-Agent"] == server.settings.user_agent


def test_a_login_ends_with_a_token(server: AnsweringServer) -> None:
    server.raw(b"oauth_token=k&oauth_token_secret=s")
    assert complete(server.settings, REQUEST, QUERY) == AccessToken("k", "s")


def test_the_wiki_says_who_logged_in(server: AnsweringServer) -> None:
    server.replies.append(identity(server))
    user = identify(server.settings, ACCESS)
    assert (user.user_id, user.name, user.blocked) == (7, "Zoë Editor", False)
    assert user.groups == {"*", "user"}
    assert user.rights == {"edit"}


def test_a_blocked_user_is_known_as_one(server: AnsweringServer) -> None:
    server.replies.append(identity(server, blocked=True))
    assert identify(server.settings, ACCESS).blocked


def test_without_a_consumer_nobody_is_asked(server: AnsweringServer) -> None:
    with pytest.raises(LoginFailed) as failure:
        begin(replace(server.settings, consumer_key="", consumer_secret=""), CALLBACK)
    assert key(failure) == "no-consumer"
    assert not server.asked


@pytest.mark.parametrize("query", ["", "oauth_token=request-key", "oauth_verifier=", "%ff&&="])
def test_coming_back_without_a_verifier_is_a_cancelled_login(
    server: AnsweringServer, query: str
) -> None:
    with pytest.raises(LoginFailed) as failure:
        complete(server.settings, REQUEST, query)
    assert key(failure) == "cancelled"
    assert not server.asked


def test_coming_back_from_another_login_is_refused(server: AnsweringServer) -> None:
    with pytest.raises(LoginFailed) as failure:
        complete(server.settings, REQUEST, "oauth_verifier=v&oauth_token=other")
    assert key(failure) == "other-token"
    assert not server.asked


# The texts are the extension's own, and those of the OAuth library that it uses.
REFUSALS = [
    ("OAuth token not found, " + LINK.format("E004"), "expired"),
    ("OAuth token already used, " + LINK.format("E009"), "reused"),
    ("Connected OAuth app not approved, " + LINK.format("E005"), "consumer-disabled"),
    ("Unknown OAuth key, " + LINK.format("E006"), "consumer-unknown"),
    ("Insufficient OAuth user rights, " + LINK.format("E007"), "not-allowed"),
    ("Unified login needed, " + LINK.format("E008"), "not-allowed"),
    ("An error occurred in the OAuth protocol: Invalid consumer", "consumer-unknown"),
    ("An error occurred in the OAuth protocol: Invalid signature", "secret"),
    ("An error occurred in the OAuth protocol: Expired timestamp, yours 1, ours 2", "clock"),
    ("An error occurred in the OAuth protocol: Nonce already used: abc", "nonce"),
    ("oauth_callback must be set, and must be set to ..", "callback"),
    ("The verification code provided was not valid.", "verifier"),
    ("No approved grant was found for that authorization token.", "revoked"),
    ("Etwas, das niemand kennt.", "refused"),
]


@pytest.mark.parametrize(("text", "expected"), REFUSALS)
def test_each_refusal_is_explained(server: AnsweringServer, text: str, expected: str) -> None:
    server.raw(b"Error: " + text.encode())
    server.raw(b"Error: " + text.encode())
    server.json({"error": "mwoauth-oauth-exception", "message": text})
    with pytest.raises(LoginFailed) as failure:
        begin(server.settings, CALLBACK)
    assert key(failure) == expected
    with pytest.raises(LoginFailed) as failure:
        complete(server.settings, REQUEST, QUERY)
    assert key(failure) == expected
    with pytest.raises(LoginFailed) as failure:
        identify(server.settings, ACCESS)
    assert key(failure) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"iss": None}, "issuer"),
        ({"iss": "https://evil.example"}, "issuer"),
        ({"nonce": None}, "replay"),
        ({"nonce": "other"}, "replay"),
        ({"aud": "other"}, "audience"),
        ({"iat": 4_000_000_000, "exp": 4_000_000_100}, "clock"),
        ({"exp": 1_000_000_000}, "clock"),
        ({"username": None}, "unreadable"),
        ({"sub": "x"}, "unreadable"),
        ({"groups": 5}, "unreadable"),
    ],
)
def test_an_answer_that_proves_nothing_is_refused(
    server: AnsweringServer, changes: dict[str, object], expected: str
) -> None:
    server.replies.append(identity(server, **changes))
    with pytest.raises(LoginFailed) as failure:
        identify(server.settings, ACCESS)
    assert key(failure) == expected


def test_an_answer_signed_by_somebody_else_is_refused(server: AnsweringServer) -> None:
    server.replies.append(identity(server))
    server.consumer_secret = "another-secret" * 3
    with pytest.raises(LoginFailed) as failure:
        identify(server.settings, ACCESS)
    assert key(failure) == "unreadable"


@pytest.mark.parametrize("body", [b"", b"<html>", b"a=b", b"oauth_token=k", b"{}", b"\xff", b"[]"])
def test_an_unreadable_answer_is_explained(server: AnsweringServer, body: bytes) -> None:
    for step in (
        lambda: begin(server.settings, CALLBACK),
        lambda: complete(server.settings, REQUEST, QUERY),
        lambda: identify(server.settings, ACCESS),
    ):
        server.raw(body)
        with pytest.raises(LoginFailed) as failure:
            step()
        assert key(failure) in {"unreadable", "refused"}


@pytest.mark.parametrize("status", [302, 404, 500, 503])
def test_a_broken_wiki_is_unreachable(server: AnsweringServer, status: int) -> None:
    server.raw(b"oauth_token=k&oauth_token_secret=s", status=status, Location="/elsewhere")
    with pytest.raises(LoginFailed) as failure:
        begin(server.settings, CALLBACK)
    assert key(failure) == "unreachable"


def test_no_wiki_at_all_is_unreachable(server: AnsweringServer) -> None:
    with pytest.raises(LoginFailed) as failure:
        begin(replace(server.settings, wiki="http://127.0.0.1:9/w/"), CALLBACK)
    assert key(failure) == "unreachable"


def test_a_hanging_wiki_is_unreachable_in_time(
    server: AnsweringServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsdesk.wiki.login.TIMEOUT", (1, 0.05))
    server.raw(b"", b"late", hang=True)
    with pytest.raises(LoginFailed) as failure:
        begin(server.settings, CALLBACK)
    assert key(failure) == "unreachable"


def test_every_call_has_a_timeout(
    server: AnsweringServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[object] = []
    send = transport.CappedAdapter.send

    def watch(
        self: transport.CappedAdapter, request: requests.PreparedRequest, **how: object
    ) -> requests.Response:
        seen.append(how["timeout"])
        return send(self, request, **how)

    monkeypatch.setattr(transport.CappedAdapter, "send", watch)
    server.raw(b"oauth_token=k&oauth_token_secret=s")
    server.raw(b"oauth_token=k&oauth_token_secret=s")
    server.replies.append(identity(server))
    begin(server.settings, CALLBACK)
    complete(server.settings, REQUEST, QUERY)
    identify(server.settings, ACCESS)
    assert seen == [transport.TIMEOUT] * 3


def test_no_token_gets_into_exceptions_or_logs(
    server: AnsweringServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    server.raw(b"oauth_token=leaked-key&oauth_secret=x")
    server.replies.append(identity(server, nonce="leaked-nonce"))
    for step in (
        lambda: begin(server.settings, CALLBACK),
        lambda: identify(server.settings, ACCESS),
    ):
        with pytest.raises(LoginFailed) as failure:
            step()
        told = "".join(traceback.format_exception(failure.value)) + caplog.text
        assert not re.search(r"leaked|eyJ|access-|consumer-secret", told)


def test_every_failure_has_a_text_in_every_language() -> None:
    source = Path("src/newsdesk/wiki/login.py").read_text()
    keys = set(re.findall(r"newsdesk-login-[a-z-]+", source))
    assert len(keys) == 20
    for language in ("en", "qqq", "de", "ar"):
        texts = json.loads(Path(f"i18n/{language}.json").read_text())
        assert keys <= texts.keys()
        assert len({texts[k] for k in keys}) == len(keys)
