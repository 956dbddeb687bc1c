"""A full round by two editors side by side, with the keyboard alone, on the practice community."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from newsdesk.domain.round import Step
from newsdesk.infra import clock
from sandbox.accounts import EDITOR, SYSOP
from sandbox.story import Form
from tests.fixtures.browser import Windows
from tests.fixtures.community import Community
from tests.fixtures.on_round import OnRound

SLIDES, UPLOADS, THANKS = "slides of last night", "Could not acquire lock", "took five minutes"


@pytest.fixture(scope="module")
def community(trusted_community: Community) -> Iterator[Community]:
    with trusted_community.served():
        yield trusted_community


def test_a_full_round_by_two_people_with_the_keyboard_alone(
    community: Community, windows: Windows
) -> None:
    first, second = OnRound(windows, community), OnRound(windows, community)
    first.begin(EDITOR)
    second.begin(SYSOP)
    leave_the_newest(first)
    mentions(first, second, community)
    timeline(first, second, community)


def leave_the_newest(first: OnRound) -> None:
    """Coming back after weeks: what is old is set aside at once."""
    before = sum(first.waiting())
    day = (clock.now() - timedelta(days=2)).date()
    first.link(re.compile("^Set aside everything before"))
    first.write_day("Set aside everything before", day)
    first.button("Count again")
    first.button(re.compile(r"^Set aside \d+ thing"))
    first.says("Everything before")
    assert 0 < sum(first.waiting()) < before


def mentions(first: OnRound, second: OnRound, community: Community) -> None:
    """One is on it and the other sees it; one is told that the other was first."""
    first.step(Step.MENTIONS)
    first.button(re.compile("^I’m on it"), first.thing(SLIDES, "Mastodon"))
    first.says("You are on it until")
    second.step(Step.MENTIONS)
    expect(second.thing(SLIDES, "Mastodon")).to_contain_text(f"{EDITOR.name} is on it until")

    share(first, SLIDES, "Mastodon", "Open on Mastodon to share")
    shared = community.practice.timelines["mastodon"].posts()[0]
    assert (shared.telling.form, shared.telling.author) == (Form.SHARE, "grace@people.example")
    second.button(re.compile("^Set aside"), second.thing(SLIDES, "Mastodon"))
    second.says(f"{EDITOR.name} had shared this already")
    expect(second.page.locator(".nd-thing").filter(has_text=SLIDES)).to_have_count(1)

    question = second.thing(UPLOADS)
    second.press(question.locator("summary").first)
    expect(question.get_by_label("Text to copy").first).to_have_value(re.compile("Support_desk"))
    second.button("Copy", question)
    assert "Support_desk" in second.page.evaluate("navigator.clipboard.readText()")
    second.button(re.compile("^I pointed them there"), question)
    second.says("Pointed to a feedback channel")

    share(second, THANKS, "X", "Share on X")
    first.step(Step.MENTIONS)
    for words in (SLIDES, UPLOADS):
        expect(first.page.locator(".nd-thing").filter(has_text=words)).to_have_count(
            int(words == SLIDES)
        )
    for one in (first, second):
        one.step(Step.TIMELINE)


def share(one: OnRound, words: str, channel: str, button: str) -> None:
    """Share a post with the network's own function, and say so."""
    network = one.elsewhere(
        one.thing(words, channel).get_by_role("link", name=re.compile(f"^{button}"))
    )
    network.button("Share")
    expect(network.page.get_by_role("heading", name="Shared")).to_be_visible()
    network.page.close()
    one.button(re.compile("^I shared it"), one.thing(words, channel))
    one.says("Shared")


def timeline(first: OnRound, second: OnRound, community: Community) -> None:
    """What is relevant stands first; it is shared, and what is not is set aside."""
    first.step(Step.TIMELINE)
    share(first, "job queue moves", "Bluesky", "Open on Bluesky to share")
    shared = community.practice.timelines["bluesky"].posts()[0]
    assert (shared.telling.form, shared.telling.author) == (Form.SHARE, "tech.people.example")
    second.step(Step.TIMELINE)
    second.button(re.compile("^Set aside"), second.thing("The ostrich", "Bluesky"))
    second.says("Set aside")
    first.button(re.compile("^Set aside"), first.thing("The ostrich", "Bluesky"))
    first.says(f"{SYSOP.name} had set this aside already")


def sources(first: OnRound, community: Community) -> None:
    """An event becomes a draft for a channel, an item of Tech News one for the news page."""
    first.step(Step.SOURCES)
    first.thing("Day of the translators")
