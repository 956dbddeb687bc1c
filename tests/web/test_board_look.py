"""The board's states in a real browser: nothing too wide, nothing out of reach or out of order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import Page

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.infra import clock
from newsdesk.store import desks
from newsdesk.store.database import writing
from tests.fixtures import board as story
from tests.fixtures.board import Desk
from tests.fixtures.browser import Windows
from tests.fixtures.tool import Serve
from tests.web.test_security import SETTINGS

LONG = "https://example.org/" + "a-very-long-address-that-has-no-space-" * 6

Change = Callable[[Desk], None]


def faulty(desk: Desk) -> None:
    desk.faulty = True


def unread_wiki(desk: Desk) -> None:
    desk.failed_since = story.NOW - timedelta(days=3)


def not_understood(desk: Desk) -> None:
    desk.not_understood = tuple(range(1, 100))


def without_page(desk: Desk) -> None:
    desk.items, desk.page_exists = [], False


def without_items(desk: Desk) -> None:
    desk.items = []


def never_read(desk: Desk) -> None:
    desk.read = False


def long_words(desk: Desk) -> None:
    desk.items.append(story.item(LONG, clock.now().date()))
    desk.posts[story.BLUESKY].append(story.post(story.BLUESKY, 99, LONG, clock.now()))


def many_channels(desk: Desk) -> None:
    more = tuple(
        Channel(id=f"c{n}", kind=ChannelKind.MANUAL, name=f"Channel number {n}") for n in range(12)
    )
    desk.config = replace(desk.config, channels=(*desk.config.channels, *more))


def served(desk: Desk, serve: Serve) -> str:
    """Serve a desk whose last refresh was just now, so that none begins."""
    desk.save()
    with writing(desk.engine) as connection:
        desks.set_refreshed(connection, desk.id, now=clock.now())
        key = desks.key(connection, desk.id)
    database = desk.engine.url.render_as_string(hide_password=False)
    return serve(replace(SETTINGS, wiki=key.wiki, config_page=key.page, database=database))


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (faulty, "stays in force"),
        (unread_wiki, "tries again by itself"),
        (not_understood, "and 94 more"),
        (long_words, "a-very-long-address"),
        (many_channels, "Channel number 11"),
    ],
)  # fmt: skip
def test_a_state_fits_every_screen(
    desk: Desk, serve: Serve, windows: Windows, state: Change, words: str
) -> None:
    state(desk)
    fits_every_screen(served(desk, serve), windows, words)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (without_page, "does not exist"),
        (without_items, "No news item was understood"),
        (never_read, "could not be read yet"),
    ],
)
def test_a_beginning_fits_every_screen(
    empty_desk: Desk, serve: Serve, windows: Windows, state: Change, words: str
) -> None:
    state(empty_desk)
    fits_every_screen(served(empty_desk, serve), windows, words)


def fits_every_screen(url: str, windows: Windows, words: str) -> None:
    for window, screen in windows.on_every_screen(f"{url}?period=all"):
        assert window.overflow() <= 0, screen
        assert screen.startswith("ar") or words in window.page.locator("main").inner_text()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_the_keyboard_reaches_is_in_sight(
    desk: Desk, serve: Serve, windows: Windows, language: str
) -> None:
    many_channels(desk)
    page = windows.open(width=700).page
    page.goto(f"{served(desk, serve)}?period=all&uselang={language}")
    links = page.locator("thead th a")
    links.last.focus()
    for _ in range(links.count() - 2):
        page.keyboard.press("Shift+Tab")
        assert _is_beside_the_items(page)


def _is_beside_the_items(page: Page) -> bool:
    """Tell whether what has the focus is not under the column that stays in sight."""
    return bool(
        page.evaluate(
            """() => {
                const here = document.activeElement.getBoundingClientRect();
                const column = document.querySelector('thead th').getBoundingClientRect();
                return here.left >= column.right - 1 || here.right <= column.left + 1;
            }"""
        )
    )


def test_a_card_names_each_channel_once(desk: Desk, serve: Serve, windows: Windows) -> None:
    desk.items.append(story.item("Fresh news", clock.now().date()))
    page = windows.open(width=360).page
    page.goto(f"{served(desk, serve)}?period=all")
    session = page.context.new_cdp_session(page)
    roles = [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in session.send("Accessibility.getFullAXTree")["nodes"]
        if not node["ignored"]
    ]
    assert "columnheader" not in dict(roles)
    assert [name for role, name in roles if role == "rowheader" and "Codex" in name]
    cells = [name for role, name in roles if role == "cell" and "Missing" in name]
    assert cells
    assert all(name.startswith(("Bluesky Missing", "Mastodon Missing")) for name in cells)


def test_the_filters_work_without_script(desk: Desk, serve: Serve, windows: Windows) -> None:
    page = windows.open(javascript=False).page
    page.goto(f"{served(desk, serve)}?period=all")
    page.get_by_role("link", name="Please check", exact=False).first.click()
    assert page.locator("tbody tr").count() == 1
    assert page.locator(".nd-tabs [aria-current]").inner_text().startswith("Please check")
    page.get_by_label("Channel", exact=True).select_option("mastodon")
    page.get_by_role("button", name="Show").click()
    assert "channel=mastodon" in page.url
    assert "show=check" in page.url
