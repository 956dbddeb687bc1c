from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Event

import pytest
from sqlalchemy import Engine

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.fetch import (
    BEGINNING,
    Fetched,
    FetchedProfile,
    FetchFailed,
    FetchResult,
    StreamState,
)
from newsdesk.domain.message import msg
from newsdesk.domain.profile import Profile
from newsdesk.infra import clock
from newsdesk.store import profiles
from tests.services.reading import BLUESKY, FEED, MASTODON, NOW, fetched, post
from tests.services.rounds import Round

WHY = msg("newsdesk-fetch-unreachable", "social.example")


@pytest.fixture
def round_(engine: Engine) -> Round:
    return Round(engine)


def _raise() -> FetchResult:
    raise KeyError("a fault")


def test_posts_and_state_are_stored(round_: Round) -> None:
    round_.script.answer["mastodon"] = lambda: fetched(post(MASTODON, 1), post(MASTODON, 2))
    before = round_.version()
    assert round_.read(MASTODON) == {"mastodon": 2}
    assert round_.texts(MASTODON) == ["post 1", "post 2"]
    state = round_.state(MASTODON)
    assert (state.complete_since, state.newest, state.etag) == (BEGINNING, "1", "e")
    assert state.last_read is not None
    assert round_.version() > before
    assert round_.script.asked["mastodon"] == [(StreamState(), NOW - timedelta(days=30))]


def test_only_what_is_due_is_read(round_: Round) -> None:
    round_.script.answer["mastodon"] = lambda: fetched(post(MASTODON, 1))
    round_.read(MASTODON)
    assert round_.read(MASTODON) == {}
    assert round_.read(MASTODON, force=True) == {"mastodon": 0}
    round_.pass_time(MASTODON)
    assert round_.read(MASTODON) == {"mastodon": 0}
    assert len(round_.script.asked["mastodon"]) == 3


def test_channels_without_an_adapter_are_left_alone(round_: Round) -> None:
    manual = Channel(id="linkedin", kind=ChannelKind.MANUAL, name="LinkedIn")
    assert round_.read(manual) == {}


def test_channels_are_read_at_the_same_time(round_: Round) -> None:
    barrier = Barrier(3, timeout=20)

    def meet() -> FetchResult:
        barrier.wait()
        return fetched()

    for channel in (MASTODON, BLUESKY, FEED):
        round_.script.answer[channel.id] = meet
    assert round_.read(MASTODON, BLUESKY, FEED) == {"mastodon": 0, "bluesky": 0, "blog": 0}
    assert round_.beats >= 1


def test_one_channels_failure_stays_its_own(round_: Round) -> None:
    round_.script.answer["mastodon"] = lambda: FetchFailed(reason=WHY)
    round_.script.answer["bluesky"] = lambda: fetched(post(BLUESKY, 1))
    assert round_.read(MASTODON, BLUESKY) == {"mastodon": WHY.key, "bluesky": 1}
    state = round_.state(MASTODON)
    assert state.failure == WHY
    assert state.failed_since is not None
    assert state.next_try is not None


def test_a_fault_in_an_adapter_is_logged_and_that_channels_failure(
    round_: Round, caplog: pytest.LogCaptureFixture
) -> None:
    round_.script.answer["mastodon"] = _raise
    round_.script.answer["bluesky"] = lambda: fetched(post(BLUESKY, 1))
    with caplog.at_level(logging.ERROR):
        found = round_.read(MASTODON, BLUESKY)
    assert found == {"mastodon": "newsdesk-fetch-fault", "bluesky": 1}
    assert "KeyError" in caplog.text
    assert round_.state(MASTODON).failures == 1


def test_what_the_database_refuses_is_that_channels_failure(round_: Round) -> None:
    odd = replace(post(MASTODON, 1), language=None)  # type: ignore[arg-type]
    round_.script.answer["mastodon"] = lambda: fetched(post(MASTODON, 2), odd)
    round_.script.answer["bluesky"] = lambda: fetched(post(BLUESKY, 1))
    found = round_.read(MASTODON, BLUESKY)
    assert found == {"mastodon": "newsdesk-fetch-fault", "bluesky": 1}
    assert round_.texts(MASTODON) == []


def test_a_number_that_no_database_takes_is_that_channels_failure(round_: Round) -> None:
    endless = Profile(handle="mediawiki@wikis.world", followers=10**30)
    round_.script.answer["mastodon"] = lambda: FetchedProfile(profile=endless)
    round_.script.answer["bluesky"] = lambda: fetched(post(BLUESKY, 1))
    found = round_.read(MASTODON, BLUESKY)
    assert found == {"mastodon": "newsdesk-fetch-fault", "bluesky": 1}


