"""All practice channels read as the tool does, with their credentials, into either database."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.desk import DeskConfig, DeskKey, Followed, NewsSettings
from newsdesk.domain.fetch import StreamState
from newsdesk.domain.message import Message
from newsdesk.domain.post import PostForm, StreamName
from newsdesk.infra import clock
from newsdesk.infra import credentials as setting
from newsdesk.infra.http import Door
from newsdesk.infra.settings import Settings
from newsdesk.services import read_timeline
from newsdesk.services.read_channels import read_due
from newsdesk.services.read_timeline import FIRST
from newsdesk.services.reading import Reading
from newsdesk.store import desks, follows, paid_reads, posts, profiles, streams
from newsdesk.store.database import writing
from sandbox.practice import Practice, bluesky, facebook, x
from sandbox.practice.credentials import credentials
from sandbox.practice.mastodon_shapes import HOST, NAME
from tests.fixtures.moved_clock import MovedClock
from tests.fixtures.practice import PRACTICE_NOW

BUSY = timedelta(minutes=5)
CREDENTIALS = setting.parse(json.dumps(credentials()))
NETWORKS = (
    Channel(id="mastodon", kind=ChannelKind.MASTODON, name="Mastodon", account=f"{NAME}@{HOST}"),
    Channel(id="bluesky", kind=ChannelKind.BLUESKY, name="Bluesky", account=bluesky.HANDLE),
    Channel(id="x", kind=ChannelKind.X, name="X", account=x.NAME),
    Channel(id="facebook", kind=ChannelKind.FACEBOOK, name="Facebook", account=facebook.NAME),
)
FEED = Channel(
    id="blog", kind=ChannelKind.FEED, name="Blog", url="https://blog.practice.example/feed.atom"
)
TELEGRAM = Channel(
    id="telegram", kind=ChannelKind.TELEGRAM, name="Telegram", account="mediawiki_news"
)
FOLLOWED = (
    Followed(
        name="Ada",
        accounts=(
            ("mastodon", "ada@people.example"),
            ("bluesky", "ada.people.example"),
            ("x", "ada"),
        ),
    ),
    Followed(name="Tech", accounts=(("mastodon", "tech@people.example"),)),
    Followed(name="Wikitech", accounts=(("telegram", "wikitech_news"),)),
)
TERMS = ("MediaWiki",)
SEARCHED = ("#MediaWiki", *TERMS)


class Desk:
    """The practice channels and a database; every round starts from what is stored alone."""

    def __init__(self, engine: Engine, practice: Practice) -> None:
        self.engine, self.practice = engine, practice
        with writing(engine) as connection:
            self.desk_id = desks.ensure(connection, DeskKey("w", "p"), now=PRACTICE_NOW)

    def read(self, *, force: bool = False) -> dict[str, Message | None]:
        """Return why each channel that was due could not be read, or ``None``."""
        reports = read_due(self._reading(), (*NETWORKS, FEED), BUSY, force=force)
        return {one.channel_id: one.failure for one in reports}

    def read_followed(self, follow: tuple[Followed, ...]) -> dict[str, Message | None]:
        """Return the same of the accounts on a follow list."""
        config = DeskConfig(
            news=NewsSettings(page="News"), channels=(*NETWORKS, TELEGRAM), follow=follow
        )
        reports = read_timeline.read_due(self._reading(), config, BUSY)
        return {one.channel_id: one.failure for one in reports}

    def _reading(self) -> Reading:
        settings = Settings(
            wiki="http://127.0.0.1/w/",
            url="http://127.0.0.1:8000/",
            config_page="C.json",
            secret="s" * 32,
            database="",
            practice_origins=self.practice.origins,
        )
        return Reading(
            settings=settings,
            engine=self.engine,
            desk_id=self.desk_id,
            door=Door(settings),
            oldest=PRACTICE_NOW - timedelta(days=60),
            beat=lambda: None,
            credentials=CREDENTIALS,
            tags=("MediaWiki",),
            terms=TERMS,
        )

    def states(self, channel: Channel) -> dict[StreamName, StreamState]:
        with self.engine.connect() as connection:
            return streams.of_channel(connection, self.desk_id, channel, searched=SEARCHED)

    def seen(self, stream: StreamName) -> dict[str, int]:
        with self.engine.connect() as connection:
            found = posts.by_channel(connection, self.desk_id, stream=stream)
        return {key: len(some) for key, some in found.items()}


@pytest.fixture
def desk(engine: Engine, practice: Practice) -> Desk:
    return Desk(engine, practice)


def test_everything_is_read_and_kept(desk: Desk) -> None:
    assert desk.read() == dict.fromkeys(["mastodon", "bluesky", "x", "facebook", "blog"])
    assert set(desk.seen(StreamName.OWN)) == {"mastodon", "bluesky", "x", "facebook", "blog"}
    assert set(desk.seen(StreamName.MENTION)) == {"mastodon", "bluesky", "x", "facebook"}
    assert set(desk.seen(StreamName.SEARCH)) >= {"mastodon", "bluesky", "x"}
    with desk.engine.connect() as connection:
        told = profiles.every(connection, desk.desk_id)
        followed = follows.by_channel(connection, desk.desk_id)
    assert {key for key, one in told.items() if one.native_id and one.followers} >= {
        "mastodon",
        "bluesky",
        "x",
        "facebook",
    }
    assert set(followed) == {"mastodon", "bluesky", "x"}


def test_what_is_billed_is_what_was_counted(desk: Desk) -> None:
    before = desk.practice.billed.total()
    desk.read()
    [paid] = [one for one in CREDENTIALS if one.paid]
    with desk.engine.connect() as connection:
        counted = paid_reads.counts(connection, desk.desk_id, paid)
    assert sum(counted.values()) > 0
    assert desk.practice.billed.total() - before == sum(counted.values())


def test_a_round_in_which_nothing_is_new_asks_once_a_channel(
    desk: Desk, moved_clock: MovedClock
) -> None:
    desk.read()
    desk.practice.asked.clear()
    moved_clock.move(BUSY)
    assert set(desk.read(force=False)) == {"mastodon", "bluesky", "facebook", "blog"}
    assert max(desk.practice.asked.values()) == 1
    assert x.ORIGIN not in desk.practice.asked


def test_a_login_is_used_again_in_the_next_round(desk: Desk, moved_clock: MovedClock) -> None:
    desk.read()
    desk.practice.asked.clear()
    moved_clock.move(15 * timedelta(minutes=1))
    desk.read()
    assert desk.states(NETWORKS[1])[StreamName.MENTION].failure is None
    with desk.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT COUNT(*) FROM remote_session").scalar()
    assert rows == 1


def test_the_accounts_of_the_follow_list_are_read_where_they_are(desk: Desk) -> None:
    assert set(desk.read_followed(FOLLOWED).values()) == {None}
    assert set(desk.seen(StreamName.TIMELINE)) == {"mastodon", "bluesky", "x", "telegram"}
    with desk.engine.connect() as connection:
        for channel in ("mastodon", "bluesky", "x", "telegram"):
            found = posts.of_channel(connection, desk.desk_id, channel, stream=StreamName.TIMELINE)
            assert all(one.form is not PostForm.REPLY for one in found)
            assert min(one.time for one in found) >= clock.now() - FIRST - BUSY


def test_one_that_is_gone_is_named_and_the_others_are_read(desk: Desk) -> None:
    gone = Followed(name="Gone", accounts=(("mastodon", "gone@people.example"),))
    told = desk.read_followed((*FOLLOWED, gone))
    failed = {key: why.key for key, why in told.items() if why}
    assert failed == {"mastodon@gone@people.example": "newsdesk-fetch-no-account"}


def test_what_is_paid_for_is_paid_for_once(desk: Desk) -> None:
    before = desk.practice.billed.total()
    desk.read_followed(FOLLOWED)
    [paid] = [one for one in CREDENTIALS if one.paid]
    with desk.engine.connect() as connection:
        counted = paid_reads.counts(connection, desk.desk_id, paid)
    assert sum(counted.values()) == desk.practice.billed.total() - before > 0


def test_the_second_time_nothing_that_was_read_is_paid_for(
    desk: Desk, moved_clock: MovedClock
) -> None:
    desk.read_followed(FOLLOWED)
    before = desk.practice.billed.total()
    moved_clock.move(timedelta(hours=1))
    assert set(desk.read_followed(FOLLOWED).values()) == {None}
    assert desk.practice.billed.total() == before
