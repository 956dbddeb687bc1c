"""Posts that decisions name and no stream has brought: read through the door, a few at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.decision import Snapshot
from newsdesk.domain.decisions import Decisions, ItemDecisions, Settled
from newsdesk.domain.desk import DeskKey
from newsdesk.domain.fetch import StreamState
from newsdesk.domain.message import msg
from newsdesk.domain.profile import Profile
from newsdesk.infra import clock
from newsdesk.infra.credentials import Credential
from newsdesk.services import read_decided
from newsdesk.store import asked_addresses, decided, desks, paid_reads, posts, profiles, streams
from newsdesk.store.asked_addresses import AskedAddress, Purpose
from newsdesk.store.database import connect, writing
from tests.fixtures.moved_clock import MovedClock
from tests.fixtures.network import Network, answer
from tests.services.reading import reading_of

MASTODON = Channel(
    id="mastodon", kind=ChannelKind.MASTODON, name="Mastodon", account="mediawiki@wikis.world"
)
BLUESKY = Channel(id="bluesky", kind=ChannelKind.BLUESKY, name="Bluesky", account="mediawiki.org")
X = Channel(id="x", kind=ChannelKind.X, name="X", account="MediaWiki")
MANUAL = Channel(id="in", kind=ChannelKind.MANUAL, name="In", url="https://in.example/mw")
TOKEN = Credential(
    kind=ChannelKind.X, origin="https://api.x.com", account="MediaWiki", token="t", cap=9
)
DAY = timedelta(days=1)
SNAPSHOT = Snapshot(date=date(2026, 11, 18), text="News")


class Desk:
    """A desk whose decisions name posts, and the networks that may have them."""

    def __init__(self, engine: Engine, network: Network) -> None:
        self.engine, self.network = engine, network
        self.credentials: tuple[Credential, ...] = ()
        self.paid = True
        with writing(engine) as connection:
            self.id = desks.ensure(connection, DeskKey("w", "p"), now=clock.now())

    def name(self, *addresses: str, channel: Channel = MASTODON) -> None:
        """Let a decisions page say that each of the addresses is that of an item's post."""
        items = {
            f"2026-11-18-{number}": ItemDecisions(
                snapshot=SNAPSHOT, channels={channel.id: Settled(posted=address)}
            )
            for number, address in enumerate(addresses)
        }
        with writing(self.engine) as connection:
            decided.replace(connection, self.id, "Decisions/2026", Decisions(items=items))

    def read(self) -> int:
        self.network.asked.clear()
        reading = reading_of(self.network, self.engine, self.id)
        reading = replace(reading, credentials=self.credentials, paid=self.paid)
        return read_decided.run(reading, (MASTODON, BLUESKY, X))

    @property
    def asked(self) -> list[str]:
        return [one.path for one in self.network.asked]

    def texts(self, channel: Channel = MASTODON) -> list[str]:
        with self.engine.connect() as connection:
            return [one.text for one in posts.of_channel(connection, self.id, channel.id)]

    def kept(self, address: str) -> AskedAddress:
        with self.engine.connect() as connection:
            return asked_addresses.find(connection, self.id, Purpose.POST, [address])[address]

    def has_matched(self) -> bool:
        with self.engine.connect() as connection:
            return desks.matched_by(connection, self.id) != ""


@pytest.fixture
def desk(sqlite_url: str, network: Network, moved_clock: MovedClock) -> Iterator[Desk]:
    engine = connect(sqlite_url)
    yield Desk(engine, network)
    engine.dispose()


def address(number: int) -> str:
    return f"https://wikis.world/@mediawiki/{number}"


def serve(desk: Desk, number: int, name: str = "mediawiki", *, at: str = "") -> None:
    status = {
        "id": str(number),
        "url": f"https://wikis.world/@{name}/{number}",
        "created_at": "2026-11-18T10:00:00Z",
        "visibility": "public",
        "content": f"<p>News {number}</p>",
        "account": {"id": "109", "acct": name, "url": f"https://wikis.world/@{name}"},
    }
    desk.network.json(f"/api/v1/statuses/{at or number}", lambda _: status)


def test_a_named_post_is_read_once_and_is_one_of_the_channel_s_own(desk: Desk) -> None:
    with writing(desk.engine) as connection:
        desks.set_matched(connection, desk.id, "now")
    desk.name(address(7))
    serve(desk, 7)
    assert desk.read() == 1
    assert desk.texts() == ["News 7"]
    assert not desk.has_matched()
    assert desk.read() == 0
    assert desk.asked == []


def test_a_post_that_is_known_in_another_form_is_not_asked_for(desk: Desk) -> None:
    serve(desk, 7)
    desk.name(address(7))
    desk.read()
    desk.name("https://wikis.world/ap/users/109/statuses/7")
    with writing(desk.engine) as connection:
        told = Profile(handle="mediawiki@wikis.world", native_id="109")
        profiles.save(connection, desk.id, MASTODON.id, told, now=clock.now())
    assert desk.read() == 0
    assert desk.asked == []


