"""Setting a wiki up in a real browser: a click each, and the wiki's own edit window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page

from newsdesk.infra import messages
from newsdesk.infra.settings import Settings
from newsdesk.services import wiki_pages
from newsdesk.web.visitor import cookie
from sandbox.accounts import SYSOP
from tests.fixtures.browser import Windows
from tests.fixtures.community import screenshots
from tests.fixtures.editing import LogIn
from tests.fixtures.tool import served
from tests.fixtures.wiki import PracticeWiki
from tests.web import test_on_wiki
from tests.web.test_on_wiki import MODULE, PLACE, look_again

log_in = test_on_wiki.log_in
SCRIPT = "MediaWiki:Gadget-newsdesk.js"


@pytest.fixture
def url(editing: Settings) -> Iterator[str]:
    with served(editing) as address:
        yield address


def enter(page: Page, me: FlaskClient, settings: Settings, wiki: PracticeWiki, url: str) -> None:
    """Be logged in here and on the wiki, as who came here by the wiki's login is."""
    name = cookie(settings)
    kept = me.get_cookie(name)
    assert kept
    cookies: list[Any] = [{"name": name, "value": kept.value, "url": url}]
    for one in wiki.browser(SYSOP).cookies:
        cookies.append({"name": one.name, "value": one.value or "", "url": wiki.url})
    page.context.add_cookies(cookies)


def test_a_wiki_is_set_up_by_clicks(
    wiki: PracticeWiki, editing: Settings, log_in: LogIn, url: str, windows: Windows
) -> None:
    window = windows.open()
    page = window.page
    enter(page, log_in(SYSOP), editing, wiki, url)
    page.goto(f"{url}{PLACE[1:]}")
    page.get_by_role("button", name="Make page").first.click()
    page.get_by_role("button", name="Publish changes").click()
    page.get_by_role("button", name="Next page: Module:Newsdesk/").click()
    page.get_by_role("button", name="Publish changes").click()
    page.get_by_role("button", name="Next page: ").wait_for()
    assert wiki.history(MODULE)[0]["user"] == SYSOP.name
    page.get_by_role("link", name="Set up this wiki").click()
    page.get_by_role("link", name=f"Text and edit window ({SCRIPT})").click()
    assert window.complaints == []
    page.get_by_role("button", name="Open the edit window").click()
    page.locator("td.diff-addedline").first.wait_for()
    assert page.url.startswith(wiki.url)
    page.locator("#wpSave").click()
    page.wait_for_url("**/wiki/MediaWiki:Gadget-newsdesk.js")
    ours = wiki_pages.texts(replace(editing, url=url), messages.load())
    assert wiki.text(SCRIPT) == next(one.text for one in ours if one.title == SCRIPT)
    assert wiki.history(SCRIPT)[0]["comment"].startswith("Update the page to what ")
    look_again(editing)
    page.goto(f"{url}{PLACE[1:]}/page/{SCRIPT}")
    assert page.get_by_text("Up to date").is_visible()
    assert page.get_by_role("button", name="Open the edit window").count() == 0


def test_it_fits_on_every_screen(
    wiki: PracticeWiki, editing: Settings, log_in: LogIn, url: str, windows: Windows
) -> None:
    me = log_in(SYSOP)
    ours = wiki_pages.texts(editing, messages.load())
    module = next(one.text for one in ours if one.title == MODULE)
    wiki.edit(MODULE, module.replace("local p", "local q", 1))
    wiki.edit("Template:Newsdesk status/doc", "Somebody else's page.")
    look_again(editing)
    for place in ("", f"/page/{MODULE}", f"/page/{SCRIPT}"):
        for window, look in windows.on_every_screen(f"{url}{PLACE[1:]}{place}"):
            if window.page.locator(".nd-who form").count():
                enter(window.page, me, editing, wiki, url)
                window.page.reload()
            name = f"on-wiki{place.replace('/', '-').replace(':', '-')}-{look.replace(' ', '-')}"
            window.page.screenshot(path=screenshots() / f"{name}.png", full_page=True)
            assert window.overflow() == 0, look
            assert window.complaints == [], look
