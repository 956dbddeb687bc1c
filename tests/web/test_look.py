"""Pages in a real browser: wide and narrow, dark, right to left, and without JavaScript."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from newsdesk.infra import clock
from newsdesk.store import desks
from newsdesk.store.database import writing
from tests.fixtures.board import Desk
from tests.fixtures.browser import Windows
from tests.fixtures.tool import Serve
from tests.web.test_security import SETTINGS

PAGES = ("", "channels", "channel/mastodon", "channel/blog", "privacy", "nowhere")
NOT_FOUND = "Failed to load resource: the server responded with a status of 404"


@pytest.fixture
def url(desk: Desk, serve: Serve) -> str:
    """The story's desk, served by gunicorn and read just now, so that nothing is refreshed."""
    with writing(desk.engine) as connection:
        desks.set_refreshed(connection, desk.id, now=clock.now())
        wiki, page = desks.key(connection, desk.id).wiki, desks.key(connection, desk.id).page
    database = desk.engine.url.render_as_string(hide_password=False)
    return serve(replace(SETTINGS, wiki=wiki, config_page=page, database=database))


@pytest.mark.parametrize(
    ("width", "dark", "language"),
    [(1280, False, "en-GB"), (360, False, "en-GB"), (1280, True, "de"), (360, True, "ar")],
)
def test_no_page_is_too_wide_or_complains_or_asks_another_host(
    url: str, windows: Windows, width: int, dark: bool, language: str
) -> None:
    window = windows.open(width=width, dark=dark, language=language, javascript=True)
    for path in PAGES:
        window.page.goto(url + path)
        assert window.overflow() <= 0, path
    hosts = {urlsplit(address).netloc for address in window.asked if "data:" not in address}
    assert hosts == {urlsplit(url).netloc}
    assert [said for said in window.complaints if not said.startswith(NOT_FOUND)] == []


def test_the_styles_take_hold_in_light_and_in_dark(url: str, windows: Windows) -> None:
    colours = {}
    for dark in (False, True):
        page = windows.open(dark=dark).page
        page.goto(url + "channels")
        colours[dark] = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        chip = page.locator(".cdx-info-chip--warning").first
        assert chip.evaluate("e => getComputedStyle(e).borderTopStyle") == "solid"
    assert colours == {False: "rgb(255, 255, 255)", True: "rgb(16, 20, 24)"}


def test_arabic_runs_from_right_to_left(url: str, windows: Windows) -> None:
    page = windows.open(language="ar").page
    page.goto(url)
    brand, login = page.locator(".nd-brand"), page.locator(".nd-who")
    assert brand.bounding_box()["x"] > login.bounding_box()["x"]  # type: ignore[index]


def test_the_keyboard_can_skip_to_the_content(url: str, windows: Windows) -> None:
    page = windows.open().page
    page.goto(url)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_pages_can_be_read_without_their_styles(url: str, windows: Windows) -> None:
    page = windows.open().page
    page.route("**/static/codex/**", lambda route: route.abort())
    page.goto(url + "channels")
    assert page.get_by_role("link", name="Mastodon").is_visible()
