"""What the board says to those who post: the whole way from a session to what they can do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from newsdesk.domain.channel import Expects
from newsdesk.web.tool import EXTENSION
from tests.fixtures import board as story
from tests.fixtures.board import Desk
from tests.fixtures.html import read
from tests.web.board_app import app_over, logged_in

LogIn = Callable[[str], FlaskClient]
MINE = "I can post"


@pytest.fixture
def app(desk: Desk, story_time: None) -> Iterator[Flask]:
    app = app_over(desk)
    yield app
    app.extensions[EXTENSION].engine.dispose()


@pytest.fixture
def log_in(desk: Desk, app: Flask) -> LogIn:
    """Let people log in; each gets a browser."""
    return lambda name: logged_in(desk, app, name)


def tabs(html: str) -> list[str]:
    found = re.search(r'<nav class="nd-tabs".*?</nav>', html, re.DOTALL)
    assert found
    return [" ".join(link.text.split()) for link in read(found[0]).all("a")]


def posters(desk: Desk, *names: str) -> None:
    """Let the set-up page name these people, in these words, for Mastodon."""
    mastodon = replace(story.MASTODON, posters=names)
    desk.config = replace(desk.config, channels=(mastodon, *desk.config.channels[1:]))
    desk.save()


@pytest.mark.parametrize(
    "written",
    [
        "Example editor",
        "Example_editor",
        "example editor",
        "example_editor",
        "  Example__editor ",
    ],
)
def test_a_poster_is_known_however_the_set_up_page_writes_the_name(
    desk: Desk, log_in: LogIn, written: str
) -> None:
    posters(desk, written)
    html = log_in("Example editor").get("/").text
    assert f"{MINE} 1" in tabs(html)
    assert '<a href="/?show=mine#items">You can post on Mastodon</a>' in html
    assert f'/round/draft?item={story.TALK.id}&amp;channel=mastodon">Post it</a>' in html


@pytest.mark.parametrize("name", ["Example Editor", "EXAMPLE EDITOR", "Example editor2"])
def test_another_account_is_another_account(desk: Desk, log_in: LogIn, name: str) -> None:
    posters(desk, "Example editor")
    html = log_in(name).get("/").text
    assert not [tab for tab in tabs(html) if tab.startswith(MINE)]
    assert "You can post" not in html
    assert "Ask Example editor" in html


def test_the_tab_shows_what_this_poster_can_post_and_nothing_else(
    desk: Desk, log_in: LogIn
) -> None:
    posters(desk, "Example editor")
    html = log_in("Example editor").get("/?show=mine").text
    rows = html[html.index("<tbody>") : html.index("</tbody>")]
    assert story.TALK.text in rows
    assert story.RELEASE.text not in rows, "posted on Mastodon, and missing elsewhere"
    assert re.search(rf'<a [^>]*aria-current="true">{MINE} ', html)


def test_what_is_optional_can_be_posted_too(desk: Desk, log_in: LogIn) -> None:
    by_hand = replace(story.BY_HAND, expects=Expects.WANTED, posters=("Example editor",))
    desk.config = replace(desk.config, channels=(*desk.config.channels[:3], by_hand))
    desk.save()
    html = log_in("Example editor").get("/").text
    assert f"{MINE} 3" in tabs(html)
    assert "You can post" not in html, "nothing is missing there"


def test_a_poster_is_shown_nothing_of_anothers_page(desk: Desk, log_in: LogIn, app: Flask) -> None:
    posters(desk, "Example editor")
    poster, reader = log_in("Example editor"), log_in("Somebody else")
    stranger = app.test_client()
    for client, can in ((poster, True), (reader, False), (stranger, False), (poster, True)):
        html = client.get("/").text
        assert ("Post it" in html) is can
        assert ("Ask Example editor" in html) is not can
    assert "Somebody else" in reader.get("/").text
    assert "Somebody else" not in poster.get("/").text


def test_who_has_left_the_set_up_page_is_no_poster_any_more(desk: Desk, log_in: LogIn) -> None:
    posters(desk, "Example editor")
    client = log_in("Example editor")
    assert "Post it" in client.get("/").text
    posters(desk, "Second editor")
    assert "Post it" not in client.get("/").text
    assert "Ask Second editor" in client.get("/").text


def test_the_tab_of_a_logged_out_poster_is_empty_but_no_error(desk: Desk, app: Flask) -> None:
    html = app.test_client().get("/?show=mine").text
    assert f"{MINE} 0" in tabs(html)
    assert "Nothing here fits this choice." in html
