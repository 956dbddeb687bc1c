"""The way of a newcomer's edit through the pages, on a real wiki and without any script."""

from __future__ import annotations

import html
import re

import pytest

from sandbox.accounts import BLOCKED, EDITOR
from tests.fixtures.editing import KEY, POST, START, TITLE, LogIn, fields, send
from tests.fixtures.wiki import PracticeWiki


def test_who_is_not_logged_in_is_sent_to_the_login(log_in: LogIn) -> None:
    browser = log_in(EDITOR)
    browser.delete_cookie("newsdesk")
    for path in ("/add", "/write", "/archive", "/change/x", "/edit/x", "/edit/x/draft"):
        assert browser.get(path).status_code == 303


def test_from_post_to_page(log_in: LogIn, wiki: PracticeWiki) -> None:
    browser = log_in(EDITOR)
    form = browser.get(
        "/add", query_string={"kind": "mastodon", "origin": KEY.origin, "id": KEY.native_id}
    )
    assert POST.url in form.text
    review = send(browser, form)
    assert (
        "Publishing adds one item to Template:MediaWiki News on Practice wiki as Example editor."
    ) in review.text
    assert "diff-addedline" in review.text
    assert "~~~~ {{Spam}} x" in html.unescape(review.text)
    assert wiki.text(TITLE) == START
    done = send(browser, review)
    assert "/edit/" in done.request.path
    line = wiki.text(TITLE).split("\n")[0]
    assert line == (
        "* 20 November 2026: &#126;&#126;&#126;&#126; &#123;&#123;Spam&#125;&#125; x "
        "[[mw:A|notes]]"
    )
    assert wiki.text(TITLE) == f"{line}\n{START}"
    assert wiki.history(TITLE)[0]["user"] == EDITOR.name
    newest = wiki.history(TITLE)[0]
    assert "Publish changes" not in done.text
    assert f"diff={newest['revid']}&amp;oldid={newest['parentid']}" in done.text
    item = re.search(r'href="(/item/2026-11-20-[^"]*)"', done.text)
    assert item
    assert browser.get(item[1]).status_code == 200


def test_from_nothing_with_a_summary_of_ones_own(log_in: LogIn, wiki: PracticeWiki) -> None:
    browser = log_in(EDITOR)
    review = send(
        browser, browser.get("/write"), date="2026-11-19", text="Mine", summary="my own words"
    )
    send(browser, review)
    assert "* 19 November 2026: Mine\n" in wiki.text(TITLE)
    assert wiki.history(TITLE)[0]["comment"] == "my own words"


def test_what_is_wrong_is_said_beside_what_was_typed(log_in: LogIn) -> None:
    browser = log_in(EDITOR)
    form = browser.get("/write")
    unbalanced = send(browser, form, date="2026-11-19", text="Mine {{x")
    assert unbalanced.status_code == 422
    assert "Mine {{x" in unbalanced.text
    undated = send(browser, form, date="", text="Mine")
    assert "Please give the date" in undated.text


def test_a_draft_can_be_taken_up_again(log_in: LogIn) -> None:
    browser = log_in(EDITOR)
    review = send(browser, browser.get("/write"), date="2026-11-19", text="Mine")
    back = browser.get(f"{review.request.path}/draft")
    assert fields(back)["text"] == "Mine"


def test_change_and_remove(log_in: LogIn, wiki: PracticeWiki) -> None:
    browser = log_in(EDITOR)
    form = browser.get("/change/2026-11-03-two")
    send(browser, send(browser, form, text="Better."))
    assert wiki.text(TITLE) == START.replace("Two", "Better")
    send(browser, send(browser, browser.get("/remove/2026-11-03-better")))
    assert wiki.text(TITLE) == "* 18 November 2026: One."
    assert browser.get("/remove/2026-11-03-better").status_code == 404


def test_who_cannot_edit_gets_the_text_and_the_talk_page(log_in: LogIn) -> None:
    browser = log_in(BLOCKED)
    page = browser.get("/add", query_string={"kind": "mastodon", "origin": KEY.origin, "id": "1"})
    assert '<form method="post" action="/edit' not in page.text
    assert BLOCKED.blocked in html.unescape(page.text)
    assert "[[mw:A|notes]]" in html.unescape(page.text)
    assert "section=new" in page.text
    assert "title=Template_talk:MediaWiki_News" in page.text


