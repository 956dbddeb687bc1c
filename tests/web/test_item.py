"""An item's page: its address leads to it as long as anything is known of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from newsdesk.domain.news_item import Deed, ItemEdit
from newsdesk.infra import clock
from newsdesk.infra.html import sanitise
from newsdesk.store import item_edits, items
from newsdesk.store.database import writing
from tests.fixtures import board as story
from tests.fixtures.board import Desk
from tests.web.board_app import app_over


@pytest.fixture(autouse=True)
def _story_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: story.NOW)


@pytest.fixture
def client(desk: Desk) -> FlaskClient:
    return app_over(desk).test_client()


def test_it_shows_everything_that_is_known(client: FlaskClient) -> None:
    html = client.get(f"/item/{story.RELEASE.id}").text
    for words in (
        "[http://127.0.0.1:8000/item/2026-11-18-mediawiki-1-45-2-and-1 Newsdesk]",
        "Not yet marked for translation",
        "MediaWiki 1.45.2 and 1.44.4 are out",
        "same link",
        "Bluesky expects every item.",
        "posting now may repeat it",
        "Also here",
        "posted on Mastodon",
        "action=history",
        "action=edit",
    ):
        assert words in html
    assert '<tr id="bluesky" tabindex="-1">' in html


def test_its_history_names_users_and_summaries_as_texts(desk: Desk, client: FlaskClient) -> None:
    added = ItemEdit(
        page=story.PAGE,
        item_id=story.RELEASE.id,
        deed=Deed.ADDED,
        revid=41,
        user="Example editor",
        time=story.NOW - timedelta(days=2),
        comment="<b>Add</b> [[news]]",
    )
    reworded = replace(added, deed=Deed.REWORDED, revid=42, user="", comment="")
    with writing(desk.engine) as connection:
        item_edits.save(connection, desk.id, [added, reworded])
    html = client.get(f"/item/{story.RELEASE.id}").text
    for words in (
        "since 18 November 2026",
        "added to Template:MediaWiki News",
        'wiki/User:Example_editor"><bdi>Example editor</bdi>',
        '<q dir="auto">&lt;b&gt;Add&lt;/b&gt; news</q>',
        "diff=prev&amp;oldid=41",
        "reworded on Template:MediaWiki News · (username removed)",
    ):
        assert words in html


def test_an_old_address_leads_to_the_item(client: FlaskClient) -> None:
    answer = client.get("/item/2026-11-15-codex-2-7-released")
    assert answer.status_code == 302
    assert answer.location == f"/item/{story.CODEX.id}"


def test_an_item_that_is_gone_says_so_with_what_is_known(desk: Desk, client: FlaskClient) -> None:
    with writing(desk.engine) as connection:
        items.add_aliases(connection, desk.id, {"2026-11-15-first": "2026-11-15-second"})
        removed = ItemEdit(
            page=story.PAGE,
            item_id="2026-11-15-second",
            deed=Deed.REMOVED,
            revid=43,
            user="Example sysop",
            time=story.NOW,
        )
        item_edits.save(connection, desk.id, [removed])
    answer = client.get("/item/2026-11-15-first")
    assert answer.status_code == 404
    assert "This item is no longer on the wiki" in answer.text
    assert "2026-11-15-second" in answer.text
    assert "removed from Template:MediaWiki News" in answer.text
    assert "Example sysop" in answer.text
    assert f"/item/{story.CODEX.id}" in answer.text


@pytest.mark.parametrize("address", ["x", "2026-13-45-x", "%3Cscript%3E", "..%2F..%2Fetc"])
def test_what_was_never_an_item_is_not_found(client: FlaskClient, address: str) -> None:
    answer = client.get(f"/item/{address}")
    assert answer.status_code == 404
    assert "<script>" not in answer.text


def test_before_anything_was_read_no_item_is_found(empty_desk: Desk) -> None:
    assert app_over(empty_desk).test_client().get("/item/2026-11-15-x").status_code == 404


def test_hostile_texts_are_shown_as_texts(desk: Desk, client: FlaskClient) -> None:
    evil = story.item(
        "<script>alert(1)</script>", story.NOW.date(), links=("javascript:alert(4)",)
    )
    html = sanitise("<p>Hi<script>alert(2)</script></p>").html
    post = story.post(story.MASTODON, 66, "x", story.NOW, html=html, url="javascript:alert(3)")
    desk.items.append(evil)
    desk.posts[story.MASTODON].append(post)
    desk.matches.append(story.same(evil, story.MASTODON, post))
    desk.save()
    shown = client.get(f"/item/{evil.id}").text
    assert "&lt;script&gt;alert(1)" in shown
    for bad in ("<script", 'href="javascript:', "alert(2)"):
        assert bad not in shown
