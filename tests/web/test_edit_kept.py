"""Whatever happens to a login or to the wiki, what was typed is still there."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from newsdesk.wiki import session
from sandbox.accounts import EDITOR
from tests.fixtures.editing import START, TITLE, LogIn, fields, send
from tests.fixtures.wiki import PracticeWiki

TYPED = {"action": "add", "date": "2026-11-19", "text": "''Mine'' & yours", "summary": "so there"}


def return_address(page: TestResponse) -> str:
    """Return where the login on this page leads back to."""
    main = page.text[page.text.index("<main") :]
    found = re.search(r'action="/login".*?name="next" value="([^"]*)"', main, re.S)
    assert found
    return html.unescape(found[1])


def kept(page: TestResponse) -> dict[str, str]:
    return {name: value for name, value in fields(page).items() if name in TYPED}


@contextmanager
def impatience(seconds: float = 0.5) -> Iterator[None]:
    """Wait for the wiki's answers no longer than this."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(session, "TIMEOUT", (5.0, seconds))
        yield


def test_a_login_that_ended_takes_the_text_along(log_in: LogIn, wiki: PracticeWiki) -> None:
    browser = log_in(EDITOR)
    form = fields(browser.get("/write"))
    browser.delete_cookie("newsdesk")
    page = browser.post("/edit", data=form | TYPED)
    assert page.status_code == 403
    assert kept(page) == TYPED
    assert "your login ended" in page.text
    again = log_in(EDITOR).get(return_address(page))
    assert kept(again) == TYPED
    assert wiki.text(TITLE) == START


def test_it_is_so_for_changes_too(log_in: LogIn) -> None:
    browser = log_in(EDITOR)
    form = fields(browser.get("/change/2026-11-03-two"))
    browser.delete_cookie("newsdesk")
    address = return_address(browser.post("/edit", data=form | {"text": "Better"}))
    browser = log_in(EDITOR)
    assert fields(browser.get(address)) | {"csrf_token": ""} == form | {
        "text": "Better",
        "csrf_token": "",
    }
    gone = browser.get(address.replace("-two", "-three"))
    assert fields(gone)["text"] == "Better"
    assert "2026-11-03-three" in gone.text


def test_what_is_too_long_for_an_address_is_sent_again_from_a_second_tab(log_in: LogIn) -> None:
    browser = log_in(EDITOR)
    form = fields(browser.get("/write")) | TYPED | {"text": "long " * 900}
    browser.delete_cookie("newsdesk")
    page = browser.post("/edit", data=form)
    assert return_address(page) == "/"
    assert 'target="_blank"' in page.text
    again = log_in(EDITOR).post("/edit", data=fields(page))
    assert again.status_code == 403
    assert kept(again)["text"] == form["text"].strip()
    assert "does not belong to your present login" in again.text


def test_a_form_from_another_login_is_shown_again(log_in: LogIn, wiki: PracticeWiki) -> None:
    page = log_in(EDITOR).post("/edit", data=TYPED)
    assert (page.status_code, kept(page)) == (403, TYPED)
    assert wiki.text(TITLE) == START


def test_publishing_without_a_login_leads_back_to_the_draft(
    log_in: LogIn, wiki: PracticeWiki
) -> None:
    browser = log_in(EDITOR)
    review = send(browser, browser.get("/write"), **TYPED)
    browser.delete_cookie("newsdesk")
    page = browser.post(review.request.path)
    assert (page.status_code, return_address(page)) == (403, review.request.path)
    browser = log_in(EDITOR)
    assert f'href="{review.request.path}"' in browser.post(review.request.path).text
    send(browser, browser.get(review.request.path))
    assert wiki.text(TITLE).count("''Mine'' & yours") == 1


