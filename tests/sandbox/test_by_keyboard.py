"""On the networks, too, a person comes along with the keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from sandbox.practice import Practice
from sandbox.story import Form
from tests.fixtures.browser import Windows
from tests.fixtures.keyboard import Keyboard, lead_to

COMPOSE = "https://wikis.example/share?text=Hello%20%23wiki%20https%3A%2F%2Fa.example%2Fb"


@pytest.mark.parametrize("javascript", [True, False])
def test_a_text_is_published_and_a_post_shared(
    practice: Practice, windows: Windows, javascript: bool
) -> None:
    page = windows.open(javascript=javascript).page
    lead_to(page.context, practice.origins)
    keyboard = Keyboard(page)
    page.goto(COMPOSE)
    keyboard.write("Text", "Hello again https://a.example/b")
    keyboard.button("Publish")
    expect(page.get_by_role("heading", name="Published")).to_be_visible()
    timeline = practice.timelines["mastodon"]
    posted = max(timeline.posts(), key=lambda post: post.time)
    assert posted.telling.text == "Hello again https://a.example/b"
    page.goto(
        f"https://t.me/wikitech_news/{practice.others['telegram'].by('wikitech_news')[0].id}"
    )
    keyboard.button("Share")
    expect(page.get_by_role("heading", name="Shared")).to_be_visible()
    shared = max(practice.timelines["telegram"].posts(), key=lambda post: post.time)
    assert (shared.telling.form, shared.telling.author) == (Form.SHARE, "wikitech_news")


def test_what_is_not_there_is_out_of_reach(practice: Practice, windows: Windows) -> None:
    page = windows.open().page
    lead_to(page.context, practice.origins)
    page.goto(COMPOSE)
    hidden = page.get_by_role("heading", name="Post as @mediawiki@wikis.example")
    with pytest.raises(AssertionError, match="Tab never reaches"):
        Keyboard(page).reach(hidden)
