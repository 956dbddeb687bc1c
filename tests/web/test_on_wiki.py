"""The pages of "Set up this wiki": for strangers, for who is logged in, and against tricks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from werkzeug.test import TestResponse

from newsdesk.infra import clock, messages
from newsdesk.infra.settings import Settings
from newsdesk.services import desk, installed_pages, wiki_pages
from newsdesk.store import desks
from newsdesk.store.database import connect, writing
from newsdesk.web import create_app
from newsdesk.web.views.line_changes import compare
from newsdesk.wiki.session import anonymous
from sandbox.accounts import EDITOR, SYSOP
from tests.fixtures.editing import LogIn, browser_of, read_desk
from tests.fixtures.installing import clear
from tests.fixtures.wiki import TIMEOUT, PracticeWiki

PLACE = "/setup/wiki"
MODULE = "Module:Newsdesk"
DEFINITION = "MediaWiki:Gadgets-definition"


@pytest.fixture
def log_in(wiki: PracticeWiki, editing: Settings) -> Iterator[LogIn]:
    clear(wiki)
    app = create_app(editing)
    with read_desk(editing) as engine:
        desk_id = desk.ensure(engine, editing)
        assert installed_pages.read(anonymous(editing), engine, desk_id) is None
        yield lambda account: browser_of(app, engine, editing, wiki, account)


def token(page: TestResponse) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert found
    return found[1]


def fields(page: TestResponse) -> dict[str, str]:
    """Read the form that opens the wiki's edit window."""
    form = page.text[page.text.index("index.php?title=") :]
    pairs = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form)
    text = re.search(r'<textarea[^>]*name="wpTextbox1"[^>]*>\n(.*?)</textarea>', form, re.DOTALL)
    assert text
    return {name: html.unescape(value) for name, value in (*pairs, ("wpTextbox1", text[1]))}


def look_again(settings: Settings) -> None:
    """Ask the wiki for what it has, as if an hour had passed."""
    engine = connect(settings.database)
    desk_id = desk.ensure(engine, settings)
    assert installed_pages.read(anonymous(settings), engine, desk_id, timedelta(0)) is None
    engine.dispose()


def test_strangers_see_what_is_there_and_no_button(log_in: LogIn) -> None:
    stranger = log_in(EDITOR).application.test_client()
    page = stranger.get(PLACE)
    assert page.status_code == 200
    assert "Not there yet" in page.text
    assert "Make page" not in page.text
    assert "Log in to make" in page.text
    assert "3 wait for the wiki’s own edit window." in page.text
    assert stranger.get("/setup").text.count(f'href="{PLACE}"') == 1
    assert stranger.get(f"{PLACE}/page/{MODULE}").status_code == 200


def test_a_page_is_made_with_a_click_and_a_look(
    log_in: LogIn, wiki: PracticeWiki, editing: Settings
) -> None:
    me = log_in(EDITOR)
    page = me.get(PLACE)
    form = {"csrf_token": token(page), "title": MODULE}
    shown = me.post(PLACE, data=form, follow_redirects=True)
    assert "Publishing makes the page" in shown.text
    assert "diff-addedline" in shown.text
    publish = re.search(rf'<form method="post" action="({PLACE}/[^"]+)"', shown.text)
    assert publish
    saved = me.post(publish[1], data={"csrf_token": token(shown)}, follow_redirects=True)
    assert "Next page: " in saved.text
    assert wiki.history(MODULE)[0]["user"] == EDITOR.name
    assert "Up to date" in me.get(f"{PLACE}/page/{MODULE}").text
    assert me.get(f"{publish[1]}/draft").status_code == 200

    wiki.edit(MODULE, f"{wiki.text(MODULE)}\n-- </td><script>alert(1)</script>")
    look_again(editing)
    changed = me.get(f"{PLACE}/page/{MODULE}").text
    assert "Somebody changed this page by hand" in changed
    assert "-- &lt;/td&gt;&lt;script&gt;" in changed
    assert "<script>alert" not in changed
    shown = me.post(PLACE, data=form, follow_redirects=True)
    assert "Somebody changed this page by hand" in shown.text


