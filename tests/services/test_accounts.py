from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import Engine, select

from newsdesk.infra import clock
from newsdesk.infra.settings import Settings
from newsdesk.services import accounts
from newsdesk.services.accounts import LoggedIn, LoginFailed, inside
from newsdesk.store.database import connect
from newsdesk.store.tables import login, session
from sandbox.accounts import BLOCKED, EDITOR, Account
from tests.fixtures.wiki import PracticeWiki, Token
from tests.wiki.people import settings_of


@pytest.fixture
def engine(sqlite_url: str) -> Iterator[Engine]:
    made = connect(sqlite_url)
    yield made
    made.dispose()


@pytest.fixture
def settings(wiki: PracticeWiki) -> Settings:
    return settings_of(wiki)


LogIn = Callable[..., LoggedIn]


@pytest.fixture
def log_in(wiki: PracticeWiki, engine: Engine, settings: Settings) -> LogIn:
    """Walk the whole way as a browser does."""

    def walk(account: Account = EDITOR, *, next: str = "/", former: str = "") -> LoggedIn:
        state, query = allowed(wiki, engine, settings, account, next)
        return accounts.finish(engine, settings, state=state, query=query, former=former)

    return walk


def allowed(
    wiki: PracticeWiki,
    engine: Engine,
    settings: Settings,
    account: Account = EDITOR,
    next: str = "/",
) -> tuple[str, str]:
    """Begin a login and press Allow on the wiki; return the cookie's state and the query."""
    begun = accounts.start(engine, settings, next=next)
    key = parse_qs(urlsplit(begun.url).query)["oauth_token"][0]
    back = wiki.allow(Token(key, ""), account)
    assert back.startswith(settings.url + accounts.CALLBACK)
    return begun.state, urlsplit(back).query


def reason(failure: pytest.ExceptionInfo[LoginFailed]) -> str:
    return failure.value.message.key.removeprefix("newsdesk-login-")


def test_a_login_leads_to_a_session(engine: Engine, settings: Settings, log_in: LogIn) -> None:
    done = log_in(next="/item/2026-11-21-x?a=b")
    assert done.next == "/item/2026-11-21-x?a=b"
    assert (done.account.name, done.account.blocked) == (EDITOR.name, False)
    assert accounts.who(engine, settings, done.cookie) == done.account


def test_a_blocked_user_is_known_as_one(engine: Engine, settings: Settings, log_in: LogIn) -> None:
    done = log_in(BLOCKED)
    assert done.account.blocked
    found = accounts.who(engine, settings, done.cookie)
    assert found
    assert found.blocked


def test_the_database_holds_nothing_that_could_be_used(
    engine: Engine, settings: Settings, log_in: LogIn
) -> None:
    begun = accounts.start(engine, settings)
    done = log_in()
    with engine.connect() as connection:
        rows = [*connection.execute(select(session)), *connection.execute(select(login))]
    stored = b" ".join(v if isinstance(v, bytes) else str(v).encode() for r in rows for v in r)
    token = done.account.token
    for secret in (done.cookie, begun.state, token.key, token.secret):
        assert secret.encode() not in stored
        assert secret not in f"{done!r} {begun!r}"


def test_each_login_has_a_new_secret_and_ends_the_former_session(
    engine: Engine, settings: Settings, log_in: LogIn
) -> None:
    first = log_in()
    second = log_in(former=first.cookie)
    assert first.cookie != second.cookie
    assert accounts.who(engine, settings, first.cookie) is None
    assert accounts.who(engine, settings, second.cookie)


def test_an_answer_counts_only_in_the_browser_that_asked(
    wiki: PracticeWiki, engine: Engine, settings: Settings
) -> None:
    _, query = allowed(wiki, engine, settings)
    for state in ("", "another"):
        with pytest.raises(LoginFailed) as failure:
            accounts.finish(engine, settings, state=state, query=query)
        assert reason(failure) == "not-begun"
    mine = accounts.start(engine, settings)
    with pytest.raises(LoginFailed) as failure:
        accounts.finish(engine, settings, state=mine.state, query=query)
    assert reason(failure) == "other-token"


