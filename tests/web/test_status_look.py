"""Who follows a status link from a wiki page, in a real browser."""

from __future__ import annotations

from dataclasses import replace

from newsdesk.domain.desk import Feedback
from newsdesk.store import items
from newsdesk.store.database import writing
from tests.fixtures import board as story
from tests.fixtures.board import Desk
from tests.fixtures.browser import Windows
from tests.fixtures.tool import Serve
from tests.web.test_board_look import served

LINK = "https://www.mediawiki.org/wiki/Codex_2.7"


def test_a_link_on_a_wiki_page_leads_to_its_item_and_from_there_to_the_posts(
    desk: Desk, serve: Serve, windows: Windows
) -> None:
    url = served(desk, serve)
    window = windows.open(javascript=False)
    page = window.page
    page.goto(f"{url}page/template:MediaWiki%20News#{story.RELEASE.id}")
    assert page.url == f"{url}page/Template:MediaWiki_News#{story.RELEASE.id}"
    row = page.locator(f"[id='{story.RELEASE.id}']")
    assert row.evaluate("one => one.matches(':target')")
    assert "Posted" in row.inner_text()
    row.get_by_role("link", name=story.RELEASE.text).click()
    assert page.url == f"{url}item/{story.RELEASE.id}"
    page.goto(f"{url}item/2026-11-15-codex-2-7-released#mastodon")
    assert page.url == f"{url}item/{story.CODEX.id}#mastodon"
    assert "Shared" in page.locator("tr:target").inner_text()
    page.goto(f"{url}link")
    page.get_by_label("Address of a web page").fill("mediawiki.org/wiki/Nothing?a=b")
    page.get_by_role("button", name="Look up").click()
    assert "no news item and no post of ours links to it" in page.inner_text("main")
    page.get_by_role("main").get_by_role("link", name="How posts get picked up").click()
    assert "Mention an account" in page.inner_text("main")
    assert window.complaints == []


def test_status_pages_fit_every_screen(desk: Desk, serve: Serve, windows: Windows) -> None:
    bugs = Feedback(about="bugs", url="https://bugs.example/")
    desk.config = replace(story.CONFIG, feedback=(bugs,))
    url = served(desk, serve)
    with writing(desk.engine) as connection:
        there = replace(story.CODEX, links=(LINK,))
        items.replace(connection, desk.id, story.PAGE, [story.RELEASE, story.TALK, there])
    for path in (
        "page/Template:MediaWiki_News/de",
        f"link/{LINK}",
        "link/rubbish",
        "status",
        "pickup",
    ):
        for window, screen in windows.on_every_screen(url + path):
            assert window.overflow() <= 0, (path, screen)
            wrong = [one for one in window.complaints if "400" not in one]
            assert wrong == [], (path, screen)
