"""Presses that make the tool ask the wiki, from people who need not be logged in."""

from __future__ import annotations

import pytest

from newsdesk.domain.message import Message, msg
from newsdesk.web.asking import ask
from newsdesk.web.tool import EXTENSION
from tests.fixtures.board import Desk
from tests.web.board_app import app_over


@pytest.mark.parametrize("path", ["/setup/check", "/setup/wiki/check"])
def test_while_one_waits_for_the_wiki_others_do_not(desk: Desk, path: str) -> None:
    app = app_over(desk)
    with app.extensions[EXTENSION].asking:
        answer = app.test_client().post(path)
    assert (answer.status_code, answer.headers["Location"]) == (303, path.removesuffix("/check"))


def test_the_next_one_asks_again(desk: Desk) -> None:
    def failing(*_: object) -> Message:
        return msg("newsdesk-onwiki-nothing-left")

    with app_over(desk).app_context():
        assert ask(failing) == ask(failing) == failing()
