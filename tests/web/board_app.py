"""The tool over the stored desk of :mod:`tests.fixtures.board`."""

from __future__ import annotations

import json

from flask import Flask
from flask.testing import FlaskClient

from newsdesk.infra import crypto
from newsdesk.infra.credentials import Credential
from newsdesk.infra.settings import Settings
from newsdesk.store import sessions
from newsdesk.store.database import writing
from newsdesk.web import create_app
from newsdesk.web.tool import EXTENSION
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


def logged_in(desk: Desk, app: Flask, name: str) -> FlaskClient:
    """Open a session as the login does: a row in the database, named by a cookie."""
    cookie = f"opaque-{name}".replace(" ", "-")
    access = json.dumps({"key": "k", "secret": "s", "blocked": False}).encode()
    with writing(desk.engine) as connection:
        sessions.create(
            connection,
            desk.id,
            cookie,
            user_id=1,
            user_name=name,
            access=crypto.seal(app.extensions[EXTENSION].settings, access),
            now=story.NOW,
        )
    client = app.test_client()
    client.set_cookie("newsdesk", cookie)
    return client
