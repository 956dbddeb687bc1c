from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.domain.decision import Choice, Decision, Snapshot
from newsdesk.domain.message import Brief, Message
from newsdesk.domain.site import Site
from newsdesk.store import codec

DAYS = st.dates() | st.datetimes(timezones=st.just(UTC))
PLAIN = st.text() | st.integers() | DAYS | st.builds(Brief, DAYS, st.dates())
MESSAGES = st.recursive(
    st.builds(Message, st.text(), st.lists(PLAIN).map(tuple)),
    lambda inner: st.builds(Message, st.text(), st.lists(PLAIN | inner).map(tuple)),
    max_leaves=5,
)


LINKS = st.lists(st.text()).map(tuple)
SNAPSHOTS = st.none() | st.builds(Snapshot, date=st.dates(), text=st.text(), links=LINKS)
DECISIONS = st.builds(
    Decision,
    choice=st.sampled_from(Choice),
    item_id=st.text(),
    channel_id=st.text(),
    address=st.text(),
    reason=st.text(),
    snapshot=SNAPSHOTS,
)


@given(DECISIONS)
def test_decisions_come_back_through_json(decision: Decision) -> None:
    stored = json.loads(json.dumps(codec.from_decision(decision)))
    assert codec.to_decision(stored) == decision


@given(st.lists(MESSAGES, max_size=3).map(tuple))
def test_messages_come_back_through_json(messages: tuple[Message, ...]) -> None:
    stored = json.loads(json.dumps(codec.from_messages(messages)))
    assert codec.to_messages(stored) == messages


def test_a_moment_stays_a_moment_and_a_day_a_day() -> None:
    moment, day = datetime(2026, 11, 21, tzinfo=UTC), date(2026, 11, 21)
    stored = json.loads(json.dumps(codec.from_message(Message("k", (moment, day)))))
    assert [type(param) for param in codec.to_message(stored).params] == [datetime, date]


@pytest.mark.parametrize("strange", [None, 1.5, [], {"colour": "red"}])
def test_a_parameter_that_nobody_wrote_is_refused(strange: object) -> None:
    with pytest.raises(ValueError, match="parameter"):
        codec.to_message(["newsdesk-key", strange])


def test_what_a_neighbouring_version_knows_of_the_wiki_is_passed_over() -> None:
    stored = {"name": "Wiki", "server": "https://wiki.example", "invented_later": [1]}
    assert codec.to_site(stored) == Site(name="Wiki", server="https://wiki.example")


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_fingerprints_differ_where_any_part_does(one: list[str], other: list[str]) -> None:
    same = codec.fingerprint(*one) == codec.fingerprint(*other)
    assert same is (one == other)
    assert len(codec.fingerprint(*one)) == 64


def test_half_a_surrogate_pair_has_a_fingerprint() -> None:
    assert codec.fingerprint("\ud83d") != codec.fingerprint("?")
