"""A full round by two editors side by side, with the keyboard alone, on the practice community."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from newsdesk.domain.round import Handling, Step
from newsdesk.infra import clock
from newsdesk.services import desk
from newsdesk.store import handled
from newsdesk.store.database import connect
from sandbox.accounts import EDITOR, SYSOP
from sandbox.story import Form
from sandbox.story.set_up import DECISIONS, NEWS_PAGE, TALK
from tests.fixtures.browser import Windows
from tests.fixtures.community import Community
from tests.fixtures.on_round import OnRound

SLIDES, UPLOADS, THANKS = "slides of last night", "Could not acquire lock", "took five minutes"
TECH_NEWS, EVENT, GUIDE = "mw.util.hide()", "Day of the translators", "A guide for templates"
NOT_NEWS, BASIS, CODEX = "how to read a stack trace", "900 templates to Lua", "Codex 2.7 is out"
ANSWER = "Good idea. It is on our list for next week."
BY_HAND = {
    (EDITOR.name, Handling.ADDED): 2,
    (EDITOR.name, Handling.SHARED): 2,
    (EDITOR.name, Handling.POSTED): 1,
    (SYSOP.name, Handling.NOT_NEWS): 1,
    (SYSOP.name, Handling.SHARED): 1,
    (SYSOP.name, Handling.POINTED): 1,
    (SYSOP.name, Handling.POSTED): 1,
    (SYSOP.name, Handling.ANSWERED): 1,
}
"""What each of them did besides setting aside."""


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
    tech_news(first, community)
    not_news(second, community)
    leave_the_newest(first)
    mentions(first, second, community)
    timeline(first, second, community)
    event(second, community)
    suggestion(second, community)
    basis_post(first, community)
    to_a_channel(first, second, community)
    left = the_rest(first, second)
    nothing_twice(community, left)


def tech_news(first: OnRound, community: Community) -> None:
    """An item of the newest issue becomes a draft for the news page, and is published there."""
    first.step(Step.SOURCES)
    first.link("Draft for the news page", first.thing(TECH_NEWS))
    expect(first.page.get_by_label("Text")).to_have_value(re.compile(re.escape(TECH_NEWS)))
    publish(first)
    assert TECH_NEWS in community.wiki.text(NEWS_PAGE)
    assert community.wiki.history(NEWS_PAGE)[0]["user"] == EDITOR.name
    first.step(Step.SOURCES)
    first.has_no(TECH_NEWS)


def not_news(second: OnRound, community: Community) -> None:
    """A post of the basis channel is no news: that is decided, and published with the rest."""
    second.step(Step.NEWS)
    second.button(re.compile("^Not news"), second.thing(NOT_NEWS))
    second.says("Not news")
    second.has_no(NOT_NEWS)
    second.button("Publish 1 decision")
    expect(second.page.locator(".diff-addedline").first).to_be_visible()
    second.button("Publish 1 decision")
    expect(second.page.get_by_role("heading", name="Saved")).to_be_visible()
    page = f"{DECISIONS}/{clock.now().year}.json"
    assert "not-news" in community.wiki.text(page)
    assert community.wiki.history(page)[0]["user"] == SYSOP.name


def leave_the_newest(first: OnRound) -> None:
    """Coming back after weeks: what is old is set aside at once."""
    before = sum(first.waiting())
    day = (clock.now() - timedelta(days=1)).date()
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
    second.button(re.compile(r"^Set aside \("), second.thing(SLIDES, "Mastodon"))
    second.says(f"{EDITOR.name} had shared this already")
    second.has_no(SLIDES, "Mastodon")

    question = second.thing(UPLOADS)
    second.press(question.locator("summary").first)
    expect(question.get_by_label("Text to copy").first).to_have_value(re.compile("Support_desk"))
    expect(question.get_by_text("Copied")).to_be_visible()
    assert "Support_desk" in second.page.evaluate("navigator.clipboard.readText()")
    second.button(re.compile("^I pointed them there"), question)
    second.says("Pointed to a feedback channel")
    share(second, THANKS, "X", "Share on X")
    first.step(Step.MENTIONS)
    first.has_no(UPLOADS)
    first.has_no(THANKS, "X")


def share(one: OnRound, words: str, channel: str, button: str) -> None:
    """Share a post with the network's own function, and say so."""
    link = one.thing(words, channel).get_by_role("link", name=re.compile(f"^{button}"))
    network = one.elsewhere(link)
    network.button("Share")
    expect(network.page.get_by_role("heading", name="Shared")).to_be_visible()
    network.page.close()
    one.button(re.compile("^I shared it"), one.thing(words, channel))
    one.says("Shared")


def timeline(first: OnRound, second: OnRound, community: Community) -> None:
    """What the followed accounts say is shared, or set aside by whoever comes first."""
    for one in (first, second):
        one.step(Step.TIMELINE)
    share(first, "job queue moves", "Bluesky", "Open on Bluesky to share")
    shared = community.practice.timelines["bluesky"].posts()[0]
    assert (shared.telling.form, shared.telling.author) == (Form.SHARE, "tech.people.example")
    second.button(re.compile(r"^Set aside \("), second.thing("The ostrich", "Bluesky"))
    second.says("Set aside")
    first.button(re.compile(r"^Set aside \("), first.thing("The ostrich", "Bluesky"))
    first.says(f"{SYSOP.name} had set this aside already")


