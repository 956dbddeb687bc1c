"""Your round: what waits at each step, for whom, and how it is shown."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qsl

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from newsdesk.domain.channel import ChannelKind, Expects
from newsdesk.domain.message import msg
from newsdesk.domain.post import Author, Post, PostForm, PostKey, StreamName
from newsdesk.domain.round import Handled, Handling, Step, Thing
from newsdesk.store import desks, editor_rights, handled, posts, weights
from newsdesk.store.database import writing
from newsdesk.store.editor_rights import EditorRight
from newsdesk.store.weights import Weight
from tests.fixtures import board as story
from tests.fixtures import waiting_desk as waits
from tests.fixtures.board import Desk
from tests.fixtures.html import Document, Element, read
from tests.web.board_app import logged_in
from tests.web.pressing import buttons

USER = "Second editor"


@pytest.fixture
def reader(waiting_desk: Desk, visitor: FlaskClient) -> FlaskClient:
    """Somebody who is not logged in, at the desk where something waits."""
    return visitor


@pytest.fixture
def editor(waiting_desk: Desk, web: Flask, story_time: None) -> FlaskClient:
    return logged_in(waiting_desk, web, USER)


def words(element: Element) -> str:
    return " ".join(element.text.split())


def cards(page: TestResponse) -> list[Element]:
    assert page.status_code == 200
    document = read(page.text)
    assert document.unclosed == []
    return document.all("article")


def labels(page: TestResponse) -> Iterator[str]:
    return (words(one) for one in read(page.text).all("button"))


def counts(document: Document) -> list[tuple[str, str]]:
    [nav] = [one for one in document.all("nav") if "nd-steps" in one.attributes.get("class", "")]
    return re.findall(r"(\d)\. [\w ]+? (\d+) waiting", words(nav))


def test_the_first_step_with_something_waiting_comes_first(reader: FlaskClient) -> None:
    assert reader.get("/round").location == "/round/mentions"


def test_the_first_page_of_an_idle_round_is_the_first_step(visitor: FlaskClient) -> None:
    answer = visitor.get("/round", follow_redirects=True)
    assert answer.request.path == "/round/channels"
    assert "newsdesk" not in answer.text.lower().split("<main")[1].split("<footer")[0]


def test_steps_are_numbered_links_with_what_waits(editor: FlaskClient) -> None:
    document = read(editor.get("/round/sources").text)
    assert counts(document) == list(zip("123456", "415113", strict=True))
    [here] = [one for one in document.all("a") if one.attributes.get("aria-current") == "step"]
    assert words(here) == "3. Places to look"
    assert "Your round (15)" in [words(one) for one in document.all("a")]


@pytest.mark.parametrize("step", Step)
def test_nobody_but_who_is_logged_in_gets_buttons(reader: FlaskClient, step: Step) -> None:
    page = reader.get(f"/round/{step}")
    assert cards(page)
    assert set(labels(page)) == {"Log in", "Log in to go on your round"}
    assert "csrf_token" not in page.text
    assert 'name="press"' not in page.text


def test_who_may_not_edit_the_news_page_is_told_so_and_reads(
    waiting_desk: Desk, editor: FlaskClient
) -> None:
    with writing(waiting_desk.engine) as connection:
        right = EditorRight(allowed=False, asked=story.NOW)
        editor_rights.save(connection, waiting_desk.id, USER, right)
    page = editor.get("/round/mentions")
    assert "does not let you edit the news page" in page.text
    assert len(cards(page)) == 4
    assert set(labels(page)) == {"Log out"}


def test_the_wiki_is_asked_about_the_reader_once_the_page_was_sent(
    waiting_desk: Desk, web: Flask
) -> None:
    def known() -> EditorRight | None:
        with waiting_desk.engine.connect() as connection:
            return editor_rights.get(connection, waiting_desk.id, "New", now=story.NOW)

    page = logged_in(waiting_desk, web, "New").get("/round/mentions")
    assert known() is None
    page.close()
    for thread in threading.enumerate():
        if thread.name == "editor":
            thread.join()
    # No wiki is there to answer; that it did not is what is remembered.
    assert known() == EditorRight(allowed=None, asked=story.NOW)


def test_who_does_not_post_on_a_channel_is_told_whom_to_ask(
    waiting_desk: Desk, web: Flask, editor: FlaskClient
) -> None:
    other = logged_in(waiting_desk, web, "New")
    for step in (Step.MENTIONS, Step.CHANNELS):
        told, knows = (who.get(f"/round/{step}").text for who in (other, editor))
        assert f"Ask {USER}" in told
        assert f"Ask {USER}" not in knows


def test_a_made_up_cookie_makes_the_page_say_nothing(editor: FlaskClient) -> None:
    for key, is_said in (("newsdesk-round-said-unclaim", True), ("newsdesk-log-out", False)):
        editor.set_cookie("newsdesk_settled", json.dumps(["", key]))
        document = read(editor.get("/round/mentions").text)
        there = [one for one in document.all("p") if one.attributes.get("role") == "status"]
        assert bool(there) is is_said


@pytest.mark.parametrize("step", Step)
def test_there_is_no_way_to_reply(editor: FlaskClient, step: Step) -> None:
    """Neither a field nor a button, nor a link to write to the author."""
    document = read(editor.get(f"/round/{step}").text)
    for field in document.all("textarea", "input", "select"):
        hidden = field.attributes.get("type") == "hidden"
        assert hidden or "readonly" in field.attributes, field
    said = [words(one) for one in document.all("button", "a", "summary", "label")]
    assert not [one for one in said if re.search(r"\b(repl|answer them|respond)", one, re.I)]
    assert not [link for link in document.links if "intent" in link or "compose" in link]


def test_a_mention_says_who_where_and_when(editor: FlaskClient) -> None:
    first = words(cards(editor.get("/round/mentions"))[0])
    assert first.startswith(
        "@wikidatameetup@social.example on Mastodon · 19 November 2026, 18:40 UTC Slides from"
    )


def test_times_are_in_the_viewers_zone_too(editor: FlaskClient) -> None:
    editor.set_cookie("newsdesk_zone", "Asia/Kolkata", path="/round")
    page = editor.get("/round/mentions")
    assert "18:40 UTC (20 Nov, 00:10 in Asia/Kolkata)" in words(cards(page)[0])
    assert "Times are in UTC and in Asia/Kolkata." in page.text


def test_a_post_is_shared_with_the_networks_own_function(editor: FlaskClient) -> None:
    document = read(editor.get("/round/mentions").text)
    [link] = [one for one in document.links if "authorize_interaction" in one][:1]
    assert link == (
        "https://wikis.world/authorize_interaction?uri=https%3A%2F%2Fsocial.example%2F%401"
    )


def test_a_question_is_pointed_to_where_questions_are_answered(editor: FlaskClient) -> None:
    card = cards(editor.get("/round/mentions"))[1]
    assert "Copy pointer to Project:Support desk" in words(card)
    assert "For support, please see https://www.mediawiki.org/wiki/Project:Support_desk" in words(
        card
    )
    assert "Looks like a support question. The accounts do not reply" in words(card)
    assert words(card).index("Project:Support desk") < words(card).index("Open on Mastodon")


def test_text_behind_a_warning_stays_behind_it(editor: FlaskClient) -> None:
    document = read(editor.get("/round/mentions").text)
    [body] = [one for one in document.all("div") if one.text == "The talk about @MediaWiki"]
    assert "details" in [parent.tag for parent in body.parents]
    assert "Image: A full room" in words(cards(editor.get("/round/mentions"))[2])


@pytest.mark.parametrize("step", Step)
def test_hostile_words_stay_words(editor: FlaskClient, step: Step) -> None:
    page = editor.get(f"/round/{step}")
    assert "<script>alert" not in page.text
    assert "<b>Bold</b>" not in page.text
    for piece, said in read(page.text).pieces:
        if "\u202e" in said:
            inside = [*piece.parents, piece] if piece else []
            assert any(
                one.tag == "bdi" or one.attributes.get("dir") == "auto" for one in inside
            ), said


def test_events_are_said_as_they_are_given(editor: FlaskClient) -> None:
    editor.set_cookie("newsdesk_zone", "Europe/Berlin", path="/round")
    said = {
        words(one).split(" Event ")[0]: words(one) for one in cards(editor.get("/round/sources"))
    }
    assert "Event · 20–22 November 2026" in said["Hackathon Today"] or (
        "20 November 2026 to 22 November 2026" in said["Hackathon Today"]
    )
    assert "24 November 2026, 14:00" in said["Meeting in the library"]
    office = said["Office hour of the parser team"]
    assert "26 November 2026, 16:00–17:00 UTC (26 November 2026, 17:00–18:00 CET)" in office


def test_ideas_do_not_wait_and_cannot_be_set_aside(editor: FlaskClient) -> None:
    page = editor.get("/round/ideas")
    [card] = cards(page)
    assert words(card).startswith("The oldest wiki still running Idea ·")
    assert "Set aside" not in words(card)


def test_what_no_channel_expects_is_folded_and_counts_for_nothing(
    waiting_desk: Desk, editor: FlaskClient
) -> None:
    optional = (replace(one, expects=Expects.WANTED) for one in waiting_desk.config.channels)
    waiting_desk.config = replace(waiting_desk.config, channels=tuple(optional))
    waiting_desk.save()
    page = editor.get("/round/channels")
    assert cards(page) == []
    document = read(page.text)
    assert counts(document)[5] == ("6", "0")
    [folded] = [one for one in document.all("details") if "Optional" in one.text]
    assert words(folded).startswith("Optional: 3 more items No channel expects these")
    assert "Draft for Bluesky" in words(folded)


def test_what_counts_as_past_is_said_where_others_are_heard(editor: FlaskClient) -> None:
    said = "Nothing from before 21 October 2026 waits here"
    told = [said in editor.get(f"/round/{step}").text for step in Step]
    assert told == [True, True, True, False, False, False]


def test_what_is_not_read_is_said_with_where_to_look(editor: FlaskClient) -> None:
    document = read(editor.get("/round/channels").text)
    [box] = [one for one in document.all("div") if one.attributes.get("role") == "status"]
    assert "Blog could not be read since 14:20 UTC" in words(box)
    assert "https://blog.example/feed" in document.links
    folded = read(editor.get("/round/mentions").text)
    [summary] = [one for one in folded.all("summary") if "not read here" in one.text]
    assert words(summary) == "3 channels are not read here"


@pytest.mark.parametrize("path", ["/round", "/round/mentions", "/round/done", "/round/ideas"])
def test_before_anything_is_read_the_pages_say_what_to_do(
    empty_desk: Desk, web: Flask, path: str
) -> None:
    page = web.test_client().get(path, follow_redirects=True)
    assert page.status_code == 200


@pytest.mark.parametrize("path", ["/round/nowhere", "/round/Mentions", "/round/press"])
def test_there_are_no_other_steps(visitor: FlaskClient, path: str) -> None:
    assert visitor.get(path).status_code in {404, 405}


def test_one_button_is_the_primary_one(editor: FlaskClient) -> None:
    for step in Step:
        primary = re.findall("weight-primary", editor.get(f"/round/{step}").text)
        assert len(primary) <= 1, step


def test_everything_that_can_be_pressed_says_about_what(editor: FlaskClient) -> None:
    for button in buttons(editor.get("/round/mentions"), "Set aside"):
        assert re.search(r"\(.{3,}\)$", words(button)), button
    for step in Step:
        document = read(editor.get(f"/round/{step}").text)
        for one in document.all("a", "summary"):
            folded = one.tag == "summary" or "cdx-button" in one.attributes.get("class", "")
            if folded and any(above.tag == "article" for above in one.parents):
                assert re.search(r"\(.{3,}\)$|^Content warning", words(one)), one


def test_why_a_post_matters_and_who_shared_it_are_told_apart(
    waiting_desk: Desk, editor: FlaskClient
) -> None:
    shared = waits.others(800, "MediaWiki 1.46 is out", 1, form=PostForm.SHARE)
    with writing(waiting_desk.engine) as connection:
        place = waiting_desk.id, story.MASTODON.id
        timeline, through = StreamName.TIMELINE, "mastodon@wikimediatech@social.example"
        posts.save(connection, *place, [shared], now=story.NOW, stream=timeline, followed=through)
        rows = [one.number for one in weights.every(connection, waiting_desk.id)]
        [row] = [n for n, one in weights.load(connection, rows) if one.key == shared.key]
        why = msg("newsdesk-relevant-term", "MediaWiki"), msg("newsdesk-relevant-wiki")
        weights.save(connection, [Weight(row, 8, why, "m")])
        desks.bump(connection, waiting_desk.id)
    card = cards(editor.get("/round/timeline"))[0]
    told = "shared by @wikimediatech@social.example · says MediaWiki · links to the wiki"
    assert told in words(card)


def test_a_page_further_on_has_the_next_ones(waiting_desk: Desk, editor: FlaskClient) -> None:
    more = [waits.others(100 + n, f"Mention {n}", 40 + n) for n in range(30)]
    waits.mention(waiting_desk, *more)
    page = editor.get("/round/mentions?page=2")
    assert len(cards(page)) == 14
    assert "Mention 29" in words(cards(page)[-1])
    assert len(cards(editor.get("/round/mentions?page=99"))) == 14


@pytest.fixture
def twin(waiting_desk: Desk) -> Post:
    """Somebody says the same on Mastodon, which is a mention, and on Bluesky, as returned."""
    tech = Author("Tech", "Tech@people.example", "https://people.example/@Tech")
    said = "Parsoid reads every page of all wikis since this week, says the parser team"
    there = replace(
        story.post(story.BLUESKY, 700, said, story.NOW - timedelta(hours=1)),
        author=Author("Tech", "tech.people.example", "https://bsky.app/profile/tech"),
        key=PostKey(ChannelKind.BLUESKY, "https://public.api.bsky.app", "at://did:plc:1/p/7"),
        url="https://bsky.app/profile/tech.people.example/post/7",
    )
    waits.mention(waiting_desk, waits.others(700, said, 3, tech))
    with writing(waiting_desk.engine) as connection:
        timeline, channel = StreamName.TIMELINE, story.BLUESKY.id
        posts.save(connection, waiting_desk.id, channel, [there], now=story.NOW, stream=timeline)
        desks.bump(connection, waiting_desk.id)
    return there


def test_the_authors_own_post_on_another_network_is_offered(
    twin: Post, editor: FlaskClient
) -> None:
    page = editor.get("/round/mentions")
    assert buttons(page, "Set aside on") == []
    card = cards(page)[0]
    assert "Their own post elsewhere: Bluesky (Open on Bluesky to share" in words(card)


def test_what_one_author_says_on_several_networks_stands_together(
    waiting_desk: Desk, twin: Post, editor: FlaskClient
) -> None:
    between = waits.others(701, "Something newer than one of the two", 2)
    waits.mention(waiting_desk, between)
    with writing(waiting_desk.engine) as connection:
        place, stream = (waiting_desk.id, story.BLUESKY.id), StreamName.MENTION
        posts.save(connection, *place, [twin], now=story.NOW, stream=stream)
        desks.bump(connection, waiting_desk.id)
    page = editor.get("/round/mentions")
    assert ["Parsoid" in words(one) for one in cards(page)[:3]] == [True, True, False]
    [button] = buttons(page, "Set aside on all 2 networks")
    assert button.attributes["formaction"] == "/round/these?after=thing-1"
    sent = [dict(parse_qsl(one)) for one in button.attributes["value"].split()]
    assert [one["channel"] for one in sent] == ["bluesky", "mastodon"]
    assert sent[0]["native"] == twin.key.native_id
    handled_twin = Handled(
        thing=Thing.of_post(twin.key),
        step=Step.MENTIONS,
        what=Handling.ASIDE,
        user=USER,
        time=story.NOW,
    )
    with writing(waiting_desk.engine) as connection:
        handled.record(connection, waiting_desk.id, handled_twin)
        desks.bump(connection, waiting_desk.id)
    assert buttons(editor.get("/round/mentions"), "Set aside on") == []