def test_a_channel_that_never_answers_holds_up_no_other(round_: Round) -> None:
    over = Event()

    def hang() -> FetchResult:
        over.wait()
        return fetched(post(MASTODON, 1))

    round_.script.answer["mastodon"] = hang
    round_.script.answer["bluesky"] = lambda: fetched(post(BLUESKY, 1))
    try:
        found = round_.read(MASTODON, BLUESKY, deadline=0.5)
    finally:
        over.set()
    assert found == {"mastodon": "newsdesk-fetch-too-slow", "bluesky": 1}


def test_the_last_known_posts_stay_while_a_channel_fails(round_: Round) -> None:
    round_.script.answer["mastodon"] = lambda: fetched(post(MASTODON, 1))
    round_.read(MASTODON)
    read = round_.state(MASTODON).last_read
    round_.script.answer["mastodon"] = lambda: FetchFailed(reason=WHY)
    round_.read(MASTODON, force=True)
    assert round_.texts(MASTODON) == ["post 1"]
    state = round_.state(MASTODON)
    assert (state.last_read, state.complete_since) == (read, BEGINNING)


def test_a_wait_is_kept_even_when_forced(round_: Round) -> None:
    later = clock.now() + timedelta(minutes=40)
    round_.script.answer["mastodon"] = lambda: FetchFailed(reason=WHY, retry_after=later)
    round_.read(MASTODON)
    assert round_.state(MASTODON).next_try == later
    assert round_.read(MASTODON, force=True) == {}
    round_.pass_time(MASTODON)
    assert round_.read(MASTODON) == {"mastodon": WHY.key}
    assert round_.state(MASTODON).failures == 2


def test_what_the_network_no_longer_has_is_marked(round_: Round) -> None:
    both = fetched(post(MASTODON, 1), post(MASTODON, 2))
    round_.script.answer["mastodon"] = lambda: both
    round_.read(MASTODON)
    round_.script.answer["mastodon"] = lambda: fetched(post(MASTODON, 2))
    assert round_.read(MASTODON, force=True) == {"mastodon": 1}
    assert round_.texts(MASTODON) == ["post 2"]


def test_what_an_answer_says_of_the_account_is_stored_with_its_posts(round_: Round) -> None:
    moved = Profile(handle=FEED.url, moved_to="https://blog.example/new")
    round_.script.answer["blog"] = lambda: replace(fetched(post(FEED, 1)), profile=moved)
    assert round_.read(FEED) == {"blog": 2}
    with round_.engine.connect() as connection:
        assert profiles.get(connection, round_.desk_id, FEED.id) == moved
    assert round_.read(FEED, force=True) == {"blog": 0}


def test_nothing_new_marks_nothing_as_gone(round_: Round) -> None:
    round_.script.answer["mastodon"] = lambda: fetched(post(MASTODON, 1))
    round_.read(MASTODON)
    round_.script.answer["mastodon"] = lambda: Fetched(unchanged=True)
    assert round_.read(MASTODON, force=True) == {"mastodon": 0}
    assert round_.texts(MASTODON) == ["post 1"]
    assert round_.state(MASTODON).newest == "1"


def test_changed_posts_are_to_be_matched_unchanged_ones_not(round_: Round) -> None:
    round_.script.answer["mastodon"] = lambda: fetched(post(MASTODON, 1))
    round_.set_matched()
    round_.read(MASTODON)
    assert not round_.matched()
    round_.set_matched()
    round_.read(MASTODON, force=True)
    assert round_.matched()


def test_another_account_under_the_same_id_starts_anew(round_: Round) -> None:
    round_.script.answer["mastodon"] = lambda: fetched(post(MASTODON, 1))
    round_.read(MASTODON)
    moved = replace(MASTODON, account="mediawiki@elsewhere.example")
    round_.script.answer["mastodon"] = lambda: fetched(post(MASTODON, 2))
    round_.set_matched()
    assert round_.read(moved) == {"mastodon": 1}
    assert round_.texts(moved) == ["post 2"]
    assert round_.script.asked["mastodon"][-1][0] == StreamState()
    assert not round_.matched()


def test_who_has_lost_the_lease_stores_nothing_more(round_: Round) -> None:
    class LostError(Exception):
        pass

    def lose() -> None:
        raise LostError

    round_.beat = lose  # type: ignore[method-assign]
    round_.script.answer["mastodon"] = lambda: fetched(post(MASTODON, 1))
    with pytest.raises(LostError):
        round_.read(MASTODON)
    assert round_.texts(MASTODON) == []
    assert round_.state(MASTODON) == StreamState()