def event(second: OnRound, community: Community) -> None:
    """Of an event that is today a post for Bluesky is made."""
    second.step(Step.SOURCES)
    thing = second.thing(EVENT)
    expect(thing).to_contain_text("Today")
    second.press(thing.locator("summary").last)
    second.link("Draft for Bluesky", thing)
    post(second, "Bluesky")
    assert EVENT in community.practice.timelines["bluesky"].posts()[0].telling.text


def post(one: OnRound, channel: str) -> None:
    """Post a draft where it belongs, by hand, and let the tool look for it."""
    written = one.page.get_by_label(f"Text for {channel}").input_value()
    link = one.page.get_by_role("link", name=re.compile(f"^Open on {channel} as"))
    network = one.elsewhere(link)
    expect(network.page.get_by_label("Text")).to_have_value(written)
    network.button("Publish")
    expect(network.page.get_by_role("heading", name="Published")).to_be_visible()
    network.page.close()
    one.button("Look for it")
    expect(one.page.get_by_text("Posted, here:")).to_be_visible(timeout=60_000)


def suggestion(second: OnRound, community: Community) -> None:
    """A suggestion is answered on the wiki, in public."""
    second.step(Step.SUGGESTIONS)
    second.link("Answer", second.thing(GUIDE))
    second.write("Your answer", ANSWER)
    publish(second)
    text = community.wiki.text(TALK)
    [line] = [line for line in text.splitlines() if ANSWER in line]
    assert line.startswith(":")
    assert f"User:{SYSOP.name}" in line
    second.step(Step.SUGGESTIONS)
    second.has_no(GUIDE)


def publish(one: OnRound) -> None:
    """Look at what an edit of the wiki would change, and publish it."""
    one.button("Show preview and changes")
    expect(one.page.locator(".diff-addedline").first).to_be_visible()
    one.button("Publish changes")
    expect(one.page.get_by_role("heading", name="Saved")).to_be_visible()


def basis_post(first: OnRound, community: Community) -> None:
    """A post of the basis channel becomes a news item."""
    first.step(Step.NEWS)
    first.link("Add to the news page", first.thing(BASIS))
    publish(first)
    assert BASIS in community.wiki.text(NEWS_PAGE)
    first.step(Step.NEWS)
    first.has_no(BASIS)


def to_a_channel(first: OnRound, second: OnRound, community: Community) -> None:
    """A news item is posted where it is missing; the other one finds it done."""
    first.step(Step.CHANNELS)
    first.link("Draft for Mastodon", first.thing(CODEX))
    post(first, "Mastodon")
    telling = community.practice.timelines["mastodon"].posts()[0].telling
    assert "codex-2-7" in telling.text
    second.step(Step.CHANNELS)
    for thing in second.things(CODEX).all():
        expect(thing.get_by_role("link", name="Draft for Mastodon")).to_have_count(0)


def the_rest(first: OnRound, second: OnRound) -> int:
    """What is left is set aside, one by one, until nothing waits for either; return how much."""
    count = 0
    for number, step in enumerate(Step):
        one = (first, second)[number % 2]
        one.step(step)
        count += one.set_aside_the_rest()
    for one in (first, second):
        one.step(Step.CHANNELS)
        assert one.waiting() == [0] * len(Step)
        expect(one.page.locator(".nd-empty")).to_contain_text("Nothing waiting. That was all.")
        one.button("Finish round")
        one.says("Your round is finished")
        expect(one.page.get_by_role("link", name="Your round", exact=True).first).to_be_visible()
    return count


def nothing_twice(community: Community, left: int) -> None:
    """Each thing was dealt with by one of them, once, and posted or shared once."""
    engine = connect(community.settings.database)
    desk_id = desk.ensure(engine, community.settings)
    with engine.connect() as connection:
        done = handled.since(
            connection, desk_id, clock.now() - timedelta(hours=1), offset=0, limit=500
        )
    engine.dispose()
    by_hand = [one for one in done if one.what is not Handling.ASIDE]
    assert Counter((one.user, one.what) for one in by_hand if one.user) == BY_HAND
    aside = [one for one in done if one.what is Handling.ASIDE]
    assert len(aside) == left + 1, "those at the end, and one of the timeline"
    for timeline in community.practice.timelines.values():
        mine = [one for one in timeline.posts() if one.time > clock.now() - timedelta(hours=1)]
        said = Counter((one.telling.author, one.telling.text) for one in mine)
        assert set(said.values()) <= {1}


def test_the_presses_of_a_round_without_a_script(community: Community, windows: Windows) -> None:
    for text in ("{us} is lovely", "{us} is quick"):
        community.practice.say("mastodon", "grace", text)
    community.read()
    one = OnRound(windows, community, javascript=False)
    one.begin(EDITOR)
    one.step(Step.MENTIONS)
    one.button(re.compile("^I’m on it"), one.thing("is lovely"))
    one.says("You are on it until")
    share(one, "is lovely", "Mastodon", "Open on Mastodon to share")
    one.has_no("is lovely")
    one.button("Undo")
    one.says("Undone: it waits again")
    one.button(re.compile(r"^Set aside \("), one.thing("is lovely"))
    one.says("Set aside")
    question = one.thing("is quick")
    one.press(question.locator("summary").first)
    pointer = question.locator("summary").filter(has_text="Copy pointer to bugs")
    one.press(pointer)
    expect(question.get_by_label("Text to copy").first).to_have_value(re.compile("phabricator"))
    one.button(re.compile("^I pointed them there"), question)
    one.says("Pointed to a feedback channel")
    one.has_no("is quick")
    one.button("Finish round")
    one.says("Your round is finished")
    expect(one.page.locator(".nd-decisions").last).to_contain_text("is quick")
