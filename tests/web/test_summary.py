"""The weekly summary in the browser: read by anybody, saved by who is logged in."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from werkzeug.test import TestResponse

from newsdesk.infra.settings import Settings
from newsdesk.web import create_app
from sandbox.accounts import EDITOR
from tests.fixtures.editing import LogIn, browser_of, read_desk
from tests.fixtures.wiki import PracticeWiki

PLACE = "/round/summary"
WEEK = f"{PLACE}?week=2026-W47"


@pytest.fixture
def log_in(wiki: PracticeWiki, suggesting_desk: Settings) -> Iterator[LogIn]:
    app = create_app(suggesting_desk)
    with read_desk(suggesting_desk) as engine:
        yield lambda account: browser_of(app, engine, suggesting_desk, wiki, account)


def token(page: TestResponse) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert found
    return found[1]


def text_in(page: TestResponse) -> str:
    found = re.search(r'<textarea[^>]*name="text"[^>]*>\n?(.*?)</textarea>', page.text, re.DOTALL)
    assert found
    return html.unescape(found[1])


def test_anybody_reads_it(log_in: LogIn) -> None:
    stranger = log_in(EDITOR).application.test_client()
    page = stranger.get(WEEK)
    assert page.status_code == 200
    assert text_in(page).startswith("== Week 2026-W47 (16 November 2026 to 22 November 2026) ==")
    assert "* 18 November 2026: One." in text_in(page)
    assert '<form method="post" action="/round/summary' not in page.text
    assert 'rel="prev" href="/round/summary?week=2026-W46"' in page.text


@pytest.mark.parametrize("week", ["2026-W54", "x", "2026-47"])
def test_what_is_no_week_is_not_found(log_in: LogIn, week: str) -> None:
    assert log_in(EDITOR).get(PLACE, query_string={"week": week}).status_code == 404


def test_a_week_that_has_not_begun_has_no_link(log_in: LogIn) -> None:
    me = log_in(EDITOR)
    assert 'rel="next"' not in me.get(PLACE).text
    assert 'rel="next"' in me.get(f"{PLACE}?week=2020-W01").text


def test_it_is_saved_after_it_was_shown(log_in: LogIn, wiki: PracticeWiki) -> None:
    me = log_in(EDITOR)
    page = me.get(WEEK)
    title = "Social media/Weekly/2026-W47"
    assert f'value="{title}"' in page.text
    form = {"csrf_token": token(page), "week": "2026-W47", "title": title, "text": text_in(page)}
    shown = me.post(PLACE, data=form, follow_redirects=True)
    assert "diff-addedline" in shown.text
    publish = re.search(rf'<form method="post" action="({PLACE}/[^"]+)"', shown.text)
    assert publish
    saved = me.post(publish[1], data={"csrf_token": token(shown)}, follow_redirects=True)
    assert saved.status_code == 200
    assert wiki.text(title) == text_in(page).strip()
    draft = me.get(f"{publish[1]}/draft")
    assert text_in(draft) == text_in(page)


def test_what_is_wrong_is_said_beside_what_was_typed(log_in: LogIn) -> None:
    me = log_in(EDITOR)
    form = {"csrf_token": token(me.get(WEEK)), "week": "2026-W47", "title": "A", "text": "x"}
    page = me.post(PLACE, data=form)
    assert page.status_code == 422
    assert text_in(page) == "x\n"
    assert 'value="A"' in page.text


def test_a_login_that_ended_keeps_the_text(log_in: LogIn) -> None:
    me = log_in(EDITOR)
    form = {"csrf_token": token(me.get(WEEK)), "week": "2026-W47", "title": "A", "text": "Typed"}
    page = me.application.test_client().post(PLACE, data=form)
    assert page.status_code == 403
    assert text_in(page) == "Typed"


def test_what_was_done_leads_to_it(log_in: LogIn) -> None:
    page = log_in(EDITOR).get("/round/done")
    assert f'href="{PLACE}"' in page.text
