"""The served API against its own description, by a client that nobody here wrote."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Thread

from flask import Flask
from werkzeug.serving import make_server

from newsdesk.infra import clock
from newsdesk.infra.bucket import Bucket
from newsdesk.store import desks
from newsdesk.store.database import writing
from newsdesk.web import create_app
from newsdesk.web.tool import EXTENSION
from tests.fixtures.board import Desk
from tests.fixtures.tool import Quiet
from tests.web.api import generic
from tests.web.board_app import app_over
from tests.web.test_security import SETTINGS

CONFORMING = (
    "status_code_conformance,content_type_conformance,response_headers_conformance,"
    "response_schema_conformance"
)


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve an app at a free port, without the limit that a client in a hurry would meet."""
    app.testing = False
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    url = f"http://127.0.0.1:{server.port}/"
    shared = app.extensions[EXTENSION]
    settings = replace(shared.settings, url=url)
    app.extensions[EXTENSION] = replace(shared, limit=Bucket(10**9, 1), settings=settings)
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield url
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        shared.engine.dispose()


def test_every_answer_is_as_described(desk: Desk, tmp_path: Path) -> None:
    with writing(desk.engine) as connection:
        desks.set_refreshed(connection, desk.id, now=clock.now())
    with served(app_over(desk)) as url:
        found = generic.run(tmp_path, url, "all", phases="examples,coverage,fuzzing")
    assert not found


def test_errors_are_as_described_where_there_is_no_set_up(
    empty_desk: Desk, tmp_path: Path
) -> None:
    with writing(empty_desk.engine) as connection:
        desks.set_refreshed(connection, empty_desk.id, now=clock.now())
    with served(app_over(empty_desk)) as url:
        found = generic.run(tmp_path, url, f"not_a_server_error,{CONFORMING}", phases="examples")
    assert not found


def test_errors_are_as_described_where_the_database_is_away(tmp_path: Path) -> None:
    away = replace(SETTINGS, database=f"sqlite:///{tmp_path}/newsdesk.sqlite")
    with served(create_app(away)) as url:
        assert not generic.run(tmp_path, url, CONFORMING, phases="examples")
