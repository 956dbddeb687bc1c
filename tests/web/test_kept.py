"""Whole answers that strangers get again without Flask, and who does not get them."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from sqlalchemy import text

from newsdesk.infra import clock
from newsdesk.services import background
from newsdesk.store.database import writing
from newsdesk.web import requests
from newsdesk.web.tool import EXTENSION
from tests.fixtures import board as story
from tests.fixtures.board import Desk
from tests.web.board_app import app_over


@pytest.fixture
def app(desk: Desk) -> Flask:
    return app_over(desk)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def by_flask(app: Flask) -> list[str]:
    """The addresses of the requests that reached Flask."""
    seen: list[str] = []
    app.before_request_funcs[None].insert(0, lambda: _note(seen))
    return seen


def _note(seen: list[str]) -> None:
    seen.append(request.full_path)


def test_a_page_is_given_again_without_flask(client: FlaskClient, by_flask: list[str]) -> None:
    first, again = client.get("/"), client.get("/")
    assert by_flask == ["/?"]
    assert (again.status_code, again.data) == (200, first.data)
    ids = [answer.headers.pop("X-Request-Id") for answer in (first, again)]
    assert sorted(again.headers) == sorted(first.headers)
    assert ids[0] != ids[1]


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/?period=all", {}),
        ("/?uselang=de", {}),
        ("/", {"Accept-Language": "de"}),
        ("/", {"Accept-Language": "en," * 100}),
    ],
)
def test_another_address_or_language_is_asked_of_flask(
    client: FlaskClient, by_flask: list[str], address: str, headers: dict[str, str]
) -> None:
    client.get("/")
    client.get(address, headers=headers)
    assert len(by_flask) == 2


@pytest.mark.parametrize("method", ["HEAD", "POST", "OPTIONS"])
def test_other_methods_are_asked_of_flask(
    client: FlaskClient, by_flask: list[str], method: str
) -> None:
    client.get("/")
    client.open("/", method=method)
    assert len(by_flask) == 2


@pytest.mark.parametrize("address", ["/?q=words", "/privacy", "/?uselang=nonsense", "/?page=0x1"])
def test_what_was_not_marked_is_not_kept(
    client: FlaskClient, by_flask: list[str], address: str
) -> None:
    client.get(address)
    client.get(address)
    assert len(by_flask) == 2


def test_what_a_visitor_with_a_cookie_got_is_not_given_to_strangers(
    client: FlaskClient, by_flask: list[str]
) -> None:
    client.set_cookie("anything", "opaque")
    client.get("/")
    client.delete_cookie("anything")
    assert client.get("/").headers["Cache-Control"].startswith("public")
    assert len(by_flask) == 2


def test_who_has_a_cookie_is_not_given_what_strangers_get(
    client: FlaskClient, by_flask: list[str]
) -> None:
    client.get("/")
    client.set_cookie("anything", "opaque")
    assert client.get("/").headers["Cache-Control"] == "private, no-store"
    assert len(by_flask) == 2


def test_who_has_it_already_gets_no_body(client: FlaskClient, by_flask: list[str]) -> None:
    first = client.get("/")
    again = client.get("/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]
    assert again.headers["ETag"] == first.headers["ETag"]
    assert "Content-Length" not in again.headers
    assert len(by_flask) == 1
    older = client.get("/", headers={"If-None-Match": 'W/"older"'})
    assert (older.status_code, older.data) == (200, first.data)


def test_another_day_is_asked_of_flask(
    client: FlaskClient, by_flask: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: story.NOW)
    client.get("/")
    monkeypatch.setattr(clock, "now", lambda: story.NOW + timedelta(days=1))
    client.get("/")
    assert len(by_flask) == 2


def test_it_carries_the_id_that_it_was_given_and_has_a_log_line(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get("/")
    caplog.set_level(logging.INFO, "newsdesk")
    monkeypatch.setattr(logging.getLogger("newsdesk"), "propagate", True)
    again = client.get("/", headers={"X-Request-Id": "abcdef-123456"})
    assert again.headers["X-Request-Id"] == "abcdef-123456"
    [line] = [vars(one) for one in caplog.records if one.name == requests.__name__]
    assert (line["method"], line["route"], line["status"]) == ("GET", "/", 200)
    assert line["ms"] >= 0


def test_it_sets_off_a_refresh_once_it_was_sent(
    client: FlaskClient, by_flask: list[str], app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(background, "start_if_stale", lambda *given: asked.append(given))
    client.get("/").close()
    monkeypatch.setattr(app.extensions[EXTENSION].refreshing, "_seen", None)
    asked.clear()
    again = client.get("/")
    assert asked == []
    again.close()
    assert len(asked) == len(by_flask) == 1


def test_a_database_that_fails_is_told_by_flask(
    client: FlaskClient, by_flask: list[str], desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get("/")
    with writing(desk.engine) as connection:
        connection.execute(text("ALTER TABLE desk RENAME TO elsewhere"))
    later = clock.ticks() + 60
    monkeypatch.setattr(clock, "ticks", lambda: later)
    assert client.get("/").status_code >= 500
    assert len(by_flask) == 2
