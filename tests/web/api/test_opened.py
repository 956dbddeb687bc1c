"""What is open to everybody: for scripts of every site, without cookie, language or login."""

from __future__ import annotations

from itertools import product

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.fixtures import board as story
from tests.fixtures.board import Desk
from tests.web.board_app import logged_in

ADDRESSES = (
    "/api/v1/items",
    f"/api/v1/items/{story.RELEASE.id}",
    f"/api/v1/pages/{story.PAGE}",
    "/api/v1/posts",
    "/api/v1/channels",
    "/api/v1/freshness",
    "/api/v1/follows",
    "/api/v1/status",
    "/api/v1/links/https://mastodon.example/1",
    "/api/v1/openapi.json",
)


def test_scripts_of_every_site_can_read_it(visitor: FlaskClient) -> None:
    for address in (*ADDRESSES, "/api/v1/nothing", "/api/v1/items?limit=x"):
        answer = visitor.get(address, headers={"Origin": "https://www.mediawiki.org"})
        assert answer.mimetype == "application/json", address
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers.getlist("Cross-Origin-Resource-Policy") == ["cross-origin"]
        assert answer.headers.getlist("X-Content-Type-Options") == ["nosniff"]
        assert "Access-Control-Allow-Credentials" not in answer.headers
        assert "Vary" not in answer.headers


def test_pages_keep_themselves_to_themselves(visitor: FlaskClient) -> None:
    answer = visitor.get("/")
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert answer.headers.getlist("Cross-Origin-Resource-Policy") == ["same-origin"]


def test_it_may_be_kept_and_who_has_it_gets_no_body(visitor: FlaskClient) -> None:
    for address in ADDRESSES:
        first = visitor.get(address)
        assert first.status_code == 200, address
        assert "max-age=60" in first.headers["Cache-Control"]
        again = visitor.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b""), address
        assert again.headers["Access-Control-Allow-Origin"] == "*"


def test_head_says_what_get_would(visitor: FlaskClient) -> None:
    there, head = visitor.get("/api/v1/items"), visitor.head("/api/v1/items")
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == there.headers["ETag"]


def test_a_browser_that_asks_first_is_told_what_it_may_send(visitor: FlaskClient) -> None:
    answer = visitor.options(
        "/api/v1/items",
        headers={
            "Origin": "https://www.mediawiki.org",
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": "if-none-match",
        },
    )
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert answer.headers["Access-Control-Allow-Headers"] == "If-None-Match"


def test_who_is_logged_in_gets_the_same_as_everybody(web: Flask, desk: Desk) -> None:
    nobody, editor = web.test_client(), logged_in(desk, web, "Second editor")
    editor.set_cookie("newsdesk_settled", "anything")
    for address in ADDRESSES:
        theirs, ours = nobody.get(address), editor.get(address)
        assert ours.data == theirs.data
        assert ours.headers["Cache-Control"] == theirs.headers["Cache-Control"]
        assert "Set-Cookie" not in ours.headers
    assert editor.get_cookie("newsdesk_settled") is not None


@pytest.mark.parametrize("address", ["/api/v1/items", f"/api/v1/items/{story.RELEASE.id}"])
def test_nothing_can_be_written(web: Flask, desk: Desk, address: str) -> None:
    clients = web.test_client(), logged_in(desk, web, "Second editor")
    for client, method in product(clients, ("POST", "PUT", "PATCH", "DELETE")):
        answer = client.open(address, method=method, json={})
        assert answer.status_code == 405
        assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
        assert answer.get_json()["error"]["code"] == "only-reads"
        assert answer.headers["Cache-Control"] == "no-store"
