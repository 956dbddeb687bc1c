"""An editor's way from a doubtful match to the wiki, in a browser, on the practice community."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page

from tests.fixtures.browser import Windows
from tests.fixtures.community import Community, log_in


@pytest.fixture(scope="module")
def url(community: Community) -> Iterator[str]:
    with community.served() as served:
        yield served


def decided(community: Community) -> str:
    """Return what all the decisions pages of the wiki say."""
    found = community.wiki.api(
        action="query", list="allpages", apprefix="Social media/Newsdesk/Decisions/", aplimit=50
    )
    titles = [page["title"] for page in found["query"]["allpages"]]
    return "\n".join(json.dumps(json.loads(community.wiki.text(title))) for title in titles)


def settled(page: Page) -> Locator:
    return page.locator(".nd-strip [role=status]")


def test_from_a_doubtful_match_to_the_wiki_without_script(
    community: Community, url: str, windows: Windows
) -> None:
    page = windows.open(javascript=False).page
    page.goto(url)
    log_in(page)
    page.get_by_role("button", name="Log out").wait_for()
    before = decided(community)

    page.get_by_role("link", name=re.compile("your eyes")).click()
    counted = page.locator(".nd-tabs [aria-current] .nd-count").inner_text()
    rows = page.locator(".nd-board tbody tr")
    assert rows.count() == int(counted) > 0
    doubtful = page.locator("td").filter(has_text="Is this the same?").first
    item = doubtful.locator("xpath=..").locator("th a").get_attribute("href") or ""
    doubtful.get_by_role("button", name=re.compile("^Not the same")).click()
    settled(page).get_by_text("does not say the same").wait_for()

    page.goto(url.rstrip("/") + item.partition("?")[0])
    row = page.locator("tr").filter(has=page.locator("details.nd-settle input[name=reason]")).first
    row.locator("summary").last.click()
    row.locator("input[name=reason]").fill("only for developers")
    row.get_by_role("button", name=re.compile("^Not for")).click()
    settled(page).get_by_text("only for developers").wait_for()

    page.goto(f"{url}?period=all#unlisted")
    unlisted = page.locator("section[aria-labelledby=unlisted] article")
    posts = page.locator("#unlisted").inner_text()
    unlisted.first.get_by_role("button", name=re.compile("^Not news")).click()
    settled(page).get_by_text("no news").wait_for()
    assert page.locator("#unlisted").inner_text() != posts

    page.get_by_role("link", name=re.compile("not yet published")).click()
    page.get_by_role("button", name=re.compile("^Take back .*no news")).click()
    settled(page).get_by_text("looked at as news again").wait_for()
    assert decided(community) == before, "nothing is on the wiki before it is published"

    page.get_by_role("button", name="Publish 2 decisions").click()
    page.locator(".diff-addedline").first.wait_for()
    assert "only for developers" in page.locator("main").inner_text()
    page.get_by_role("button", name="Publish 2 decisions").click()
    page.get_by_role("heading", name="Saved").wait_for()
    after = decided(community)
    assert "only for developers" in after
    assert "not-news" not in after.removeprefix(before)

    stranger = windows.open(javascript=False).page
    stranger.goto(f"{url}decisions")
    assert "only for developers" in stranger.locator("main").inner_text()
    stranger.goto(url.rstrip("/") + item.partition("?")[0])
    assert "only for developers" in stranger.locator("main").inner_text()
