"""What every adapter keeps, whatever its network: read on the practice servers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from newsdesk.channels import registry
from newsdesk.channels.adapter import Adapter, Feature, Known
from newsdesk.channels.address import read as read_address
from newsdesk.channels.paging import MOST
from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.fetch import (
    BEGINNING,
    Fetched,
    FetchFailed,
    FetchResult,
    ReadResult,
    StreamState,
)
from newsdesk.domain.links import host_of
from newsdesk.domain.post import Post, StreamName
from newsdesk.domain.profile import Profile
from newsdesk.infra.http import Door
from newsdesk.infra.settings import Settings
from sandbox.practice import Fault, Practice, start
from tests.channels import asking
from tests.channels.contract import SUBJECTS, Subject
from tests.fixtures.network import Network
from tests.fixtures.practice import PRACTICE_NOW as NOW

LATER = NOW + timedelta(hours=1)
MANY = 10_000
ODD = "Ünïcode 👩‍👩‍👧‍👦 🇺🇳 e\u0301 漢字 שלום العربية <b>&amp; 'quotes' \"too\" #ünï"


@pytest.fixture(scope="module")
def community() -> Iterator[Practice]:
    """Return practice channels of this module's own, as it fills and empties them."""
    with start(NOW.date()) as running:
        yield running


class Reader:
    """Reads one subject again and again, remembering what a service would."""

    def __init__(self, community: Practice, settings: Settings, subject: Subject) -> None:
        self.community, self.settings, self.subject = community, settings, subject
        self.timeline = community.timelines[subject.channel.id]
        self.state = StreamState()

    def ask(
        self,
        *,
        seconds: float = 60,
        unknown: bool = False,
        stream: StreamName = StreamName.OWN,
        one: str = "",
        native_id: str = "",
    ) -> ReadResult:
        subject = self.subject
        return asking.read(
            Door(self.settings, seconds=seconds),
            subject.unknown if unknown else subject.channel,
            self.state,
            now=LATER,
            oldest=BEGINNING,
            stream=stream,
            one=one,
            native_id=native_id,
            credential=subject.credential,
        )

    def read(self) -> Fetched:
        """Read, and remember where the next read goes on."""
        result = asking.fetched(self.ask())
        self.state = asking.after(result, LATER)
        return result

    def profile(self, adapter: Adapter) -> Profile | None:
        """Read what the network says of the account, if it says anything of accounts."""
        if Feature.FOLLOWERS not in adapter.OFFERS:
            return None
        return asking.profile(self.ask(stream=StreamName.PROFILE))

    def one(self, native_id: str) -> FetchResult:
        """Ask for one post by its id, as the account whose id is known."""
        adapter = registry.adapter(self.subject.channel.kind)
        profile = self.profile(adapter) if adapter else None
        result = self.ask(one=native_id, native_id=profile.native_id if profile else "")
        assert isinstance(result, Fetched | FetchFailed)
        return result

    @property
    def has_ids(self) -> bool:
        """Whether a post can be asked for: what a feed has is all in it."""
        return self.subject.channel.kind is not ChannelKind.FEED

    def texts(self) -> list[str]:
        return [post.text for post in self.read().posts]

    @property
    def asked(self) -> int:
        return self.community.asked[self.subject.api]


@pytest.fixture(params=SUBJECTS, ids=str)
def reader(
    community: Practice, network: Network, request: pytest.FixtureRequest
) -> Iterator[Reader]:
    """A reader of one subject, whose account has no posts yet."""
    settings = replace(network.settings(), practice_origins=community.origins)
    found = Reader(community, settings, request.param)
    found.timeline.clear()
    community.asked.clear()
    yield found
    community.recover()


def test_an_account_without_posts_is_empty_and_known_whole(reader: Reader) -> None:
    result = reader.read()
    assert result.posts == ()
    assert result.complete_since is not None
    reader.timeline.add("The first", time=NOW)
    assert reader.texts() == ["The first"]


def test_an_unknown_account_is_told_and_not_asked_for_again_soon(reader: Reader) -> None:
    result = reader.ask(unknown=True)
    assert isinstance(result, FetchFailed)
    feed = reader.subject.channel.kind is ChannelKind.FEED
    said = "newsdesk-fetch-not-understood" if feed else "newsdesk-fetch-no-account"
    assert (result.reason.key, result.permanent) == (said, not feed)


