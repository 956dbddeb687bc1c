"""Where the author of a post says the same on another network."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.desk import DeskConfig, DeskKey, Followed, NewsSettings
from newsdesk.domain.post import Author, Post, StreamName
from newsdesk.domain.site import Site
from newsdesk.services.originals import APART, Elsewhere, original_elsewhere
from newsdesk.store import desks, posts
from newsdesk.store.database import writing
from tests.services.reading import BLUESKY, FEED, MASTODON, NOW, post

SITE = Site(name="MediaWiki", server="https://www.mediawiki.org")
X = Channel(id="x", kind=ChannelKind.X, name="X", account="MediaWiki")
ANNA = {"mastodon": "anna@one.example", "bluesky": "anna.example"}
CONFIG = DeskConfig(
    news=NewsSettings(page="News"),
    channels=(MASTODON, BLUESKY, X, FEED),
    follow=(
        Followed(name="Anna", accounts=tuple(ANNA.items())),
        Followed(name="Bob", accounts=(("mastodon", "bob@one.example"),)),
    ),
)
NEWS = "Frobnicator 2.6 is out: it reads wikitext tables twice as fast https://frob.example/2-6"
OTHER = "A photograph of the harbour at seven in the morning"


def said(channel: Channel, number: int, text: str, handle: str = "") -> Post:
    handle = handle or ANNA[channel.id]
    return replace(post(channel, number, text), author=Author(handle, handle))


class Desk:
    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        with writing(engine) as connection:
            self.id = desks.ensure(connection, DeskKey("w", "p"), now=NOW)

    def see(self, *found: Post, stream: StreamName = StreamName.TIMELINE) -> None:
        with writing(self.engine) as connection:
            for one in found:
                posts.save(connection, self.id, one.key.kind.value, [one], now=NOW, stream=stream)

    def ask(self, one: Post, channel: Channel = MASTODON) -> list[Elsewhere]:
        with self.engine.connect() as connection:
            found = original_elsewhere(connection, self.id, CONFIG, SITE, [(channel, one)])
        return list(found.get(one.key, ()))


@pytest.fixture
def desk(engine: Engine) -> Desk:
    return Desk(engine)


@pytest.mark.parametrize("stream", [StreamName.TIMELINE, StreamName.MENTION, StreamName.SEARCH])
def test_the_same_post_of_its_author_is_found(desk: Desk, stream: StreamName) -> None:
    there = said(BLUESKY, 7, NEWS)
    desk.see(there, said(BLUESKY, 1, OTHER), stream=stream)
    [found] = desk.ask(said(MASTODON, 5, NEWS))
    assert (found.channel, found.handle) == (BLUESKY, "anna.example")
    assert (found.post, found.url) == (there, there.url)


@pytest.mark.parametrize(
    "other",
    [
        said(BLUESKY, 7, OTHER),
        said(BLUESKY, 7, NEWS, handle="somebody.example"),
        replace(said(BLUESKY, 7, NEWS), time=NOW - 2 * APART),
        replace(said(BLUESKY, 7, NEWS), deleted=NOW),
    ],
    ids=["says something else", "of somebody else", "long ago", "gone"],
)
def test_else_their_account_there_is_second_best(desk: Desk, other: Post) -> None:
    desk.see(other)
    [found] = desk.ask(said(MASTODON, 5, NEWS))
    assert found.post is None
    assert found.url == "https://bsky.app/profile/anna.example"


@pytest.mark.parametrize("handle", ["bob@one.example", "stranger@one.example"])
def test_who_is_on_no_other_network_is_not_offered_there(desk: Desk, handle: str) -> None:
    assert desk.ask(said(MASTODON, 5, NEWS, handle=handle)) == []


def test_it_goes_both_ways_and_in_any_case(desk: Desk) -> None:
    there = said(MASTODON, 7, NEWS, handle="Anna@one.example")
    desk.see(there)
    [found] = desk.ask(said(BLUESKY, 5, NEWS, handle="Anna.Example"), BLUESKY)
    assert found.post == there


def test_what_is_near_another_post_of_the_page_is_not_near_this_one(desk: Desk) -> None:
    long_ago = NOW - 9 * APART
    desk.see(replace(said(BLUESKY, 7, NEWS), time=long_ago))
    new, old = said(MASTODON, 5, NEWS), replace(said(MASTODON, 4, OTHER), time=long_ago)
    with desk.engine.connect() as connection:
        met = [(MASTODON, new), (MASTODON, old)]
        found = original_elsewhere(connection, desk.id, CONFIG, SITE, met)
    assert [place.post for place in found[new.key]] == [None]


def test_a_page_of_posts_is_asked_for_at_once(desk: Desk) -> None:
    here = [said(MASTODON, number, f"{NEWS} {number}") for number in range(20)]
    there = said(BLUESKY, 30, NEWS)
    far = replace(said(BLUESKY, 31, OTHER), time=NOW - timedelta(days=90))
    desk.see(there, far)
    with desk.engine.connect() as connection:
        met = [(MASTODON, one) for one in here]
        found = original_elsewhere(connection, desk.id, CONFIG, SITE, met)
    assert {one.key for one in here} == found.keys()
    assert {place.post for places in found.values() for place in places} == {there}
