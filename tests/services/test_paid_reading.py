"""Reads that are paid for: never too often, never too many, and none while nobody is there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from newsdesk.channels.adapter import Feature, Need, Wanted, failed
from newsdesk.channels.line import Line
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.fetch import FetchFailed, ReadResult, StreamState
from newsdesk.domain.message import msg
from newsdesk.domain.month import month_end
from newsdesk.domain.post import StreamName
from newsdesk.infra.credentials import Credential
from newsdesk.infra.fetch_errors import FetchError
from newsdesk.services.paid_reading import RESTS_AFTER, Estimate, estimate, rests
from newsdesk.store import paid_reads
from newsdesk.store.database import writing
from tests.fixtures.moved_clock import MovedClock
from tests.services.reading import fetched, post
from tests.services.rounds import Round

X = Channel(id="x", kind=ChannelKind.X, name="X", account="MediaWiki")
OWN, MENTION = StreamName.OWN, StreamName.MENTION
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PRICE = Decimal("0.005")
CREDENTIAL = Credential(
    kind=ChannelKind.X,
    origin="https://x.example",
    account="@mediawiki",
    token="t",
    every=HOUR,
    cap=10,
    price=PRICE,
)
MOMENT = datetime(2026, 11, 21, tzinfo=UTC)


class Paid:
    """A channel whose every read bills ``each`` posts, as far as the line lets it."""

    def __init__(self, engine: Engine) -> None:
        self.round = Round(engine)
        self.round.credentials = (CREDENTIAL,)
        self.round.script.OFFERS = {
            Feature.OWN: Need.CREDENTIAL,
            Feature.MENTIONS: Need.CREDENTIAL,
        }
        self.round.script.script = {OWN: self._read, MENTION: self._read}
        self.each = 2
        self.breaks = False
        self.left: list[int | None] = []

    def _read(self, line: Line, _wanted: Wanted) -> ReadResult:
        self.left.append(line.left)
        try:
            line.afford(self.each)
        except FetchError as error:
            return failed(error)
        line.bill(self.each)
        if self.breaks:
            return FetchFailed(reason=msg("newsdesk-fetch-unreachable", "x.example"))
        return fetched(post(X, 1))

    def read(self, *channels: Channel, force: bool = True) -> list[str]:
        """Return which streams were read in this round."""
        self.round.read(*(channels or (X,)), force=force)
        names = [wanted.stream.value for wanted in self.round.script.order]
        self.round.script.order.clear()
        return names

    @property
    def counted(self) -> int:
        with self.round.engine.connect() as connection:
            return sum(paid_reads.counts(connection, self.round.desk_id, CREDENTIAL).values())

    def count(self, reads: int, now: datetime) -> None:
        with writing(self.round.engine) as connection:
            paid_reads.add(connection, self.round.desk_id, CREDENTIAL, reads, now=now)

    def estimate(
        self, now: datetime, state: StreamState | None = None, **terms: object
    ) -> Estimate | None:
        credential = replace(CREDENTIAL, **terms)  # type: ignore[arg-type]
        with self.round.engine.connect() as connection:
            known = state or StreamState()
            return estimate(connection, self.round.desk_id, credential, known, now)


@pytest.fixture
def paid(engine: Engine, moved_clock: MovedClock) -> Paid:
    """The channel on either database, at the beginning of a month."""
    moved_clock.move(month_end(moved_clock.now()) - moved_clock.now() + HOUR)
    return Paid(engine)


def test_without_a_credential_nothing_is_read(paid: Paid) -> None:
    paid.round.credentials = ()
    assert paid.read() == []


def test_the_floor_between_two_reads_holds_even_when_forced(
    paid: Paid, moved_clock: MovedClock
) -> None:
    assert paid.read() == ["own", "mention"]
    moved_clock.move(HOUR - timedelta(minutes=1))
    assert paid.read() == []
    moved_clock.move(timedelta(minutes=1))
    assert paid.read() == ["own", "mention"]


def test_what_fails_half_way_is_counted_and_not_tried_before_the_floor(
    paid: Paid, moved_clock: MovedClock
) -> None:
    paid.breaks = True
    assert paid.read() == ["own"]
    assert paid.counted == 2
    moved_clock.move(HOUR - timedelta(minutes=1))
    assert paid.read() == []


def test_the_cap_ends_reading_until_the_next_month(paid: Paid, moved_clock: MovedClock) -> None:
    paid.each = 5
    paid.read()
    assert paid.left == [10, 0], "half of it is kept for our own posts"
    mentions = paid.round.state(X, MENTION)
    assert mentions.failure == msg("newsdesk-fetch-reserved", 5, 5)
    assert (mentions.resting, mentions.next_try) == (True, month_end(moved_clock.now()))
    moved_clock.move(2 * HOUR)
    assert paid.read() == ["own"]
    moved_clock.move(2 * HOUR)
    assert paid.read() == []
    state = paid.round.state(X)
    assert state.failure == msg("newsdesk-fetch-spent", 10)
    assert (state.resting, state.next_try) == (True, month_end(moved_clock.now()))
    version = paid.round.version()
    moved_clock.move(2 * HOUR)
    assert paid.read() == []
    assert paid.round.version() == version
    moved_clock.move(month_end(moved_clock.now()) - moved_clock.now())
    assert paid.read() == ["own", "mention"]
    assert paid.round.state(X).failure is None
    assert paid.counted == 15


def test_what_no_longer_suffices_for_a_read_rests_as_well(
    paid: Paid, moved_clock: MovedClock
) -> None:
    paid.each = 6
    assert paid.read() == ["own", "mention"]
    state = paid.round.state(X, MENTION)
    assert (state.resting, state.next_try) == (True, month_end(moved_clock.now()))
    assert paid.round.state(X).failure is None
    assert paid.counted == 6


def test_a_higher_cap_ends_the_rest(paid: Paid, moved_clock: MovedClock) -> None:
    paid.each = 10
    paid.read()
    moved_clock.move(HOUR)
    assert paid.read() == []
    paid.round.credentials = (replace(CREDENTIAL, cap=40),)
    assert paid.read() == ["own", "mention"]


def test_while_nobody_is_there_it_rests_and_goes_on_at_once(
    paid: Paid, moved_clock: MovedClock
) -> None:
    paid.read()
    read = paid.round.state(X).last_read
    moved_clock.move(2 * HOUR)
    paid.round.paid = False
    assert paid.read() == []
    state = paid.round.state(X)
    assert (state.resting, state.permanent, state.failures) == (True, False, 0)
    assert (state.failure, state.failed_since) == (msg("newsdesk-fetch-resting"), read)
    paid.round.paid = True
    assert paid.read(force=False) == ["own", "mention"]
    assert not paid.round.state(X).resting


def test_one_account_named_by_many_channels_is_paid_for_once(paid: Paid) -> None:
    twin = replace(X, id="twin", account="mediawiki")
    paid.round.script.origins["twin"] = CREDENTIAL.origin
    assert paid.read(X, twin) == ["own", "mention"]


@pytest.mark.parametrize(
    ("idle", "expected"), [(timedelta(0), False), (RESTS_AFTER, False), (RESTS_AFTER + HOUR, True)]
)
def test_two_weeks_without_anybody_are_enough(idle: timedelta, expected: bool) -> None:
    assert rests(MOMENT - idle, MOMENT) is expected
    assert not rests(None, MOMENT)


def test_the_estimate_goes_on_at_the_months_rate(paid: Paid) -> None:
    paid.count(200, MOMENT)
    assert paid.estimate(MOMENT, cap=5000) == Estimate(
        reads=200,
        cap=5000,
        price=PRICE,
        cost=Decimal("1.000"),
        expected_reads=300,
        expected_cost=Decimal("1.500"),
        floor=HOUR,
        next_read=None,
    )


def test_no_more_is_expected_than_the_cap(paid: Paid) -> None:
    paid.count(200, MOMENT)
    found = paid.estimate(MOMENT, cap=250, price=None)
    assert found is not None
    assert (found.expected_reads, found.cost, found.expected_cost) == (250, None, None)


def test_at_a_months_beginning_the_former_one_is_the_measure(paid: Paid) -> None:
    second = datetime(2026, 12, 2, tzinfo=UTC)
    paid.count(9, second)
    found = paid.estimate(second, cap=None)
    assert found is not None
    assert found.expected_reads == 279
    paid.count(400, MOMENT)
    found = paid.estimate(second, cap=None)
    assert found is not None
    assert (found.reads, found.expected_reads) == (9, 400)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (StreamState(last_read=MOMENT), MOMENT + HOUR),
        (StreamState(last_read=MOMENT, next_try=MOMENT + 2 * HOUR), MOMENT + 2 * HOUR),
        (StreamState(last_read=MOMENT - DAY), None),
    ],
)
def test_the_next_possible_read_is_told(
    paid: Paid, state: StreamState, expected: datetime | None
) -> None:
    found = paid.estimate(MOMENT, state)
    assert found is not None
    assert found.next_read == expected


def test_what_costs_nothing_has_no_estimate(paid: Paid) -> None:
    assert paid.estimate(MOMENT, every=None, cap=None, price=None) is None
