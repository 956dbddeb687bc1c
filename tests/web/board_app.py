"""The tool over the stored desk of :mod:`tests.fixtures.board`."""

from __future__ import annotations

from flask import Flask

from newsdesk.infra.credentials import Credential
from newsdesk.infra.settings import Settings
from newsdesk.web import create_app
from tests.fixtures import board as story
from tests.fixtures.board import Desk


def app_over(desk: Desk, credentials: tuple[Credential, ...] = ()) -> Flask:
    """Make the tool over a desk; errors are raised, not shown."""
    database = desk.engine.url.render_as_string(hide_password=False)
    settings = Settings(
        wiki="https://www.mediawiki.org/w/",
        url="http://127.0.0.1:8000/",
        config_page=story.TITLE,
        secret="s" * 40,
        database=database,
        credentials=credentials,
    )
    app = create_app(settings)
    app.testing = True
    return app
