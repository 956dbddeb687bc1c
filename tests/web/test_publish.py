"""Publishing decisions through the pages, on a real wiki and without any script."""

from __future__ import annotations

import html
import json

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from newsdesk.infra.settings import Settings
from sandbox.accounts import BLOCKED, EDITOR, SYSOP, Account
from tests.fixtures.editing import CONFIG, POST, LogIn
from tests.fixtures.waiting import until
from tests.fixtures.wiki import PracticeWiki
from tests.web.pressing import buttons, press, token_of
from tests.web.test_edit_kept import return_address, silent

SET_UP = "Social media/Newsdesk.json"
PAGE = "Social media/Newsdesk/Decisions/2026.json"
ONE, TWO = "2026-11-18-one", "2026-11-03-two"
CHANNELS = [
    {"id": "mastodon", "kind": "mastodon", "account": "mediawiki@wikis.world", "name": "Mastodon"},
    {"id": "linkedin", "kind": "manual", "name": "LinkedIn", "url": "https://linkedin.example/mw"},
]


@pytest.fixture
def editing(editing: Settings, wiki: PracticeWiki) -> Settings:
    """A desk with two channels, where nothing was decided."""
    text = json.dumps(json.loads(CONFIG) | {"channels": CHANNELS})
    wiki.api(action="edit", post={"title": SET_UP, "text": text, "contentmodel": "json"})
    if "missing" not in wiki.api(action="query", titles=PAGE)["query"]["pages"][0]:
        wiki.api(action="delete", post={"title": PAGE})
    return editing


def exempt(browser: FlaskClient, item: str = ONE, reason: str = "no news there") -> None:
    page = browser.get(f"/item/{item}")
    assert press(browser, page, "Not for Mastodon", reason=reason).status_code == 303


def on(browser: FlaskClient, answer: TestResponse) -> TestResponse:
    """Go where an answer leads."""
    assert answer.status_code == 303, answer.text
    return browser.get(answer.location)


def reviewed(browser: FlaskClient, path: str = "/") -> TestResponse:
    return on(browser, press(browser, browser.get(path), "Publish"))


def published(browser: FlaskClient) -> TestResponse:
    return on(browser, press(browser, reviewed(browser), "Publish"))


def written(wiki: PracticeWiki) -> dict[str, object]:
    value: dict[str, object] = json.loads(wiki.text(PAGE))
    return value


def test_from_the_board_to_the_wiki(log_in: LogIn, wiki: PracticeWiki) -> None:
    browser = log_in(EDITOR)
    exempt(browser)
    press(browser, browser.get("/"), "Not news")
    review = reviewed(browser)
    text = html.unescape(review.text)
    for words in (
        "“One.” is not for Mastodon: no news there",
        "The post is no news",
        POST.url,
        f"Changes of {PAGE}",
        "diff-addedline",
        "Publishing edits one page on Practice wiki as Example editor.",
        "Publish 2 decisions",
    ):
        assert words in text
    assert "missing" in wiki.api(action="query", titles=PAGE)["query"]["pages"][0]
    done = on(browser, press(browser, review, "Publish 2 decisions", summary=" As  agreed "))
    assert "<h1>Saved</h1>" in done.text
    newest = wiki.history(PAGE)[0]
    assert newest["comment"] == "As agreed"
    assert newest["user"] == EDITOR.name
    assert f"diff={newest['revid']}" in done.text
    assert "Take back" not in done.text
    assert written(wiki)["posts"] == {POST.url: "not-news"}
    board = browser.get("/").text
    assert "not yet published" not in board
    stranger = browser.application.test_client()
    assert "Not for Mastodon" in stranger.get("/").text
    listed = stranger.get("/decisions").text
    assert "is not for Mastodon: no news there" in listed
    assert POST.url in listed


