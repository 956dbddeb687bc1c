"""The page of the follow list: what is left, each account's status, drift, what to copy."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from newsdesk.domain.message import msg
from newsdesk.web.views import follow as views
from newsdesk.web.views.follow_cell import LONGEST_NAME
from newsdesk.wiki.config_model import FollowedPart
from tests.fixtures import board as story
from tests.fixtures.board import Desk
from tests.fixtures.html import Document, read

GRACE = {"name": "Grace <b>Sample</b>", "accounts": {"mastodon": "grace@people.example"}}


def page(visitor: FlaskClient, address: str = "/follow") -> Document:
    answer = visitor.get(address)
    assert answer.status_code == 200, answer.text
    return read(answer.text)


def words(document: Document) -> str:
    return " ".join(document.all("main")[0].text.split())


def summary(document: Document) -> str:
    found = [e for e in document.elements if e.attributes.get("class") == "nd-summary"]
    return " ".join(found[0].text.split())


def rows(document: Document) -> list[str]:
    """Return what each row of the tables says, piece by piece."""
    return [
        " ".join(
            word
            for place, text in document.pieces
            if place and any(parent is row for parent in place.parents)
            for word in text.split()
        )
        for row in document.all("tr")
    ]


def test_the_first_sentence_says_what_is_left_each_part_with_its_link(
    visitor: FlaskClient,
) -> None:
    document = page(visitor)
    assert summary(document) == (
        "3 to do: 1 account is not followed on Mastodon, 1 account has another name or place on"
        " Mastodon, 1 followed account on Mastodon is not on the list."
    )
    assert {
        "/follow?show=missing&channel=mastodon#list",
        "/follow?show=changed&channel=mastodon#list",
        "/follow?channel=mastodon#drift",
    } <= set(document.links)


def test_each_account_has_a_status_and_a_link_on_each_channel(visitor: FlaskClient) -> None:
    document = page(visitor)
    us = "mediawiki@wikis.world"
    assert rows(document)[:4] == [
        "Account Mastodon Read 13:40 UTC Follows 3 accounts Bluesky Read 13:40 UTC"
        " Follows 2 accounts Other channels",
        "Wikimedia Tech technical news Followed @Tech@people.example Followed"
        " @tech.people.example Followed on Mastodon and Bluesky",
        f"Wikipedia Not followed @wikipedia@people.example Follow as {us} Followed"
        " @wikipedia.people.example Followed on Bluesky",
        "Ada Example On LinkedIn: ada-example Followed, moved @ada@people.example Now"
        f" ada@elsewhere.example Follow as {us} Edit the set-up page No account named"
        " Other channels",
    ]
    assert {
        "https://wikis.world/@tech@people.example",
        "https://wikis.world/@wikipedia@people.example",
        "https://wikis.world/@ada@elsewhere.example",
        "https://bsky.app/profile/wikipedia.people.example",
    } <= set(document.links)


def test_what_the_list_does_not_name_can_be_unfollowed_or_copied(visitor: FlaskClient) -> None:
    document = page(visitor)
    [row] = rows(document)[5:]
    assert row.startswith(
        "Grace <b>Sample</b> @grace@people.example Mastodon Unfollow as mediawiki@wikis.world"
    )
    assert "https://people.example/3" in document.links
    assert "https://wikis.world/@grace@people.example" in document.links
    [line] = document.all("textarea")
    assert json.loads(line.text) == GRACE


def test_a_choice_of_channel_shows_its_column_and_drift_alone(visitor: FlaskClient) -> None:
    document = page(visitor, "/follow?channel=bluesky")
    assert rows(document)[0].startswith("Account Bluesky Read")
    assert "Only Bluesky is shown." in words(document)
    assert "Followed, but not on the list (0)" in words(document)
    assert document.all("textarea") == []


def test_a_choice_that_fits_nothing_leads_back(visitor: FlaskClient) -> None:
    document = page(visitor, "/follow?show=missing&channel=bluesky")
    assert "No account of the list is like that. Show all accounts" in words(document)


def test_where_all_agree_nothing_is_left(visitor: FlaskClient, desk: Desk) -> None:
    handles = ("tech@people.example", "wikipedia@people.example", "ada@people.example")
    desk.follows[story.MASTODON] = [story.profile(one, one) for one in handles]
    desk.save()
    document = page(visitor)
    assert summary(document) == (
        "Everybody on the list is followed, and nobody else. Nothing is left to do."
    )
    assert "Nobody is known who is followed and is not on the list." in words(document)


def test_a_channel_that_is_not_read_is_named_and_nothing_is_claimed(
    visitor: FlaskClient, desk: Desk
) -> None:
    desk.follows = {story.MASTODON: [], story.BLUESKY: []}
    failing = replace(story.WHOLE, failure=msg("newsdesk-wiki-unreachable"))
    desk.follow_streams = {
        story.MASTODON: replace(failing, failed_since=story.NOW),
        story.BLUESKY: replace(story.WHOLE, last_read=None, complete_since=None),
    }
    desk.save()
    document = page(visitor)
    assert summary(document) == (
        "Whom Mastodon follows could not be read since 14:40 UTC."
        " Whom Bluesky follows was not read yet."
    )
    assert {"/channel/mastodon", "/channel/bluesky"} <= set(document.links)
    assert (
        "could not be read @Tech@people.example Look as mediawiki@wikis.world" in rows(document)[1]
    )
    assert (
        "Not known: not read yet @tech.people.example Look as mediawiki.org" in rows(document)[1]
    )


def test_a_renamed_account_says_its_name(visitor: FlaskClient, desk: Desk) -> None:
    desk.follows[story.BLUESKY][1] = story.profile("encyclopedia.example", "did:plc:2")
    desk.save()
    document = page(visitor, "/follow?show=changed&channel=bluesky")
    assert rows(document)[1] == (
        "Wikipedia Followed, renamed @wikipedia.people.example Now encyclopedia.example"
        " Look as mediawiki.org Edit the set-up page"
    )
    assert "https://bsky.app/profile/encyclopedia.example" in document.links


def test_a_handle_that_leads_nowhere_is_said_and_the_id_leads_on(
    visitor: FlaskClient, desk: Desk
) -> None:
    desk.follows[story.BLUESKY] = [
        story.profile("handle.invalid", "did:plc:2"),
        story.profile("handle.invalid", "did:plc:9"),
    ]
    desk.save()
    document = page(visitor, "/follow?channel=bluesky")
    assert "This name leads nowhere now" in rows(document)[2]
    assert "https://bsky.app/profile/did:plc:2" in document.links
    [line] = document.all("textarea")
    assert json.loads(line.text)["accounts"] == {"bluesky": "did:plc:9"}


def test_an_empty_list_says_where_it_is_written(visitor: FlaskClient, desk: Desk) -> None:
    desk.config = replace(desk.config, follow=())
    desk.save()
    document = page(visitor)
    assert "The follow list is empty" in words(document)
    wiki = "https://www.mediawiki.org/w"
    assert f"{wiki}iki/Social_media/Newsdesk.json" in document.links
    assert f"{wiki}/index.php?title=Social_media/Newsdesk.json&action=edit" in document.links
    assert "Followed, but not on the list (5)" in words(document)


def test_where_no_network_has_follows_the_list_is_still_shown(
    visitor: FlaskClient, desk: Desk
) -> None:
    follow = (replace(story.ADA, accounts=(("linkedin", "ada-example"),)),)
    channels = (story.FEED, story.BY_HAND)
    news = replace(desk.config.news, basis="")
    desk.config = replace(desk.config, channels=channels, follow=follow, news=news)
    desk.save()
    text = words(page(visitor))
    assert "No channel of the set-up is on a network where accounts follow each other." in text
    assert "On LinkedIn: ada-example" in text


def test_before_there_is_a_set_up_the_page_says_so(visitor: FlaskClient, desk: Desk) -> None:
    desk.ever_valid, desk.faulty = False, True
    with desk.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM revision")
    desk.save()
    assert "The newest revision of the set-up page has 1 problem" in words(page(visitor))


def test_a_broken_set_up_page_is_named_and_the_list_in_force_stays(
    visitor: FlaskClient, desk: Desk
) -> None:
    desk.faulty = True
    desk.save()
    text = words(page(visitor))
    assert "The newest revision of the set-up page has 1 problem" in text
    assert "Wikimedia Tech" in text


def test_long_lists_come_in_pages(visitor: FlaskClient, desk: Desk) -> None:
    desk.follows[story.BLUESKY] = [
        story.profile(f"user{n}.example", f"did:plc:{n}") for n in range(views.DRIFT_A_PAGE + 4)
    ]
    entries = [
        replace(story.TECH, name=f"Entry {n}", accounts=(("bluesky", "user0.example"),))
        for n in range(views.ROWS_A_PAGE + 5)
    ]
    desk.config = replace(desk.config, follow=tuple(entries))
    desk.save()
    first = page(visitor, "/follow?channel=bluesky")
    assert len(first.all("textarea")) == views.DRIFT_A_PAGE
    assert "/follow?channel=bluesky&page=2#drift" in first.links
    assert "/follow?channel=bluesky&part=2#list" in first.links
    last = page(visitor, "/follow?channel=bluesky&page=2&part=2")
    assert len(last.all("textarea")) == 3
    assert "Entry 104" in words(last)
    assert "Entry 99" not in words(last)


@pytest.mark.parametrize("hostile", ["javascript:alert(1)", "data:text/html,x", "//evil.example"])
def test_a_hostile_profile_is_shown_as_text(
    visitor: FlaskClient, desk: Desk, hostile: str
) -> None:
    name = '</textarea><script>alert(1)</script>"\n\u202e'
    desk.follows[story.MASTODON].append(
        story.profile("cook@people.example", '4" onload="x', name=name, url=hostile)
    )
    desk.save()
    document = page(visitor)
    assert [e.attributes["src"].split("?")[0] for e in document.all("script")] == [
        "/static/copy.js"
    ]
    assert hostile not in document.links
    lines = [json.loads(one.text) for one in document.all("textarea")]
    assert lines[1]["name"] == '</textarea><script>alert(1)</script>"'


def test_a_line_to_copy_is_one_that_the_set_up_page_takes(
    visitor: FlaskClient, desk: Desk
) -> None:
    endless = story.profile("cook@people.example", "4", name="Cook " * 120)
    desk.follows[story.MASTODON].append(endless)
    desk.save()
    lines = [json.loads(one.text) for one in page(visitor).all("textarea")]
    assert FollowedPart.model_validate(lines[1]).name == endless.name[:LONGEST_NAME]


def test_every_page_leads_to_the_list(visitor: FlaskClient) -> None:
    assert "/follow" in page(visitor, "/").links
    current = [e.text for e in page(visitor).elements if "aria-current" in e.attributes]
    assert "Follow list" in [text.strip() for text in current]


def test_strangers_are_given_it_again(visitor: FlaskClient, desk: Desk) -> None:
    first = visitor.get("/follow")
    assert first.headers["Cache-Control"].startswith("public")
    again = visitor.get("/follow", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
