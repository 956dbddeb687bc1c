"""Error pages: what happened, what was kept, what to do, in every case that there is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from newsdesk.domain.message import Explained, msg
from newsdesk.web import create_app
from newsdesk.web.tool import EXTENSION
from tests.fixtures.html import read
from tests.web.test_security import SETTINGS

TITLES = {
    400: "Not understood",
    403: "Not allowed",
    404: "Page not found",
    405: "Not this way",
    413: "Too large",
    429: "Too many requests",
    500: "Something went wrong",
    503: "Not available right now",
    418: "Not understood",
    502: "Something went wrong",
}


def app_on(database: str) -> Flask:
    app = create_app(replace(SETTINGS, database=database))

    @app.get("/fail/<int:status>")
    def fail(status: int) -> str:
        abort(status)

    @app.get("/bug")
    def bug() -> str:
        raise ZeroDivisionError("token=secret")

    @app.get("/explained")
    def explained() -> str:
        raise Explained(msg("newsdesk-wiki-unreachable"))

    @app.get("/database")
    def database_fails() -> str:
        raise OperationalError("SELECT", {}, Exception("lost"))

    return app


@pytest.fixture
def browser(sqlite_url: str) -> Iterator[FlaskClient]:
    app = app_on(sqlite_url)
    yield app.test_client()
    app.extensions[EXTENSION].engine.dispose()


@pytest.mark.parametrize(("status", "title"), TITLES.items())
def test_every_status_has_a_page(browser: FlaskClient, status: int, title: str) -> None:
    answer = browser.get(f"/fail/{status}")
    page = read(answer.text)
    assert answer.status_code == status
    assert page.all("h1")[0].text.strip() == title
    assert len(page.all("main")[0].text.split("\n")) >= 3
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_bug_shows_a_reference_and_nothing_of_itself(browser: FlaskClient) -> None:
    answer = browser.get("/bug", headers={"X-Request-Id": "find-me-again"})
    assert answer.status_code == 500
    assert "find-me-again" in answer.text
    assert "secret" not in answer.text
    assert "Zero" not in answer.text


def test_an_explained_failure_shows_its_own_words(browser: FlaskClient) -> None:
    answer = browser.get("/explained?uselang=de")
    assert answer.status_code == 502
    assert "Das Wiki war nicht erreichbar" in answer.text


def test_an_error_of_a_healthy_database_is_our_mistake(browser: FlaskClient) -> None:
    assert browser.get("/database").status_code == 500


def test_a_database_that_is_behind_says_what_to_run(tmp_path: Path) -> None:
    app = app_on(f"sqlite:///{tmp_path}/blank.sqlite")
    answers = [app.test_client().get(address) for address in ("/", "/channels", "/database")]
    app.extensions[EXTENSION].engine.dispose()
    for answer in answers:
        assert answer.status_code == 503
        assert "python -m newsdesk migrate" in answer.text


def test_a_database_that_does_not_answer_says_so(tmp_path: Path) -> None:
    (tmp_path / "no.sqlite").mkdir()
    app = app_on(f"sqlite:///{tmp_path}/no.sqlite")
    answer = app.test_client().get("/")
    app.extensions[EXTENSION].engine.dispose()
    assert answer.status_code == 503
    assert "does not answer" in answer.text


def test_what_is_allowed_is_still_said(browser: FlaskClient) -> None:
    assert "GET" in browser.open("/privacy", method="DELETE").headers["Allow"]