def test_posts_come_whole_newest_first_and_once(reader: Reader) -> None:
    reader.timeline.fill(20, newest=NOW, every=timedelta(hours=1))
    posts = reader.read().posts
    assert [post.text for post in posts] == [f"Post {number}" for number in range(20, 0, -1)]
    assert [post.time for post in posts] == [NOW - n * timedelta(hours=1) for n in range(20)]
    assert len({post.key for post in posts}) == 20
    assert all(post.url.startswith("https://") for post in posts)


def test_each_post_stands_at_an_address_of_its_channel_alone(reader: Reader) -> None:
    reader.timeline.fill(3, newest=NOW, every=timedelta(hours=1))
    subject, found = reader.subject, reader.read().posts
    adapter = registry.adapter(subject.channel.kind)
    assert adapter is not None
    hosts = frozenset(host_of(post.url) for post in found)
    known = Known(profile=reader.profile(adapter), hosts=hosts)
    for post in found:
        address = read_address(post.url)
        assert address is not None
        assert adapter.post_id(subject.channel, known, address) in ("", post.key.native_id)
        if subject.channel.account:
            assert adapter.post_id(subject.unknown, Known(), address) is None


def test_a_post_that_is_asked_for_by_itself_is_the_one_of_the_stream(reader: Reader) -> None:
    reader.timeline.fill(3, newest=NOW, every=timedelta(hours=1))
    for post in reader.read().posts:
        result = reader.one(post.key.native_id)
        assert asking.fetched(result).posts == ((post,) if reader.has_ids else ())


def test_a_post_that_is_gone_is_not_there_when_it_is_asked_for(reader: Reader) -> None:
    reader.timeline.add("Kept", time=NOW - timedelta(hours=2))
    gone = reader.timeline.add("Gone", time=NOW - timedelta(hours=1))
    newest = reader.read().newest
    reader.timeline.delete(gone)
    result = reader.one(newest)
    told = isinstance(result, FetchFailed) and result.permanent
    assert told or asking.fetched(result).posts == ()


@pytest.mark.parametrize("fault", [Fault.BROKEN, Fault.TOO_MANY_FOR_LONG, Fault.WRONG_TYPE])
def test_a_fault_while_asking_for_one_post_is_a_failure(reader: Reader, fault: Fault) -> None:
    reader.timeline.add("Kept", time=NOW)
    native_id = reader.read().newest
    reader.community.fail(reader.subject.api, fault)
    result = reader.ask(one=native_id)
    assert isinstance(result, FetchFailed) == reader.has_ids


def test_text_of_every_script_comes_as_it_was_written(reader: Reader) -> None:
    reader.timeline.add(ODD, time=NOW)
    [text] = reader.texts()
    assert ODD in text


def test_a_later_read_brings_what_is_new_in_few_requests(reader: Reader) -> None:
    reader.timeline.fill(200, newest=NOW - timedelta(hours=1), every=timedelta(hours=1))
    first = reader.read()
    reader.timeline.add("Just now", time=NOW)
    before = reader.asked
    later = reader.read()
    assert later.posts[0].text == "Just now"
    assert reader.asked - before <= 2
    assert later.complete_since == first.complete_since


def test_nothing_new_costs_few_requests(reader: Reader) -> None:
    reader.timeline.fill(200, newest=NOW, every=timedelta(hours=1))
    newest = reader.read().newest
    before = reader.asked
    assert reader.read().newest == newest
    assert reader.asked - before <= 2


def test_a_deleted_post_is_missed(reader: Reader) -> None:
    adapter = registry.adapter(reader.subject.channel.kind)
    assert adapter is not None
    assert reader.subject.deletes == adapter.NOTICES_DELETIONS
    if not reader.subject.deletes:
        assert reader.read().whole_since is None
        return
    reader.timeline.add("Kept", time=NOW - timedelta(hours=3))
    gone = reader.timeline.add("Deleted soon", time=NOW - timedelta(hours=2))
    reader.timeline.add("Kept too", time=NOW - timedelta(hours=1))
    assert reader.texts() == ["Kept too", "Deleted soon", "Kept"]
    reader.timeline.delete(gone)
    later = reader.read()
    assert [post.text for post in later.posts] == ["Kept too", "Kept"]
    assert later.whole_since is not None
    assert later.whole_since <= NOW - timedelta(hours=3)


