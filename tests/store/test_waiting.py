"""Which posts of others wait, in which of the steps, and how many."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from newsdesk.domain.lead import Lead, LeadKind, When
from newsdesk.domain.message import msg
from newsdesk.domain.post import Post, PostForm, StreamName
from newsdesk.domain.round import Handled, Handling, Step, Thing
from newsdesk.store import handled, leads, posts, waiting, waiting_leads, weights
from newsdesk.store.waiting import Asked
from newsdesk.store.weights import Weight
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


def elsewhere(number: int) -> Post:
    """Return the post of that number as another server calls it."""
    one = post(str(number), age=number * MINUTE)
    key_there = replace(one.key, origin="https://elsewhere.example", native_id=f"9{number}")
    return replace(one, key=key_there)


def test_what_two_servers_call_by_two_numbers_is_one_post(
    connection: Connection, desk_id: int
) -> None:
    seen(connection, desk_id, 1, MENTION)
    seen(connection, desk_id, 2, TIMELINE)
    both = [elsewhere(1), elsewhere(2)]
    posts.save(connection, desk_id, "a", both, now=NOW, stream=TIMELINE)
    assert numbers(connection, asked(desk_id), MENTION) == ["1"]
    [left] = numbers(connection, asked(desk_id), TIMELINE)
    deal_with(connection, desk_id, Thing.of_post(elsewhere(int(left[-1])).key))
    deal_with(connection, desk_id, Thing.of_post(elsewhere(1).key))
    assert numbers(connection, asked(desk_id), TIMELINE) == []
    assert numbers(connection, asked(desk_id), MENTION) == []


def test_what_matters_most_is_first_in_the_timeline(connection: Connection, desk_id: int) -> None:
    original = replace(post(), form=PostForm.ORIGINAL, shared_url="")
    several = [
        replace(original, key=key(str(n)), url=f"https://a.example/{n}", time=NOW - n * MINUTE)
        for n in (1, 2, 3)
    ]
    shared = replace(post("4", age=4 * MINUTE), form=PostForm.SHARE)
    posts.save(
        connection, desk_id, "a", [*several, shared], now=NOW, stream=TIMELINE, followed="a@anna"
    )
    why = msg("newsdesk-relevant-term", "MediaWiki")
    scores = {"1": 0, "2": 4, "3": 8, "4": 4}
    rows = weights.every(connection, desk_id)
    named = dict(weights.load(connection, [row.number for row in rows]))
    weights.save(
        connection,
        [Weight(n, scores[one.key.native_id], (why,), "m") for n, one in named.items()],
    )
    assert numbers(connection, asked(desk_id), TIMELINE) == ["3", "2", "4", "1"]
    found = waiting.page(connection, asked(desk_id), TIMELINE, offset=1, limit=2)
    assert [one.why for one in found] == [(why,), (why,)]
    assert [one.through for one in found] == ["", "anna"]


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
