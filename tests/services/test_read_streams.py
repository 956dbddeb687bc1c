"""What is read of a channel besides its own posts, in which order, and what each wait holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from threading import Event

import pytest
from sqlalchemy import Engine

from newsdesk.channels.adapter import Feature, Need, Wanted
from newsdesk.channels.line import Line
from newsdesk.domain.fetch import (
    BEGINNING,
    Fetched,
    FetchedFollows,
    FetchedProfile,
    FetchFailed,
    ReadResult,
    StreamState,
)
from newsdesk.domain.length import PostLimits
from newsdesk.domain.message import msg
from newsdesk.domain.post import StreamName
from newsdesk.domain.profile import Profile
from newsdesk.infra.credentials import Credential
from newsdesk.services.reading import ORDER
from newsdesk.store import follows, posts, profiles
from tests.fixtures.moved_clock import MovedClock
from tests.services.reading import MASTODON, fetched, post
from tests.services.rounds import SETTINGS, Round

WHY = msg("newsdesk-fetch-server-error", "mastodon.example", "503")
REFUSED = msg("newsdesk-fetch-login-needed", "mastodon.example")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
PROFILE, OWN, MENTION, SEARCH, FOLLOWS = (
    StreamName.PROFILE,
    StreamName.OWN,
    StreamName.MENTION,
    StreamName.SEARCH,
    StreamName.FOLLOWS,
)
EVERYTHING = dict.fromkeys(Feature, Need.NOTHING)
OURS = Profile(handle="mediawiki@social.example", native_id="N1", followers=7)
FRIEND = Profile(handle="friend@social.example")
CREDENTIAL = Credential(
    kind=MASTODON.kind, origin="https://mastodon.example", account=MASTODON.account, token="t"
)


@pytest.fixture
def round_(engine: Engine, moved_clock: MovedClock) -> Round:
    """A channel that has everything, on either database, and answers well."""
    made = Round(engine)
    made.tags, made.terms = ("wiki",), ("MediaWiki",)
    made.script.OFFERS = EVERYTHING
    answers: dict[StreamName, ReadResult] = {
        PROFILE: FetchedProfile(profile=OURS),
        OWN: fetched(post(MASTODON, 1)),
        MENTION: Fetched(posts=(post(MASTODON, 2),), newest="2"),
        SEARCH: Fetched(posts=(post(MASTODON, 2), post(MASTODON, 3)), newest="3"),
        FOLLOWS: FetchedFollows(follows=(FRIEND,)),
    }
    made.script.script |= {name: _always(result) for name, result in answers.items()}
    return made


def _always(result: ReadResult) -> Callable[[Line, Wanted], ReadResult]:
    return lambda _line, _wanted: result


def _order(round_: Round) -> list[StreamName]:
    """Return what was asked for since the last call."""
    names = [wanted.stream for wanted in round_.script.order]
    round_.script.order.clear()
    return names


def _fail(round_: Round, name: StreamName, result: FetchFailed) -> None:
    round_.script.script[name] = _always(result)


def _seen(round_: Round, name: StreamName) -> list[str]:
    with round_.engine.connect() as connection:
        found = posts.by_channel(connection, round_.desk_id, stream=name)
    return [one.key.native_id for one in found.get("mastodon", [])]


def test_each_stream_is_read_in_order_and_stored_in_its_place(round_: Round) -> None:
    assert round_.read(MASTODON) == {"mastodon": 6}
    assert _order(round_) == [OWN, PROFILE, MENTION, SEARCH, FOLLOWS]
    assert (_seen(round_, OWN), _seen(round_, MENTION)) == (["1"], ["2"])
    assert _seen(round_, SEARCH) == ["2", "3"]
    with round_.engine.connect() as connection:
        assert profiles.get(connection, round_.desk_id, "mastodon") == OURS
        found = follows.of_channel(connection, round_.desk_id, "mastodon")
    assert [one.profile for one in found] == [FRIEND]
    assert round_.state(MASTODON, FOLLOWS).complete_since == BEGINNING
    assert round_.state(MASTODON, SEARCH).newest == "3"


def test_what_is_searched_is_told_to_the_streams_that_search(round_: Round) -> None:
    round_.read(MASTODON)
    asked = {one.stream: (one.tags, one.terms) for one in round_.script.order}
    assert asked.pop(SEARCH) == (("wiki",), ("MediaWiki",))
    assert asked.pop(MENTION) == (("wiki",), ())
    assert set(asked.values()) == {((), ())}


def test_the_accounts_id_is_known_as_soon_as_the_profile_told_it(round_: Round) -> None:
    round_.read(MASTODON)
    assert [one.native_id for one in round_.script.order] == ["", "", "N1", "N1", "N1"]
    _order(round_)
    round_.read(MASTODON, force=True)
    assert {one.native_id for one in round_.script.order} == {"N1"}


def test_each_stream_has_a_cadence_of_its_own(round_: Round, moved_clock: MovedClock) -> None:
    round_.read(MASTODON)
    _order(round_)
    read = []
    for _ in range(3):
        moved_clock.move(5 * MINUTE)
        round_.read(MASTODON)
        read.append(_order(round_))
    assert read == [[OWN], [OWN], [OWN, MENTION, SEARCH]]
    moved_clock.move(DAY)
    round_.read(MASTODON)
    assert _order(round_) == [OWN, PROFILE, MENTION, SEARCH, FOLLOWS]


@pytest.mark.parametrize(
    ("credentials", "expected"),
    [((), [OWN, SEARCH]), ((CREDENTIAL,), [OWN, MENTION, SEARCH, FOLLOWS])],
)
def test_what_needs_a_credential_is_read_only_with_one(
    round_: Round, credentials: tuple[Credential, ...], expected: list[StreamName]
) -> None:
    round_.script.OFFERS = {
        Feature.OWN: Need.BETTER,
        Feature.TAGS: Need.NOTHING,
        Feature.TERMS: Need.CREDENTIAL,
        Feature.MENTIONS: Need.CREDENTIAL,
        Feature.FOLLOWS: Need.CREDENTIAL,
    }
    round_.credentials = credentials
    round_.read(MASTODON)
    search = next(one for one in round_.script.order if one.stream is SEARCH)
    assert search.terms == (("MediaWiki",) if credentials else ())
    assert _order(round_) == expected


def test_nothing_is_searched_where_the_set_up_names_nothing(round_: Round) -> None:
    round_.tags = round_.terms = ()
    round_.read(MASTODON)
    assert SEARCH not in _order(round_)


def test_another_search_starts_anew(round_: Round) -> None:
    round_.read(MASTODON)
    _order(round_)
    round_.terms = ("Wikibase",)
    round_.read(MASTODON)
    [asked] = round_.script.order
    assert (asked.stream, asked.state) == (SEARCH, StreamState())


def test_what_a_server_says_of_its_posts_is_kept_while_it_does_not_say_it_again(
    round_: Round,
) -> None:
    told = PostLimits(characters=640, per_url=30)
    for limits in (told, None):
        round_.script.script[PROFILE] = _always(FetchedProfile(profile=OURS, limits=limits))
        round_.read(MASTODON, force=True)
        with round_.engine.connect() as connection:
            assert profiles.limits(connection, round_.desk_id, "mastodon") == told


def test_another_account_forgets_all_that_was_read_of_the_former(round_: Round) -> None:
    round_.read(MASTODON)
    other = replace(MASTODON, account="other@social.example")
    for name in (PROFILE, FOLLOWS):
        _fail(round_, name, FetchFailed(reason=WHY))
    _order(round_)
    round_.read(other)
    assert {one.native_id for one in round_.script.order} == {""}
    with round_.engine.connect() as connection:
        assert profiles.every(connection, round_.desk_id) == {}
        assert follows.of_channel(connection, round_.desk_id, "mastodon") == []


def test_a_stream_that_is_refused_holds_itself_alone(
    round_: Round, moved_clock: MovedClock
) -> None:
    _fail(round_, MENTION, FetchFailed(reason=REFUSED, permanent=True))
    assert round_.read(MASTODON) == {"mastodon": REFUSED.key}
    assert _order(round_) == [OWN, PROFILE, MENTION, SEARCH, FOLLOWS]
    moved_clock.move(15 * MINUTE)
    round_.read(MASTODON)
    assert _order(round_) == [OWN, SEARCH]
    assert round_.state(MASTODON, MENTION).permanent
    assert round_.state(MASTODON).failure is None


def test_while_own_posts_fail_nothing_else_is_asked_for(
    round_: Round, moved_clock: MovedClock
) -> None:
    _fail(round_, OWN, FetchFailed(reason=WHY))
    round_.read(MASTODON)
    assert _order(round_) == [OWN]
    moved_clock.move(4 * MINUTE)
    round_.read(MASTODON, force=True)
    assert _order(round_) == []
    moved_clock.move(10 * MINUTE)
    round_.read(MASTODON, force=True)
    assert _order(round_) == [OWN]
    round_.script.script[OWN] = _always(fetched(post(MASTODON, 1)))
    moved_clock.move(HOUR)
    round_.read(MASTODON)
    assert _order(round_) == [OWN, PROFILE, MENTION, SEARCH, FOLLOWS]


def test_the_networks_own_wait_holds_every_stream(round_: Round, moved_clock: MovedClock) -> None:
    later = moved_clock.now() + 3 * HOUR
    _fail(round_, MENTION, FetchFailed(reason=WHY, retry_after=later))
    round_.read(MASTODON)
    assert _order(round_) == [OWN, PROFILE, MENTION]
    assert {round_.state(MASTODON, name).next_try for name in ORDER} == {later}
    assert [n for n in ORDER if round_.state(MASTODON, n).failure] == [MENTION]
    moved_clock.move(3 * HOUR - MINUTE)
    round_.read(MASTODON, force=True)
    assert _order(round_) == []
    moved_clock.move(MINUTE)
    round_.read(MASTODON)
    assert _order(round_) == [OWN, MENTION, SEARCH, FOLLOWS]


def test_limits_that_a_success_used_up_hold_every_stream(
    round_: Round, moved_clock: MovedClock
) -> None:
    later = moved_clock.now() + HOUR

    def used_up(line: Line, _wanted: Wanted) -> ReadResult:
        line.rest_until = later
        return fetched(post(MASTODON, 1))

    round_.script.script[OWN] = used_up
    assert round_.read(MASTODON) == {"mastodon": 1}
    assert _order(round_) == [OWN]
    assert round_.state(MASTODON).failure is None
    moved_clock.move(HOUR - MINUTE)
    round_.read(MASTODON, force=True)
    assert _order(round_) == []


def test_limits_that_a_failure_used_up_hold_every_stream(
    round_: Round, moved_clock: MovedClock
) -> None:
    later = moved_clock.now() + 3 * HOUR

    def used_up(line: Line, _wanted: Wanted) -> ReadResult:
        line.rest_until = later
        return FetchFailed(reason=WHY)

    round_.script.script[MENTION] = used_up
    round_.read(MASTODON)
    assert _order(round_) == [OWN, PROFILE, MENTION]
    assert {round_.state(MASTODON, name).next_try for name in ORDER} == {later}
    assert round_.state(MASTODON, MENTION).failure == WHY


def test_who_is_given_a_credential_is_read_at_once(round_: Round) -> None:
    _fail(round_, OWN, FetchFailed(reason=REFUSED, permanent=True))
    round_.read(MASTODON)
    _order(round_)
    round_.read(MASTODON, force=True)
    assert _order(round_) == []
    round_.credentials = (CREDENTIAL,)
    round_.read(MASTODON)
    assert _order(round_) == [OWN]
    round_.read(MASTODON, force=True)
    assert _order(round_) == []
    round_.credentials = (replace(CREDENTIAL, token="renewed"),)
    round_.read(MASTODON)
    assert _order(round_) == [OWN]


def test_a_login_that_a_network_gave_is_kept_sealed(round_: Round) -> None:
    seen = []

    def log_in(line: Line, _wanted: Wanted) -> ReadResult:
        seen.append(line.session)
        line.session = "a short-lived token"
        return FetchFailed(reason=REFUSED, permanent=True)

    round_.credentials = (CREDENTIAL,)
    round_.script.script[MENTION] = log_in
    round_.read(MASTODON)
    round_.credentials = (replace(CREDENTIAL, token="renewed"),)
    round_.read(MASTODON)
    assert seen == ["", "a short-lived token"]
    with round_.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT sealed FROM remote_session").all()
    assert len(rows) == 1
    assert b"short-lived" not in bytes(rows[0][0])
    assert SETTINGS.secret.encode() not in bytes(rows[0][0])


def test_a_fault_in_one_stream_spares_the_others(round_: Round) -> None:
    def fail(_line: Line, _wanted: Wanted) -> ReadResult:
        raise KeyError("a fault")

    round_.script.script[MENTION] = fail
    assert round_.read(MASTODON) == {"mastodon": "newsdesk-fetch-fault"}
    assert _seen(round_, SEARCH) == ["2", "3"]


def test_mentions_that_are_new_make_no_new_matches(round_: Round) -> None:
    round_.read(MASTODON)
    round_.set_matched()
    before = round_.version()
    round_.script.script[MENTION] = _always(Fetched(posts=(post(MASTODON, 9),), newest="9"))
    round_.read(MASTODON, force=True)
    assert round_.matched()
    assert round_.version() > before


def test_what_came_before_the_deadline_is_kept_however_long_storing_takes(
    round_: Round,
) -> None:
    over = Event()

    def hang(_line: Line, _wanted: Wanted) -> ReadResult:
        over.wait()
        return FetchFailed(reason=WHY)

    def beat() -> None:
        over.wait(0.6)  # as long as the deadline and more

    round_.script.script[MENTION] = hang
    round_.beat = beat  # type: ignore[method-assign]
    try:
        assert round_.read(MASTODON, deadline=0.5) == {"mastodon": "newsdesk-fetch-too-slow"}
    finally:
        over.set()
    assert round_.state(MASTODON).failure is None
    assert _seen(round_, OWN) == ["1"]
    assert round_.state(MASTODON, PROFILE).failure is None
    assert round_.state(MASTODON, MENTION).failure is not None
