"""Every error of the API has one shape, whatever went wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.test import TestResponse

from newsdesk.infra import clock
from newsdesk.infra.bucket import Bucket
from newsdesk.web import create_app
from newsdesk.web.api import models, parts
from newsdesk.web.tool import EXTENSION
from tests.fixtures.board import Desk
from tests.web.api.test_opened import ADDRESSES
from tests.web.board_app import app_over
from tests.web.test_security import SETTINGS

NOT_UNDERSTOOD = [
    ("limit=0", "limit"),
    ("limit=201", "limit"),
    ("limit=1e2", "limit"),
    ("limit=%D9%A3", "limit"),
    ("limit=" + "9" * 5000, "limit"),
    ("limit=1&limit=1", "limit"),
    ("status=POSTED", "status"),
    ("status=", "status"),
    ("needs_work=yes", "needs_work"),
    ("since=2026-02-30", "since"),
    ("since=20260201", "since"),
    ("since=2026-11-18T00:00:00Z", "since"),
    ("since=1700000000", "since"),
    ("until=%D9%A2026-01-01", "until"),
    ("until=10000-01-01", "until"),
    ("text=%00", "text"),
    ("text=" + "x" * 101, "text"),
    ("page=%0a", "page"),
    ("link=" + "x" * 2001, "link"),
    ("uselang=../../etc", "uselang"),
    ("cursor=", "cursor"),
    ("cursor=AAAA", "cursor"),
    ("cursor=W10", "cursor"),
    ("cursor=W1td", "cursor"),
    ("cursor=WyJhIiwiYiJd", "cursor"),
    ("cursor=" + "W" * 400, "cursor"),
    ("cursor=" + parts.cursor("0001-01-01T00:00:00+14:00", "1"), "cursor"),
    ("cursor=" + parts.cursor("9999-12-31T23:00:00-14:00", "1"), "cursor"),
    ("callback=alert", "callback"),
    ("<script>=1", "<script>"),
]
STORED = [address for address in ADDRESSES if not address.endswith("openapi.json")]


def error(answer: TestResponse) -> dict[str, Any]:
    """Return an error's one part, after a look at its shape."""
    assert answer.mimetype == "application/json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    models.Error.model_validate_json(answer.data)
    detail: dict[str, Any] = answer.get_json()["error"]
    assert detail["message"]
    assert detail["do"]
    return detail


def app_on(database: str) -> Iterator[FlaskClient]:
    app = create_app(replace(SETTINGS, database=database))
    yield app.test_client()
    app.extensions[EXTENSION].engine.dispose()


@pytest.fixture
def nowhere(tmp_path: Path) -> Iterator[FlaskClient]:
    """A tool whose database does not answer."""
    yield from app_on(f"sqlite:///{tmp_path}/no/such/folder/newsdesk.sqlite")


@pytest.fixture
def bare(sqlite_url: str) -> Iterator[FlaskClient]:
    """A tool that has never read anything."""
    yield from app_on(sqlite_url)


@pytest.mark.parametrize("known", [False, True])
def test_without_a_set_up_there_is_nothing(
    bare: FlaskClient, empty_desk: Desk, *, known: bool
) -> None:
    client = app_over(empty_desk).test_client() if known else bare
    for address in STORED:
        answer = client.get(address)
        assert (answer.status_code, error(answer)["code"]) == (404, "no-set-up"), address


def test_a_set_up_of_which_no_news_was_read_is_not_enough_for_items(empty_desk: Desk) -> None:
    empty_desk.read = False
    empty_desk.save()
    client = app_over(empty_desk).test_client()
    assert error(client.get("/api/v1/items"))["code"] == "no-set-up"
    assert len(client.get("/api/v1/channels").get_json()["items"]) == 4


def test_a_database_that_is_away_is_said_to_be(nowhere: FlaskClient) -> None:
    for address in STORED:
        answer = nowhere.get(address)
        assert (answer.status_code, error(answer)["code"]) == (503, "unavailable"), address
        assert error(answer)["reference"] == answer.headers["X-Request-Id"]
    assert nowhere.get("/api/v1/openapi.json").status_code == 200


