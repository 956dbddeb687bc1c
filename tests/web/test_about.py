"""Health, the schema and the privacy page."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from newsdesk import __version__
from newsdesk.web import assets
from newsdesk.web.tool import EXTENSION
from tests.fixtures import board as story
from tests.web.test_errors import app_on


def test_a_healthy_tool_says_so(visitor: FlaskClient) -> None:
    answer = visitor.get("/healthz")
    assert answer.status_code == 200
    assert answer.json == {
        "ok": True,
        "version": __version__,
        "database": True,
        "migrated": True,
        "refreshed": story.NOW.isoformat(),
        "codex": True,
        "do": [],
    }
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("blank", "advice"), [(True, "python -m newsdesk migrate"), (False, "does not answer")]
)
def test_a_tool_without_its_tables_is_not_healthy(
    tmp_path: Path, blank: bool, advice: str
) -> None:
    path = tmp_path / "x.sqlite"
    if not blank:
        path.mkdir()
    app = app_on(f"sqlite:///{path}")
    answer = app.test_client().get("/healthz")
    app.extensions[EXTENSION].engine.dispose()
    assert answer.status_code == 503
    assert advice in answer.text


def test_missing_styles_are_named_but_not_fatal(
    web: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "codex_is_built", lambda: False)
    answer = web.test_client().get("/healthz")
    assert answer.status_code == 200
    assert answer.json
    assert answer.json["codex"] is False
    assert answer.json["do"] == ["run: npm ci && npm run build"]


def test_the_schema_names_itself(visitor: FlaskClient) -> None:
    answer = visitor.get("/schema/config.json")
    schema = answer.get_json(force=True)
    assert answer.mimetype == "application/schema+json"
    assert schema["$id"] == "http://127.0.0.1:8000/schema/config.json"
    assert {"version", "news", "channels"} <= schema["properties"].keys()


def test_the_privacy_page_says_what_is_kept_and_for_how_long(visitor: FlaskClient) -> None:
    page = visitor.get("/privacy").text
    assert "30 days" in page
    assert "90 days" in page
