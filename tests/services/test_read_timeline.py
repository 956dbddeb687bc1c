"""How the accounts of the follow list are read: each by itself, and no server in a hurry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from threading import Event, Lock

import pytest
from sqlalchemy import Engine

from newsdesk.channels.adapter import Feature, Need, Wanted
from newsdesk.channels.line import Line
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.desk import DeskConfig, Followed, NewsSettings
from newsdesk.domain.fetch import Fetched, FetchedFollows, FetchFailed, ReadResult, StreamState
from newsdesk.domain.follow_list import followed
from newsdesk.domain.message import msg
from newsdesk.domain.post import Post, PostForm, StreamName
from newsdesk.domain.profile import Profile
from newsdesk.infra import clock
from newsdesk.infra.credentials import Credential
from newsdesk.services.read_timeline import FIRST
from newsdesk.services.schedule import OTHERS
from newsdesk.services.timeline_plan import MOST_AT_A_SERVER
from newsdesk.store import follows, posts, profiles, streams
from newsdesk.store.database import writing
from tests.fixtures.moved_clock import MovedClock
from tests.services.reading import BLUESKY, MASTODON, fetched, post
from tests.services.rounds import EVERY, Round

TIMELINE = StreamName.TIMELINE
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
GONE = FetchFailed(reason=msg("newsdesk-fetch-no-account", "bob"), permanent=True)
ANNA, BOB, EVE = (
    "mastodon@anna@one.example",
    "mastodon@bob@one.example",
    "mastodon@eve@two.example",
)
Answer = Callable[[Line, Wanted], ReadResult]


def config(*handles: str, channel: Channel = MASTODON) -> DeskConfig:
    names = handles or ("anna@one.example", "@Bob@one.example", "eve@two.example")
    return DeskConfig(
        news=NewsSettings(page="News"),
        channels=(channel,),
        follow=tuple(Followed(name=one, accounts=((channel.id, one),)) for one in names),
    )


def said(number: int, text: str = "", *, form: PostForm = PostForm.ORIGINAL) -> Post:
    moment = clock.now() - timedelta(minutes=number)
    return replace(post(MASTODON, number, text), form=form, time=moment)


class Accounts:
    """Answers for accounts of the follow list: one post each, unless told otherwise."""

    def __init__(self, round_: Round) -> None:
        self.round, self.answers = round_, dict[str, Answer]()
        self.asked: list[Wanted] = []
        self.lines: dict[str, Line] = {}
        self.at_once = self.most_at_once = 0
        self._lock = Lock()
        round_.script.OFFERS = {Feature.TIMELINE: Need.NOTHING, Feature.OWN: Need.NOTHING}
        round_.script.script[TIMELINE] = self.answer
        round_.script.origins = dict.fromkeys((ANNA, BOB), "https://one.example")

    def answer(self, line: Line, wanted: Wanted) -> ReadResult:
        name = wanted.channel.id
        with self._lock:
            self.asked.append(wanted)
            self.lines[name] = line
        if name in self.answers:
            return self.answers[name](line, wanted)
        return fetched(said(20 + sum(map(ord, name)), f"of {name}"))

    def fail(self, name: str, result: FetchFailed) -> None:
        self.answers[name] = lambda _line, _wanted: result

    def names(self) -> list[str]:
        """Return who was asked for since the last call."""
        names = [one.channel.id for one in self.asked]
        self.asked.clear()
        return names

    def seen(self) -> list[str]:
        with self.round.engine.connect() as connection:
            found = posts.of_channel(connection, self.round.desk_id, "mastodon", stream=TIMELINE)
        return sorted(one.text for one in found if one.deleted is None)

    def state(self, name: str) -> StreamState:
        [account] = [one for one in followed(config(), MASTODON) if one.id == name]
        return self.round.state(account, TIMELINE)


@pytest.fixture
def accounts(engine: Engine, moved_clock: MovedClock) -> Accounts:
    return Accounts(Round(engine))


def test_each_account_is_read_and_its_posts_are_met_on_the_channel(accounts: Accounts) -> None:
    assert accounts.round.read_followed(config()) == {ANNA: 1, BOB: 1, EVE: 1}
    assert accounts.seen() == [f"of {ANNA}", f"of {BOB}", f"of {EVE}"]
    asked = {one.channel.id: one for one in accounts.asked}
    assert asked[BOB].channel.account == "Bob@one.example"
    [oldest] = {one.oldest for one in accounts.asked}
    assert oldest is not None
    assert abs(asked[BOB].now - FIRST - oldest) < MINUTE
    assert accounts.round.texts(MASTODON) == [], "none of it is ours"


def test_one_server_is_asked_for_one_account_after_another(accounts: Accounts) -> None:
    other_server = Event()

    def wait_for_the_other(_line: Line, _wanted: Wanted) -> ReadResult:
        assert other_server.wait(10), "two servers are asked side by side"
        assert accounts.names().count(BOB) == 0, "bob's turn is after anna's"
        return fetched(said(1))

    def answer(_line: Line, _wanted: Wanted) -> ReadResult:
        other_server.set()
        return fetched(said(2))

    accounts.answers = {ANNA: wait_for_the_other, EVE: answer}
    assert accounts.round.read_followed(config()) == {ANNA: 1, BOB: 1, EVE: 1}


def test_they_are_read_as_often_as_what_others_say(
    accounts: Accounts, moved_clock: MovedClock
) -> None:
    accounts.round.read_followed(config())
    accounts.names()
    moved_clock.move(OTHERS * EVERY - MINUTE)
    accounts.round.read_followed(config())
    assert accounts.names() == []
    moved_clock.move(MINUTE)
    accounts.round.read_followed(config())
    assert sorted(accounts.names()) == [ANNA, BOB, EVE]


def test_replies_are_left_out_and_shares_are_not(accounts: Accounts) -> None:
    shared = said(2, "shared", form=PostForm.SHARE)
    answered = said(3, "answered", form=PostForm.REPLY)
    accounts.answers[ANNA] = lambda _line, _wanted: fetched(said(1, "said"), shared, answered)
    accounts.round.read_followed(config("anna@one.example"))
    assert accounts.seen() == ["said", "shared"]


def test_what_a_quiet_account_said_long_ago_is_not_kept_nor_taken_for_deleted(
    accounts: Accounts, moved_clock: MovedClock
) -> None:
    old = replace(said(1, "long ago"), time=moved_clock.now() - FIRST - HOUR)
    new = replace(said(2, "of today"), time=moved_clock.now() - HOUR)
    accounts.answers[ANNA] = lambda _line, _wanted: fetched(new, old)
    accounts.round.read_followed(config("anna@one.example"))
    assert accounts.seen() == ["of today"]
    moved_clock.move(FIRST)
    accounts.round.read_followed(config("anna@one.example"))
    assert accounts.seen() == ["of today"], "it stays, though it would not be kept now"


def test_an_account_that_is_gone_fails_alone_and_waits_alone(
    accounts: Accounts, moved_clock: MovedClock
) -> None:
    accounts.fail(BOB, GONE)
    told = accounts.round.read_followed(config())
    assert told == {ANNA: 1, BOB: "newsdesk-fetch-no-account", EVE: 1}
    assert accounts.state(BOB).failure == GONE.reason
    accounts.names()
    moved_clock.move(OTHERS * EVERY)
    accounts.round.read_followed(config())
    assert sorted(accounts.names()) == [ANNA, EVE]
    moved_clock.move(2 * HOUR)
    accounts.round.read_followed(config())
    assert sorted(accounts.names()) == [ANNA, BOB, EVE]


def test_what_a_server_says_about_rest_holds_for_all_its_accounts_and_for_us(
    accounts: Accounts, moved_clock: MovedClock
) -> None:
    accounts.round.script.origins["mastodon"] = "https://one.example"
    accounts.round.script.answer["mastodon"] = lambda: fetched(said(9))
    accounts.round.read(MASTODON)
    later = moved_clock.now() + 3 * HOUR
    wait = FetchFailed(reason=msg("newsdesk-fetch-too-many", "one.example"), retry_after=later)
    accounts.fail(ANNA, wait)
    assert accounts.round.read_followed(config()) == {ANNA: wait.reason.key, EVE: 1}
    assert accounts.names().count(BOB) == 0
    assert accounts.round.state(MASTODON).next_try == later
    moved_clock.move(2 * HOUR)
    accounts.round.read_followed(config(), force=True)
    assert accounts.names() == [EVE], "bob was not read yet, and yet his server rests"
    accounts.answers.clear()
    moved_clock.move(HOUR)
    accounts.round.read_followed(config())
    assert sorted(accounts.names()) == [ANNA, BOB, EVE]


def test_while_a_server_wants_rest_from_us_its_accounts_are_left_alone(
    accounts: Accounts, moved_clock: MovedClock
) -> None:
    accounts.round.script.origins["mastodon"] = "https://one.example"
    later = moved_clock.now() + HOUR
    wait = FetchFailed(reason=msg("newsdesk-fetch-too-many", "one.example"), retry_after=later)
    accounts.round.script.answer["mastodon"] = lambda: wait
    accounts.round.read(MASTODON)
    accounts.round.read_followed(config())
    assert accounts.names() == [EVE]


def test_accounts_that_left_the_list_are_forgotten(accounts: Accounts) -> None:
    accounts.round.read_followed(config())
    accounts.names()
    accounts.round.read_followed(config("anna@one.example"))
    assert accounts.names() == []
    assert accounts.seen() == [f"of {ANNA}"]
    assert accounts.state(EVE) == StreamState()
    accounts.round.read_followed(config())
    assert sorted(accounts.names()) == [BOB, EVE], "who comes back is read anew"
    assert accounts.seen() == [f"of {ANNA}", f"of {BOB}", f"of {EVE}"]


def test_a_post_that_is_gone_is_noticed_in_its_authors_posts_alone(
    accounts: Accounts, moved_clock: MovedClock
) -> None:
    accounts.round.read_followed(config())
    accounts.answers[ANNA] = lambda _line, _wanted: fetched()
    moved_clock.move(HOUR)
    accounts.round.read_followed(config())
    assert accounts.seen() == [f"of {BOB}", f"of {EVE}"]


def test_our_own_account_on_the_list_is_not_read_as_somebody_elses(accounts: Accounts) -> None:
    accounts.round.read_followed(config(MASTODON.account.upper(), "anna@one.example"))
    assert accounts.names() == [ANNA]


def test_who_was_not_read_for_longest_comes_first(
    accounts: Accounts, moved_clock: MovedClock
) -> None:
    """So what one round has no time for is read by the next."""
    for names in (["bob@one.example"], ["bob@one.example", "anna@one.example"]):
        accounts.round.read_followed(config(*names))
        moved_clock.move(MINUTE)
    accounts.names()
    everybody = config("anna@one.example", "bob@one.example", "carl@one.example")
    accounts.round.script.origins["mastodon@carl@one.example"] = "https://one.example"
    accounts.round.read_followed(everybody, force=True)
    assert accounts.names() == ["mastodon@carl@one.example", BOB, ANNA]


def test_an_accounts_number_is_remembered_and_doubted_once_it_is_gone(
    accounts: Accounts, moved_clock: MovedClock
) -> None:
    profile = Profile(handle="anna@one.example", native_id="A7", followers=3)
    told = replace(fetched(said(1)), profile=profile)
    accounts.answers[ANNA] = lambda _line, _wanted: told
    one = config("anna@one.example")
    accounts.round.read_followed(one)
    accounts.fail(ANNA, GONE)
    for _ in range(2):
        moved_clock.move(2 * HOUR)
        accounts.round.read_followed(one)
    assert [wanted.native_id for wanted in accounts.asked] == ["", "A7", ""]
    with accounts.round.engine.connect() as connection:
        assert "mastodon" not in profiles.every(connection, accounts.round.desk_id)


def test_our_own_follows_tell_where_an_account_is(accounts: Accounts) -> None:
    """A server may be called otherwise than the accounts on it."""
    round_ = accounts.round
    found = Profile(handle="eve@two.example", native_id="5", url="https://social.two.example/@eve")
    with writing(round_.engine) as connection:
        follows.replace(
            connection, round_.desk_id, "mastodon", [found], complete=True, now=said(1).time
        )
    script = round_.script
    by_url = {"": "https://two.example", found.url: "https://social.two.example"}
    script.origin_of = lambda channel: by_url.get(channel.url, "https://elsewhere.example")
    round_.read_followed(config("eve@two.example"))
    [asked] = accounts.asked
    assert asked.channel.url == found.url
    assert asked.native_id == "", "it is our own server's number of her"


@pytest.mark.parametrize("need", [Need.BETTER, Need.NOTHING])
def test_a_token_goes_to_its_own_server_only_and_where_it_is_of_use(
    accounts: Accounts, need: Need
) -> None:
    ours = "https://one.example"
    accounts.round.script.OFFERS = {Feature.TIMELINE: need}
    accounts.round.script.origins["mastodon"] = ours
    accounts.round.credentials = (
        Credential(kind=MASTODON.kind, origin=ours, account=MASTODON.account, token="t"),
    )
    accounts.round.read_followed(config())
    lent = {name for name, line in accounts.lines.items() if line.credential}
    assert lent == ({ANNA, BOB} if need is Need.BETTER else set())


X = Channel(id="x", kind=ChannelKind.X, name="X", account="MediaWiki")
PAID = Credential(
    kind=X.kind, origin="https://x.example", account=X.account, token="t", every=HOUR, cap=10
)


def paid_accounts(accounts: Accounts) -> DeskConfig:
    script = accounts.round.script
    script.OFFERS = {Feature.TIMELINE: Need.CREDENTIAL, Feature.OWN: Need.CREDENTIAL}
    script.origin_of = lambda _channel: "https://x.example"
    accounts.round.credentials = (PAID,)
    return config("anna", "bob", "eve", channel=X)


def test_paid_reading_keeps_its_floor_and_leaves_half_to_our_own_posts(
    accounts: Accounts, moved_clock: MovedClock
) -> None:
    there = paid_accounts(accounts)

    def bill(line: Line, wanted: Wanted) -> ReadResult:
        assert line.reserved == 5
        if not line.left:
            return FetchFailed(reason=msg("newsdesk-fetch-spent", 5), resting=True)
        line.bill(3)
        return Fetched(newest="1")

    accounts.answers = dict.fromkeys(("x@anna", "x@bob", "x@eve"), bill)
    told = accounts.round.read_followed(there)
    assert told == {"x@anna": 0, "x@bob": 0, "x@eve": "newsdesk-fetch-spent"}
    accounts.names()
    moved_clock.move(HOUR - MINUTE)
    accounts.round.read_followed(there, force=True)
    assert "x@anna" not in accounts.names()


def test_nothing_is_paid_for_where_nobody_has_been_for_weeks(accounts: Accounts) -> None:
    there = paid_accounts(accounts)
    accounts.round.paid = False
    assert accounts.round.read_followed(there) == {}
    assert accounts.names() == []
    with accounts.round.engine.connect() as connection:
        states = streams.states(connection, accounts.round.desk_id, followed(there, X), TIMELINE)
    assert {one.resting for one in states.values()} == {True}


def test_without_a_credential_that_it_takes_nobody_is_read(accounts: Accounts) -> None:
    there = paid_accounts(accounts)
    accounts.round.credentials = ()
    assert accounts.round.read_followed(there) == {}
    assert accounts.names() == []


def test_fifty_accounts_of_one_server_are_read_in_one_round(accounts: Accounts) -> None:
    many = [f"name{number}.example" for number in range(50)]
    accounts.round.script.origin_of = lambda _channel: "https://network.example"
    told = accounts.round.read_followed(config(*many, channel=BLUESKY))
    assert len(told) == 50
    assert accounts.names() == [f"bluesky@{name}" for name in many]


def test_a_server_is_asked_for_so_many_at_once_and_for_the_others_next(accounts: Accounts) -> None:
    handles = [f"name{number}.example" for number in range(MOST_AT_A_SERVER + 3)]
    accounts.round.script.origin_of = lambda _channel: "https://network.example"
    many = config(*handles, channel=BLUESKY)
    assert len(accounts.round.read_followed(many)) == MOST_AT_A_SERVER
    first = set(accounts.names())
    accounts.round.read_followed(many)
    assert len(set(accounts.names()) - first) == 3


def test_who_we_follow_is_no_part_of_what_is_asked(accounts: Accounts) -> None:
    """The list on the wiki decides, not whom an account follows."""
    with writing(accounts.round.engine) as connection:
        stranger = FetchedFollows(follows=(Profile(handle="stranger@one.example"),))
        follows.replace(
            connection,
            accounts.round.desk_id,
            "mastodon",
            stranger.follows,
            complete=True,
            now=said(1).time,
        )
    accounts.round.read_followed(config("anna@one.example"))
    assert accounts.names() == [ANNA]
