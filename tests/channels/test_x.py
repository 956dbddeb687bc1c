"""What reading X costs: nothing is paid for twice, and no more than may be."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from newsdesk.channels.line import Line
from newsdesk.channels.x import LONGEST_QUERY
from newsdesk.channels.x_source import PER_POST
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.fetch import BEGINNING, Fetched, FetchedFollows, FetchFailed, StreamState
from newsdesk.domain.post import Post, StreamName
from newsdesk.infra.credentials import Credential
from newsdesk.infra.http import Door
from sandbox.practice import Fault, Practice
from sandbox.practice.x import NAME, ORIGIN, QUIET, SUSPENDED, TOKEN
from sandbox.practice.x_shapes import ACCOUNT_ID
from tests.channels import asking
from tests.fixtures.network import Network
from tests.fixtures.practice import PRACTICE_NOW as NOW

CHANNEL = Channel(id="x", kind=ChannelKind.X, name="X", account=NAME)
CREDENTIAL = Credential(kind=ChannelKind.X, origin=ORIGIN, account=NAME, token=TOKEN)
LEAST = 5 * PER_POST
"""What has to be left for the smallest page that may be asked for."""


@dataclass
class Account:
    """Reads one stream of the practice account again and again, counting what it costs."""

    door: Door
    practice: Practice
    stream: StreamName = StreamName.OWN
    state: StreamState = field(default_factory=StreamState)
    posts: dict[str, Post] = field(default_factory=dict)

    def read(
        self, allowance: int | None = None, oldest: datetime = BEGINNING
    ) -> tuple[Fetched | FetchFailed, int]:
        line = Line(self.door, CREDENTIAL, allowance=allowance)
        before = self.practice.billed[TOKEN]
        result = asking.read(
            self.door,
            CHANNEL,
            self.state,
            now=NOW,
            oldest=oldest,
            stream=self.stream,
            line=line,
            native_id=ACCOUNT_ID,
            tags=("MediaWiki",),
        )
        assert isinstance(result, Fetched | FetchFailed)
        if isinstance(result, Fetched):
            self.state = asking.after(result, NOW)
            assert not {str(post.key) for post in result.posts} & set(self.posts)
            self.posts |= {str(post.key): post for post in result.posts}
        cost = self.practice.billed[TOKEN] - before
        assert line.billed == cost
        return result, cost


@pytest.fixture
def account(network: Network, practice: Practice) -> Account:
    settings = replace(network.settings(), practice_origins=practice.origins)
    return Account(Door(settings), practice)


@pytest.mark.parametrize("stream", [StreamName.OWN, StreamName.MENTION, StreamName.SEARCH])
def test_nothing_new_costs_nothing(account: Account, stream: StreamName) -> None:
    account.stream = stream
    _, first = account.read()
    account.practice.asked.clear()
    result, cost = account.read()
    assert first > 0
    assert isinstance(result, Fetched)
    assert (result.posts, cost) == ((), 0)
    assert account.practice.asked[ORIGIN] == 1


def test_one_new_post_costs_itself_and_its_author(account: Account) -> None:
    account.read(oldest=NOW - timedelta(days=30))
    number = account.practice.add_post("x", "Just now", time=NOW)
    result, cost = account.read(oldest=NOW - timedelta(days=30))
    account.practice.delete_post("x", number)
    assert isinstance(result, Fetched)
    assert [post.text for post in result.posts] == ["Just now"]
    assert cost == 2


def test_the_first_read_pays_for_no_more_than_is_wanted(account: Account) -> None:
    result, month = account.read(oldest=NOW - timedelta(days=30))
    assert isinstance(result, Fetched)
    assert result.complete_since == NOW - timedelta(days=30)
    _, rest = account.read()
    assert rest > 3 * month


def test_a_cap_in_the_middle_stops_it_and_the_next_month_goes_on(account: Account) -> None:
    first, cost = account.read(allowance=100)
    assert isinstance(first, Fetched)
    assert first.older
    assert first.complete_since == min(post.time for post in first.posts)
    assert 100 - LEAST < cost <= 100
    second, nothing = account.read(allowance=LEAST - 1)
    assert isinstance(second, FetchFailed)
    assert (second.reason.key, second.resting, nothing) == ("newsdesk-fetch-spent", True, 0)
    third, _ = account.read()
    assert isinstance(third, Fetched)
    assert third.complete_since == BEGINNING
    assert len(account.posts) == len(account.practice.timelines["x"].posts())


def test_a_gap_that_a_cap_left_is_told_and_closed(account: Account) -> None:
    account.read()
    made = [account.practice.add_post("x", f"New {n}", time=NOW) for n in range(20)]
    broken, _ = account.read(allowance=2 * LEAST)
    assert isinstance(broken, Fetched)
    assert 0 < len(broken.posts) < 20
    assert broken.complete_since is not None
    assert broken.complete_since > NOW - timedelta(minutes=1)
    closed, _ = account.read()
    for number in made:
        account.practice.delete_post("x", number)
    assert isinstance(closed, Fetched)
    assert len(broken.posts) + len(closed.posts) == 20
    assert closed.complete_since == BEGINNING


def test_a_failure_costs_nothing_and_forgets_nothing(account: Account) -> None:
    account.read()
    before = account.state
    account.practice.fail(ORIGIN, Fault.TOO_MANY_FOR_LONG)
    result, cost = account.read()
    assert isinstance(result, FetchFailed)
    assert (cost, account.state) == (0, before)


@pytest.mark.parametrize(
    ("name", "key"), [("nobody_there", "no-account"), (SUSPENDED, "account-suspended")]
)
def test_accounts_that_cannot_be_read_are_told(account: Account, name: str, key: str) -> None:
    channel = replace(CHANNEL, account=name)
    result = asking.read(account.door, channel, now=NOW, credential=CREDENTIAL)
    assert isinstance(result, FetchFailed)
    assert (result.reason.key, result.permanent) == (f"newsdesk-fetch-{key}", True)


def test_an_account_without_posts_is_empty(account: Account) -> None:
    channel = replace(CHANNEL, account=QUIET)
    read = asking.fetched(asking.read(account.door, channel, now=NOW, credential=CREDENTIAL))
    assert (read.posts, read.complete_since) == ((), BEGINNING)


def test_whom_it_follows_costs_each_of_them(account: Account) -> None:
    line = Line(account.door, CREDENTIAL, allowance=2)
    result = asking.read(
        account.door, CHANNEL, now=NOW, stream=StreamName.FOLLOWS, line=line, native_id=ACCOUNT_ID
    )
    assert isinstance(result, FetchedFollows)
    assert ([one.handle for one in result.follows], result.complete) == (
        ["tech", "wikipedia"],
        False,
    )
    assert line.billed == 2


def test_without_a_credential_nothing_is_asked(network: Network) -> None:
    result = asking.read(network.door(), CHANNEL, now=NOW)
    assert isinstance(result, FetchFailed)
    assert not network.asked


def test_too_much_to_look_for_is_told(account: Account) -> None:
    result = asking.read(
        account.door,
        CHANNEL,
        now=NOW,
        credential=CREDENTIAL,
        stream=StreamName.SEARCH,
        terms=tuple(f"term number {number}" for number in range(40)),
    )
    assert isinstance(result, FetchFailed)
    assert result.reason.key == "newsdesk-fetch-query-too-long"
    assert LONGEST_QUERY in result.reason.params


def test_a_search_that_rested_for_long_begins_anew(account: Account) -> None:
    account.stream = StreamName.SEARCH
    account.read()
    old = str((int(account.state.newest) >> 22) - 8 * 86_400_000 << 22)
    gaps = json.dumps({"gaps": [{"until": old, "since": "1", "reached": ""}]})
    account.state = replace(account.state, newest=old, older=gaps)
    account.posts.clear()
    result, _ = account.read()
    assert isinstance(result, Fetched)
    assert result.posts
    assert account.state.newest > old
