"""Logging in and out in a browser, on a real wiki behind its OAuth gateway."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from newsdesk.infra.settings import Settings
from newsdesk.services import accounts
from newsdesk.store.database import connect, writing
from newsdesk.store.tables import login, session
from newsdesk.web import create_app
from newsdesk.web.tool import EXTENSION
from sandbox.accounts import BLOCKED, EDITOR, Account
from tests.fixtures.html import read
from tests.fixtures.wiki import PracticeWiki, Token
from tests.wiki.people import settings_of


@pytest.fixture
def settings(wiki: PracticeWiki, sqlite_url: str) -> Settings:
    return replace(settings_of(wiki), database=sqlite_url)


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    made = create_app(settings)
    yield made
    made.extensions[EXTENSION].engine.dispose()


@pytest.fixture
def browser(app: Flask) -> FlaskClient:
    return app.test_client()


def log_in(
    browser: FlaskClient, wiki: PracticeWiki, account: Account = EDITOR, next: str = "/privacy"
) -> TestResponse:
    """Walk the whole way: our link, Allow on the wiki, and back."""
    key = request_token(browser.post("/login", data={"next": next}))
    return browser.get(_inside(wiki.allow(Token(key, ""), account)))


def request_token(begun: TestResponse) -> str:
    """Return the request token in the address that a begun login leads to."""
    assert begun.status_code == 200
    [refresh] = [e for e in read(begun.text).all("meta") if e.attributes.get("http-equiv")]
    address = refresh.attributes["content"].partition("url=")[2]
    assert address in read(begun.text).links
    return parse_qs(urlsplit(address).query)["oauth_token"][0]


def _inside(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


def log_out(browser: FlaskClient, **form: str) -> TestResponse:
    page = read(browser.get("/privacy").text)
    fields = {e.attributes.get("name"): e.attributes.get("value", "") for e in page.all("input")}
    return browser.post("/logout", data={"csrf_token": fields.get("csrf_token", "")} | form)


def test_a_login_leads_back_and_the_head_says_who(
    browser: FlaskClient, wiki: PracticeWiki
) -> None:
    back = log_in(browser, wiki, next="/privacy?a=b")
    assert (back.status_code, back.headers["Location"]) == (303, "/privacy?a=b")
    page = browser.get("/privacy")
    assert EDITOR.name in page.text
    assert page.headers["Cache-Control"] == "private, no-store"


def test_the_cookie_is_opaque_and_scripts_cannot_read_it(
    browser: FlaskClient, wiki: PracticeWiki
) -> None:
    cookies = log_in(browser, wiki).headers.getlist("Set-Cookie")
    [ours] = [one for one in cookies if one.startswith("newsdesk=")]
    assert "HttpOnly" in ours
    assert "SameSite=Lax" in ours
    assert "Max-Age=2592000" in ours
    assert EDITOR.name not in ours
    assert any(one.startswith("newsdesk_login=;") for one in cookies)


def test_over_https_only_this_host_can_set_the_cookie(
    settings: Settings, wiki: PracticeWiki
) -> None:
    app = create_app(replace(settings, url="https://newsdesk.example/"))
    begun = app.test_client().post("/login")
    app.extensions[EXTENSION].engine.dispose()
    assert begun.status_code == 403, "the consumer knows another callback"
    consumer = wiki.register("https://newsdesk.example/" + accounts.CALLBACK)
    https = replace(
        settings,
        url="https://newsdesk.example/",
        consumer_key=consumer.key,
        consumer_secret=consumer.secret,
    )
    app = create_app(https)
    cookie = app.test_client().post("/login").headers["Set-Cookie"]
    app.extensions[EXTENSION].engine.dispose()
    assert cookie.startswith("__Host-newsdesk_login=")
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie


def test_logging_out_deletes_the_session_and_the_cookie(
    browser: FlaskClient, wiki: PracticeWiki, settings: Settings
) -> None:
    log_in(browser, wiki)
    out = log_out(browser)
    assert (out.status_code, out.headers["Location"]) == (303, "/")
    assert out.headers["Set-Cookie"].startswith("newsdesk=;")
    assert EDITOR.name not in browser.get("/privacy").text
    engine = connect(settings.database)
    with writing(engine) as connection:
        assert connection.execute(session.select()).all() == []
    engine.dispose()


def test_logging_out_takes_a_form_with_the_session_s_token(
    browser: FlaskClient, wiki: PracticeWiki
) -> None:
    log_in(browser, wiki)
    assert browser.get("/logout").status_code == 405
    for token in ("", "x" * 40):
        refused = browser.post("/logout", data={"csrf_token": token})
        assert refused.status_code == 403
        assert "does not belong to your present login" in refused.text
    assert EDITOR.name in browser.get("/privacy").text


def test_logging_out_clears_what_a_draft_left_in_the_browser(
    browser: FlaskClient, wiki: PracticeWiki
) -> None:
    """See https://www.w3.org/TR/clear-site-data/#header: cookies stay, as they are not storage."""
    log_in(browser, wiki)
    assert log_out(browser).headers["Clear-Site-Data"] == '"storage"'


