"""When posts of the follow list's accounts are weighed, and what our own shares settle."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from newsdesk.domain.desk import DeskConfig, DeskKey, Followed, NewsSettings, Source
from newsdesk.domain.message import msg
from newsdesk.domain.post import Author, Post, PostForm, StreamName
from newsdesk.domain.round import Handled, Handling, Step, Thing
from newsdesk.domain.site import Site
from newsdesk.infra import clock
from newsdesk.services import shares_seen, weighing
from newsdesk.store import desks, handled, posts, waiting
from newsdesk.store.database import writing
from newsdesk.store.waiting import Asked
from tests.services.reading import BLUESKY, MASTODON, NOW, post

SITE = Site(name="MediaWiki", server="https://www.mediawiki.org")
ANNA = "anna@one.example"
CONFIG = DeskConfig(
    news=NewsSettings(page="News"),
    channels=(MASTODON, BLUESKY),
    follow=(Followed(name="Anna", accounts=(("mastodon", ANNA), ("bluesky", "anna.example"))),),
    sources=(Source(id="search", kind="search", terms=("MediaWiki",)),),
)
SAYS = msg("newsdesk-relevant-term", "MediaWiki")


def said(number: int, text: str = "Hello", *, by: str = ANNA, form: str = "original") -> Post:
    channel = BLUESKY if "@" not in by else MASTODON
    one = replace(post(channel, number, text), author=Author(by, by), form=PostForm(form))
    shared_url = one.url if form == "share" else ""
    return replace(one, time=clock.now() - timedelta(minutes=number), shared_url=shared_url)


class Desk:
    """A desk on which posts are seen and weighed."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        with writing(engine) as connection:
            self.id = desks.ensure(connection, DeskKey("w", "p"), now=NOW)
            desks.set_site(connection, self.id, SITE, now=NOW)

    def see(self, *found: Post, stream: StreamName = StreamName.TIMELINE) -> None:
        with writing(self.engine) as connection:
            for one in found:
                channel = one.key.kind.value
                posts.save(connection, self.id, channel, [one], now=clock.now(), stream=stream)

    def weigh(self, config: DeskConfig = CONFIG) -> int:
        return weighing.run(self.engine, self.id, config)

    def why(self) -> dict[str, list[str]]:
        asked = Asked(desk_id=self.id, channels=("mastodon", "bluesky"))
        with self.engine.connect() as connection:
            found = waiting.page(connection, asked, StreamName.TIMELINE, offset=0, limit=99)
        return {
            one.post.key.native_id: [
                " ".join(map(str, (reason.key.rpartition("-")[2], *reason.params)))
                for reason in one.why
            ]
            for one in found
        }

    def dealt(self, one: Post) -> Handled | None:
        thing = Thing.of_post(one.key)
        with self.engine.connect() as connection:
            return handled.find(connection, self.id, [thing]).get(thing)

    def version(self) -> int:
        with self.engine.connect() as connection:
            return desks.version(connection, self.id)


@pytest.fixture
def desk(engine: Engine) -> Desk:
    return Desk(engine)


def test_a_post_is_weighed_once(desk: Desk) -> None:
    desk.see(said(1), said(2, "MediaWiki"))
    assert desk.weigh() == 2
    assert list(desk.why().items()) == [("2", ["term MediaWiki"]), ("1", [])]
    before = desk.version()
    assert desk.weigh() == 0
    assert desk.version() == before


def test_a_reworded_post_is_weighed_again_and_no_other(desk: Desk) -> None:
    desk.see(said(1), said(2))
    desk.weigh()
    desk.see(said(1, "MediaWiki"))
    assert desk.weigh() == 1
    assert desk.why()["1"] == ["term MediaWiki"]


def test_another_search_weighs_everything_anew(desk: Desk) -> None:
    desk.see(said(1, "MediaWiki"), said(2, "Lua"))
    desk.weigh()
    lua = replace(CONFIG, sources=(Source(id="search", kind="search", terms=("Lua",)),))
    assert desk.weigh(lua) == 2
    assert desk.why() == {"2": ["term Lua"], "1": []}


