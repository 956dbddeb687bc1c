"""The list of decisions: what waits, what stands on the wiki, and what can be taken back."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

import pytest
from flask import Flask
from flask.testing import FlaskClient

from newsdesk.domain.decision import Choice, Decision, Snapshot
from newsdesk.domain.decisions import Decisions, ItemDecisions, Settled
from newsdesk.domain.message import msg
from newsdesk.domain.news_item import NewsItem
from newsdesk.store import asked_addresses, decided
from newsdesk.store.asked_addresses import AskedAddress, Purpose
from newsdesk.store.database import writing
from newsdesk.web.decisions import A_PAGE
from tests.fixtures import board as story
from tests.fixtures.board import Desk
from tests.fixtures.html import read
from tests.web.pressing import buttons, press, token_of
from tests.web.test_decide import UNLISTED, editor, exempt, kept, settle

__all__ = ["editor"]

PAGE = "Social media/Newsdesk/Decisions/2026.json"


def publish(desk: Desk, items: dict[NewsItem, Settled], *not_news: str) -> None:
    """Store what a decisions page says of items on Bluesky, as reading it does."""
    entries = {
        item.id: ItemDecisions(
            snapshot=Snapshot(date=item.date, text=item.text),
            channels=MappingProxyType({"bluesky": settled}),
        )
        for item, settled in items.items()
    }
    said = Decisions(items=MappingProxyType(entries), not_news=frozenset(not_news))
    with writing(desk.engine) as connection:
        decided.replace(connection, desk.id, PAGE, said)
        decided.set_current(connection, desk.id, {(PAGE, name): name for name in entries})


def test_what_waits_is_listed_in_words_and_taken_back(desk: Desk, editor: FlaskClient) -> None:
    exempt(desk, "no <b>event</b>")
    settle(desk, Choice.NOT_NEWS, address=UNLISTED)
    page = editor.get("/decisions")
    assert "is not for Bluesky: no &lt;b&gt;event&lt;/b&gt;" in page.text
    assert f'<a href="{UNLISTED}" dir="ltr">' in page.text
    undo = buttons(page, "Take back")[0]
    sent = {"csrf_token": token_of(page.text), "decide": undo.attributes["value"]}
    answer = editor.post("/decide", data=sent | {"back": "/decisions"})
    assert answer.location == "/decisions#waiting"
    assert [one.choice for one in kept(desk)] == [Choice.NOT_NEWS]
    page = editor.get("/decisions")
    assert "on Bluesky: taken back" in page.text
    press(editor, page, "Take back")
    assert "You have nothing to publish" in editor.get("/decisions").text


def test_an_address_that_is_no_channels_is_no_link(desk: Desk, editor: FlaskClient) -> None:
    settle(
        desk,
        Choice.POSTED,
        item_id=story.CODEX.id,
        channel_id="linkedin",
        address="https://linkedin.example/posts/7",
    )
    desk.config = type(desk.config)(news=desk.config.news, channels=desk.config.channels[:3])
    desk.save()
    page = editor.get("/decisions").text
    assert "https://linkedin.example/posts/7</bdi>" in page
    assert 'href="https://linkedin.example' not in page
    assert "The set-up names no channel “linkedin”, so this counts for nothing." in page


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://evil.example/bluesky/1"])
def test_an_address_that_is_no_channels_counts_for_nothing(
    desk: Desk, visitor: FlaskClient, address: str
) -> None:
    publish(desk, {story.CODEX: Settled(posted=address)})
    for path in ("/?period=all", f"/item/{story.CODEX.id}"):
        page = visitor.get(path).text
        assert address in page
        assert f'href="{address}' not in page
    assert "On the decisions page, but not an address of Bluesky: " in visitor.get("/").text


def test_everybody_sees_what_is_published(desk: Desk, visitor: FlaskClient) -> None:
    said = {
        story.SURVEY: Settled(exempt="<i>old</i>"),
        story.CODEX: Settled(same=("https://bluesky.example/9",), not_same=("javascript:x",)),
    }
    publish(desk, said, "https://evil.example/x", UNLISTED)
    page = visitor.get("/decisions").text
    assert "&lt;i&gt;old&lt;/i&gt;" in page
    assert page.index("Codex") < page.index("Results of the developer survey")
    assert f'href="{UNLISTED}"' in page
    assert "https://evil.example/x</bdi>" in page
    assert (
        page.count("This is not the address of a post on Bluesky, so it counts for nothing.") == 2
    )
    assert "not the address of a post on one of this desk’s channels" in page
    assert "They stand on " in page
    assert "Its history says who decided what." in page
    assert "title=Social_media/Newsdesk/Decisions/2026.json&amp;action=history" in page
    for bad in ('href="javascript', 'href="https://evil', "Take back"):
        assert bad not in page


def test_what_is_published_is_taken_back_by_a_decision_that_waits(
    desk: Desk, editor: FlaskClient
) -> None:
    publish(desk, {story.CODEX: Settled(exempt="no event")}, UNLISTED)
    page = editor.get("/decisions")
    exempt_, not_news = buttons(page, "Take back")
    for undo, at in ((exempt_, "items"), (not_news, "posts")):
        sent = {"csrf_token": token_of(page.text), "decide": undo.attributes["value"]}
        answer = editor.post("/decide", data=sent | {"back": "/decisions"})
        assert answer.location == f"/decisions#{at}"
    assert [(one.choice, one.subject) for one in kept(desk)] == [
        (Choice.OPEN, (story.CODEX.id, "bluesky", "")),
        (Choice.OPEN, ("", "", UNLISTED)),
    ]
    page = editor.get("/decisions")
    assert page.text.count("Changed by you, not yet published") == 2
    assert not buttons(page, "Take back")


@pytest.mark.parametrize(
    ("items", "posts", "said"),
    [
        ({story.CODEX: Settled(exempt="no event")}, (), "what is published counts again"),
        ({}, (UNLISTED,), "The post is no news"),
    ],
)
def test_what_was_taken_back_can_stand_again(
    desk: Desk,
    editor: FlaskClient,
    items: dict[NewsItem, Settled],
    posts: tuple[str, ...],
    said: str,
) -> None:
    publish(desk, items, *posts)
    press(editor, editor.get("/decisions"), "Take back")
    assert len(kept(desk)) == 1
    press(editor, editor.get("/decisions"), "Let it stand")
    every = read(editor.get("/decisions").text).all("p")
    (told,) = (one for one in every if one.attributes.get("role") == "status")
    assert said in told.text
    assert kept(desk) == []


@pytest.mark.parametrize("path", ["/?period=all", f"/item/{story.CODEX.id}"])
def test_a_take_back_says_of_what_and_is_undone_where_it_was_pressed(
    desk: Desk, editor: FlaskClient, path: str
) -> None:
    publish(desk, {story.CODEX: Settled(exempt="no event")})
    press(editor, editor.get(path), "Take back")
    page = editor.get(path)
    assert "Taken back: not for Bluesky (no event)" in page.text
    press(editor, page, "Let it stand")
    assert kept(desk) == []
    assert "Taken back:" not in editor.get(path).text


def test_a_post_that_stands_for_two_items_is_pointed_out_before_publishing(
    desk: Desk, editor: FlaskClient
) -> None:
    publish(desk, {story.CODEX: Settled(same=(UNLISTED,))})
    settle(
        desk,
        Choice.POSTED,
        item_id=story.RELEASE.id,
        channel_id="bluesky",
        address=UNLISTED,
    )
    page = editor.get("/decisions").text
    waits = page.partition('id="waiting"')[2].partition("<h2")[0]
    assert "The same post stands for another item too: “Codex" in waits


def test_a_post_that_is_no_news_is_named_by_its_words(desk: Desk, editor: FlaskClient) -> None:
    text = next(one.text for one in desk.posts[story.BLUESKY] if one.url == UNLISTED)
    press(editor, editor.get("/"), "Not news")
    page = editor.get("/decisions").text
    assert page.count(f"The post is no news: “{text[:20]}") == 3, (
        "said, listed, and heard of its button"
    )


def test_the_list_says_what_was_taken_back(desk: Desk, editor: FlaskClient) -> None:
    publish(desk, {story.CODEX: Settled(exempt="no event")})
    press(editor, editor.get("/decisions"), "Take back")
    until_now = editor.get("/decisions").text.partition("Until now the wiki says:")[2]
    assert "is not for Bluesky: no event" in until_now.partition("</span>")[0]


def test_what_somebody_else_set_aside_is_taken_back_on_the_board(
    desk: Desk, web: Flask, editor: FlaskClient
) -> None:
    publish(desk, {}, UNLISTED)
    stranger = web.test_client().get("/")
    assert "1 post set aside as no news" in stranger.text
    assert not buttons(stranger, "Take back")
    press(editor, editor.get("/"), "Take back")
    assert kept(desk) == [Decision(choice=Choice.OPEN, address=UNLISTED)]
    assert "set aside as no news" not in editor.get("/").text


def test_the_items_page_leads_to_who_decided_and_says_which_post_is_unread(
    desk: Desk, visitor: FlaskClient, editor: FlaskClient
) -> None:
    """What its viewer has not published yet stands on no page of the wiki."""
    known, gone = "https://bluesky.example/1", "https://bluesky.example/404"
    publish(desk, {story.TALK: Settled(posted=gone, not_same=(known,))})
    failure = AskedAddress(
        url=gone, failures=1, failure=msg("newsdesk-fetch-no-post", "b.example")
    )
    with writing(desk.engine) as connection:
        asked_addresses.save(connection, desk.id, Purpose.POST, failure, now=story.NOW)
    page = visitor.get(f"/item/{story.TALK.id}").text
    assert "The post could not be read: " in page
    assert "has no post of this account there" in page
    assert page.count("Who decided this") == 2
    assert page.count("title=Social_media/Newsdesk/Decisions/2026.json&amp;action=history") == 2
    exempt(desk)
    own = editor.get(f"/item/{story.CODEX.id}").text
    assert "no event" in own
    assert "Who decided this" not in own


@pytest.mark.parametrize(
    ("query", "count", "more"), [("", A_PAGE, "?items=2"), ("?items=2", 3, "?items=1")]
)
def test_a_long_list_comes_in_pages(
    desk: Desk, visitor: FlaskClient, query: str, count: int, more: str
) -> None:
    many = [story.item(f"News number {n}", date(2026, 11, 1)) for n in range(A_PAGE + 3)]
    publish(desk, dict.fromkeys(many, Settled(exempt="no")))
    page = visitor.get(f"/decisions{query}").text
    assert page.count("is not for Bluesky") == count
    assert f"/decisions{more}&amp;posts=1#items" in page


def test_a_desk_without_anything_has_no_list(empty_desk: Desk, web: Flask) -> None:
    assert web.test_client().get("/decisions").status_code == 200
