"""The page of the follow list in a real browser: it fits, works without script, and copies."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from newsdesk.domain.channel import Channel, ChannelKind
from tests.fixtures import board as story
from tests.fixtures.board import Desk
from tests.fixtures.browser import Windows
from tests.fixtures.tool import Serve
from tests.web.test_board_look import LONG, served

Change = Callable[[Desk], None]


def as_it_is(_: Desk) -> None:
    pass


def long_words(desk: Desk) -> None:
    entry = replace(story.WIKIPEDIA, name=LONG, about=LONG)
    desk.config = replace(desk.config, follow=(entry,))
    desk.follows[story.MASTODON].append(story.profile(LONG, "9", name=LONG))


def many_channels(desk: Desk) -> None:
    more = tuple(
        Channel(
            id=f"c{n}", kind=ChannelKind.BLUESKY, name=f"Channel number {n}", account=f"c{n}.a"
        )
        for n in range(12)
    )
    desk.config = replace(desk.config, channels=(*desk.config.channels, *more))


def nobody(desk: Desk) -> None:
    desk.config = replace(desk.config, follow=())


@pytest.mark.parametrize("state", [as_it_is, long_words, many_channels, nobody])
def test_it_fits_every_screen(desk: Desk, serve: Serve, windows: Windows, state: Change) -> None:
    state(desk)
    for window, screen in windows.on_every_screen(f"{served(desk, serve)}follow"):
        for summary in window.page.locator("main summary").all():
            if summary.is_visible() and not summary.evaluate("it => it.parentElement.open"):
                summary.click()
        assert window.overflow() <= 0, screen


def test_a_choice_leads_to_exactly_that_without_script(
    desk: Desk, serve: Serve, windows: Windows
) -> None:
    page = windows.open(javascript=False).page
    page.goto(f"{served(desk, serve)}follow")
    page.get_by_role("link", name="1 account is not followed on Mastodon").click()
    assert page.locator("tbody").first.locator("tr").count() == 1
    assert page.locator(".nd-tabs [aria-current]").inner_text().startswith("Not followed")
    page.get_by_role("link", name="1 followed account on Mastodon is not on the list").click()
    assert page.url.endswith("#drift")
    page.locator("section summary").click()
    assert "grace@people.example" in page.get_by_label("Line for the follow list").input_value()


def test_the_line_is_copied(desk: Desk, serve: Serve, windows: Windows) -> None:
    window = windows.open()
    window.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    window.page.goto(f"{served(desk, serve)}follow")
    window.page.locator("section summary").focus()
    window.page.keyboard.press("Enter")
    window.page.get_by_role("button", name="Copy").click()
    expect(window.page.get_by_role("button", name="Copied")).to_be_visible()
    copied = window.page.evaluate("navigator.clipboard.readText()")
    assert json.loads(copied)["accounts"] == {"mastodon": "grace@people.example"}
    assert window.complaints == []


def test_a_card_names_each_channel_once(desk: Desk, serve: Serve, windows: Windows) -> None:
    page = windows.open(width=360).page
    page.goto(f"{served(desk, serve)}follow")
    session = page.context.new_cdp_session(page)
    roles = [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in session.send("Accessibility.getFullAXTree")["nodes"]
        if not node["ignored"]
    ]
    cells = [name for role, name in roles if role == "cell" and "Not followed" in name]
    assert len(cells) == 1
    assert cells[0].startswith("Mastodon Not followed")