def test_what_cannot_be_read_is_asked_for_more_and_more_seldom(
    desk: Desk, moved_clock: MovedClock
) -> None:
    desk.name(address(7))
    began = clock.now()
    assert desk.read() == 0
    kept = desk.kept(address(7))
    assert kept.failure == msg("newsdesk-fetch-no-post", "wikis.world")
    assert kept.next_try
    assert kept.next_try - began >= DAY
    moved_clock.move(DAY / 2)
    assert (desk.read(), desk.asked) == (0, [])
    moved_clock.move(DAY)
    assert (desk.read(), len(desk.asked)) == (0, 1)
    again = desk.kept(address(7))
    assert (again.failures, again.failed_since) == (2, kept.failed_since)
    assert again.next_try
    assert again.next_try - clock.now() > 3 * DAY
    serve(desk, 7)
    moved_clock.move(4 * DAY)
    assert desk.read() == 1
    kept = desk.kept(address(7))
    assert kept == AskedAddress(url=address(7), next_try=kept.next_try)


def test_a_post_that_stands_elsewhere_is_not_read_again_and_again(
    desk: Desk, moved_clock: MovedClock
) -> None:
    """Its number can be written in more ways than one, and each read may have to be paid for."""
    desk.name("https://wikis.world/@mediawiki/007")
    serve(desk, 7, at="007")
    assert (desk.read(), desk.texts()) == (1, ["News 7"])
    moved_clock.move(DAY)
    assert (desk.read(), desk.asked) == (0, [])


def test_a_few_are_asked_for_at_once_and_the_others_next_time(desk: Desk) -> None:
    desk.name(*map(address, range(1, 6)))
    for number in range(1, 6):
        serve(desk, number)
    assert desk.read() == read_decided.MOST
    assert desk.read() == 5 - read_decided.MOST
    assert len(desk.texts()) == 5


def test_a_post_of_somebody_else_is_not_taken_in(desk: Desk) -> None:
    desk.name(address(7))
    serve(desk, 7, name="somebody")
    assert desk.read() == 0
    assert desk.texts() == []
    assert desk.kept(address(7)).failures == 1


def test_addresses_of_no_channel_that_is_read_are_never_asked_for(desk: Desk) -> None:
    desk.name("https://evil.example/@mediawiki/7", "https://in.example/7", "javascript:1", "")
    assert (desk.read(), desk.asked) == (0, [])


def test_a_network_that_wants_rest_is_left_alone(desk: Desk, moved_clock: MovedClock) -> None:
    desk.name(address(1), address(2))
    refusal = answer(status=429, Retry_After="600")
    desk.network.everything(lambda _, out: out.write(refusal))
    assert desk.read() == 0
    assert len(desk.asked) == 1
    with desk.engine.connect() as connection:
        own = streams.state(connection, desk.id, MASTODON)
    assert own.next_try
    assert own.next_try - clock.now() > timedelta(minutes=9)
    assert (desk.read(), desk.asked) == (0, [])


def test_a_channel_that_waits_is_not_asked_for_single_posts_either(desk: Desk) -> None:
    desk.name(address(7))
    serve(desk, 7)
    waiting = StreamState(next_try=clock.now() + DAY)
    with writing(desk.engine) as connection:
        streams.save(connection, desk.id, MASTODON, waiting)
    assert (desk.read(), desk.asked) == (0, [])


class PaidNetwork:
    """X, which has one post that is named and bills three things for it."""

    def __init__(self, desk: Desk) -> None:
        desk.name("https://x.com/MediaWiki/status/1990", channel=X)
        user = {"id": "20", "name": "MediaWiki", "username": "MediaWiki"}
        tweet = {"id": "1990", "text": "News", "author_id": "20"}
        moment = {"created_at": "2026-11-18T10:00:00Z"}
        desk.network.json(
            "/2/tweets/1990", lambda _: {"data": tweet | moment, "includes": {"users": [user]}}
        )
        self.desk = desk
        self.just_read()

    def just_read(self) -> None:
        """Let the channel's own posts have been read at this moment."""
        with writing(self.desk.engine) as connection:
            state = StreamState(last_read=clock.now())
            streams.save(connection, self.desk.id, X, state)

    def spent(self) -> int:
        with self.desk.engine.connect() as connection:
            counts = paid_reads.counts(connection, self.desk.id, TOKEN)
        return sum(counts.values())


def test_without_a_credential_what_is_paid_for_is_not_asked_for(desk: Desk) -> None:
    PaidNetwork(desk)
    assert (desk.read(), desk.asked) == (0, [])


def test_while_nobody_is_there_or_the_share_is_used_up_nothing_is_paid_for(desk: Desk) -> None:
    PaidNetwork(desk)
    desk.credentials, desk.paid = (TOKEN,), False
    assert (desk.read(), desk.asked) == (0, [])
    desk.paid = True
    with writing(desk.engine) as connection:
        paid_reads.add(connection, desk.id, TOKEN, 3, now=clock.now())
    assert (desk.read(), desk.asked) == (0, [])
    kept = desk.kept("https://x.com/MediaWiki/status/1990")
    assert kept.failure == msg("newsdesk-fetch-reserved", 5, 4)


def test_a_named_post_that_is_paid_for_is_counted(desk: Desk) -> None:
    paid = PaidNetwork(desk)
    desk.credentials = (replace(TOKEN, cap=90),)
    assert desk.read() == 1
    assert paid.spent() == 2
    assert desk.texts(X) == ["News"]


def test_what_strangers_name_is_not_paid_for_more_often_than_our_own_posts(
    desk: Desk, moved_clock: MovedClock
) -> None:
    paid = PaidNetwork(desk)
    desk.credentials = (replace(TOKEN, cap=90),)
    moved_clock.move(timedelta(minutes=5))
    assert (desk.read(), desk.asked, paid.spent()) == (0, [], 0)
    paid.just_read()
    assert desk.read() == 1
