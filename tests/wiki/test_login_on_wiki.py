"""The handshake's failures as the practice wiki's gateway answers them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from newsdesk.domain.user import AccessToken, RequestToken
from newsdesk.infra.settings import Settings
from newsdesk.wiki import login
from newsdesk.wiki.login import LoginFailed
from newsdesk.wiki.session import WikiError, as_user
from sandbox.accounts import EDITOR, SYSOP
from sandbox.oauth import REQUEST_TOKEN_SECONDS, TIMESTAMP_SECONDS
from tests.fixtures.wiki import CALLBACK, PracticeWiki, Token
from tests.wiki.people import settings_of


@pytest.fixture
def settings(wiki: PracticeWiki) -> Settings:
    return settings_of(wiki)


@pytest.fixture
def clock(wiki: PracticeWiki) -> Iterator[PracticeWiki]:
    yield wiki
    wiki.gateway.provider.clock_offset = 0.0


def allowed(wiki: PracticeWiki, settings: Settings) -> tuple[RequestToken, str]:
    _, token = login.begin(settings, CALLBACK)
    return token, urlsplit(wiki.allow(Token(token.key, token.secret))).query


def why(failure: pytest.ExceptionInfo[LoginFailed]) -> str:
    return failure.value.message.key.removeprefix("newsdesk-login-")


def test_the_whole_way_says_who_it_is(wiki: PracticeWiki, settings: Settings) -> None:
    token, query = allowed(wiki, settings)
    who = login.identify(settings, login.complete(settings, token, query))
    assert (who.name, who.blocked) == (EDITOR.name, False)
    assert who.user_id > 0
    assert "edit" in who.rights


def test_a_request_token_counts_once(wiki: PracticeWiki, settings: Settings) -> None:
    token, query = allowed(wiki, settings)
    login.complete(settings, token, query)
    with pytest.raises(LoginFailed) as failure:
        login.complete(settings, token, query)
    assert why(failure) == "reused"


def test_a_request_token_that_is_too_old(clock: PracticeWiki, settings: Settings) -> None:
    token, query = allowed(clock, settings)
    clock.gateway.provider.clock_offset = REQUEST_TOKEN_SECONDS + 1
    with pytest.raises(LoginFailed) as failure:
        login.complete(settings, token, query)
    assert why(failure) == "expired"


def test_a_clock_that_is_wrong(clock: PracticeWiki, settings: Settings) -> None:
    clock.gateway.provider.clock_offset = TIMESTAMP_SECONDS + 1
    with pytest.raises(LoginFailed) as failure:
        login.begin(settings, CALLBACK)
    assert why(failure) == "clock"


def test_a_clock_that_is_behind_the_wikis_answer(clock: PracticeWiki, settings: Settings) -> None:
    token, query = allowed(clock, settings)
    access = login.complete(settings, token, query)
    clock.gateway.provider.clock_offset = 60
    with pytest.raises(LoginFailed) as failure:
        login.identify(settings, access)
    assert why(failure) == "clock"


def test_a_consumer_that_is_not_known(settings: Settings) -> None:
    with pytest.raises(LoginFailed) as failure:
        login.begin(replace(settings, consumer_key="0" * 32), CALLBACK)
    assert why(failure) == "consumer-unknown"


def test_a_consumer_secret_that_is_wrong(settings: Settings) -> None:
    with pytest.raises(LoginFailed) as failure:
        login.begin(replace(settings, consumer_secret="0" * 40), CALLBACK)
    assert why(failure) == "secret"


def test_a_callback_that_is_not_the_registered_one(settings: Settings) -> None:
    with pytest.raises(LoginFailed) as failure:
        login.begin(settings, "https://evil.example/")
    assert why(failure) == "callback"


def test_a_disabled_consumer(wiki: PracticeWiki, settings: Settings) -> None:
    token, query = allowed(wiki, settings)
    wiki.gateway.consumers.enable(wiki.consumer.key, enabled=False)
    try:
        with pytest.raises(LoginFailed) as failure:
            login.complete(settings, token, query)
    finally:
        wiki.gateway.consumers.enable(wiki.consumer.key)
    assert why(failure) == "consumer-disabled"


def test_a_verifier_that_is_wrong(wiki: PracticeWiki, settings: Settings) -> None:
    token, _ = allowed(wiki, settings)
    with pytest.raises(LoginFailed) as failure:
        login.complete(settings, token, f"oauth_verifier=wrong&oauth_token={token.key}")
    assert why(failure) == "verifier"


def test_a_revoked_grant(wiki: PracticeWiki, settings: Settings) -> None:
    token = wiki.access_token(SYSOP)
    access = AccessToken(token.key, token.secret)
    wiki.gateway.consumers.revoke(SYSOP.name)
    with pytest.raises(LoginFailed) as failure:
        login.identify(settings, access)
    assert why(failure) == "revoked"
    with pytest.raises(WikiError, match="mwoauth-invalid-authorization"):
        as_user(settings, access).get("query")


def test_a_wiki_that_refuses_connections(wiki: PracticeWiki, settings: Settings) -> None:
    with wiki.gateway.refusing(), pytest.raises(LoginFailed) as failure:
        login.begin(settings, CALLBACK)
    assert why(failure) == "unreachable"


def test_a_wiki_that_hangs(
    wiki: PracticeWiki, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(login, "TIMEOUT", (1, 0.05))
    with wiki.gateway.hanging(), pytest.raises(LoginFailed) as failure:
        login.begin(settings, CALLBACK)
    assert why(failure) == "unreachable"
