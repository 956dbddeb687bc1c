"""A wiki administrator who never saw JSON changes the set-up in a real browser, on a real wiki."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from sandbox.accounts import SYSOP
from tests.fixtures.browser import Windows
from tests.fixtures.community import Community, log_in
from tests.fixtures.keyboard import Keyboard

TITLE = "Social media/Newsdesk.json"
TELEGRAM = "https://t.me/wikitech_news"


@pytest.fixture(scope="module")
def url(community: Community) -> Iterator[str]:
    with community.served() as served:
        yield served


def config(community: Community) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(community.wiki.text(TITLE))
    return found


def saved_diff(community: Community) -> tuple[int, int]:
    """Return how many lines the last edit of the page added and took away, as the wiki counts."""
    newest = community.wiki.history(TITLE)[0]
    assert newest["user"] == SYSOP.name
    found = community.wiki.api(
        action="compare", fromrev=newest["revid"], torelative="prev", prop="diff"
    )
    body = found["compare"]["body"]
    return body.count("diff-addedline"), body.count("diff-deletedline")


def test_with_the_keyboard_alone(url: str, community: Community, windows: Windows) -> None:
    window = windows.open()
    page, before = window.page, config(community)
    page.goto(url)
    log_in(page, SYSOP)
    page.goto(f"{url}setup")
    window.complaints.clear()
    keys = Keyboard(page)
    keys.link("Change the set-up")
    add_a_channel(keys, page)
    follow_an_account(keys, page)
    expect(page.get_by_role("heading", name="2 changes, not yet saved")).to_be_visible()
    assert config(community) == before
    keys.button("Review changes")
    expect(page.locator(".diff-addedline").first).to_be_visible()
    keys.write("Edit summary", "Add two accounts")
    keys.button(f"Save as {SYSOP.name}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Saved")
    expect(page.locator("main a[href*='diff=']")).to_be_visible()
    after = config(community)
    assert after["channels"].pop() == {
        "id": "telegram-2",
        "kind": "telegram",
        "account": "wikitech_news",
        "name": "Wikimedia Tech",
        "expects": "nothing",
    }
    assert after["follow"].pop() == {
        "name": "Wikimedia Cloud",
        "accounts": {"mastodon": "cloud@people.example"},
    }
    assert after == before
    added, gone = saved_diff(community)
    assert added <= 18
    assert gone <= 2
    assert [one for one in window.complaints if "status of 422" not in one] == []
    page.goto(f"{url}setup")
    expect(page.get_by_role("row", name=re.compile("Wikimedia Cloud"))).to_be_visible()


def add_a_channel(keys: Keyboard, page: Page) -> None:
    """Add one by the address of its account; the first try is wrong, and is marked as such."""
    keys.link("Add a channel")
    keys.write("Address of the account", TELEGRAM)
    keys.button("Next")
    expect(page.get_by_label("Account")).to_have_value("wikitech_news")
    keys.write("Account", "wikitech news!")
    keys.write("Name on screen", "Wikimedia Tech")
    keys.reach(page.get_by_role("radio", name="What editors choose"))
    page.keyboard.press("ArrowDown")
    keys.button("Keep and read it now")
    wrong = page.get_by_label("Account")
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(wrong).to_have_accessible_description(re.compile("public channel, as it stands after"))
    expect(page.locator("#problems")).to_be_focused()
    expect(page.get_by_label("Name on screen")).to_have_value("Wikimedia Tech")
    expect(page.get_by_role("radio", name="Nothing")).to_be_checked()
    keys.link("Account", page.locator("#problems"))
    expect(wrong).to_be_focused()
    keys.write("Account", TELEGRAM)
    keys.button("Keep and read it now")
    expect(page.locator(".cdx-message--success")).to_contain_text("read")
    expect(page.locator("article").first).to_be_visible()
    keys.link("Go on")


def follow_an_account(keys: Keyboard, page: Page) -> None:
    keys.link("Add a followed account")
    keys.write("Name", "Wikimedia Cloud")
    keys.write("Account on Mastodon", "https://people.example/@cloud")
    keys.button("Keep")
    expect(page.locator(".nd-strip")).to_contain_text("Kept in your draft.")


def test_in_arabic_without_javascript(url: str, community: Community, windows: Windows) -> None:
    window = windows.open(javascript=False, language="ar", width=360)
    page, before = window.page, config(community)
    page.goto(url)
    log_in(page, SYSOP)
    page.goto(f"{url}setup/form")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.locator("#feedback ~ p a[href$='/feedback/new']").click()
    page.locator("[name=about]").fill("الأمن")
    page.locator("[name=url]").fill("http://security.example/")
    page.locator(".nd-form button").first.click()
    expect(page.locator("[name=url]")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("[name=about]")).to_have_value("الأمن")
    page.locator("[name=url]").fill("https://security.example/")
    page.locator(".nd-form button").first.click()
    last = page.locator("[id^=feedback-]").last
    expect(last).to_contain_text("الأمن")
    last.locator("button[value^='up ']").click()
    expect(page.locator(".nd-strip")).to_contain_text("الأمن")
    page.locator(".nd-unsaved form button").click()
    expect(page.locator(".diff-addedline").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator(".nd-form button").click()
    expect(page.locator(".cdx-message--success")).to_be_visible()
    after = config(community)
    assert after["feedback"].pop(-2) == {"about": "الأمن", "url": "https://security.example/"}
    assert after == before
    assert saved_diff(community)[1] <= 2
