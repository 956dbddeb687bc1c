"""From the wiki's own pages to an item's page, in a real browser: what must show on the wiki."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
import requests
from playwright.sync_api import Locator, Page, Route, expect

from sandbox.accounts import EDITOR
from sandbox.story.set_up import NEWS_PAGE
from tests.fixtures.browser import Watched, Windows
from tests.fixtures.community import Community
from tests.fixtures.gadget import labels, logged_in, switched_on
from tests.fixtures.on_wiki import install_pages
from tests.fixtures.wiki import TIMEOUT

TOOLFORGE = "https://iw.toolforge.org/newsdesk"
"""Where ``[[toolforge:newsdesk/..]]`` leads, and whence to the tool's own address.

See https://meta.wikimedia.org/wiki/Interwiki_map
"""
PAGE = "Social media"
LEAD = 20
"""Characters of an item that are reworded."""
VISITS = 20
"""Visits after which a wiki page counts as never renewed: each does one of the jobs that wait."""
REWORDED = "Said in quite other words:"


@pytest.fixture(scope="module")
def tool(community: Community) -> Iterator[str]:
    """The tool, to whose pages this wiki's own ones lead."""
    install_pages(community.wiki, community.settings)
    with community.served() as url:
        yield url


@pytest.fixture(scope="module")
def item(tool: str, community: Community) -> str:
    """The id of an item that wiki pages link to in both forms, and that was reworded since.

    The configuration page has one more channel since these pages were saved.
    """
    wiki, known = community.wiki, f"{tool}api/v1/pages/{NEWS_PAGE}"
    news = wiki.text(NEWS_PAGE)
    found = requests.get(known, timeout=TIMEOUT).json()["items"]
    old, words = next(
        (one["id"], one["text"][:LEAD])
        for one in found
        if news.count(one["text"][:LEAD]) == 1
        and "posted" in {cell["status"] for cell in one["channels"]}
    )
    links = f"\n{{{{Newsdesk status|item={old}}}}}\n\n[[toolforge:newsdesk/item/{old}|Posts]]\n"
    for title in (PAGE, f"{PAGE}/ar"):
        wiki.edit(title, wiki.text(title) + links)
    wiki.edit(NEWS_PAGE, news.replace(words, REWORDED))
    community.read()
    config = json.loads(wiki.text(community.settings.config_page))
    config["channels"].append(
        {"id": "pixels", "kind": "manual", "name": "Pixels", "url": "https://pixels.example/us"}
    )
    config["follow"].append({"name": "Wiki Weavers", "about": "skins", "accounts": {}})
    wiki.edit(community.settings.config_page, json.dumps(config))
    return str(old)


def leads_on_to(tool: str) -> Callable[[Route], None]:
    def answer(route: Route) -> None:
        address = route.request.url.replace(f"{TOOLFORGE}/", tool, 1)
        route.fulfill(status=302, headers={"Location": address})

    return answer


def table(page: Page, number: int) -> Locator:
    return page.locator("#mw-content-text table.newsdesk-table").nth(number)


@pytest.mark.parametrize(
    ("language", "title", "direction", "heading", "posted"),
    [
        ("en", PAGE, "ltr", "Channel", "Posted"),
        ("ar", f"{PAGE}/ar", "rtl", "القناة", "نُشر"),
    ],
)
def test_wiki_pages_print_the_lists_and_lead_to_an_item_that_was_reworded(
    tool: str,
    item: str,
    community: Community,
    windows: Windows,
    language: str,
    title: str,
    direction: str,
    heading: str,
    posted: str,
) -> None:
    wiki = community.wiki
    window = logged_in(windows.open(language=language), switched_on(wiki, EDITOR), wiki)
    page = window.page
    page.context.route(f"{TOOLFORGE}/**", leads_on_to(tool))
    address = f"{wiki.server}/wiki/{title.replace(' ', '_')}?uselang={language}"
    channels, follow = table(page, 0), table(page, 1)
    visit_until_it_shows(page, address, channels.get_by_role("row", name="Pixels"))
    expect(channels).to_have_css("direction", direction)
    expect(channels.get_by_role("columnheader").first).to_have_text(heading)
    expect(channels.get_by_role("row", name="Pixels")).to_contain_text("pixels.example")
    expect(follow.get_by_role("row", name="Wiki Weavers")).to_contain_text("skins")
    page.get_by_role("link", name="Posts", exact=True).click()
    assert f"{TOOLFORGE}/item/{item}" in window.asked
    leads_to_what_it_became(page, item, direction, posted)
    page.goto(address)
    page.locator(f"#mw-content-text a[href='{tool}item/{item}']").click()
    leads_to_what_it_became(page, item, direction, posted)
    now = page.url.rpartition("/")[2]
    page.goto(f"{wiki.server}/wiki/{NEWS_PAGE.replace(' ', '_')}?uselang={language}")
    assert REWORDED in labels(window)[now]
    box = beside(window, now)
    fold = box.get_by_role("button")
    expect(fold).to_have_css("direction", direction)
    fold.click()
    expect(box).to_contain_text(posted)
    box.get_by_role("link").last.click()
    leads_to_what_it_became(page, item, direction, posted)


def visit_until_it_shows(page: Page, address: str, part: Locator) -> None:
    """Visit a page until the wiki has renewed it, as it does after somebody's visit."""
    for _ in range(VISITS):
        page.goto(address)
        if part.count():
            return
    raise AssertionError(f"{address} never shows {part}")


def beside(window: Watched, item: str) -> Locator:
    return window.page.locator(".newsdesk").filter(
        has=window.page.locator(f"a[href$='/item/{item}']")
    )


def leads_to_what_it_became(page: Page, before: str, direction: str, posted: str) -> None:
    expect(page.locator("h1")).to_contain_text(REWORDED)
    expect(page.locator("html")).to_have_attribute("dir", direction)
    expect(page.locator(".nd-places")).to_contain_text(posted)
    assert before not in page.url
