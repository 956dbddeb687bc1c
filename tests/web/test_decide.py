"""Settling things by presses, without script: what is kept, where it leads, and who is asked."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from newsdesk.domain.decision import Choice, Decision
from newsdesk.services import deciding
from tests.fixtures import board as story
from tests.fixtures.board import Desk
from tests.web.board_app import logged_in
from tests.web.pressing import buttons, press, token_of

USER = "Example editor"
DOUBTFUL = "https://bluesky.example/1"
UNLISTED = "https://bluesky.example/2"
TALK = f"/item/{story.TALK.id}"
SURVEY = f"/item/{story.SURVEY.id}"
CODEX = f"/item/{story.CODEX.id}"


@pytest.fixture
def editor(desk: Desk, web: Flask) -> FlaskClient:
    return logged_in(desk, web, USER)


def kept(desk: Desk, user: str = USER) -> list[Decision]:
    return [one.decision for one in deciding.pending(desk.engine, desk.id, user)]


def settle(desk: Desk, choice: Choice, **more: Any) -> None:
    deciding.decide(desk.engine, desk.id, USER, Decision(choice=choice, **more))


def exempt(desk: Desk, reason: str = "no event") -> None:
    settle(desk, Choice.EXEMPT, item_id=story.CODEX.id, channel_id="bluesky", reason=reason)


@pytest.mark.parametrize("path", ["/", "/?period=all", TALK, "/channel/mastodon"])
def test_strangers_are_asked_to_settle_nothing(visitor: FlaskClient, path: str) -> None:
    page = visitor.get(path)
    assert page.status_code == 200
    assert buttons(page, "Same") == buttons(page, "Not") == buttons(page, "Yes") == []
    assert "csrf_token" not in page.text
    assert 'id="decide"' not in page.text


@pytest.mark.parametrize(
    ("label", "choice"), [("Same", Choice.SAME), ("Not the same", Choice.NOT)]
)
def test_a_doubtful_match_is_settled_where_it_stands(
    desk: Desk, editor: FlaskClient, label: str, choice: Choice
) -> None:
    answer = press(editor, editor.get("/?show=check"), label)
    assert (answer.status_code, answer.location) == (
        303,
        f"/?show=check#{story.TALK.id}.bluesky",
    )
    (one,) = kept(desk)
    assert (one.choice, one.item_id, one.channel_id, one.address) == (
        choice,
        story.TALK.id,
        "bluesky",
        DOUBTFUL,
    )


def test_what_was_settled_is_said_once(editor: FlaskClient) -> None:
    press(editor, editor.get("/"), "Same")
    first, second = editor.get("/").text, editor.get("/").text
    said = "the post on Bluesky says the same</span></p>"
    assert said in first[first.index('role="status"') :]
    assert said not in second
    assert "1 decision, not yet published" in second


def test_a_made_up_cookie_says_nothing(editor: FlaskClient) -> None:
    for value in ("null", "[]", "x", '["newsdesk-nav-board"]', '{"a": 1}', "[[1]]", "[" * 3000):
        editor.set_cookie("newsdesk_settled", value)
        page = editor.get("/")
        assert page.status_code == 200
        assert 'role="status">' not in page.text[: page.text.index("nd-summary")]


def test_the_items_page_asks_about_each_post(desk: Desk, editor: FlaskClient) -> None:
    page = editor.get(TALK)
    assert '<details class="nd-more nd-settle" open>' in page.text
    answer = press(editor, page, "Yes, the same")
    assert answer.location == f"{TALK}#bluesky"
    assert kept(desk)[0].choice is Choice.SAME


def test_an_item_is_not_for_a_channel_for_a_reason(desk: Desk, editor: FlaskClient) -> None:
    page = editor.get(CODEX)
    answer = press(editor, page, "Not for Bluesky", reason="  No  event ")
    assert answer.location == f"{CODEX}#bluesky"
    (one,) = kept(desk)
    assert (one.choice, one.reason) == (Choice.EXEMPT, "No event")


def test_without_a_reason_the_form_comes_back(desk: Desk, editor: FlaskClient) -> None:
    page = press(editor, editor.get(CODEX), "Not for Bluesky", reason=" ")
    assert page.status_code == 422
    assert "Please say in a few words" in page.text
    assert press(editor, page, "Not for Bluesky", reason="No event").location == f"{CODEX}#bluesky"
    assert kept(desk)[0].reason == "No event"


def test_what_was_posted_by_hand_has_an_address(desk: Desk, editor: FlaskClient) -> None:
    address = "https://linkedin.example/posts/7"
    (button,) = [
        one for one in buttons(editor.get(CODEX), "Posted by hand") if "LinkedIn" in one.text
    ]
    page = editor.get(CODEX)
    token = token_of(page.text)
    sent = {"csrf_token": token, "back": CODEX, "decide": button.attributes["value"]}
    refused = editor.post("/decide", data=sent | {"address": "ftp://evil.example/"})
    assert refused.status_code == 422
    assert 'value="ftp://evil.example/"' in refused.text
    assert kept(desk) == []
    assert editor.post("/decide", data=sent | {"address": address}).location == (
        f"{CODEX}#linkedin"
    )
    assert [(one.choice, one.address) for one in kept(desk)] == [(Choice.POSTED, address)]


def test_a_post_that_is_no_news_is_set_aside(desk: Desk, editor: FlaskClient) -> None:
    answer = press(editor, editor.get("/"), "Not news")
    assert answer.location == "/#unlisted"
    assert kept(desk) == [Decision(choice=Choice.NOT_NEWS, address=UNLISTED)]


def test_settling_a_post_of_many_leads_to_the_next_one(desk: Desk, editor: FlaskClient) -> None:
    desk.posts[story.BLUESKY] += [
        story.post(story.BLUESKY, 100 + n, f"Post {n}", desk.now) for n in range(2)
    ]
    desk.save()
    page = editor.get("/")
    *_, second, last = buttons(page, "Not news")
    for button, at in ((second, "post-2"), (last, "unlisted")):
        sent = {"csrf_token": token_of(page.text), "decide": button.attributes["value"]}
        assert editor.post("/decide", data=sent).location == f"/#{at}"
    assert 'id="post-2"' in page.text


def test_a_post_set_aside_comes_back_from_the_board(desk: Desk, editor: FlaskClient) -> None:
    assert "set aside as no news" not in editor.get("/").text
    press(editor, editor.get("/"), "Not news")
    page = editor.get("/")
    assert "1 post set aside as no news" in page.text
    assert not buttons(page, "Not news")
    answer = press(editor, page, "Take back")
    assert answer.location == "/#unlisted"
    assert kept(desk) == []
    assert buttons(editor.get("/"), "Not news")


def test_a_post_is_said_to_be_an_item(desk: Desk, editor: FlaskClient) -> None:
    chosen = {"item-1": story.RELEASE.id}
    answer = press(editor, editor.get("/"), "It is this item", **chosen)
    assert answer.location == "/#unlisted"
    (one,) = kept(desk)
    assert (one.choice, one.item_id, one.address) == (Choice.SAME, story.RELEASE.id, UNLISTED)


def test_of_many_items_those_near_in_time_are_offered(editor: FlaskClient) -> None:
    page = editor.get("/?period=all").text
    choice = page[page.index("<select", page.index('id="unlisted"')) :]
    choice = choice[: choice.index("</select>")]
    assert choice.index(story.RELEASE.id) < choice.index(story.TALK.id)
    assert story.SURVEY.id not in choice


def test_a_strangers_press_is_kept_through_the_login(
    desk: Desk, web: Flask, editor: FlaskClient
) -> None:
    page, stranger = editor.get(CODEX), web.test_client()
    answer = press(stranger, page, "Not for Bluesky", reason="a & b? \u0634")
    assert answer.status_code == 303
    assert urlsplit(answer.location).path == "/login"
    (back,) = parse_qs(urlsplit(answer.location).query)["next"]
    assert stranger.get(back).location == answer.location
    login = stranger.get(answer.location).text
    assert f'name="next" value="{back.replace("&", "&amp;")}"' in login
    form = editor.get(back)
    assert kept(desk) == [], "opening a page settles nothing"
    answer = press(editor, form, "Not for Bluesky")
    assert answer.location == f"{CODEX}#bluesky"
    assert [one.reason for one in kept(desk)] == ["a & b? \u0634"]


def test_a_press_of_another_login_is_shown_again(
    desk: Desk, web: Flask, editor: FlaskClient
) -> None:
    other = logged_in(desk, web, "Somebody else")
    form = press(other, editor.get("/"), "Same")
    assert form.status_code == 403
    assert "does not belong to your present login" in form.text
    assert kept(desk, "Somebody else") == []
    press(other, form, "Settle it")
    assert [one.choice for one in kept(desk, "Somebody else")] == [Choice.SAME]
    assert kept(desk) == []


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/\\evil.example", "/login", "x"]
)
def test_it_never_leads_elsewhere(editor: FlaskClient, back: str) -> None:
    assert press(editor, editor.get("/"), "Same", back=back).location == (
        f"/#{story.TALK.id}.bluesky"
    )


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"decide": "choice=dance"},
        {"decide": "%00=%ff&choice"},
        {"choice": "same\x00"},
        {"decide": "choice=" + "x" * 100_000},
    ],
)
def test_what_makes_no_sense_is_refused(
    desk: Desk, editor: FlaskClient, sent: dict[str, str]
) -> None:
    token = token_of(editor.get("/").text)
    assert editor.post("/decide", data={"csrf_token": token} | sent).status_code == 400
    assert kept(desk) == []


@pytest.mark.parametrize(
    "sent",
    [
        {"choice": "same", "item": "2026-11-18-nothing", "channel": "bluesky", "address": "x"},
        {"choice": "same", "item": story.TALK.id, "channel": "nowhere", "address": DOUBTFUL},
        {"choice": "not-news", "address": "https://evil.example/<script>"},
        {"choice": "posted", "item": story.TALK.id, "channel": "linkedin", "address": "\u202e"},
    ],
)
def test_what_cannot_be_settled_is_explained(
    desk: Desk, editor: FlaskClient, sent: dict[str, str]
) -> None:
    token = token_of(editor.get("/").text)
    page = editor.post("/decide", data={"csrf_token": token} | sent)
    assert page.status_code == 422
    assert "nothing was stored" in page.text
    assert "<script" not in page.text
    assert kept(desk) == []


@pytest.mark.parametrize("path", ["/", TALK, "/channel/mastodon", "/decisions"])
def test_what_waits_is_said_to_its_person_alone(
    desk: Desk, web: Flask, editor: FlaskClient, path: str
) -> None:
    exempt(desk)
    assert "1 decision, not yet published" in editor.get(path).text
    for other in (web.test_client(), logged_in(desk, web, "Somebody else")):
        assert "not yet published" not in other.get(path).text


def test_a_very_long_wish_still_leads_to_the_login(web: Flask) -> None:
    sent = {"choice": "exempt", "reason": "x" * 9000, "back": "/" + quote("\u0634" * 900)}
    answer = web.test_client().post("/decide", data=sent)
    assert answer.status_code == 303
    assert answer.location.startswith("/login?next=")


def test_the_first_sentence_counts_what_its_person_settled(
    visitor: FlaskClient, editor: FlaskClient
) -> None:
    asks, missing = "1 match needs your eyes", "items are missing on Bluesky"
    assert asks in editor.get("/").text
    press(editor, editor.get("/"), "Not the same")
    mine, theirs = editor.get("/").text, visitor.get("/").text
    assert asks not in mine
    assert f"3 {missing}" in mine
    assert asks in theirs
    assert f"2 {missing}" in theirs
    assert "not yet published" not in theirs
