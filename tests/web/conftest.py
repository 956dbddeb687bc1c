"""The tool over the stored desk, at the story's moment."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from newsdesk.infra import clock
from newsdesk.store import desks
from newsdesk.store.database import writing
from newsdesk.web.tool import EXTENSION
from tests.fixtures import board as story
from tests.fixtures.board import Desk
from tests.web.board_app import app_over


@pytest.fixture
def story_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold the clock at the story's moment."""
    monkeypatch.setattr(clock, "now", lambda: story.NOW)


@pytest.fixture
def web(desk: Desk, story_time: None) -> Iterator[Flask]:
    """The tool as people meet it: errors are shown, and the desk was refreshed just now."""
    with writing(desk.engine) as connection:
        desks.set_refreshed(connection, desk.id, now=story.NOW)
    app = app_over(desk)
    app.testing = False
    yield app
    app.extensions[EXTENSION].engine.dispose()


@pytest.fixture
def visitor(web: Flask) -> FlaskClient:
    """A browser without cookies."""
    return web.test_client()
