"""What every answer tells the browser, and what is refused before anything looks at it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import request
from flask.testing import FlaskClient

from newsdesk.infra.settings import Settings
from newsdesk.web import create_app, security
from newsdesk.web.tool import EXTENSION

SETTINGS = Settings(
    wiki="https://wiki.example/w/",
    url="https://newsdesk.example/",
    config_page="Page",
    secret="s" * 40,
    database="sqlite:///:memory:",
)


@pytest.mark.parametrize(
    "address", ["/", "/privacy", "/healthz", "/nowhere", "/static/newsdesk.css"]
)
def test_every_answer_has_the_headers(visitor: FlaskClient, address: str) -> None:
    with visitor.get(address) as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self';")
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"


def test_forms_lead_nowhere_but_here_and_to_the_wiki() -> None:
    policy = security.headers(SETTINGS)["Content-Security-Policy"]
    assert "form-action 'self' https://wiki.example;" in policy
    assert "frame-ancestors 'none'; base-uri 'none'" in policy


def test_https_is_insisted_on_only_where_there_is_https() -> None:
    assert "Strict-Transport-Security" in security.headers(SETTINGS)
    plain = replace(SETTINGS, url="http://127.0.0.1:8000/")
    assert "Strict-Transport-Security" not in security.headers(plain)


def test_the_scheme_is_the_proxy_s_and_the_host_is_not() -> None:
    app = create_app(SETTINGS)
    app.add_url_rule("/seen", "seen", lambda: request.url)
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"}
    seen = app.test_client().get("/seen", headers=forwarded).text
    app.extensions[EXTENSION].engine.dispose()
    assert seen == "https://localhost/seen"


def test_a_request_that_is_too_large_is_refused_with_a_page(visitor: FlaskClient) -> None:
    visitor.set_cookie("newsdesk", "x")
    answer = visitor.post("/logout", data={"text": "x" * (security.MAX_REQUEST + 1)})
    assert answer.status_code == 413
    assert "What you typed is still on the page before" in answer.text
