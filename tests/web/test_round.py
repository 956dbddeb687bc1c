"""Your round: what waits at each step, and what each press comes to."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from newsdesk.domain.round import Step
from tests.fixtures.waiting_desk import Desk
from tests.web.board_app import logged_in

USER = "Second editor"


@pytest.fixture
def editor(waiting_desk: Desk, web: Flask) -> FlaskClient:
    return logged_in(waiting_desk, web, USER)


@pytest.mark.parametrize("step", Step)
def test_every_step_is_a_page(editor: FlaskClient, step: Step) -> None:
    page = editor.get(f"/round/{step}")
    assert page.status_code == 200
