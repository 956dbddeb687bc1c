"""Answering and summing up in a real browser: on every screen, by keyboard, without script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from newsdesk.infra.settings import Settings
from newsdesk.services import answers
from newsdesk.web import create_app
from newsdesk.web.visitor import cookie
from sandbox.accounts import EDITOR
from tests.fixtures.browser import Watched, Windows
from tests.fixtures.community import screenshots
from tests.fixtures.editing import browser_of, editor_of, read_desk
from tests.fixtures.suggesting import TALK, answer, suggestion
from tests.fixtures.tool import served
from tests.fixtures.wiki import PracticeWiki


@dataclass(frozen=True)
class Place:
    """Where the tool listens, the cookie of an editor, and addresses of its pages."""

    url: str
    cookie: tuple[str, str]
    pages: dict[str, str]

    def enter(self, window: Watched) -> None:
        """Log the editor in."""
        name, value = self.cookie
        context = window.page.context
        context.add_cookies([{"name": name, "value": value, "url": self.url}])


@pytest.fixture
def place(wiki: PracticeWiki, suggesting_desk: Settings) -> Iterator[Place]:
    settings = suggesting_desk
    with read_desk(settings) as engine, served(settings) as url:
        browser = browser_of(create_app(settings), engine, settings, wiki, EDITOR)
        found = browser.get_cookie(cookie(settings))
        assert found
        me = editor_of(wiki, engine, settings, EDITOR)
        lead, made = suggestion(me), answers.submit(me, answer(me))[0]
        named = f"source={lead.source_id}&id={lead.native_id}".replace(" ", "%20")
        pages = {
            "answer": f"round/suggestions/answer?{named}",
            "answer-review": f"round/suggestions/answer/{made}",
            "summary": "round/summary?week=2026-W47",
            "suggestions": "round/suggestions",
            "set-up-pages": "setup",
        }
        yield Place(url, (found.key, found.value), pages)


def test_the_pages_fit_every_screen(place: Place, windows: Windows) -> None:
    for name, path in place.pages.items():
        for window, screen in on_every_screen(place, windows, path):
            window.page.screenshot(path=screenshots() / f"{name}-{screen}.png", full_page=True)
            assert (window.overflow(), window.complaints) == (0, []), f"{name} {screen}"


SCREENS = (("en", False, 1280), ("en", True, 1280), ("de", False, 360), ("ar", True, 360))


def on_every_screen(place: Place, windows: Windows, path: str) -> Iterator[tuple[Watched, str]]:
    """Show a page to the editor wide, narrow, dark, and dark from right to left."""
    more = "&" if "?" in path else "?"
    for language, dark, width in SCREENS:
        window = windows.open(width=width, dark=dark)
        place.enter(window)
        window.page.goto(f"{place.url}{path}{more}uselang={language}")
        yield window, f"{language}-{width}-{'dark' if dark else 'light'}"


@pytest.mark.parametrize("javascript", [True, False])
def test_the_keyboard_answers(
    wiki: PracticeWiki, place: Place, windows: Windows, *, javascript: bool
) -> None:
    window = windows.open(javascript=javascript)
    place.enter(window)
    page = window.page
    page.goto(f"{place.url}{place.pages['answer']}")
    page.get_by_role("button", name="Posted", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_label("Your answer").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Mastodon")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Show preview").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/answer/"))
    page.get_by_role("button", name="Publish changes").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Suggestions", exact=True).first.wait_for()
    page.locator(".cdx-message--success").wait_for()
    assert ":Thank you. Posted on: Mastodon [[User:Example editor" in wiki.text(TALK)


def test_the_summary_is_copied(place: Place, windows: Windows) -> None:
    window = windows.open()
    window.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    window.page.goto(f"{place.url}{place.pages['summary']}")
    window.page.get_by_role("button", name="Copy").click()
    window.page.get_by_role("button", name="Copied").wait_for()
    copied = window.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("== Week 2026-W47")
