"""A round in a real browser: on every screen, by keyboard, with and without script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page

from newsdesk.domain.round import Step
from newsdesk.infra import clock
from newsdesk.infra.settings import Settings
from newsdesk.store import desks
from newsdesk.store.database import writing
from newsdesk.web.tool import EXTENSION
from tests.fixtures import board as story
from tests.fixtures.board import Desk
from tests.fixtures.browser import Watched, Windows
from tests.fixtures.tool import served
from tests.web.board_app import app_over, logged_in
from tests.web.test_round_press import MENTIONS, editor, engine

__all__ = ["editor", "engine"]

USER = "Second editor"
PAGES = (*(f"round/{step}" for step in Step), "round/done", "round/aside", "round/ideas")


@pytest.fixture
def app(waiting_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The desk where something waits, at the story's moment."""
    monkeypatch.setattr(clock, "now", lambda: story.NOW)
    with writing(waiting_desk.engine) as connection:
        desks.set_refreshed(connection, waiting_desk.id, now=story.NOW)
    app = app_over(waiting_desk)
    yield app
    app.extensions[EXTENSION].engine.dispose()


@pytest.fixture
def url(app: Flask) -> Iterator[str]:
    with served(app.extensions[EXTENSION].settings) as address:
        yield address


def enter(browser: FlaskClient, url: str, window: Watched) -> Page:
    """Give the window the cookie of somebody who has logged in."""
    cookie = browser.get_cookie("newsdesk")
    assert cookie
    window.page.context.add_cookies([{"name": "newsdesk", "value": cookie.value, "url": url}])
    return window.page


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_too_wide_on_any_screen(
    waiting_desk: Desk, app: Flask, url: str, windows: Windows, path: str
) -> None:
    browser = logged_in(waiting_desk, app, USER)
    first = windows.open(javascript=False)
    enter(browser, url, first).goto(url + path)
    for window, screen in windows.on_every_screen(url + path):
        enter(browser, url, window)
        window.page.locator("details").evaluate_all("all => all.forEach(e => { e.open = true; })")
        assert window.overflow() <= 0, screen
        assert window.complaints == [], screen


def test_the_browsers_zone_is_said_at_once_and_from_then_on_by_the_server(
    waiting_desk: Desk, app: Flask, url: str, windows: Windows
) -> None:
    page = windows.open(zone="Pacific/Auckland").page
    page.goto(url + "round/mentions")
    first = page.locator("article").first
    assert "18:40 UTC (20 Nov, 07:40 in Pacific/Auckland)" in first.inner_text()
    page.reload()
    assert page.locator("[data-near]").count() == 0
    assert "18:40 UTC (20 Nov, 07:40 in Pacific/Auckland)" in first.inner_text()
    page.goto(url)
    assert "newsdesk_zone" not in page.evaluate("document.cookie")


def test_a_zone_is_chosen_without_script(url: str, waiting_desk: Desk, windows: Windows) -> None:
    page = windows.open(javascript=False).page
    page.goto(url + "round/mentions")
    assert "18:40 UTC\n" in page.locator("article").first.inner_text()
    page.get_by_role("link", name="Choose a time zone").click()
    page.get_by_label("Time zone", exact=True).select_option("Europe/Berlin")
    page.get_by_role("button", name="Use this time zone").click()
    assert "18:40 UTC (19:40 in Europe/Berlin)" in page.locator("article").first.inner_text()


def test_a_pointer_is_copied_as_it_is_unfolded(
    waiting_desk: Desk, app: Flask, url: str, windows: Windows
) -> None:
    window = windows.open()
    window.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = enter(logged_in(waiting_desk, app, USER), url, window)
    page.goto(url + "round/mentions")
    page.locator("#thing-2").get_by_text("Copy pointer to Project:Support desk").click()
    page.get_by_role("button", name="Copied").wait_for()
    text = "For support, please see https://www.mediawiki.org/wiki/Project:Support_desk"
    assert page.evaluate("navigator.clipboard.readText()") == text
    assert page.get_by_role("button", name="I pointed them there").first.is_visible()


def test_a_pointer_is_there_to_be_selected_without_script(
    waiting_desk: Desk, app: Flask, url: str, windows: Windows
) -> None:
    browser = logged_in(waiting_desk, app, USER)
    page = enter(browser, url, windows.open(javascript=False))
    page.goto(url + "round/mentions")
    page.locator("#thing-2").get_by_text("Copy pointer to Project:Support desk").click()
    field = page.locator("#thing-2").get_by_label("Text to copy").first
    assert field.is_visible()
    assert "Project:Support_desk" in field.input_value()


@pytest.mark.parametrize("javascript", [True, False])
def test_by_keyboard_each_press_leads_to_the_next_thing(
    editing: Settings, editor: FlaskClient, windows: Windows, javascript: bool
) -> None:
    """From the last one it leads to the heading, from where Tab goes on."""
    with served(editing) as url:
        window = windows.open(javascript=javascript)
        page = enter(editor, url, window)
        page.goto(f"{url}{MENTIONS[1:]}")
        for number, after in ((1, "thing-1"), (2, "thing-1"), (3, "waiting")):
            thing = page.locator("#thing-1")
            assert f"Mention number {number}" in thing.inner_text()
            thing.get_by_role("button", name="Set aside").focus()
            page.keyboard.press("Enter")
            page.get_by_text(f"Set aside: “Mention number {number}”").wait_for()
            assert page.locator(":focus").get_attribute("id") == after
        reached = []
        for _ in range(4):  # What could not be read is said between, with links of its own.
            page.keyboard.press("Tab")
            reached.append(page.locator(":focus").inner_text())
        assert any(one.startswith("Next: Suggestions (1)") for one in reached), reached
