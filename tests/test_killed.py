"""The tool is killed in the middle of an edit, and nothing is lost, doubled or to be repaired."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event, Thread
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update

from newsdesk.infra import clock
from newsdesk.store.database import connect, writing
from newsdesk.store.submissions import LOST_AFTER
from newsdesk.store.tables import submission
from sandbox.process import Server
from sandbox.story.set_up import NEWS_PAGE
from tests.fixtures.browser import Windows
from tests.fixtures.community import Community
from tests.fixtures.waiting import PATIENCE


def logged_in(windows: Windows, cookies: Sequence[Any]) -> Page:
    """Open a window of the editor, who has logged in before."""
    page = windows.open().page
    page.context.add_cookies(cookies)
    return page


def draft(page: Page, community: Community, text: str) -> str:
    """Write an item as far as its review; return that page's address."""
    page.goto(f"{community.settings.url}write")
    page.get_by_label("Text").fill(text)
    page.get_by_role("button", name="Show preview and changes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check and publish")
    return page.url


def publish_and_kill(page: Page, community: Community, server: Server, *, saved: bool) -> None:
    """Publish, and kill the tool while the wiki has the edit in hand, or has just saved it."""
    with community.wiki.gateway.holding("edit", saved=saved) as held:
        killer = Thread(target=kill_once, args=(held, server))
        killer.start()
        page.evaluate("document.querySelector('main form:not([hidden])').submit()")
        killer.join()
    assert held.is_set()
    assert not server.alive


def kill_once(held: Event, server: Server) -> None:
    held.wait(PATIENCE)
    server.kill()


def let_two_minutes_pass(community: Community) -> None:
    """Age what was sent, so that its sender counts as dead."""
    engine = connect(community.settings.database)
    with writing(engine) as connection:
        connection.execute(update(submission).values(changed=clock.now() - LOST_AFTER))
    engine.dispose()


def test_killed_before_the_wiki_saved(
    community: Community, windows: Windows, editors_cookies: Sequence[Any]
) -> None:
    page, text = logged_in(windows, editors_cookies), "Killed before it was saved."
    server, before = community.start(), community.wiki.text(NEWS_PAGE)
    review = draft(page, community, text)
    publish_and_kill(page, community, server, saved=False)
    with community.served():
        page.goto(review)
        expect(page.get_by_role("heading", level=1)).to_have_text("Being saved")
        let_two_minutes_pass(community)
        page.goto(review)
        expect(page.locator(".cdx-message--error")).to_contain_text("nothing was saved")
        assert community.wiki.text(NEWS_PAGE) == before
        page.get_by_role("button", name="Publish changes").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Saved")
        after = community.wiki.text(NEWS_PAGE)
        assert after.count(text) == 1
        assert before == "".join(
            line for line in after.splitlines(keepends=True) if text not in line
        )


def test_killed_after_the_wiki_saved(
    community: Community, windows: Windows, editors_cookies: Sequence[Any]
) -> None:
    page, text = logged_in(windows, editors_cookies), "Killed after it was saved."
    server = community.start()
    review = draft(page, community, text)
    publish_and_kill(page, community, server, saved=True)
    saved = community.wiki.history(NEWS_PAGE)
    with community.served() as url:
        page.goto(review)
        expect(page.get_by_role("heading", level=1)).to_have_text("Saved")
        page.goto(url)
        expect(page.locator("tbody th").filter(has_text=text)).to_have_count(1)
    assert community.wiki.history(NEWS_PAGE) == saved
    assert community.wiki.text(NEWS_PAGE).count(text) == 1


@pytest.mark.parametrize("saved", [True, False])
def test_sent_again_from_an_old_tab(
    community: Community, windows: Windows, editors_cookies: Sequence[Any], saved: bool
) -> None:
    """Somebody who presses the button once more, in a tab from before, adds nothing twice."""
    page, text = logged_in(windows, editors_cookies), f"Sent again, saved: {saved}."
    server = community.start()
    review = draft(page, community, text)
    other = page.context.new_page()
    other.goto(review)
    publish_and_kill(page, community, server, saved=saved)
    let_two_minutes_pass(community)
    with community.served():
        other.get_by_role("button", name="Publish changes").click()
        expect(other.get_by_role("heading", level=1)).to_have_text("Saved")
        assert community.wiki.text(NEWS_PAGE).count(text) == 1


@pytest.mark.parametrize("saved", [True, False])
def test_decisions_that_were_being_published(
    community: Community, windows: Windows, editors_cookies: Sequence[Any], saved: bool
) -> None:
    """What was decided is on the wiki once, or waits as before."""
    page, server = logged_in(windows, editors_cookies), community.start()
    page.goto(community.settings.url)
    page.get_by_role("button", name="Not news").first.click()
    page.get_by_role("button", name="Publish 1 decision").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check and publish")
    review, changes = page.url, page.get_by_role("heading", name="Changes of")
    title = changes.inner_text().removeprefix("Changes of ")
    before = published(community, title)
    publish_and_kill(page, community, server, saved=saved)
    let_two_minutes_pass(community)
    with community.served() as url:
        page.goto(review)
        if not saved:
            expect(page.locator(".cdx-message--error")).to_contain_text("nothing was saved")
            page.goto(url)
            expect(page.get_by_role("button", name="Publish 1 decision")).to_be_visible()
            page.goto(review)
            page.get_by_role("button", name="Publish 1 decision").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Saved")
        page.goto(url)
        expect(page.get_by_role("button", name="Publish 1 decision")).to_have_count(0)
    after = published(community, title)
    assert after[1:] == before
    assert after[0][1].startswith("Newsdesk: one post is not news (")


def published(community: Community, title: str) -> list[tuple[int, str]]:
    """Return the revisions of a page, which need not exist, and their summaries."""
    answer = community.wiki.api(action="query", titles=title)
    there = "missing" not in answer["query"]["pages"][0]
    history = community.wiki.history(title) if there else []
    return [(one["revid"], one["comment"]) for one in history]