def test_a_mistake_is_told_without_what_is_inside(web: Flask) -> None:
    @web.get("/api/v1/bug")
    def bug() -> str:
        raise ZeroDivisionError("token=secret")

    answer = web.test_client().get("/api/v1/bug")
    assert (answer.status_code, error(answer)["code"]) == (500, "mistake")
    assert b"secret" not in answer.data


def test_there_is_nothing_elsewhere(visitor: FlaskClient) -> None:
    for address in ("/api/", "/api/v2/items", "/api/v1", "/api/v1/items/"):
        answer = visitor.get(address)
        assert (answer.status_code, error(answer)["code"]) == (404, "not-found"), address


def test_what_is_not_understood_is_named(visitor: FlaskClient) -> None:
    for query, named in NOT_UNDERSTOOD:
        answer = visitor.get(f"/api/v1/items?{query}")
        assert answer.status_code == 422, query
        assert [one["parameter"] for one in error(answer)["problems"]] == [named], query


def test_bytes_that_are_no_text_are_no_mistake(visitor: FlaskClient) -> None:
    for query in ("text=%ff", "text=%ed%a0%80", "%ff=%ff", "channel=%ff", "page=%f0%9f"):
        assert visitor.get(f"/api/v1/items?{query}").status_code in {200, 404, 422}


def test_made_up_places_are_no_mistake(visitor: FlaskClient) -> None:
    for name in ("posts", "follows", "changes"):
        for cursor in ("WyIwIl0", "WyJ4Il0", "WyJ4IiwieCJd", "WyItMSIsIngiXQ"):
            assert visitor.get(f"/api/v1/{name}?cursor={cursor}").status_code in {200, 422}


def test_problems_are_told_in_the_language_asked_for(visitor: FlaskClient) -> None:
    found = error(visitor.get("/api/v1/items?uselang=de&limit=x"))
    assert found["message"] == "Ein Parameter ist nicht verständlich."
    assert found["problems"][0]["message"] == "„x“ ist kein Wert, den es annimmt."


def test_a_channel_that_does_not_exist_is_named(visitor: FlaskClient) -> None:
    for name in ("items", "posts", "follows", "changes"):
        answer = visitor.get(f"/api/v1/{name}?channel=nowhere")
        assert answer.status_code == 404
        assert [one["parameter"] for one in error(answer)["problems"]] == ["channel"]


def test_what_has_to_be_made_is_limited_and_what_is_kept_is_not(
    web: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = [1000.0]
    monkeypatch.setattr(clock, "ticks", lambda: seconds[0])
    web.extensions[EXTENSION] = replace(web.extensions[EXTENSION], limit=Bucket(2, 0.5))
    client = web.test_client()
    first = client.get("/api/v1/status")
    assert client.get("/api/v1/items?text=a").status_code == 200
    refused = client.get("/api/v1/items?text=b")
    assert (refused.status_code, error(refused)["code"]) == (429, "too-many-requests")
    assert refused.headers["Retry-After"] == "2"
    assert client.get("/api/v1/status").data == first.data
    etag = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/api/v1/status", headers=etag).status_code == 304
    assert client.get("/").status_code == 200
    seconds[0] += 2
    assert client.get("/api/v1/items?text=b").status_code == 200


def test_an_answer_costs_few_queries_and_none_once_it_is_kept(
    web: Flask, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []
    engine = web.extensions[EXTENSION].engine
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    counts = {}
    for address in STORED:
        web.test_client().get(address)
        counts[address], first = len(asked), len(asked)
        web.test_client().get(address)
        assert len(asked) == first or address.startswith("/api/v1/links"), address
        asked.clear()
    with capsys.disabled():
        print("\n", *(f"{count:3} queries: {address}\n" for address, count in counts.items()))
    assert max(counts.values()) <= 45


def test_posts_cost_as_many_queries_however_many_there_are(web: Flask, desk: Desk) -> None:
    asked: list[str] = []
    engine = web.extensions[EXTENSION].engine
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    counts = set()
    for limit in (1, 2, 7):
        web.test_client().get(f"/api/v1/posts?limit={limit}")
        counts.add(sum("FROM post" in one for one in asked))
        asked.clear()
    assert len(counts) == 1


def test_hostile_words_of_strangers_stay_text(visitor: FlaskClient) -> None:
    answer = visitor.get("/api/v1/follows?listed=false")
    assert answer.get_json()["items"][0]["name"] == "Grace <b>Sample</b>"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "application/json"
