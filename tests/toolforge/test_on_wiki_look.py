"""The pages of the practice wiki as people see them: wide, on a phone, and in Arabic."""

from __future__ import annotations

import pytest

from tests.fixtures.browser import Windows
from tests.fixtures.community import screenshots
from tests.fixtures.wiki import PracticeWiki


@pytest.mark.parametrize(
    ("title", "width", "direction"),
    [
        ("Social_media", 1280, "ltr"),
        ("Social_media", 360, "ltr"),
        ("Social_media/ar", 1280, "rtl"),
        ("Template:MediaWiki_News", 1280, "ltr"),
        ("Template_talk:MediaWiki_News", 360, "ltr"),
    ],
)
def test_pages_show_lists_and_links_in_their_own_direction(
    equipped_wiki: PracticeWiki, windows: Windows, title: str, width: int, direction: str
) -> None:
    watched = windows.open(width=width)
    watched.page.goto(f"{equipped_wiki.server}/wiki/{title}")
    content = watched.page.locator("#mw-content-text")
    assert not content.locator(".error, .scribunto-error, a.new[href*=Template]").count()
    assert content.get_by_role("link").filter(has_text="Newsdesk").count() == 0
    if title.startswith("Social"):
        tables = content.locator("table.newsdesk-table")
        assert tables.count() == 2
        assert tables.first.evaluate("one => getComputedStyle(one).direction") == direction
        cell = tables.first.locator("tbody th[scope=row]").first.bounding_box()
        status = tables.first.locator("tbody td:last-child").first.bounding_box()
        assert cell
        assert status
        assert (cell["x"] < status["x"]) == (direction == "ltr")
    else:
        link = content.locator("a", has_text="Where these news items are posted")
        href = link.get_attribute("href") or ""
        assert href.endswith("/newsdesk/page/Template:MediaWiki_News")
    name = f"on-wiki-{title.replace('/', '-').replace(':', '-')}-{width}.png"
    watched.page.screenshot(path=screenshots() / name, full_page=True)
