"""The channels' pages: how fresh, since when failing, what is read, the last posts."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from flask.testing import FlaskClient

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.fetch import StreamState
from newsdesk.domain.message import msg
from newsdesk.domain.post import StreamName
from newsdesk.domain.profile import Profile
from newsdesk.infra import credentials
from newsdesk.infra.credentials import Credential
from newsdesk.infra.html import sanitise
from newsdesk.store import desks, paid_reads, posts, profiles, streams
from newsdesk.store.database import writing
from newsdesk.web.tool import EXTENSION
from tests.fixtures import board as story
from tests.fixtures.board import Desk
from tests.fixtures.html import Document, read
from tests.web.board_app import app_over

US = Profile(handle="mediawiki.org", native_id="did:plc:us", name="MediaWiki")


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
        "Blog Feed (RSS, Atom or JSON Feed) Not read since 14:20 UTC No posts known "
        "what editors choose",
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
    since = "Complete since 1 January 2026, 00:00 UTC; about older ones nothing is known."
    assert f"Own posts Read {since}" in text
    assert "20 November 2026, 13:40 UTC" in text
    assert "https://wikis.world/@mediawiki" in document.links
    assert "https://mastodon.example/1" in document.links
    assert "Ask Second editor" in text
    assert len(document.all("article")) == 5


def test_deleted_posts_are_counted_and_not_shown(visitor: FlaskClient) -> None:
    document = page(visitor, "/channel/bluesky")
    assert "Deleted" not in words(document)
    assert "1 of the last posts was deleted there" in words(document)
    assert len(document.all("article")) == 2
    assert "deleted there" not in words(page(visitor, "/channel/mastodon"))


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


def test_what_a_credential_would_open_comes_with_the_steps_and_the_entry(
    visitor: FlaskClient,
) -> None:
    document = page(visitor, "/channel/bluesky")
    assert "Mentions Not read: a credential is needed" in words(document)
    [steps] = document.all("ol")
    assert "App passwords" in steps.text
    [entry, commands] = document.all("pre")
    assert json.loads(entry.text) == {
        "kind": "bluesky",
        "origin": "https://bsky.social",
        "account": "mediawiki.org",
        "token": "…",
    }
    assert "toolforge envvars create NEWSDESK_CREDENTIALS" in commands.text


def test_an_entry_with_a_token_in_it_is_one_that_the_settings_take(visitor: FlaskClient) -> None:
    entry = page(visitor, "/channel/mastodon").all("pre")[0].text
    [taken] = credentials.parse(f"[{entry}]")
    assert taken.is_for(story.MASTODON.kind, story.MASTODON.account)
    assert taken.origin == "https://wikis.world"


def test_a_network_says_what_it_does_not_offer(visitor: FlaskClient) -> None:
    document = page(visitor, "/channel/blog")
    assert "does not offer: Mentions, Posts with our tags, Posts with our" in words(document)
    assert document.all("pre") == []
    assert "What can be read" not in words(page(visitor, "/channel/linkedin"))


def test_other_people_s_posts_stand_apart(visitor: FlaskClient, desk: Desk) -> None:
    for number, stream in ((70, StreamName.MENTION), (71, StreamName.SEARCH)):
        html = sanitise(f"<p>{stream} <script>alert(1)</script></p>").html
        theirs = story.post(story.BLUESKY, number, "x", story.NOW, html=html)
        with writing(desk.engine) as connection:
            posts.save(
                connection, desk.id, story.BLUESKY.id, [theirs], now=story.NOW, stream=stream
            )
    document = page(visitor, "/channel/bluesky")
    sections = {e.attributes.get("aria-labelledby"): e.text for e in document.all("section")}
    assert "mention" in sections["mentions"]
    assert "search" in sections["found"]
    assert "mention" not in sections["posts"]
    assert document.all("script") == []
    assert {"mentions", "found"} <= set(document.ids)


def test_a_post_that_mentions_us_is_not_listed_again_as_found(
    visitor: FlaskClient, desk: Desk
) -> None:
    theirs = story.post(story.BLUESKY, 70, "both", story.NOW, html="<p>twofold</p>")
    with writing(desk.engine) as connection:
        for stream in (StreamName.MENTION, StreamName.SEARCH):
            posts.save(
                connection, desk.id, story.BLUESKY.id, [theirs], now=story.NOW, stream=stream
            )
    document = page(visitor, "/channel/bluesky")
    assert words(document).count("twofold") == 1
    assert "mentions" in document.ids
    assert "found" not in document.ids


def test_followers_are_counted_over_time(visitor: FlaskClient, desk: Desk) -> None:
    remember(desk, replace(US, followers=1200), story.NOW - timedelta(days=31))
    remember(desk, replace(US, followers=1234), story.NOW)
    document = page(visitor, "/channel/bluesky")
    assert "1,234 followers. 34 more than on 20 October 2026." in words(document)
    [line] = document.all("polyline")
    assert line.attributes["points"] == "0.0,40.0 240.0,0.0"


def test_an_account_that_was_renamed_is_named_on_its_page_and_on_the_board(
    visitor: FlaskClient, desk: Desk
) -> None:
    remember(desk, replace(US, handle="wiki.example"), story.NOW)
    told = "the account is now called wiki.example. The set-up still names mediawiki.org."
    for address in ("/channel/bluesky", "/"):
        document = page(visitor, address)
        assert f"{told} Update the set-up" in words(document)
        assert [
            link for link in document.links if "action=edit" in link and "Newsdesk.json" in link
        ]
    assert "Now called wiki.example" in " ".join(e.text for e in page(visitor, "/").all("th"))


def test_an_account_that_moved_is_named(visitor: FlaskClient, desk: Desk) -> None:
    remember(desk, replace(US, moved_to="wiki@new.example"), story.NOW)
    assert "Bluesky has moved to wiki@new.example." in words(page(visitor, "/channel/bluesky"))


def test_a_feed_that_moved_is_told_by_its_new_address(visitor: FlaskClient, desk: Desk) -> None:
    old, new = story.FEED.url, "https://blog.example/new"
    remember(desk, Profile(handle=old, moved_to=new), story.NOW, story.FEED)
    told = f"Blog has moved to {new}. The set-up still names {old}."
    assert told in words(page(visitor, "/channel/blog"))
    remember(desk, Profile(handle=old), story.NOW, story.FEED)
    assert "has moved" not in words(page(visitor, "/channel/blog"))


def test_an_account_that_is_called_as_the_set_up_says_is_not_mentioned(
    visitor: FlaskClient, desk: Desk
) -> None:
    remember(desk, replace(US, handle="MediaWiki.org"), story.NOW)
    assert "now called" not in words(page(visitor, "/channel/bluesky"))


def remember(
    desk: Desk, profile: Profile, when: datetime, channel: Channel = story.BLUESKY
) -> None:
    with writing(desk.engine) as connection:
        profiles.save(connection, desk.id, channel.id, profile, now=when)
        desks.bump(connection, desk.id)


def test_reading_that_rests_for_want_of_people_is_no_fault(
    visitor: FlaskClient, desk: Desk
) -> None:
    resting = StreamState(
        last_read=story.NOW - timedelta(days=20),
        failure=msg("newsdesk-fetch-resting"),
        failed_since=story.NOW - timedelta(days=5),
        resting=True,
    )
    with writing(desk.engine) as connection:
        streams.save(connection, desk.id, story.BLUESKY, resting)
        desks.bump(connection, desk.id)
    text = words(page(visitor, "/channel/bluesky"))
    assert "Bluesky has not been read since 15 Nov, 14:40 UTC. Reading here is paid for" in text
    assert "somebody has to look" not in text
    assert "Own posts Rests" in text
    listed = page(visitor, "/channels")
    assert "Rests since 15 Nov, 14:40 UTC" in words(listed)
    chips = [e.text for e in listed.elements if "cdx-info-chip" in e.attributes.get("class", "")]
    assert not [chip for chip in chips if "Rests" in chip]


def test_what_reading_costs_is_told(desk: Desk, story_time: None) -> None:
    paid = Credential(
        kind=ChannelKind.BLUESKY,
        origin="https://bsky.social",
        account="mediawiki.org",
        token="secret-token",
        every=timedelta(minutes=60),
        cap=5000,
        price=Decimal("0.005"),
    )
    with writing(desk.engine) as connection:
        paid_reads.add(connection, desk.id, paid, 400, now=story.NOW)
    app = app_over(desk, credentials=(paid,))
    answer = app.test_client().get("/channel/bluesky")
    app.extensions[EXTENSION].engine.dispose()
    text = words(read(answer.text))
    assert "This month 400 of at most 5,000 posts and profiles" in text
    assert "Cost so far US$ 2.00" in text
    assert "Read at most every 60 minutes" in text
    assert "A credential is set up for this account." in text
    assert "secret-token" not in answer.text
