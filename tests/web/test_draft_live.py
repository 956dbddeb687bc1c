"""A draft in a browser: how much is left is shown while one types, and said aloud at the edge."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from newsdesk.services import editors
from newsdesk.web import create_app
from newsdesk.web.visitor import cookie
from sandbox.accounts import EDITOR
from tests.fixtures.browser import Windows
from tests.fixtures.drafting import Drafting
from tests.fixtures.editing import browser_of
from tests.fixtures.tool import served


@pytest.fixture
def page(drafting: Drafting, windows: Windows) -> Iterator[Page]:
    """Return an editor's window with the draft of the newest item for X."""
    known, settings = drafting.by(EDITOR), drafting.settings
    editors.require(known)
    app = create_app(settings)
    client = browser_of(app, drafting.engine, settings, drafting.wiki, EDITOR)
    held = client.get_cookie(cookie(settings))
    assert held is not None
    asked = urlencode({"item": drafting.items()[0].parts[1], "channel": "x"})
    with served(settings) as url:
        opened = windows.open().page
        opened.context.add_cookies([{"name": held.key, "value": held.value, "url": url}])
        opened.goto(f"{url}round/draft?{asked}")
        yield opened


def test_what_is_left_is_shown_and_the_edge_is_said_aloud(page: Page) -> None:
    text = page.locator("textarea[name=text]")
    count, aloud = page.locator("[data-count]"), page.locator("[data-limit]")
    steps = [
        ("x" * 200, "80 left", ""),
        ("x" * 270, "10 left", "10 left"),
        ("x" * 275, "5 left", "10 left"),
        ("é" * 281, "too long by 1", "too long by 1"),
        ("\u6f22" * 100, "80 left", ""),
    ]
    for typed, shown, said in steps:
        text.fill(typed)
        expect(count).to_contain_text(shown)
        expect(aloud).to_contain_text(said) if said else expect(aloud).to_be_empty()


def test_it_is_counted_while_one_writes_and_saved_once_one_stops(page: Page) -> None:
    text, count = page.locator("textarea[name=text]"), page.locator("[data-count]")
    page.route("**/round/draft/auto", lambda route: route.abort())
    text.fill("")
    text.press_sequentially("x" * 20)
    expect(count).to_contain_text("260 left")
    page.unroute("**/round/draft/auto")
    with page.expect_response("**/round/draft/auto"):
        text.press_sequentially("x")
    expect(count).to_contain_text("259 left")