@pytest.mark.parametrize("title", ["Main Page", "MediaWiki:Common.js", DEFINITION, ""])
def test_a_made_up_title_is_refused_in_words(
    log_in: LogIn, wiki: PracticeWiki, title: str
) -> None:
    me = log_in(SYSOP)
    answer = me.post(PLACE, data={"csrf_token": token(me.get(PLACE)), "title": title})
    assert answer.status_code == 422
    assert "is none of the pages that Newsdesk makes" in answer.text


def test_no_other_page_is_shown(log_in: LogIn) -> None:
    me = log_in(EDITOR)
    for title in ("Main Page", "MediaWiki:Common.js", "Module:Newsdesk/", "../x"):
        assert me.get(f"{PLACE}/page/{title}").status_code == 404


def test_who_is_not_logged_in_makes_nothing(log_in: LogIn) -> None:
    stranger = log_in(EDITOR).application.test_client()
    assert stranger.post(PLACE, data={"title": MODULE}).status_code == 403
    assert (
        stranger.post(f"{PLACE}/check", headers={"Origin": "https://e.example"}).status_code == 403
    )


def test_who_may_not_edit_copies(log_in: LogIn, wiki: PracticeWiki) -> None:
    title = "Template:Newsdesk status"
    wiki.edit(title, "Ours.")
    wiki.protect(title)
    me = log_in(EDITOR)
    form = {"csrf_token": token(me.get(PLACE)), "title": title}
    shown = me.post(PLACE, data=form, follow_redirects=True)
    assert "You can&#39;t edit" in shown.text
    assert "<textarea" in shown.text
    assert "Publish changes" not in shown.text


def test_the_edit_window_of_the_wiki_opens_with_the_text(
    log_in: LogIn, wiki: PracticeWiki, editing: Settings
) -> None:
    """As an administrator; nothing is saved before they press the wiki's own button."""
    me, browser = log_in(EDITOR), wiki.browser(SYSOP)
    others = "== Browsing ==\n* popups|popups.js"
    wiki.edit(DEFINITION, f"{others}\n* newsdesk|old.js")
    look_again(editing)
    page = me.get(f"{PLACE}/page/{DEFINITION}")
    assert "old.js" in page.text
    action = re.search(r'action="(http[^"]+)"', page.text)
    assert action
    window = browser.post(html.unescape(action[1]), data=fields(page), timeout=TIMEOUT).text
    assert "diff-addedline" in window
    text = re.search(r'name="wpTextbox1">(.*?)</textarea>', window, re.DOTALL)
    assert text
    ours = wiki_pages.texts(editing, messages.load())
    definition = next(one for one in ours if one.title == DEFINITION)
    assert html.unescape(text[1]).strip() == f"{others}\n{definition.text}"
    assert wiki.text(DEFINITION).endswith("old.js")


def test_a_wiki_without_an_extension_says_what_does_not_work(
    log_in: LogIn, editing: Settings
) -> None:
    me = log_in(EDITOR)
    engine = connect(editing.database)
    desk_id = desk.ensure(engine, editing)
    with writing(engine) as connection:
        site = desks.site(connection, desk_id)
        assert site
        desks.set_site(connection, desk_id, replace(site, extensions=()), now=clock.now())
        desks.bump(connection, desk_id)
    engine.dispose()
    page = me.get(PLACE).text
    assert "does not have the Scribunto extension" in page
    assert "does not have the Gadgets extension" in page
    assert MODULE not in page
    assert "Make page" not in me.get(f"{PLACE}/page/{MODULE}").text


def test_lines_are_compared() -> None:
    before, after = "a\nb\nc\nd\ne\nf", "a\nb\nc\nd\nE\nf\ng"
    assert [(line.kind, line.text) for line in compare(before, after)] == [
        ("lineno", "2"),
        ("context", "b"),
        ("context", "c"),
        ("context", "d"),
        ("deletedline", "e"),
        ("addedline", "E"),
        ("context", "f"),
        ("addedline", "g"),
    ]


def test_only_line_feeds_end_the_lines_that_are_counted() -> None:
    """Else a page that counts as one line would be compared as a million."""
    assert [(line.kind, line.text) for line in compare("a\u2028b\x85c", "a")][1:] == [
        ("deletedline", "a\u2028b\x85c"),
        ("addedline", "a"),
    ]