def test_what_is_published_is_taken_back_from_the_board(log_in: LogIn, wiki: PracticeWiki) -> None:
    browser = log_in(EDITOR)
    exempt(browser)
    published(browser)
    assert press(browser, browser.get("/"), "Take back").location == f"/#{ONE}.mastodon"
    board = browser.get("/").text
    assert "Not for Mastodon" not in board
    assert "1 decision, not yet published" in board
    stranger = browser.application.test_client()
    assert "Not for Mastodon" in stranger.get("/").text
    published(browser)
    assert "items" not in written(wiki)
    # What strangers see may be a second old.
    until(lambda: "Not for Mastodon" not in stranger.get("/").text)


def test_it_can_be_taken_back_where_it_is_reviewed(log_in: LogIn) -> None:
    browser = log_in(EDITOR)
    exempt(browser)
    review = reviewed(browser)
    assert press(browser, review, "Take back").location == "/decisions#waiting"
    assert "You have nothing to publish" in browser.get("/decisions").text
    late = press(browser, review, "Publish 1 decision")
    assert late.status_code == 422
    assert "None of your decisions waits" in late.text


def test_who_cannot_edit_is_told_why_and_given_the_text(log_in: LogIn) -> None:
    browser = log_in(BLOCKED)
    exempt(browser)
    review = reviewed(browser)
    text = html.unescape(review.text)
    assert BLOCKED.blocked in text
    assert '"exempt":"no news there"' in text
    assert "title=Talk:Social_media/Newsdesk/Decisions/2026.json&action=edit&section=new" in text
    assert "preloadtitle=Edit%20request%3A%20publish%201%20decision" in text
    assert buttons(review, "Publish") == []
    assert "1 decision, not yet published" in browser.get("/").text


def test_a_refusal_keeps_the_decisions(log_in: LogIn, wiki: PracticeWiki) -> None:
    browser = log_in(EDITOR)
    exempt(browser)
    review = reviewed(browser)
    wiki.switch(readonly="moving house")
    refused = on(browser, press(browser, review, "Publish"))
    wiki.switch()
    assert "moving house" in refused.text
    assert "“One.” is not for Mastodon" in refused.text
    on(browser, press(browser, refused, "Publish"))
    assert "no news there" in wiki.text(PAGE)


def test_others_decisions_of_other_things_stay(log_in: LogIn, wiki: PracticeWiki) -> None:
    first, second = log_in(EDITOR), log_in(SYSOP)
    exempt(first)
    exempt(second, TWO, "too old")
    reviews = reviewed(first), reviewed(second)
    for browser, review in zip((first, second), reviews, strict=True):
        assert "<h1>Saved</h1>" in on(browser, press(browser, review, "Publish")).text
    assert {"no news there", "too old"} == {
        one["channels"]["mastodon"]["exempt"]
        for one in written(wiki)["items"].values()  # type: ignore[attr-defined]
    }


def test_what_a_decision_takes_the_place_of_is_said_before(
    log_in: LogIn, wiki: PracticeWiki
) -> None:
    """Whoever decided before they knew what somebody else had published sees it."""
    first, second = log_in(EDITOR), log_in(SYSOP)
    exempt(first)
    exempt(second, reason="told elsewhere")
    assert "Until now the wiki says" not in reviewed(first).text
    published(first)
    review = html.unescape(reviewed(second).text)
    assert "Until now the wiki says: “One.” is not for Mastodon: no news there" in (
        " ".join(review.split())
    )
    assert "meanwhile" not in review


def test_what_somebody_decided_otherwise_is_shown_first(log_in: LogIn, wiki: PracticeWiki) -> None:
    first, second = log_in(EDITOR), log_in(SYSOP)
    exempt(first)
    exempt(second, reason="another reason")
    review = reviewed(first)
    published(second)
    again = on(first, press(first, review, "Publish"))
    assert "Somebody published otherwise meanwhile" in again.text
    assert "another reason" in again.text
    assert "“2026-" not in again.text, "an item goes by its words"
    assert "another reason" in wiki.text(PAGE)
    on(first, press(first, again, "Publish"))
    assert "no news there" in wiki.text(PAGE)