def test_an_edited_post_has_its_new_text_under_its_old_key(reader: Reader) -> None:
    number = reader.timeline.add("Before", time=NOW - timedelta(hours=1))
    [before] = reader.read().posts
    reader.timeline.edit(number, "After", time=NOW)
    [after] = reader.read().posts
    assert (after.key, after.text) == (before.key, "After")


def test_ten_thousand_posts_are_read_in_turns_without_a_gap(reader: Reader) -> None:
    reader.timeline.fill(MANY, newest=NOW, every=timedelta(minutes=10))
    found: dict[str, Post] = {}
    for _ in range(2 * MANY // MOST):
        result = reader.read()
        assert len(result.posts) <= 2 * MOST
        found |= {str(post.key): post for post in result.posts}
        if not result.older:
            break
    wanted = reader.subject.window or MANY
    assert {post.text for post in found.values()} == {
        f"Post {number}" for number in range(MANY - wanted + 1, MANY + 1)
    }
    whole = BEGINNING if wanted == MANY else min(post.time for post in found.values())
    assert result.complete_since == whole


def test_reading_goes_on_after_a_stop_in_the_middle(reader: Reader) -> None:
    reader.timeline.fill(3 * MOST, newest=NOW, every=timedelta(minutes=10))
    found = {post.text for post in reader.read().posts}
    reader.community.fail(reader.subject.api, Fault.BROKEN)
    assert isinstance(reader.ask(), FetchFailed)
    reader.community.recover()
    for _ in range(5):
        result = reader.read()
        found |= {post.text for post in result.posts}
    assert len(found) == min(reader.subject.window or 3 * MOST, 3 * MOST)
    assert not result.older


@pytest.mark.parametrize("fault", list(Fault))
def test_every_fault_is_a_failure_with_its_words(reader: Reader, fault: Fault) -> None:
    reader.timeline.add("Kept", time=NOW)
    reader.community.fail(reader.subject.api, fault)
    result = reader.ask(seconds=0.5 if fault in SLOW else 60)
    assert isinstance(result, FetchFailed)
    expected = {EXPECTED[fault], *MORE_EXACT.get(fault, ())}
    assert result.reason.key.removeprefix("newsdesk-fetch-") in expected
    assert (result.retry_after is not None) == (fault in TELLS_WHEN)
    reader.community.recover()
    assert reader.texts() == ["Kept"]


TELLS_WHEN = {Fault.TOO_MANY_FOR_LONG, Fault.TOO_MANY_UNTIL}
MORE_EXACT = {Fault.UNAUTHORIZED: {"closed", "token-refused"}, Fault.NOT_FOUND: {"no-account"}}
"""What an adapter may say that knows what it asked for."""
SLOW = {Fault.HANG, Fault.DRIP}
EXPECTED = {
    Fault.UNAUTHORIZED: "login-needed",
    Fault.NOT_FOUND: "not-found",
    Fault.TOO_MANY: "too-many-requests",
    Fault.TOO_MANY_FOR_LONG: "too-many-requests",
    Fault.TOO_MANY_UNTIL: "too-many-requests",
    Fault.BROKEN: "server-error",
    Fault.HANG: "too-slow",
    Fault.DRIP: "too-slow",
    Fault.ENDLESS: "too-big",
    Fault.WRONG_TYPE: "not-understood",
    Fault.BROKEN_JSON: "not-understood",
    Fault.DEEP_JSON: "not-understood",
    Fault.HUGE: "too-big",
    Fault.GZIP_BOMB: "too-big",
    Fault.REDIRECT_LOOP: "redirects",
    Fault.REDIRECT_LOOPBACK: "astray",
    Fault.REDIRECT_PRIVATE: "not-public",
    Fault.REDIRECT_METADATA: "astray",
}
