"""Which posts of others wait, in which of the steps, and how many."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from newsdesk.domain.lead import Lead, LeadKind, When
from newsdesk.domain.post import StreamName
from newsdesk.domain.round import Handled, Handling, Step, Thing
from newsdesk.store import handled, leads, posts, waiting, waiting_leads
from newsdesk.store.waiting import Asked
from tests.store.values import MINUTE, NOW, key, post

MENTION, TIMELINE, SEARCH, OWN = (
    StreamName.MENTION,
    StreamName.TIMELINE,
    StreamName.SEARCH,
    StreamName.OWN,
)
CHANNELS = ("a", "b")


def seen(
    connection: Connection,
    desk_id: int,
    number: int,
    *streams: StreamName,
    channel: str = "a",
    now: datetime = NOW,
    deleted: datetime | None = None,
) -> None:
    one = replace(post(str(number), age=number * MINUTE), deleted=deleted)
    for stream in streams:
        posts.save(connection, desk_id, channel, [one], now=now, stream=stream)


def asked(desk_id: int, *channels: str, before: datetime | None = None) -> Asked:
    return Asked(desk_id=desk_id, channels=channels or CHANNELS, before=before)


def numbers(connection: Connection, of: Asked, stream: StreamName = MENTION) -> list[str]:
    found = waiting.page(connection, of, stream, offset=0, limit=99)
    assert waiting.counts(connection, of)[stream] == Counter(one.channel_id for one in found)
    return [one.post.key.native_id for one in found]


def deal_with(connection: Connection, desk_id: int, thing: Thing) -> None:
    one = Handled(thing=thing, step=Step.MENTIONS, what=Handling.ASIDE, user="Ed", time=NOW)
    handled.record(connection, desk_id, one)


def test_a_post_waits_in_the_first_of_its_streams(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    seen(connection, desk_id, 3, SEARCH, MENTION)
    seen(connection, desk_id, 1, MENTION, TIMELINE)
    seen(connection, desk_id, 2, TIMELINE, SEARCH)
    seen(connection, desk_id, 4, SEARCH)
    seen(connection, desk_id, 5, MENTION, OWN)
    seen(connection, other_desk, 6, MENTION)
    here = asked(desk_id)
    assert numbers(connection, here, MENTION) == ["1", "3"]
    assert numbers(connection, here, TIMELINE) == ["2"]
    assert numbers(connection, here, SEARCH) == ["4"]


def test_the_streams_of_other_channels_count_as_well(connection: Connection, desk_id: int) -> None:
    seen(connection, desk_id, 1, SEARCH, channel="a")
    seen(connection, desk_id, 1, MENTION, channel="b")
    seen(connection, desk_id, 2, MENTION, channel="a")
    seen(connection, desk_id, 2, OWN, channel="b")
    assert numbers(connection, asked(desk_id), SEARCH) == []
    assert numbers(connection, asked(desk_id), MENTION) == ["1"]


def test_a_post_met_on_two_channels_waits_once(connection: Connection, desk_id: int) -> None:
    for channel in ("b", "a"):
        seen(connection, desk_id, 1, MENTION, channel=channel)
    seen(connection, desk_id, 2, MENTION, channel="b")
    (met, other) = waiting.page(connection, asked(desk_id), MENTION, offset=0, limit=9)
    assert (met.channel_id, other.channel_id) == ("a", "b")
    assert waiting.counts(connection, asked(desk_id))[MENTION] == {"a": 1, "b": 1}
    (alone,) = waiting.page(connection, asked(desk_id), MENTION, channel_id="b", offset=0, limit=9)
    assert alone == other
    assert numbers(connection, asked(desk_id, "b")) == ["1", "2"]
    assert numbers(connection, asked(desk_id, "gone")) == []


def test_what_was_dealt_with_deleted_or_set_aside_does_not_wait(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    for number in (1, 2, 3):
        seen(connection, desk_id, number, MENTION)
    seen(connection, desk_id, 4, MENTION, deleted=NOW)
    deal_with(connection, desk_id, Thing.of_post(key("1")))
    deal_with(connection, other_desk, Thing.of_post(key("2")))
    assert numbers(connection, asked(desk_id)) == ["2", "3"]
    assert numbers(connection, asked(desk_id, before=NOW - 3 * MINUTE)) == ["2", "3"]
    assert numbers(connection, asked(desk_id, before=NOW - 2 * MINUTE)) == ["2"]


def test_pages_follow_each_other(connection: Connection, desk_id: int) -> None:
    for number in (1, 2, 3):
        seen(connection, desk_id, number, MENTION)
    pages = [
        [
            one.post.key.native_id
            for one in waiting.page(connection, asked(desk_id), MENTION, offset=at, limit=2)
        ]
        for at in (0, 2, 4)
    ]
    assert pages == [["1", "2"], ["3"], []]


def test_what_came_in_counts_each_post_once(connection: Connection, desk_id: int) -> None:
    seen(connection, desk_id, 1, MENTION, now=NOW - MINUTE)
    seen(connection, desk_id, 2, MENTION, SEARCH)
    seen(connection, desk_id, 3, OWN)
    seen(connection, desk_id, 4, MENTION, OWN)
    assert waiting.came_in(connection, desk_id, NOW) == 1
    assert waiting.came_in(connection, desk_id, NOW - MINUTE) == 2


def lead(native_id: str, kind: LeadKind, age: int = 1, **more: object) -> Lead:
    made = Lead(
        source_id="s",
        native_id=native_id,
        kind=kind,
        title=native_id,
        text="",
        time=NOW - age * MINUTE,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def test_leads_wait_by_their_kinds(connection: Connection, desk_id: int, other_desk: int) -> None:
    day = NOW.date() + timedelta(days=1)
    some = [
        lead("new", LeadKind.NEWS),
        lead("older", LeadKind.NEWS, 9),
        lead("done", LeadKind.NEWS),
        lead("idea", LeadKind.IDEA),
        lead("event", LeadKind.EVENT, when=When(first=day, last=day)),
        lead("asked", LeadKind.SUGGESTION),
        lead("answered", LeadKind.SUGGESTION, answered=("Ed",)),
    ]
    leads.save(connection, desk_id, "s", some, whole=True)
    leads.save(connection, other_desk, "s", some, whole=True)
    deal_with(connection, desk_id, Thing.of_lead("s", "done"))

    def found(kind: LeadKind, before: datetime | None = None) -> list[str]:
        here = connection, desk_id, kind, before
        page = waiting_leads.page(*here, offset=0, limit=9)
        assert waiting_leads.count(*here) == len(page)
        return [one.native_id for one in page]

    assert found(LeadKind.NEWS) == ["new", "older"]
    assert found(LeadKind.NEWS, NOW - 5 * MINUTE) == ["new"]
    assert found(LeadKind.SUGGESTION) == ["asked"]
    assert waiting_leads.came_in(connection, desk_id, NOW - MINUTE) == 5
