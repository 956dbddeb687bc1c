"""Around each request: its id, its log line, caching, and the refresh that it may set off."""

from __future__ import annotations

import logging
import time
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from newsdesk.infra import clock
from newsdesk.services import background
from newsdesk.web import requests
from tests.fixtures import board as story
from tests.fixtures.board import Desk


def test_pages_for_everybody_are_kept_briefly(visitor: FlaskClient) -> None:
    answer = visitor.get("/privacy")
    assert answer.headers["Cache-Control"] == "public, max-age=30"
    assert {"Accept-Language", "Cookie"} <= set(answer.vary)
    assert "Set-Cookie" not in answer.headers


def test_what_did_not_change_is_not_sent_again(visitor: FlaskClient) -> None:
    first = visitor.get("/channels")
    again = visitor.get("/channels", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = visitor.get("/channels?uselang=de", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200


def test_who_has_a_cookie_gets_pages_that_nobody_keeps(visitor: FlaskClient) -> None:
    visitor.set_cookie("newsdesk", "anything")
    answer = visitor.get("/privacy")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer.headers


def test_an_answer_carries_the_id_that_it_was_given_or_a_new_one(visitor: FlaskClient) -> None:
    given = visitor.get("/privacy", headers={"X-Request-Id": "abcdef-123456"})
    assert given.headers["X-Request-Id"] == "abcdef-123456"
    forged = visitor.get("/privacy", headers={"X-Request-Id": 'a"b {evil}'})
    assert forged.headers["X-Request-Id"].isalnum()


def test_the_log_says_nothing_of_who_asked_for_what(
    visitor: FlaskClient, lines: pytest.LogCaptureFixture
) -> None:
    visitor.set_cookie("newsdesk", "secret-cookie")
    visitor.get("/item/some-item?q=typed", headers={"User-Agent": "Private/1"})
    [line] = [one for one in lines.records if one.name == requests.__name__]
    said = {k: v for k, v in vars(line).items() if k in {"method", "route", "status", "ms"}}
    assert said == {"method": "GET", "route": "/item/<item_id>", "status": 404, "ms": said["ms"]}
    everything = repr(vars(line))
    assert not any(w in everything for w in ("secret-cookie", "typed", "Private", "some-item"))


@pytest.fixture
def lines(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, "newsdesk")
    monkeypatch.setattr(logging.getLogger("newsdesk"), "propagate", True)
    return caplog


@pytest.fixture
def refreshes(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """How often a refresh was started; what it would do has its own tests."""
    started: list[bool] = []
    monkeypatch.setattr(background, "_run", lambda *_: _note(started))
    return started


def _note(started: list[bool]) -> None:
    started.append(True)
    background._running.release()


def test_a_page_over_old_data_sets_off_a_refresh_after_it_was_sent(
    web: Flask, desk: Desk, refreshes: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = web.test_client()
    client.get("/").close()
    assert refreshes == []
    monkeypatch.setattr(clock, "now", lambda: story.NOW + timedelta(days=1))
    monkeypatch.setattr(clock, "ticks", lambda: time.monotonic() + 60)
    answer = client.get("/")
    assert refreshes == []
    answer.close()
    assert refreshes == [True]


def test_neither_failures_nor_files_nor_health_set_one_off(
    web: Flask, refreshes: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: story.NOW + timedelta(days=1))
    for address in ("/nowhere", "/healthz", "/static/newsdesk.css"):
        web.test_client().get(address).close()
    assert refreshes == []