def test_another_session_s_token_does_not_count(
    app: Flask, wiki: PracticeWiki, browser: FlaskClient
) -> None:
    log_in(browser, wiki)
    other = app.test_client()
    log_in(other, wiki)
    page = read(other.get("/privacy").text)
    [token] = [e.attributes["value"] for e in page.all("input")]
    assert browser.post("/logout", data={"csrf_token": token}).status_code == 403
    assert other.post("/logout", data={"csrf_token": token}).status_code == 303


def test_after_logging_out_only_our_own_pages_are_opened(
    browser: FlaskClient, wiki: PracticeWiki
) -> None:
    log_in(browser, wiki)
    assert log_out(browser, next="//evil.example/").headers["Location"] == "/"
    log_in(browser, wiki)
    assert log_out(browser, next="/channels").headers["Location"] == "/channels"


def test_a_login_that_began_in_another_browser_is_refused(
    app: Flask, browser: FlaskClient, wiki: PracticeWiki
) -> None:
    key = request_token(browser.post("/login"))
    back = _inside(wiki.allow(Token(key, ""), EDITOR))
    victim = app.test_client().get(back)
    assert victim.status_code == 403
    assert "Set-Cookie" not in victim.headers
    page = read(victim.text)
    assert page.all("h1")[0].text.strip() == "Not logged in"
    assert "/login" in page.links


def test_a_reload_of_the_last_step_says_so(browser: FlaskClient, wiki: PracticeWiki) -> None:
    key = request_token(browser.post("/login"))
    back = _inside(wiki.allow(Token(key, ""), EDITOR))
    assert browser.get(back).status_code == 303
    assert browser.get(back).status_code == 403
    assert EDITOR.name in browser.get("/privacy").text


def test_somebody_who_is_blocked_is_told(browser: FlaskClient, wiki: PracticeWiki) -> None:
    answer = log_in(browser, wiki, BLOCKED, next="/channels")
    assert answer.status_code == 303
    told = browser.get(answer.headers["Location"])
    page = read(told.text)
    assert f"You are logged in as {BLOCKED.name}" in told.text
    assert "/channels" in page.links
    head = page.all("header")[0].text
    assert BLOCKED.name in head
    assert "Log in" not in head
    [token] = [e.attributes["value"] for e in page.all("input")]
    assert browser.post("/logout", data={"csrf_token": token}).status_code == 303


def test_who_is_not_blocked_is_led_on(browser: FlaskClient, wiki: PracticeWiki) -> None:
    stranger = browser.get("/login/blocked?next=/channels")
    assert (stranger.status_code, stranger.headers["Location"]) == (302, "/channels")
    log_in(browser, wiki)
    editor = browser.get("/login/blocked?next=//evil.example/")
    assert (editor.status_code, editor.headers["Location"]) == (302, "/")


def test_a_wiki_that_does_not_answer_is_named_as_the_cause(settings: Settings) -> None:
    app = create_app(replace(settings, wiki="http://127.0.0.1:9/w/"))
    answer = app.test_client().post("/login")
    app.extensions[EXTENSION].engine.dispose()
    assert answer.status_code == 403
    assert "could not be reached" in answer.text


def test_opening_the_login_page_begins_nothing(
    browser: FlaskClient, settings: Settings, wiki: PracticeWiki
) -> None:
    page = browser.get("/login", query_string={"next": "/channels"})
    assert page.status_code == 200
    assert "Set-Cookie" not in page.headers
    fields = {
        e.attributes.get("name"): e.attributes.get("value") for e in read(page.text).all("input")
    }
    assert fields["next"] == "/channels"
    assert "//evil" not in browser.get("/login", query_string={"next": "//evil.example/"}).text
    engine = connect(settings.database)
    with engine.connect() as connection:
        assert connection.execute(login.select()).all() == []
    engine.dispose()


def test_another_site_cannot_begin_a_login(browser: FlaskClient) -> None:
    refused = browser.post("/login", headers={"Origin": "https://evil.example"})
    assert refused.status_code == 403
    assert "Set-Cookie" not in refused.headers


def test_who_only_reads_gets_no_cookie(browser: FlaskClient) -> None:
    for address in ("/", "/channels", "/privacy", "/nowhere", "/healthz"):
        assert "Set-Cookie" not in browser.get(address).headers
