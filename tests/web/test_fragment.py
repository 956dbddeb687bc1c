"""A fragment is shared by all who can do the same, and by nobody else."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, g

from newsdesk.domain.decision import Choice, Decision
from newsdesk.services import deciding
from newsdesk.services.board import Board, Period
from newsdesk.web.fragment import can_post, fragment
from tests.fixtures import board as story
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


def test_strangers_and_who_posts_nowhere_share_one_each(desk: Desk) -> None:
    app, made = app_over(desk), list[str]()
    seen_by(app, "Second editor", made)
    for user in ("", "Newcomer", "", "Another newcomer"):
        assert seen_by(app, user, made) == "5 items for posters of []"
    assert made == ["Second editor", "", "Newcomer"]


def test_who_has_something_to_publish_has_a_board_of_their_own(desk: Desk) -> None:
    app, made = app_over(desk), list[str]()
    seen_by(app, "Newcomer", made)
    for reason in ("an event", "not for developers"):
        exempt = Decision(
            choice=Choice.EXEMPT, item_id=story.CODEX.id, channel_id="bluesky", reason=reason
        )
        deciding.decide(desk.engine, desk.id, "Newcomer", exempt)
        for user in ("Newcomer", "Another newcomer"):
            seen_by(app, user, made)
    assert made == ["Newcomer"] * 3
