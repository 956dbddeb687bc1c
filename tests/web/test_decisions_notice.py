"""A decisions page that cannot be read is named where people look, with what counts instead."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from newsdesk.domain.decision import Choice, Decision, Snapshot
from newsdesk.domain.decisions import Decisions
from newsdesk.domain.desk import PageRevision
from newsdesk.services import decided
from newsdesk.store import decided as rows
from newsdesk.store.database import writing
from newsdesk.wiki import decisions_page
from tests.fixtures.board import MASTODON, NOW, SITE, TALK, Desk
from tests.fixtures.html import read

TITLE = "Social media/Newsdesk/Decisions/2026.json"
EXEMPT = Decision(
    choice=Choice.EXEMPT,
    item_id=TALK.id,
    channel_id=MASTODON.id,
    reason="in English only",
    snapshot=Snapshot(date=TALK.date, text=TALK.text),
)
VALID = decisions_page.write(Decisions().after([EXEMPT]))


def take(desk: Desk, revid: int, text: str) -> None:
    """Store a revision of the page as reading the wiki does."""
    revision = PageRevision(
        title=TITLE,
        revid=revid,
        parent=0,
        user="Example editor",
        time=NOW,
        text=text,
        model="json",
    )
    with writing(desk.engine) as connection:
        decided.take(connection, desk.id, TITLE, revision)
        rows.set_current(connection, desk.id, {(TITLE, TALK.id): TALK.id})


def broken(**changes: Any) -> str:
    page = json.loads(VALID)
    page["items"][TALK.id]["channels"]["mastodon"] |= changes
    return json.dumps(page)


def words(visitor: FlaskClient, address: str) -> str:
    (body,) = read(visitor.get(address).get_data(as_text=True)).all("body")
    return " ".join(body.text.split())


@pytest.mark.parametrize("address", ["/?period=all", "/setup", "/decisions"])
def test_a_broken_page_is_named_with_its_faults_and_what_counts(
    desk: Desk, visitor: FlaskClient, address: str
) -> None:
    take(desk, 11, VALID)
    take(desk, 12, broken(same="https://a.example", exempt="x" * 2000))
    text = words(visitor, address)
    assert f"The decisions page {TITLE} can't be read: 2 problems." in text
    assert "What revision 11 by Example editor says still counts." in text
    assert f"items.{TALK.id[:60]}.channels.mastodon.same: This must be a list" in text
    links = read(visitor.get(address).get_data(as_text=True)).links
    assert SITE.action_url(TITLE, action="edit") in links
    assert SITE.page_url(TITLE) in links


def test_what_counted_before_counts_on_the_board(desk: Desk, visitor: FlaskClient) -> None:
    take(desk, 11, VALID)
    take(desk, 12, "{")
    assert "in English only" in words(visitor, "/?period=all")


def test_a_page_that_was_never_valid_says_so(desk: Desk, visitor: FlaskClient) -> None:
    take(desk, 12, "{")
    assert "Nothing that stands on it counts until it is mended." in words(visitor, "/")


def test_of_many_faults_the_first_are_named(desk: Desk, visitor: FlaskClient) -> None:
    take(desk, 12, broken(same=list(range(9))))
    text = words(visitor, "/")
    assert "can't be read: 9 problems." in text
    assert "same[4]" in text
    assert "same[5]" not in text
    assert "and 4 more" in text


def test_hostile_places_are_shown_as_text(desk: Desk, visitor: FlaskClient) -> None:
    take(desk, 12, json.dumps({"items": {"<img src=x onerror=alert(1)>": 5}}))
    html = visitor.get("/").get_data(as_text=True)
    assert "<img src=x" not in html
    assert "&lt;img src=x" in html


def test_a_mended_page_is_named_no_more(desk: Desk, visitor: FlaskClient) -> None:
    take(desk, 12, "{")
    take(desk, 13, VALID)
    for address in ("/", "/setup"):
        assert "can't be read" not in words(visitor, address)