def test_a_login_that_ended_keeps_what_was_decided(log_in: LogIn, wiki: PracticeWiki) -> None:
    browser = log_in(EDITOR)
    exempt(browser)
    board, review = browser.get("/"), reviewed(browser)
    browser.delete_cookie("newsdesk")
    for page in (board, review):
        ended = press(browser, page, "Publish")
        assert (ended.status_code, return_address(ended)) == (403, "/decisions")
        assert "What you decided is kept" in ended.text
    browser = log_in(EDITOR)
    assert "“One.” is not for Mastodon" in browser.get("/decisions").text
    published(browser)
    assert "no news there" in wiki.text(PAGE)


def test_a_revoked_permission_keeps_what_was_decided(log_in: LogIn, wiki: PracticeWiki) -> None:
    browser = log_in(EDITOR)
    exempt(browser)
    board = browser.get("/")
    wiki.gateway.consumers.revoke(EDITOR.name)
    page = press(browser, board, "Publish")
    assert (page.status_code, return_address(page)) == (403, "/decisions")
    assert "no longer accepts your login" in page.text
    assert "“One.” is not for Mastodon" in log_in(EDITOR).get("/decisions").text


@pytest.mark.parametrize("way", ["hanging", "refusing"])
def test_a_silent_wiki_keeps_what_was_decided(log_in: LogIn, wiki: PracticeWiki, way: str) -> None:
    browser = log_in(EDITOR)
    exempt(browser)
    board = browser.get("/")
    with silent(wiki, way):
        page = press(browser, board, "Publish")
    assert page.status_code == 422
    assert "could not be reached" in page.text
    assert "What you decided is kept" in page.text
    assert "“One.” is not for Mastodon" in page.text
    assert "Publish 1 decision" in on(browser, press(browser, page, "Publish")).text


def test_only_their_person_sees_what_is_to_be_published(log_in: LogIn) -> None:
    browser = log_in(EDITOR)
    exempt(browser)
    address = press(browser, browser.get("/"), "Publish").location
    other = log_in(SYSOP)
    assert other.get(address).status_code == 404
    token = token_of(other.get("/").text)
    assert other.post(address, data={"csrf_token": token}).status_code in {303, 404}
    stranger = browser.application.test_client()
    assert stranger.get(address).status_code == 303
    assert stranger.post(address).status_code == 403
    assert browser.get("/decisions/nothing").status_code == 404


def test_a_broken_page_is_linked_with_all_its_faults(log_in: LogIn, wiki: PracticeWiki) -> None:
    """They are known at once, not only after the page is read the next time."""
    browser = log_in(EDITOR)
    exempt(browser)
    broken = {"version": 1, "items": {f"item {n}": {} for n in range(9)}}
    wiki.edit(PAGE, json.dumps(broken), contentmodel="json")
    page = press(browser, browser.get("/"), "Publish")
    assert page.status_code == 422
    assert "cannot be read as it is, so nothing was published" in page.text
    assert all(f"item {n}" in page.text for n in range(9))
    assert "Decisions/2026.json&amp;action=edit" in page.text
    assert html.unescape(page.text).count(" kept") == 1


def test_nothing_to_publish_is_said(log_in: LogIn) -> None:
    browser = log_in(EDITOR)
    token = token_of(browser.get("/").text)
    page = browser.post("/decisions", data={"csrf_token": token})
    assert page.status_code == 422
    assert "None of your decisions waits" in page.text


@pytest.mark.parametrize("account", [EDITOR, BLOCKED], ids=lambda one: one.name)
def test_one_button_is_the_first(log_in: LogIn, account: Account) -> None:
    browser = log_in(account)
    exempt(browser)
    pages = [
        browser.get(path) for path in ("/", f"/item/{ONE}", "/channel/mastodon", "/decisions")
    ]
    for page in (*pages, reviewed(browser)):
        assert page.text.count("cdx-button--weight-primary") <= 1