def test_a_login_can_be_finished_once(
    wiki: PracticeWiki, engine: Engine, settings: Settings
) -> None:
    state, query = allowed(wiki, engine, settings)
    accounts.finish(engine, settings, state=state, query=query)
    with pytest.raises(LoginFailed) as failure:
        accounts.finish(engine, settings, state=state, query=query)
    assert reason(failure) == "not-begun"


def test_a_login_that_took_too_long_is_over(
    wiki: PracticeWiki,
    engine: Engine,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    state, query = allowed(wiki, engine, settings)
    later = clock.now() + timedelta(minutes=16)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(LoginFailed) as failure:
        accounts.finish(engine, settings, state=state, query=query)
    assert reason(failure) == "not-begun"


def test_a_session_ends_after_thirty_days(
    engine: Engine, settings: Settings, log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    cookie, now = log_in().cookie, clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=29, hours=23))
    assert accounts.who(engine, settings, cookie)
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=30, hours=1))
    assert accounts.who(engine, settings, cookie) is None


def test_logging_out_deletes_the_row(engine: Engine, settings: Settings, log_in: LogIn) -> None:
    done = log_in()
    accounts.log_out(engine, settings, done.cookie)
    assert accounts.who(engine, settings, done.cookie) is None
    with engine.connect() as connection:
        assert connection.execute(select(session)).all() == []


def test_a_revoked_user_is_logged_out_everywhere(
    engine: Engine, settings: Settings, log_in: LogIn
) -> None:
    first, second, other = log_in(), log_in(), log_in(BLOCKED)
    accounts.end_all(engine, settings, first.account)
    assert accounts.who(engine, settings, first.cookie) is None
    assert accounts.who(engine, settings, second.cookie) is None
    assert accounts.who(engine, settings, other.cookie)


def test_sessions_sealed_with_another_secret_are_over(
    engine: Engine, settings: Settings, log_in: LogIn
) -> None:
    done = log_in()
    assert accounts.who(engine, replace(settings, secret="t" * 32), done.cookie) is None


def test_nobody_is_nobody(engine: Engine, settings: Settings) -> None:
    assert accounts.who(engine, settings, "") is None
    assert accounts.who(engine, settings, "guessed") is None
    accounts.log_out(engine, settings, "guessed")
    with engine.connect() as connection:
        assert connection.execute(select(session)).all() == []


def test_a_wiki_that_does_not_answer_is_explained(
    wiki: PracticeWiki, engine: Engine, settings: Settings
) -> None:
    with wiki.gateway.refusing(), pytest.raises(LoginFailed) as failure:
        accounts.start(engine, settings)
    assert reason(failure) == "unreachable"


def test_a_disabled_consumer_is_explained(
    wiki: PracticeWiki, engine: Engine, settings: Settings
) -> None:
    state, query = allowed(wiki, engine, settings)
    wiki.gateway.consumers.enable(wiki.consumer.key, enabled=False)
    try:
        with pytest.raises(LoginFailed) as failure:
            accounts.finish(engine, settings, state=state, query=query)
    finally:
        wiki.gateway.consumers.enable(wiki.consumer.key)
    assert reason(failure) in {"consumer-disabled", "consumer-unknown"}


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/item/2026-11-21-x",
        "/page/Main%20Page",
        "/?channel=x&text=%2F%2Fa",
        "/a//b",
        "/#to-do",
    ],
)
def test_addresses_of_this_tool_stay(address: str) -> None:
    assert inside(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "item",
        "https://evil.example/",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "\t//evil.example",
        " //evil.example",
        "/ /evil.example",
        "/%2fevil.example",
        "/%5cevil.example",
        "/%252fevil.example",
        "/%09/evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "/\x00",
        "/\x7f",
        "/login",
        "/login/done?oauth_token=x",
        "/" + "a" * 2001,
    ],
)
def test_addresses_that_lead_elsewhere_become_the_first_page(address: str) -> None:
    assert inside(address) == "/"
