"""The channels' pages: how fresh, since when failing, what is read, the last posts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from flask.testing import FlaskClient

from newsdesk.infra.html import sanitise
from newsdesk.store import posts
from newsdesk.store.database import writing
from tests.fixtures import board as story
from tests.fixtures.board import Desk
from tests.fixtures.html import Document, read


def page(visitor: FlaskClient, address: str) -> Document:
    answer = visitor.get(address)
    assert answer.status_code == 200, answer.text
    return read(answer.text)


def words(document: Document) -> str:
    return " ".join(document.all("main")[0].text.split())


def test_the_list_says_how_fresh_every_channel_is(visitor: FlaskClient) -> None:
    document = page(visitor, "/channels")
    rows = [" ".join(row.text.split()) for row in document.all("tr")]
    assert rows == [
        "Channel Network How fresh Last post Expects",
        "Mastodon Mastodon Read 13:40 UTC 20 November 2026, 12:40 UTC every news item",
        "Bluesky Bluesky Read 13:40 UTC 20 November 2026, 09:40 UTC every news item",
        "Blog Feed (RSS or Atom) Not read since 14:20 UTC No posts known what editors choose",
        "LinkedIn Another place By hand No posts known nothing",
    ]
    chips = [e.text for e in document.elements if "cdx-info-chip" in e.attributes.get("class", "")]
    assert "Not read since 14:20 UTC" in chips
    assert "/channel/blog" in document.links


def test_without_a_set_up_the_list_says_why_it_is_empty(visitor: FlaskClient, desk: Desk) -> None:
    with writing(desk.engine) as connection:
        connection.exec_driver_sql("DELETE FROM revision")
    assert "There are no channels yet" in words(page(visitor, "/channels"))


def test_a_channel_shows_what_is_read_and_its_posts(visitor: FlaskClient) -> None:
    document = page(visitor, "/channel/mastodon")
    text = words(document)
    assert "Public and unlisted posts, shares and replies" in text
    own = "Own posts Read Complete since 1 January 2026, 00:00 UTC; about older ones nothing is"
    assert f"{own} known." in text
    assert "20 November 2026, 13:40 UTC" in text
    assert "https://wikis.world/@mediawiki" in document.links
    assert "https://mastodon.example/1" in document.links
    assert "Ask Second editor" in text
    assert len(document.all("article")) == 5


def test_deleted_posts_are_not_shown(visitor: FlaskClient) -> None:
    document = page(visitor, "/channel/bluesky")
    assert "Deleted" not in words(document)
    assert len(document.all("article")) == 2


def test_a_failing_channel_says_since_when_why_and_what_comes_next(visitor: FlaskClient) -> None:
    text = words(page(visitor, "/channel/blog"))
    assert "Blog could not be read since 14:20 UTC. The wiki could not be reached." in text
    assert "Next try: 15:20 UTC." in text
    assert "The entries that the feed holds" in text


def test_what_was_read_before_stays_while_a_channel_fails(
    visitor: FlaskClient, desk: Desk
) -> None:
    entry = story.post(story.FEED, 1, "An entry", story.NOW - timedelta(days=2))
    with writing(desk.engine) as connection:
        posts.save(connection, desk.id, story.FEED.id, [entry], now=story.NOW)
    text = words(page(visitor, "/channel/blog"))
    assert "What was read before stays below." in text
    assert "An entry" in text


def test_a_channel_that_no_programme_reads_says_so(visitor: FlaskClient) -> None:
    text = words(page(visitor, "/channel/linkedin"))
    assert "Nothing: what is posted there is recorded by hand" in text
    assert "No posts known" in text


def test_a_hostile_post_is_shown_as_text(visitor: FlaskClient, desk: Desk) -> None:
    html = sanitise('<p>x<script>alert(1)</script><a href="javascript:alert(1)">y</a></p>').html
    hostile = replace(
        story.post(story.BLUESKY, 9, "x", story.NOW), html=html, url="javascript:alert(1)"
    )
    with writing(desk.engine) as connection:
        posts.save(connection, desk.id, story.BLUESKY.id, [hostile], now=story.NOW)
    document = page(visitor, "/channel/bluesky")
    assert document.all("script") == []
    assert not [link for link in document.links if link.startswith("javascript:")]


def test_a_channel_that_is_not_in_the_set_up_is_not_found(visitor: FlaskClient) -> None:
    assert visitor.get("/channel/nowhere").status_code == 404
