"""A draft in a real browser: with a script and without, with two people, on every screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Dialog, Page, expect

from newsdesk.services import editors
from newsdesk.web import create_app
from newsdesk.web.tool import EXTENSION
from newsdesk.web.visitor import cookie
from sandbox.accounts import EDITOR, SYSOP, Account
from tests.fixtures.browser import HEIGHT, PATIENCE_MS, Watched, Windows
from tests.fixtures.drafting import LINK, Drafting
from tests.fixtures.editing import browser_of
from tests.fixtures.tool import served
from tests.web.test_draft import address

expect.set_options(timeout=PATIENCE_MS)

LONG = "averyverylongwordwithoutanyspaceinit" * 12


@pytest.fixture
def app(drafting: Drafting) -> Iterator[Flask]:
    made = create_app(drafting.settings)
    yield made
    made.extensions[EXTENSION].engine.dispose()


@pytest.fixture
def url(drafting: Drafting) -> Iterator[str]:
    with served(drafting.settings) as listening:
        yield listening.rstrip("/")


def enter(
    desk: Drafting,
    app: Flask,
    url: str,
    window: Watched,
    account: Account = EDITOR,
    *,
    known: bool = True,
) -> Page:
    """Let a window be that of somebody who has logged in, and is known to be an editor."""
    browser = browser_of(app, desk.engine, desk.settings, desk.wiki, account)
    if known:
        editors.require(desk.by(account))
    name = cookie(desk.settings)
    found = browser.get_cookie(name)
    assert found
    window.page.context.add_cookies([{"name": name, "value": found.value, "url": url}])
    return window.page


def href(page: Page) -> str:
    return page.get_by_role("link", name="Open on").get_attribute("href") or ""


def test_a_draft_saves_itself_while_it_is_written(
    drafting: Drafting, app: Flask, url: str, windows: Windows
) -> None:
    window, thing = windows.open(), drafting.items()[0]
    page = enter(drafting, app, url, window)
    page.goto(url + address(thing))
    field = page.get_by_label("Text for X")
    field.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Größer & schöner: 100% #MediaWiki")
    # The link has what is written before anything is saved.
    assert "Gr%C3%B6%C3%9Fer%20%26%20sch" in href(page)
    expect(page.locator("[data-status]")).to_contain_text("Saved ")
    expect(page.locator("[data-count]")).to_contain_text("33 of 280")
    page.keyboard.type(" and more")
    expect(page.locator("[data-count]")).to_contain_text("42 of 280")
    page.reload()
    expect(field).to_have_value("Größer & schöner: 100% #MediaWiki and more")
    assert window.complaints == []
    assert {one.split("/")[2] for one in window.asked} == {url.split("/")[2]}


def test_a_text_is_copied_from_beside_what_saves_it(
    drafting: Drafting, app: Flask, url: str, windows: Windows
) -> None:
    window = windows.open()
    window.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = enter(drafting, app, url, window)
    page.goto(url + address(drafting.items()[0]))
    copy, save = (page.get_by_role("button", name=name) for name in ("Copy text", "Save draft"))
    tops = [round(one.bounding_box()["y"]) for one in (copy, save)]  # type: ignore[index]
    assert tops[0] == tops[1]
    copy.click()
    page.get_by_role("button", name="Copied").wait_for()
    field = page.get_by_label("Text for X")
    assert page.evaluate("navigator.clipboard.readText()") == field.input_value()
    field.press("End")
    page.keyboard.type("!")
    copy.wait_for()


def test_what_cannot_be_sent_stays_in_the_browser(
    drafting: Drafting, app: Flask, url: str, windows: Windows
) -> None:
    window, thing = windows.open(), drafting.items()[0]
    page = enter(drafting, app, url, window)
    page.goto(url + address(thing))
    page.route("**/round/draft/auto", lambda route: route.abort())
    asked: list[str] = []

    def agree(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", agree)
    field = page.get_by_label("Text for X")
    field.click()
    page.keyboard.type("Typed on a train. ")
    expect(page.locator("[data-status]")).to_contain_text("cannot be reached")
    typed = field.input_value()
    page.reload()
    assert asked == ["beforeunload"]
    expect(field).to_have_value(typed)
    page.unroute("**/round/draft/auto")
    field.press("End")
    page.keyboard.type(".")
    expect(page.locator("[data-status]")).to_contain_text("Saved ")


def test_who_sits_there_next_finds_nothing_of_it_in_the_browser(
    drafting: Drafting, app: Flask, url: str, windows: Windows
) -> None:
    window, thing = windows.open(), drafting.items()[0]
    page = enter(drafting, app, url, window)
    page.goto(url + address(thing))
    page.route("**/round/draft/auto", lambda route: route.abort())
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_label("Text for X").fill("A secret")
    expect(page.locator("[data-status]")).to_contain_text("cannot be reached")
    kept = "JSON.stringify( { ...localStorage } )"
    assert "A secret" in page.evaluate(kept)
    second = enter(drafting, app, url, window, SYSOP)
    second.reload()
    expect(second.get_by_label("Text for X")).not_to_have_value("A secret")
    second.get_by_role("button", name="Log out").press("Enter")
    expect(second.get_by_role("button", name="Log out")).to_have_count(0)
    assert second.evaluate(kept) == "{}"


def test_who_was_taken_over_from_is_told_and_loses_nothing(
    drafting: Drafting, app: Flask, url: str, windows: Windows
) -> None:
    thing = drafting.items()[0]
    first = enter(drafting, app, url, windows.open())
    first.goto(url + address(thing))
    first.get_by_label("Text for X").fill("First words")
    expect(first.locator("[data-status]")).to_contain_text("Saved ")
    second = enter(drafting, app, url, windows.open(), SYSOP)
    second.goto(url + address(thing))
    expect(second.get_by_text(f"{EDITOR.name} is writing this draft")).to_be_visible()
    second.get_by_role("button", name="Take over").press("Enter")
    second.get_by_label("Text for X").fill("Second words")
    expect(second.locator("[data-status]")).to_contain_text("Saved ")
    first.get_by_label("Text for X").fill("First words and more")
    expect(first.locator("[data-status]")).to_contain_text(f"{SYSOP.name} took this draft over")
    first.on("dialog", lambda dialog: dialog.accept())
    first.reload()
    expect(first.get_by_text("First words and more")).to_be_visible()
    expect(first.get_by_text("Second words")).to_be_visible()


def test_everything_can_be_done_without_a_script(
    drafting: Drafting, app: Flask, url: str, windows: Windows
) -> None:
    thing = drafting.items()[0]
    page = enter(drafting, app, url, windows.open(javascript=False))
    page.goto(url + address(thing, "mastodon"))
    text = page.get_by_label("Text for Mastodon").input_value()
    body = text.removesuffix(LINK).removesuffix("#MediaWiki\n").strip()
    number = drafting.practice.add_post("mastodon", body, link=LINK)
    page.get_by_role("button", name="Look for it").click()
    # The page comes back by itself until the channel was read.
    page.get_by_text("Posted, here:").wait_for()
    assert "wikis.example" in page.get_by_text("Posted, here:").inner_text()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Text for Mastodon")).to_have_value(text)
    drafting.practice.delete_post("mastodon", number)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_draft_comes_by_itself_once_the_wiki_has_said_who_is_an_editor(
    drafting: Drafting, app: Flask, url: str, windows: Windows, javascript: bool
) -> None:
    page = enter(drafting, app, url, windows.open(javascript=javascript), known=False)
    page.goto(url + address(drafting.items()[0]))
    assert "The wiki is being asked" in page.locator("main").inner_text()
    expect(page.get_by_label("Text for X")).to_be_visible()


@pytest.mark.parametrize(("language", "dark"), [("en", False), ("ar", True)])
def test_it_fits_every_screen(
    drafting: Drafting, app: Flask, url: str, windows: Windows, language: str, dark: bool
) -> None:
    window = windows.open(dark=dark, language=language)
    page = enter(drafting, app, url, window)
    long, short = drafting.items()[1], drafting.items()[0]
    page.goto(url + address(long))
    page.locator("textarea[name=text]").fill(LONG)
    page.locator("[data-count].nd-draft__over").wait_for()
    for path in (
        address(long),
        address(short),
        address(short, "linkedin"),
        address(long, path="/round/draft/look"),
    ):
        page.goto(url + path)
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            assert window.overflow() == 0, (path, width)
    assert window.complaints == []
