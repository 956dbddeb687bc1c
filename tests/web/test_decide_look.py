"""Settling things in a real browser: by mouse and keyboard, without script, on every screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Page

from newsdesk.domain.decision import Choice
from newsdesk.domain.post import Post
from newsdesk.domain.sync_status import Verdict
from newsdesk.infra import clock
from newsdesk.store import desks
from newsdesk.store.database import writing
from newsdesk.web.tool import EXTENSION
from tests.fixtures import board as story
from tests.fixtures.board import Desk
from tests.fixtures.browser import Watched, Windows
from tests.fixtures.tool import served
from tests.web.board_app import app_over, logged_in
from tests.web.test_decide import exempt, kept, settle

USER = "Example editor"
DOUBTFUL = f"{story.TALK.id}.bluesky"
LONG = "https://example.org/" + "a-very-long-address-that-has-no-space-" * 6


@pytest.fixture
def app(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The story's desk at its moment, in a state that has everything to settle."""
    monkeypatch.setattr(clock, "now", lambda: story.NOW)
    with writing(desk.engine) as connection:
        desks.set_refreshed(connection, desk.id, now=story.NOW)
    app = app_over(desk)
    yield app
    app.extensions[EXTENSION].engine.dispose()


@pytest.fixture
def url(app: Flask) -> Iterator[str]:
    with served(app.extensions[EXTENSION].settings) as address:
        yield address


def enter(desk: Desk, app: Flask, url: str, window: Watched) -> Page:
    """Give the window the cookie of somebody who has logged in."""
    cookie = logged_in(desk, app, USER).get_cookie("newsdesk")
    assert cookie
    window.page.context.add_cookies([{"name": "newsdesk", "value": cookie.value, "url": url}])
    return window.page


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def test_the_keyboard_settles_a_match_where_it_stands(
    desk: Desk, app: Flask, url: str, windows: Windows
) -> None:
    page = enter(desk, app, url, windows.open(javascript=True))
    page.goto(url)
    page.locator(f"[id='{DOUBTFUL}']").get_by_role("link", name="Is this the same?").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").startswith("Not the same")
    assert page.evaluate("document.activeElement.matches(':focus-visible')")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{url}#{DOUBTFUL}")
    assert [one.choice for one in kept(desk)] == [Choice.NOT]
    assert focused(page) == DOUBTFUL
    status = page.get_by_role("status").first
    assert "does not say the same" in status.inner_text()
    assert status.is_visible()
    cell = page.locator(f"[id='{DOUBTFUL}']").bounding_box()
    strip = page.locator(".nd-strip").bounding_box()
    assert cell
    assert strip
    assert cell["y"] >= strip["y"] + strip["height"] - 1, "the strip is not before the cell"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text="taken back").wait_for()
    assert kept(desk) == []


def test_enter_in_a_field_sends_its_own_form(
    desk: Desk, app: Flask, url: str, windows: Windows
) -> None:
    page = enter(desk, app, url, windows.open(javascript=False))
    page.goto(f"{url}item/{story.TALK.id}")
    row = page.locator("tr#mastodon")
    row.locator("summary").click()
    row.get_by_label("Why it is not for Mastodon").fill("no events there")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{url}item/{story.TALK.id}#mastodon")
    assert [(one.choice, one.reason) for one in kept(desk)] == [(Choice.EXEMPT, "no events there")]
    assert "Not for Mastodon" in row.inner_text()


def test_an_item_is_chosen_for_a_post_without_script(
    desk: Desk, app: Flask, url: str, windows: Windows
) -> None:
    page = enter(desk, app, url, windows.open(javascript=False))
    page.goto(url)
    page.locator(".nd-settle summary").click()
    page.get_by_label("Which item it is").select_option(story.CODEX.id)
    page.get_by_role("button", name=re.compile("^It is this item")).click()
    page.wait_for_url(f"{url}#unlisted")
    assert "Nothing waiting." in page.locator("section[aria-labelledby=unlisted]").inner_text()
    assert "Posted 20 Nov" in page.locator(f"[id='{story.CODEX.id}.bluesky']").inner_text()


def full(desk: Desk) -> None:
    """Add long texts, further posts and decisions to what there is to settle."""
    reminder = story.post(story.BLUESKY, 98, LONG, story.NOW)
    doubtful = story.post(story.BLUESKY, 99, f"REST {LONG}", story.NOW)
    posts: list[Post] = desk.posts[story.BLUESKY]
    posts += [reminder, doubtful]
    desk.matches += [
        story.same(story.TALK, story.BLUESKY, one, Verdict.UNSURE) for one in (reminder, doubtful)
    ]
    desk.items.append(story.item(LONG, story.NOW.date()))
    desk.config = replace(desk.config, channels=(*desk.config.channels[:2], story.BY_HAND))
    desk.save()
    exempt(desk, LONG[:200])
    there = {"item_id": story.TALK.id, "channel_id": "linkedin"}
    settle(desk, Choice.POSTED, address="https://linkedin.example/" + "x" * 300, **there)


@pytest.mark.parametrize(
    "path", ["?period=all", f"item/{story.TALK.id}", f"item/{story.CODEX.id}", "decisions"]
)
def test_it_fits_every_screen(
    desk: Desk, app: Flask, url: str, windows: Windows, path: str
) -> None:
    full(desk)
    window = windows.open()
    page, more = enter(desk, app, url, window), "&" if "?" in path else "?"
    for width, dark, language in ((1280, False, "en"), (360, False, "de"), (360, True, "ar")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="dark" if dark else "light")
        page.goto(f"{url}{path}{more}uselang={language}")
        page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
        assert window.overflow() <= 0, language
        assert page.locator("form#decide").count() == 1
        assert page.locator(".cdx-button--weight-primary").count() <= 1
        assert small(page) == []
    assert window.complaints == []
    assert {urlsplit(one).netloc for one in window.asked} == {urlsplit(url).netloc}


def small(page: Page) -> list[str]:
    """Return the buttons that are smaller than fingers need.

    See https://www.w3.org/TR/WCAG22/#target-size-minimum
    """
    found: list[str] = page.locator("main button:visible").evaluate_all(
        """all => all.filter(one => {
            const box = one.getBoundingClientRect();
            return box.width < 24 || box.height < 24;
        }).map(one => one.textContent)"""
    )
    return found


def test_every_button_is_heard_with_what_it_is_about(
    desk: Desk, app: Flask, url: str, windows: Windows
) -> None:
    full(desk)
    page = enter(desk, app, url, windows.open())
    for path in ("?period=all", f"item/{story.TALK.id}", "decisions"):
        page.goto(f"{url}{path}")
        page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
        session = page.context.new_cdp_session(page)
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        heard = [
            (node["role"]["value"], node["name"]["value"])
            for node in nodes
            if not node["ignored"] and node["role"]["value"] in {"button", "textbox", "combobox"}
        ]
        assert all(name for _, name in heard)
        settling = [name for _, name in heard if name.startswith(("Same", "Not", "Yes", "Take"))]
        assert settling
        assert len(settling) == len(set(settling)), "each says what it is about"
