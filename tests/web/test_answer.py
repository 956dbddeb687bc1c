"""Answering a suggestion in the browser, with and without a login."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from newsdesk.domain.lead import LeadKind
from newsdesk.infra.settings import Settings
from newsdesk.services import desk, stored_pages
from newsdesk.store import leads
from newsdesk.web import create_app
from sandbox.accounts import EDITOR
from tests.fixtures.editing import LogIn, browser_of, read_desk
from tests.fixtures.suggesting import TALK
from tests.fixtures.wiki import PracticeWiki

PLACE = "/round/suggestions/answer"


@pytest.fixture
def log_in(wiki: PracticeWiki, suggesting_desk: Settings) -> Iterator[LogIn]:
    app = create_app(suggesting_desk)
    with read_desk(suggesting_desk) as engine:
        yield lambda account: browser_of(app, engine, suggesting_desk, wiki, account)


@pytest.fixture
def named(suggesting_desk: Settings) -> dict[str, str]:
    """The suggestion "A release" as the form names it."""
    with read_desk(suggesting_desk) as engine, engine.connect() as connection:
        its_desk = desk.ensure(engine, suggesting_desk)
        found = leads.listed(connection, its_desk, [LeadKind.SUGGESTION], limit=9)
    one = next(one for one in found if one.title == "A release")
    return {"source": one.source_id, "id": one.native_id}


def token(page: TestResponse) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert found
    return found[1]


def text_in(page: TestResponse) -> str:
    found = re.search(r'<textarea[^>]*name="text"[^>]*>\n?(.*?)</textarea>', page.text, re.DOTALL)
    assert found
    return html.unescape(found[1])


def send(browser: FlaskClient, named: dict[str, str], **typed: str) -> TestResponse:
    page = browser.get(PLACE, query_string=named)
    form = named | {"csrf_token": token(page)} | typed
    return browser.post(PLACE, data=form, follow_redirects=True)


def test_from_the_queue_to_the_page(
    log_in: LogIn, wiki: PracticeWiki, named: dict[str, str]
) -> None:
    me = log_in(EDITOR)
    form = me.get(PLACE, query_string=named)
    assert "A release" in form.text
    assert "Please tell of it." in form.text
    shown = send(me, named, text="Thanks!")
    assert "diff-addedline" in shown.text
    assert "as Example editor" in shown.text
    publish = re.search(rf'<form method="post" action="({PLACE}/[^"]+)"', shown.text)
    assert publish
    saved = me.post(publish[1], data={"csrf_token": token(shown)}, follow_redirects=True)
    assert saved.status_code == 200
    assert ":Thanks! [[User:Example editor" in wiki.text(TALK)
    again = me.get(PLACE, query_string=named)
    assert "Already answered there by Example editor" in again.text


@pytest.mark.parametrize(
    ("ready", "begins"),
    [
        ("thanks", "Thank you, this is on the news page now: [[Template:MediaWiki News]]"),
        ("posted", "Thank you. Posted on:"),
        ("aside", "Thank you for the suggestion. We leave this one:"),
    ],
)
def test_a_ready_made_answer_fills_the_text(
    log_in: LogIn, named: dict[str, str], ready: str, begins: str
) -> None:
    me = log_in(EDITOR)
    assert text_in(send(me, named, ready=ready)) == begins
    assert text_in(send(me, named, ready=ready, text="Hello")) == f"Hello\n{begins}"


def test_what_is_wrong_is_said_beside_what_was_typed(log_in: LogIn, named: dict[str, str]) -> None:
    page = send(log_in(EDITOR), named, text="x" * 6000)
    assert page.status_code == 422
    assert text_in(page) == "x" * 6000
    assert "at most" in page.text


def test_a_draft_can_be_taken_up_again(log_in: LogIn, named: dict[str, str]) -> None:
    me = log_in(EDITOR)
    shown = send(me, named, text="Thanks & more")
    back = re.search(rf'href="({PLACE}/[^"]+/draft)"', shown.text)
    assert back
    assert text_in(me.get(back[1])) == "Thanks & more"


def test_what_is_gone_meanwhile_is_said_and_the_text_kept(
    log_in: LogIn, wiki: PracticeWiki, named: dict[str, str]
) -> None:
    me = log_in(EDITOR)
    wiki.edit(TALK, "Archived.")
    page = send(me, named, text="Thanks!")
    assert "is not on the page any more" in page.text
    assert ":Thanks! ~~~~" in html.unescape(page.text)


def test_who_is_not_logged_in_is_sent_to_the_login(log_in: LogIn, named: dict[str, str]) -> None:
    stranger = log_in(EDITOR).application.test_client()
    page = stranger.get(PLACE, query_string=named)
    assert page.status_code == 303
    assert page.headers["Location"].startswith("/login")


def test_a_login_that_ended_keeps_the_text(log_in: LogIn, named: dict[str, str]) -> None:
    me = log_in(EDITOR)
    form = me.get(PLACE, query_string=named)
    stranger = me.application.test_client()
    page = stranger.post(PLACE, data=named | {"csrf_token": token(form), "text": "Thanks!"})
    assert page.status_code == 403
    assert text_in(page) == "Thanks!"
    ways = map(html.unescape, re.findall(r'name="next" value="([^"]+)"', page.text))
    back = next(way for way in ways if way.startswith(PLACE))
    assert parse_qs(urlsplit(back).query)["text"] == ["Thanks!"]
    assert text_in(log_in(EDITOR).get(back)) == "Thanks!"


def test_what_is_not_there_is_not_found(log_in: LogIn, named: dict[str, str]) -> None:
    me = log_in(EDITOR)
    for address in (f"{PLACE}?source=x&id=y", PLACE, f"{PLACE}/unknown", f"{PLACE}/unknown/draft"):
        assert me.get(address).status_code == 404


def test_the_queue_leads_to_the_answer(log_in: LogIn, named: dict[str, str]) -> None:
    me = log_in(EDITOR)
    page = me.get("/round/suggestions")
    assert "A release" in page.text
    found = re.search(rf'href="({PLACE}\?[^"]+)"', page.text)
    assert found
    assert me.get(html.unescape(found[1])).status_code == 200


def test_a_page_that_is_not_there_is_said_at_its_step(
    log_in: LogIn,
    wiki: PracticeWiki,
    suggesting_desk: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    me = log_in(EDITOR)
    assert "does not exist" not in me.get("/round/suggestions").text
    assert "names no wiki page as “ideas”" in me.get("/round/ideas").text
    monkeypatch.setattr(stored_pages, "LAG", timedelta(0))
    wiki.api(action="delete", post={"title": TALK})
    with read_desk(suggesting_desk):
        page = me.get("/round/suggestions")
    assert f">{TALK}</a> does not exist" in page.text