def test_a_permission_that_was_revoked_ends_the_login_and_keeps_the_draft(
    log_in: LogIn, wiki: PracticeWiki
) -> None:
    browser = log_in(EDITOR)
    review = send(browser, browser.get("/write"), **TYPED)
    wiki.gateway.consumers.revoke(EDITOR.name)
    page = send(browser, review)
    assert (page.status_code, return_address(page)) == (403, review.request.path)
    assert "no longer accepts your login" in page.text
    assert EDITOR.name not in page.text
    assert browser.get("/write").status_code == 303
    browser = log_in(EDITOR)
    review = browser.get(review.request.path)
    assert "no longer accepts your login" not in review.text
    send(browser, review)
    assert wiki.text(TITLE).count("''Mine'' & yours") == 1


@pytest.mark.parametrize("path", ["/write", "/change/2026-11-03-two", "/archive"])
def test_a_revoked_permission_is_noticed_before_anything_is_typed(
    log_in: LogIn, wiki: PracticeWiki, path: str
) -> None:
    browser = log_in(EDITOR)
    wiki.gateway.consumers.revoke(EDITOR.name)
    page = browser.get(path)
    assert (page.status_code, return_address(page)) == (403, path)


def test_a_revoked_permission_keeps_the_form(log_in: LogIn, wiki: PracticeWiki) -> None:
    browser = log_in(EDITOR)
    form = fields(browser.get("/write"))
    wiki.gateway.consumers.revoke(EDITOR.name)
    page = browser.post("/edit", data=form | TYPED)
    assert (page.status_code, kept(page)) == (403, TYPED)
    assert kept(log_in(EDITOR).get(return_address(page))) == TYPED


@contextmanager
def silent(wiki: PracticeWiki, way: str) -> Iterator[None]:
    gateway = wiki.gateway
    with impatience(), gateway.hanging() if way == "hanging" else gateway.refusing():
        yield


WAYS = pytest.mark.parametrize("way", ["hanging", "refusing"])


@WAYS
def test_a_silent_wiki_leaves_the_text_in_the_form(
    log_in: LogIn, wiki: PracticeWiki, way: str
) -> None:
    browser = log_in(EDITOR)
    form = browser.get("/write")
    with silent(wiki, way):
        page = send(browser, form, **TYPED)
    assert (page.status_code, kept(page)) == (502, TYPED)
    assert "The wiki could not be reached" in page.text
    assert "Publishing adds one item" in send(browser, page).text


@WAYS
def test_a_silent_wiki_leaves_the_draft_on_its_page(
    log_in: LogIn, wiki: PracticeWiki, way: str
) -> None:
    browser = log_in(EDITOR)
    review = send(browser, browser.get("/write"), **TYPED).request.path
    with silent(wiki, way):
        page, draft = browser.get(review), browser.get(f"{review}/draft")
    assert "could not be reached" in page.text
    assert TYPED["text"] in html.unescape(page.text)
    assert "Publish changes" not in page.text
    assert kept(draft) == TYPED
    assert "Publish changes" in browser.get(review).text


@WAYS
def test_a_wiki_that_falls_silent_while_it_saves(
    log_in: LogIn, wiki: PracticeWiki, way: str
) -> None:
    browser = log_in(EDITOR)
    review = send(browser, browser.get("/write"), **TYPED)
    with silent(wiki, way):
        page = send(browser, review)
    assert "not known yet whether it saved" in page.text
    assert "Publish changes" not in page.text
    assert "<h1>Saved</h1>" in send(browser, browser.get(review.request.path)).text
    assert wiki.text(TITLE).count("''Mine'' & yours") == 1


def test_an_edit_whose_answer_was_lost_is_found_on_the_next_look(
    log_in: LogIn, wiki: PracticeWiki
) -> None:
    browser = log_in(EDITOR)
    review = send(browser, browser.get("/write"), **TYPED)
    with impatience(3), wiki.gateway.holding("edit", saved=True):
        page: TestResponse = send(browser, review)
    assert "<h1>Saved</h1>" in page.text
    assert wiki.text(TITLE).count("''Mine'' & yours") == 1


def test_the_form_itself_says_that_the_wiki_is_silent(log_in: LogIn, wiki: PracticeWiki) -> None:
    browser: FlaskClient = log_in(EDITOR)
    with silent(wiki, "hanging"):
        page = browser.get("/write")
    assert page.status_code == 502
    assert "could not be reached" in page.text
