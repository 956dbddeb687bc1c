"""The newcomer's path in a real browser: from the login to an edit in the wiki's history."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from sandbox.accounts import BLOCKED, EDITOR
from sandbox.story.set_up import NEWS_PAGE
from tests.fixtures.browser import Windows
from tests.fixtures.community import Community, log_in


@pytest.fixture(scope="module")
def url(community: Community) -> Iterator[str]:
    with community.served() as served:
        yield served


@pytest.mark.parametrize("javascript", [True, False])
def test_from_the_login_to_the_wikis_history(
    url: str, community: Community, windows: Windows, javascript: bool
) -> None:
    window = windows.open(javascript=javascript)
    page, before = window.page, community.wiki.text(NEWS_PAGE)
    complaints = complaints_about(page, url)
    page.goto(url)
    log_in(page)
    expect(page.locator(".nd-who")).to_contain_text(EDITOR.name)
    added = draft_and_publish(page)
    after = community.wiki.text(NEWS_PAGE)
    line = inserted(before, after)
    assert line.startswith("* '''")
    assert line.endswith("\n")
    assert added["text"] in line
    newest = community.wiki.history(NEWS_PAGE)[0]
    assert (newest["user"], newest["comment"]) == (EDITOR.name, added["summary"])
    page.get_by_role("link", name="Back to the board").click()
    expect(page.locator("tbody th a").first).to_be_visible()
    shown = page.locator("tbody th a").all_inner_texts()
    assert any(text in added["shown"] for text in shown)
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("button", name="Log in")).to_be_visible()
    assert EDITOR.name not in page.locator(".nd-who").inner_text()
    assert complaints == []
    assert {urlsplit(one).netloc for one in window.asked if not one.startswith("data:")} == {
        urlsplit(url).netloc,
        urlsplit(community.wiki.url).netloc,
    }


@pytest.mark.parametrize("javascript", [True, False])
def test_who_cannot_edit_can_copy_the_item(url: str, windows: Windows, javascript: bool) -> None:
    page = windows.open(javascript=javascript).page
    page.goto(url)
    log_in(page, BLOCKED)
    page.goto(f"{url}write?date=2026-11-20&text=To+copy")
    item = page.get_by_label("Wikitext to copy")
    expect(item).to_have_value("* '''20 November 2026:''' <translate>To copy</translate>")
    button = page.get_by_role("button", name="Copy")
    expect(button).to_have_count(int(javascript))
    if javascript:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        button.click()
        expect(page.get_by_role("button", name="Copied")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == item.input_value()


def complaints_about(page: Page, url: str) -> list[str]:
    """Collect what the console says of the tool's pages; the wiki's own ones say things, too.

    That a logout let go of what the browser kept is no complaint.
    """
    said: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        forgot = message.text.startswith("Clear-Site-Data header on ")
        if message.location["url"].startswith(url) and not forgot:
            said.append(message.text)

    page.on("console", heard)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def draft_and_publish(page: Page) -> dict[str, str]:
    """Take the first post that is not on the news page there; return what was in the form."""
    page.get_by_role("link", name="Add to the news page").first.click()
    expect(page.get_by_label("Text")).not_to_be_empty()
    added = {
        "text": page.get_by_label("Text").input_value(),
        "summary": page.get_by_label("Edit summary").input_value(),
    }
    page.get_by_role("button", name="Show preview and changes").click()
    expect(page.locator(".diff-addedline").first).to_be_visible()
    added["shown"] = page.locator(".nd-item-preview").inner_text()
    page.get_by_role("button", name="Publish changes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Saved")
    return added


def inserted(before: str, after: str) -> str:
    """Return what was put in, and make sure that all the rest is as it was."""
    length = len(after) - len(before)
    at = next(i for i in range(len(after)) if before[i : i + 1] != after[i])
    while after[:at] + after[at + length :] == before and after[at - 1] != "\n":
        at -= 1
    assert after[:at] + after[at + length :] == before
    return after[at : at + length]
