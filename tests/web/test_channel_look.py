"""Posts with all that they can carry, in a real browser: nothing too wide, nothing loaded."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from newsdesk.domain.post import Author, Medium, Post, PostForm, Quote, StreamName
from newsdesk.domain.profile import Profile
from newsdesk.infra import clock
from newsdesk.store import posts, profiles
from newsdesk.store.database import writing
from tests.fixtures import board as story
from tests.fixtures.board import Desk
from tests.fixtures.browser import Windows
from tests.fixtures.tool import Serve
from tests.web.test_board_look import LONG, served

FRIEND = Author("A friend", "friend@social.example", "https://social.example/@friend")


def everything() -> list[Post]:
    now = clock.now()
    made = [
        story.post(story.BLUESKY, 100 + n, "Words", now - timedelta(minutes=n)) for n in range(6)
    ]
    return [
        replace(made[0], warning=f"Beware {LONG}", html=f"<p>{LONG}</p>"),
        replace(made[1], media=(Medium("image", LONG, "https://files.example/1.png"),)),
        replace(made[2], quote=Quote(FRIEND, "https://social.example/7", LONG)),
        replace(made[3], form=PostForm.SHARE, author=replace(FRIEND, handle="f" * 90), edited=now),
        replace(made[4], language="ar", html="<p>مرحبا بكم في MediaWiki 1.45</p>"),
        replace(made[5], form=PostForm.REPLY, continues="104", html=f"<p>{LONG}</p>"),
    ]


@pytest.mark.parametrize("path", ["channel/bluesky", "?period=all"])
def test_all_that_posts_carry_fits_and_is_not_loaded(
    desk: Desk, serve: Serve, windows: Windows, path: str
) -> None:
    url = served(desk, serve)
    with writing(desk.engine) as connection:
        for stream in (StreamName.OWN, StreamName.MENTION, StreamName.SEARCH):
            posts.save(
                connection, desk.id, "bluesky", everything(), now=clock.now(), stream=stream
            )
        for days in range(60):
            profile = Profile(handle=f"renamed-{'x' * 60}.example", followers=10_000 - days**2)
            then = clock.now() - timedelta(days=days)
            profiles.save(connection, desk.id, "bluesky", profile, now=then)
    for window, screen in windows.on_every_screen(url + path):
        window.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert window.page.get_by_text("Beware", exact=False).first.is_visible()
        assert window.overflow() <= 0, screen
    hosts = {urlsplit(address).netloc for address in window.asked if "data:" not in address}
    assert hosts == {urlsplit(url).netloc}
    assert window.complaints == []


def test_words_behind_a_warning_are_hidden_until_somebody_opens_them(
    desk: Desk, serve: Serve, windows: Windows
) -> None:
    url = served(desk, serve)
    with writing(desk.engine) as connection:
        posts.save(connection, desk.id, "bluesky", everything()[:1], now=clock.now())
    page = windows.open(javascript=False).page
    page.goto(f"{url}channel/bluesky")
    hidden = page.locator("article").first.locator(".nd-post")
    assert not hidden.is_visible()
    summary = page.locator("article summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert hidden.is_visible()
