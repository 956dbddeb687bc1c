"""The board's page: every state it can be in, and what strangers wrote shown safely."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from newsdesk.infra import clock
from newsdesk.infra.files import MESSAGES
from newsdesk.infra.html import sanitise
from newsdesk.infra.messages import load
from newsdesk.store import desks, revisions
from newsdesk.store.database import writing
from newsdesk.web.tool import EXTENSION
from newsdesk.web.views.notice import NAMED
from tests.fixtures import board as story
from tests.fixtures.board import Desk
from tests.web.board_app import app_over


@pytest.fixture(autouse=True)
def _story_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: story.NOW)


@pytest.fixture
def app(desk: Desk) -> Iterator[Flask]:
    app = app_over(desk)
    yield app
    app.extensions[EXTENSION].engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def page(client: FlaskClient, address: str = "/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_the_first_sentence_links_each_of_its_parts(client: FlaskClient) -> None:
    html = page(client)
    assert "4 to do:" in html
    for href, words in (
        ("/?show=missing&amp;channel=mastodon#items", "1 item is missing on Mastodon"),
        ("/?show=missing&amp;channel=bluesky#items", "2 items are missing on Bluesky"),
        ("/?show=check#items", "1 match needs your eyes"),
        ("/?show=unread&amp;channel=blog#items", "Blog could not be read since 14:20 UTC"),
        ("/#unlisted", "1 post is not on the news page"),
    ):
        assert f'<a href="{href}">{words}</a>' in html


def test_a_row_says_each_status_in_words(client: FlaskClient) -> None:
    html = page(client, "/?period=all")
    for words in ("Posted 18 Nov", "Shared 15 Nov", "Missing", "Please check", "Not posted",
                  "Not read since 14:20 UTC", "Not expected", "On the page", "In the archive",
                  "Not yet marked for translation"):  # fmt: skip
        assert f">{words}<" in html, words


def test_a_chip_is_never_a_link_and_stands_beside_one(client: FlaskClient) -> None:
    html = page(client, "/?show=check")
    chip = '<span class="cdx-info-chip__text">Please check</span></span>'
    assert chip in html
    assert html.index(chip) < html.index(f'/item/{story.TALK.id}#bluesky">Is this the same?')


def test_who_cannot_post_is_told_whom_to_ask(client: FlaskClient) -> None:
    html = page(client)
    assert "User_talk:Second_editor" in html
    assert "Ask Second editor" in html
    assert "Ask on Talk:Social media" in html


def test_filters_are_links_and_a_form_that_work_without_script(client: FlaskClient) -> None:
    html = page(client, "/?show=missing&channel=mastodon")
    assert story.TALK.text in html
    assert story.CODEX.text not in html
    assert '<option value="mastodon" selected>' in html
    assert '<input type="hidden" name="show" value="missing">' in html
    assert "<script" not in html


def test_a_filter_that_leaves_nothing_offers_everything(client: FlaskClient) -> None:
    html = page(client, "/?q=nowhere")
    assert "Nothing here fits this choice." in html
    assert 'href="/?period=all">Show everything</a>' in html


def test_the_table_can_be_read_aloud_and_reached_by_keyboard(client: FlaskClient) -> None:
    html = page(client)
    assert 'role="region" aria-labelledby="items" tabindex="0"' in html
    assert html.count('<th scope="row">') == 3
    assert html.count('scope="col"') == 7
    assert html.count("<h1>") == 1


def test_posts_that_are_on_no_news_page_can_be_added(client: FlaskClient) -> None:
    html = page(client)
    assert "New on the blog: the parser" in html
    assert "1 share is not listed" in html
    assert html.count("Add to the news page</a>") == 1


def test_a_channel_that_cannot_be_read_says_why_and_when_next(client: FlaskClient) -> None:
    html = page(client)
    assert "The wiki could not be reached." in html
    assert "Next try: 15:20 UTC." in html


def test_hostile_texts_are_shown_as_texts(desk: Desk, client: FlaskClient) -> None:
    evil = "<script>alert(1)</script> \u202egnp.exe & \"quotes\" 'x' {{ 7*7 }}"
    desk.items.append(story.item(evil, story.NOW.date()))
    html = sanitise('<p onclick="x()">Hi <script>alert(2)</script><b>there</b></p>').html
    post = story.post(story.BLUESKY, 66, evil, story.NOW, html=html, url="javascript:alert(3)")
    desk.posts[story.BLUESKY].append(post)
    desk.save()
    shown = page(client)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "{{ 7*7 }}" in shown
    for bad in ("<script", "onclick", "javascript:", "alert(2)"):
        assert bad not in shown
    assert 'dir="auto">&lt;script' in shown, "a text that turns direction is kept apart"


@pytest.mark.parametrize("language", ["de", "ar", "qqx"])
def test_the_board_speaks_other_languages(client: FlaskClient, language: str) -> None:
    html = page(client, f"/?uselang={language}")
    expected = {"de": "Meldungen fehlen auf Bluesky", "ar": 'dir="rtl"', "qqx": "(newsdesk-"}
    assert expected[language] in html
    assert f"show=check&amp;uselang={language}#items" in html, "links keep the language"


@pytest.mark.parametrize("language", ["de", "ar", "qqq"])
def test_every_message_of_the_board_is_translated(language: str) -> None:
    parts = ("board", "summary", "status", "filter", "show", "cell", "item", "unlisted", "why")
    keys = {key for key in load()["en"] if key.split("-")[1] in parts}
    assert keys <= json.loads((MESSAGES / f"{language}.json").read_text()).keys()


def test_no_set_up_page_leads_to_the_first_run(empty_desk: Desk) -> None:
    with writing(empty_desk.engine) as connection:
        revisions.set_checked(connection, empty_desk.id, [story.TITLE], now=story.NOW)
    html = page(app_over(empty_desk).test_client())
    assert "This wiki has no set-up page yet" in html
    assert "Set up Newsdesk" in html


def test_what_the_wiki_was_not_asked_is_not_claimed(empty_desk: Desk) -> None:
    client = app_over(empty_desk).test_client()
    assert "The first reading of the wiki and its channels is under way" in page(client)
    with writing(empty_desk.engine) as connection:
        desks.set_refreshed(connection, empty_desk.id, now=story.NOW)
    html = page(app_over(empty_desk).test_client())
    assert "www.mediawiki.org could not be read yet" in html
    assert "no set-up page" not in html


def test_before_anything_was_read_it_says_so(empty_desk: Desk) -> None:
    empty_desk.read = False
    empty_desk.save()
    html = page(app_over(empty_desk).test_client())
    assert "The first reading of the wiki and its channels is under way" in html


def test_a_page_without_items_says_so(empty_desk: Desk) -> None:
    empty_desk.save()
    html = page(app_over(empty_desk).test_client())
    assert "No news item was understood on" in html
    assert "Nothing is left to do." in html


def test_a_news_page_that_does_not_exist_is_named(empty_desk: Desk) -> None:
    empty_desk.page_exists = False
    empty_desk.save()
    html = page(app_over(empty_desk).test_client())
    assert "does not exist on the wiki" in html
    assert "No news item was understood" not in html


def test_places_that_were_not_understood_are_named_with_where_to_edit_them(desk: Desk) -> None:
    desk.not_understood = (31,)
    desk.save()
    html = page(app_over(desk).test_client())
    assert "1 place of " in html
    assert "No date was understood in line 31: * &lt;b&gt;Soon&lt;/b&gt;: news" in html
    assert "title=Template:MediaWiki_News&amp;action=edit" in html


def test_of_many_places_the_first_are_named(desk: Desk) -> None:
    desk.not_understood = tuple(range(1, 101))
    desk.save()
    html = page(app_over(desk).test_client())
    assert "100 places of " in html
    assert html.count("No date was understood") == NAMED
    assert f"and {100 - NAMED} more" in html


def test_a_page_that_was_understood_says_nothing_of_it(client: FlaskClient) -> None:
    assert "understood" not in page(client)


def test_a_wiki_that_cannot_be_read_says_since_when_and_why(desk: Desk) -> None:
    desk.failed_since = story.NOW - timedelta(hours=1)
    desk.save()
    html = page(app_over(desk).test_client())
    assert "MediaWiki could not be read since 13:40 UTC." in html
    assert "The wiki answered with the error “maxlag”." in html
    assert story.RELEASE.text in html, "what was known stays"


def test_a_faulty_set_up_is_named_with_the_revision_in_force(desk: Desk) -> None:
    desk.faulty = True
    desk.save()
    html = page(app_over(desk).test_client())
    assert "The newest revision of the set-up page has 1 problem." in html
    assert "Revision 7 by Example admin stays in force." in html
    assert "channels[2].account" in html
    assert "action=edit" in html


def test_a_faulty_first_set_up_is_named_in_place_of_the_board(empty_desk: Desk) -> None:
    empty_desk.faulty = True
    empty_desk.ever_valid = False
    empty_desk.save()
    html = page(app_over(empty_desk).test_client())
    assert "The newest revision of the set-up page has 1 problem." in html
    assert "first reading" not in html


def test_the_board_is_rendered_once_for_each_data_version(
    desk: Desk, client: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    fragments = app.extensions[EXTENSION].pages
    first = page(client)
    held = fragments.held
    assert held > 0
    assert page(client) == first
    assert fragments.held == held
    desk.items.append(story.item("Something new today", story.NOW.date()))
    desk.save()
    later = clock.ticks() + 1
    monkeypatch.setattr(clock, "ticks", lambda: later)
    assert "Something new today" in page(client)
    assert fragments.held > held


def test_who_is_logged_in_sees_at_once_what_was_saved(desk: Desk, client: FlaskClient) -> None:
    client.set_cookie("newsdesk", "opaque")
    page(client)
    desk.items.append(story.item("Something new today", story.NOW.date()))
    desk.save()
    answer = client.get("/")
    assert "Something new today" in answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_page_for_somebody_is_not_kept_for_strangers(client: FlaskClient, app: Flask) -> None:
    client.set_cookie("newsdesk", "opaque")
    page(client)
    assert app.extensions[EXTENSION].pages.held == 0
    client.delete_cookie("newsdesk")
    page(client)
    assert app.extensions[EXTENSION].pages.held > 0


def test_an_unchanged_board_is_not_sent_again(client: FlaskClient) -> None:
    known = client.get("/").headers["ETag"]
    answer = client.get("/", headers={"If-None-Match": known})
    assert (answer.status_code, answer.data) == (304, b"")


def test_the_day_after_makes_another_board(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Not read since 14:20 UTC" in page(client)
    tomorrow: datetime = story.NOW + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    assert "Not read since 20 Nov, 14:20 UTC" in page(client)


def test_old_data_say_how_old_they_are(desk: Desk, client: FlaskClient) -> None:
    with writing(desk.engine) as connection:
        desks.set_refreshed(connection, desk.id, now=story.NOW - timedelta(hours=3))
    html = page(client)
    assert "Last read 20 November 2026, 11:40 UTC. Newer data is on its way." in html


def test_fresh_data_say_nothing_of_their_age(desk: Desk, client: FlaskClient) -> None:
    with writing(desk.engine) as connection:
        desks.set_refreshed(connection, desk.id, now=story.NOW - timedelta(minutes=30))
    assert "on its way" not in page(client)


@pytest.mark.parametrize("address", ["/?q=words", "/?uselang=xx-nonsense", "/?uselang=de&q=x"])
def test_what_strangers_make_up_fills_no_cache(
    client: FlaskClient, app: Flask, address: str
) -> None:
    page(client, address)
    tool = app.extensions[EXTENSION]
    assert (tool.fragments.held, tool.pages.held) == (0, 0)


def test_a_stranger_gets_no_cookie_and_a_page_that_may_be_kept(client: FlaskClient) -> None:
    answer = client.get("/")
    assert "Set-Cookie" not in answer.headers
    assert "public" in answer.headers["Cache-Control"]
