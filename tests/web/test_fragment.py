"""A fragment is shared by all who post on the same channels, and by nobody else."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, g

from newsdesk.services.board import Board, Period
from newsdesk.web.fragment import can_post, fragment
from tests.fixtures.board import Desk
from tests.web.board_app import app_over


@dataclass(frozen=True)
class Person:
    name: str


def seen_by(app: Flask, user: str, made: list[str]) -> str:
    def render(board: Board) -> str:
        made.append(user)
        return f"{len(board.rows)} items for posters of {sorted(can_post())}"

    with app.test_request_context("/"):
        app.preprocess_request()
        g.user = Person(user) if user else None
        return str(fragment("test", Period.EVER, render, keep=True))


def test_posters_of_the_same_channels_share_a_fragment(desk: Desk) -> None:
    app, made = app_over(desk), list[str]()
    second = seen_by(app, "Second editor", made)
    assert seen_by(app, "Third editor", made) == second == "5 items for posters of ['mastodon']"
    assert made == ["Second editor"]


def test_who_posts_nowhere_sees_what_everybody_sees(desk: Desk) -> None:
    app, made = app_over(desk), list[str]()
    seen_by(app, "Second editor", made)
    assert seen_by(app, "", made) == seen_by(app, "Stranger", made) == "5 items for posters of []"
    assert made == ["Second editor", ""]