def test_what_was_shared_of_somebody_counts_wherever_the_list_knows_them(desk: Desk) -> None:
    stranger = "bob@two.example"
    desk.see(said(1), said(2, by="anna.example"), said(3, by=stranger))
    desk.weigh()
    desk.see(said(4, form="share"), said(5, form="share"), stream=StreamName.OWN)
    assert desk.weigh() == 2, "those of Anna, on both networks"
    assert desk.why() == {"1": ["shared 2"], "2": ["shared 2"], "3": []}


def test_what_people_said_they_shared_counts_once_with_our_own_share_of_it(desk: Desk) -> None:
    one, other = said(6), said(7)
    desk.see(one, other)
    with writing(desk.engine) as connection:
        for thing in (one, other):
            done = Handled(
                thing=Thing.of_post(thing.key),
                step=Step.TIMELINE,
                what=Handling.SHARED,
                user="Ed",
                time=NOW,
            )
            handled.record(connection, desk.id, done)
    own = replace(said(1, form="share"), url=one.url, shared_url=one.url)
    desk.see(own, stream=StreamName.OWN)
    desk.see(said(2))
    desk.weigh()
    assert desk.why() == {"2": ["shared 2"]}


def test_what_our_accounts_shared_is_dealt_with_by_nobody_in_particular(desk: Desk) -> None:
    mention, timeline, other = said(11, "Look @us"), said(12, "MediaWiki"), said(13)
    desk.see(mention, stream=StreamName.MENTION)
    desk.see(timeline, other)
    share = replace(
        said(1, form="share"), shared_url=timeline.url.upper().replace("HTTPS", "https")
    )
    desk.see(share, stream=StreamName.OWN)
    assert shares_seen.run(desk.engine, desk.id) == 1
    done = desk.dealt(timeline)
    assert done is not None
    assert (done.user, done.what, done.step) == ("", Handling.SHARED, Step.TIMELINE)
    assert (done.time, done.about, done.channel_id) == (share.time, "MediaWiki", "mastodon")
    assert desk.dealt(mention) is desk.dealt(other) is None
    before = desk.version()
    assert shares_seen.run(desk.engine, desk.id) == 0
    assert desk.version() == before


def test_a_share_that_was_read_before_what_it_shares_is_not_missed(desk: Desk) -> None:
    mention = said(11)
    share = replace(said(1, form="share"), shared_url=mention.url)
    desk.see(share, stream=StreamName.OWN)
    assert shares_seen.run(desk.engine, desk.id) == 0
    desk.see(mention, stream=StreamName.SEARCH)
    desk.see(mention, stream=StreamName.MENTION)
    assert shares_seen.run(desk.engine, desk.id) == 1
    done = desk.dealt(mention)
    assert done is not None
    assert done.step is Step.MENTIONS, "where it waited"


def test_what_somebody_dealt_with_stays_theirs(desk: Desk) -> None:
    mention = said(11)
    desk.see(mention, stream=StreamName.MENTION)
    aside = Handled(
        thing=Thing.of_post(mention.key),
        step=Step.MENTIONS,
        what=Handling.ASIDE,
        user="Ed",
        time=NOW,
    )
    with writing(desk.engine) as connection:
        handled.record(connection, desk.id, aside)
    share = replace(said(1, form="share"), shared_url=mention.url)
    desk.see(share, stream=StreamName.OWN)
    assert shares_seen.run(desk.engine, desk.id) == 0
    assert desk.dealt(mention) == aside


def test_a_share_that_was_taken_back_settles_nothing(desk: Desk) -> None:
    mention = said(11)
    desk.see(mention, stream=StreamName.MENTION)
    share = replace(said(1, form="share"), shared_url=mention.url, deleted=NOW)
    desk.see(share, stream=StreamName.OWN)
    assert shares_seen.run(desk.engine, desk.id) == 0