def test_a_refusal_keeps_the_draft(log_in: LogIn, wiki: PracticeWiki) -> None:
    browser = log_in(EDITOR)
    review = send(browser, browser.get("/write"), date="2026-11-19", text="Mine")
    wiki.switch(readonly="moving house")
    refused = send(browser, review)
    assert "moving house" in refused.text
    assert "Mine" in refused.text
    wiki.switch()
    send(browser, refused)
    assert wiki.text(TITLE).count("Mine") == 1


def test_a_forged_form_is_refused(log_in: LogIn, wiki: PracticeWiki) -> None:
    browser = log_in(EDITOR)
    data = {"action": "add", "date": "2026-11-19", "text": "Mine"}
    assert browser.post("/edit", data=data).status_code == 403
    review = send(browser, browser.get("/write"), **data)
    assert browser.post(review.request.path).status_code == 403
    assert wiki.text(TITLE) == START


def test_another_ones_draft_is_not_found(log_in: LogIn) -> None:
    browser = log_in(EDITOR)
    review = send(browser, browser.get("/write"), date="2026-11-19", text="Mine")
    assert log_in(BLOCKED).get(review.request.path).status_code == 404


@pytest.mark.parametrize("query", ["kind=x&origin=y&id=z", "kind=mastodon&origin=y&id=z"])
def test_an_unknown_post_is_not_found(log_in: LogIn, query: str) -> None:
    assert log_in(EDITOR).get(f"/add?{query}").status_code == 404


HOSTILE = (
    {"action": "add", "date": "0001-01-01", "text": "x"},
    {"action": "add", "date": "9999-12-31", "text": "\u202e\x00\x07 ~~~~ [[a]] {{b}} <translate>"},
    {"action": "add", "date": "2026-11-20", "text": "{{" * 5_000},
    {"action": "add", "date": "2026-11-20", "text": "x" * 1_000_000},
    {"action": "add", "date": "20261120", "text": "<!--", "summary": "[[User:A]]\r\n" * 400},
    {"action": "add", "date": "2026-W01-1" * 999, "text": "\ufffe\ud7ff\U0010ffff"},
    {"action": "change", "date": "2026-11-18", "text": "y", "item": "../" * 99},
    {"action": "remove", "item": "\x00"},
    {"action": "archive", "text": "x" * 99},
)


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_typed_is_answered(log_in: LogIn, typed: dict[str, str]) -> None:
    """The draft is shown with its preview, or what is wrong with it; nothing of it is active."""
    browser = log_in(EDITOR)
    token = fields(browser.get("/add"))["csrf_token"]
    answer = browser.post("/edit", data={"csrf_token": token} | typed, follow_redirects=True)
    assert answer.status_code in {200, 404, 422}
    assert "<script" not in answer.text
    assert answer.headers["Cache-Control"] in {"private, no-store", "no-store"}


def test_an_items_page_leads_to_changing_and_removing_it(
    log_in: LogIn, wiki: PracticeWiki
) -> None:
    browser = log_in(EDITOR)
    page = browser.get("/item/2026-11-03-two")
    for path in ("/change/2026-11-03-two", "/remove/2026-11-03-two"):
        assert f'href="{path}"' in page.text
        assert browser.get(path).status_code == 200
    browser.delete_cookie("newsdesk")
    stranger = browser.get("/item/2026-11-03-two")
    assert "/change/" not in stranger.text
    assert 'href="/login?next=/item/2026-11-03-two"' in stranger.text


def test_the_board_leads_to_archiving_where_the_page_is_too_long(
    log_in: LogIn, wiki: PracticeWiki
) -> None:
    browser = log_in(EDITOR)
    board = browser.get("/")
    assert "One item could move to the archive" in board.text
    form = browser.get("/archive")
    review = send(browser, form)
    assert "Publishing moves one item from Template:MediaWiki News to News/Archive" in review.text
    done = send(browser, review)
    assert "<h1>Saved</h1>" in done.text
    assert wiki.text(TITLE) == "* 18 November 2026: One."
    assert "* '''3 November 2026:''' Two.\n" in wiki.text("News/Archive")
    assert "could move to the archive" not in browser.get("/").text
    assert "/change/" not in browser.get("/item/2026-11-03-two").text


def test_who_cannot_edit_gets_the_item_as_the_page_writes_it(log_in: LogIn) -> None:
    query = {"date": "2026-11-19", "text": "Mine"}
    page = log_in(BLOCKED).get("/write", query_string=query)
    assert "* 19 November 2026: Mine</textarea>" in page.text
    assert "preloadtitle=Edit%20request%3A%20news%20item%20of%202026-11-19" in page.text
