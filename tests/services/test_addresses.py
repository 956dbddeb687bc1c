"""Addresses that people named: which of them are those of a channel's own posts."""

from __future__ import annotations

from sqlalchemy import event

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.decision import Place
from newsdesk.domain.post import PostKey
from newsdesk.domain.profile import Profile
from newsdesk.services.addresses import belonging, post_at
from newsdesk.store import posts, profiles
from newsdesk.store.database import writing
from tests.fixtures import board as story
from tests.fixtures.board import Desk

SHARED = "https://elsewhere.example/@ada/7"
PAGE = Channel(id="page", kind=ChannelKind.WIKI_PAGE, name="Page", page="News")


def among(desk: Desk, *places: Place) -> frozenset[Place]:
    channels = (*story.CONFIG.channels, PAGE)
    with desk.engine.connect() as connection:
        return belonging(connection, desk.id, channels, places)


def store(desk: Desk, channel: Channel, url: str) -> None:
    with writing(desk.engine) as connection:
        made = story.post(channel, 900, "Words", story.NOW, url=url)
        posts.save(connection, desk.id, channel.id, [made], now=story.NOW)


def test_an_address_belongs_to_the_channel_that_it_names_alone(desk: Desk) -> None:
    ours = ("mastodon", "https://wikis.world/@mediawiki/7")
    by_hand = ("linkedin", "https://linkedin.example/feed/update/7")
    wiki = ("page", f"{story.SITE.server}/wiki/News#7")
    swapped = [("bluesky", ours[1]), ("mastodon", by_hand[1]), ("linkedin", ours[1])]
    assert among(desk, ours, by_hand, wiki, *swapped) == {ours, by_hand, wiki}
    assert among(desk, ("unknown", ours[1])) == frozenset()
    assert among(desk) == frozenset()


def test_what_a_channel_shared_stands_at_another_s_address_and_belongs_to_it(desk: Desk) -> None:
    place = ("mastodon", SHARED)
    assert among(desk, place) == frozenset()
    store(desk, story.MASTODON, SHARED)
    assert among(desk, place, ("bluesky", SHARED)) == {place}


def test_an_address_in_the_clear_never_belongs_though_a_post_stands_there(desk: Desk) -> None:
    store(desk, story.MASTODON, "http://elsewhere.example/@ada/7")
    assert among(desk, ("mastodon", "http://elsewhere.example/@ada/7")) == frozenset()


def test_an_entry_of_a_feed_may_stand_where_its_other_entries_do(desk: Desk) -> None:
    place = ("blog", "https://www.articles.example/2019/an-old-one")
    assert among(desk, place) == frozenset()
    store(desk, story.FEED, "https://articles.example/2026/a-new-one")
    assert among(desk, place, ("linkedin", place[1])) == {place}


def test_an_account_is_known_by_its_present_name_too(desk: Desk) -> None:
    place = ("mastodon", "https://wikis.world/@mw/7")
    assert among(desk, place) == frozenset()
    with writing(desk.engine) as connection:
        renamed = Profile(handle="mw@wikis.world", native_id="109")
        profiles.save(connection, desk.id, "mastodon", renamed, now=story.NOW)
    assert among(desk, place) == {place}


def test_a_post_is_found_in_whichever_form_its_address_is_written(desk: Desk) -> None:
    did = "did:plc:z72i7hdynmk6r22z27h6tvur"
    key = PostKey(ChannelKind.BLUESKY, "https://bsky.app", f"at://{did}/app.bsky.feed.post/3lb")
    url = "https://bsky.app/profile/mediawiki.org/post/3lb"
    stored = story.post(story.BLUESKY, 900, "Words", story.NOW, url=url, key=key)
    with writing(desk.engine) as connection:
        posts.save(connection, desk.id, "bluesky", [stored], now=story.NOW)
        told = Profile(handle="mediawiki.org", native_id=did)
        profiles.save(connection, desk.id, "bluesky", told, now=story.NOW)
    by_number = f"https://bsky.app/profile/{did}/post/3lb"
    with desk.engine.connect() as connection:
        for address in (url, by_number):
            assert post_at(connection, desk.id, story.BLUESKY, address) == stored
        assert post_at(connection, desk.id, story.MASTODON, by_number) is None
        assert post_at(connection, desk.id, story.BLUESKY, f"{by_number}2") is None
        assert post_at(connection, desk.id, story.BY_HAND, "https://linkedin.example/1") is None


def test_very_many_addresses_are_not_asked_for_one_by_one(desk: Desk) -> None:
    """A stranger can write them on a decisions page, and each visit to the item asks for them."""
    store(desk, story.MASTODON, SHARED)
    places = [("mastodon", f"https://elsewhere.example/@ada/{number}") for number in range(1000)]
    asked: list[object] = []

    def count(*args: object) -> None:
        asked.append(args)

    event.listen(desk.engine, "before_cursor_execute", count)
    found = among(desk, *places)
    event.remove(desk.engine, "before_cursor_execute", count)
    assert found == {("mastodon", SHARED)}
    assert len(asked) < 20
