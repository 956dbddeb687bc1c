"""Drafts as they are stored, on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Connection, Engine

from newsdesk.domain.draft import Draft, DraftState, Left, Look
from newsdesk.domain.message import msg
from newsdesk.domain.round import Thing
from newsdesk.store import drafts
from newsdesk.store.database import writing
from tests.store.values import EMOJI, MINUTE, NOW, at_once, key

ITEM = Thing.of_item("2026-11-18-released")
FIRST = Draft(
    thing=ITEM,
    channel_id="x",
    text=f"{EMOJI}\n\nhttps://www.mediawiki.org/wiki/MediaWiki_1.45",
    user="Ed",
    changed=NOW,
    alt=("A sunflower 🌻", ""),
    language="en",
    basis=EMOJI,
)
LOOK = Look(
    user="Ed",
    asked=NOW,
    ended=NOW + MINUTE,
    until=NOW + 5 * MINUTE,
    failure=msg("newsdesk-fetch-too-slow", "X", 240),
    candidate="https://x.com/MediaWiki/status/1",
)
FULL = replace(
    FIRST,
    url="https://x.com/MediaWiki/status/1",
)


def found(connection: Connection, desk_id: int, *things: Thing) -> Draft | None:
    return drafts.find(connection, desk_id, things or (ITEM,), "x")


@pytest.mark.parametrize("one", [FIRST, FULL], ids=["as it is begun", "with all it can have"])
@pytest.mark.parametrize("thing", [ITEM, Thing.of_lead("technews", "1"), Thing.of_post(key())])
def test_a_draft_comes_back(
    connection: Connection, desk_id: int, one: Draft, thing: Thing
) -> None:
    one = replace(one, thing=thing)
    assert drafts.write(connection, desk_id, one)
    assert found(connection, desk_id, thing) == replace(one, version=1)


def test_it_is_one_desks_and_one_channels(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    drafts.write(connection, desk_id, FIRST)
    assert found(connection, other_desk) is None
    assert drafts.find(connection, desk_id, [ITEM], "mastodon") is None
    assert drafts.find(connection, desk_id, [Thing.of_item("2026-11-18")], "x") is None


def test_who_has_seen_an_older_version_overwrites_nothing(
    connection: Connection, desk_id: int
) -> None:
    assert drafts.write(connection, desk_id, FIRST)
    assert drafts.write(connection, desk_id, replace(FIRST, text="second", version=1))
    for version in (0, 1, 3):
        assert not drafts.write(connection, desk_id, replace(FIRST, text="?", version=version))
    kept = found(connection, desk_id)
    assert kept is not None
    assert (kept.text, kept.version) == ("second", 2)


def test_of_many_who_begin_at_once_one_does(engine: Engine, desk_id: int) -> None:
    def begin(number: int) -> bool:
        with writing(engine) as connection:
            return drafts.write(connection, desk_id, replace(FIRST, text=str(number)))

    assert sorted(at_once(6, begin)) == [False] * 5 + [True]


def test_an_item_is_known_by_each_of_its_names(connection: Connection, desk_id: int) -> None:
    former, later = Thing.of_item("2026-11-18-release"), Thing.of_item("2026-11-19-released")
    closed = replace(FIRST, thing=former, state=DraftState.DISCARDED, changed=NOW + MINUTE)
    drafts.write(connection, desk_id, closed)
    assert found(connection, desk_id, later, ITEM) is None
    assert found(connection, desk_id, later, ITEM, former) == replace(closed, version=1)
    drafts.write(connection, desk_id, FIRST)
    assert found(connection, desk_id, later, ITEM, former) == replace(FIRST, version=1)


def test_open_ones_are_listed_the_last_changed_first(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    others = [replace(FIRST, channel_id=name, changed=NOW + MINUTE) for name in ("a", "b")]
    for one in (FIRST, *others, replace(FIRST, channel_id="c", state=DraftState.POSTED)):
        drafts.write(connection, desk_id, one)
    drafts.write(connection, other_desk, FIRST)
    assert [one.channel_id for one in drafts.opened(connection, desk_id)] == ["b", "a", "x"]


def test_what_is_closed_goes_first_and_what_is_open_long_after(
    connection: Connection, desk_id: int
) -> None:
    for state in DraftState:
        drafts.write(connection, desk_id, replace(FIRST, state=state, channel_id=state))
    assert drafts.prune(connection, now=NOW + drafts.KEPT - MINUTE) == 0
    assert drafts.prune(connection, now=NOW + drafts.KEPT) == 2
    assert drafts.prune(connection, now=NOW + drafts.KEPT_OPEN - MINUTE) == 0
    assert [one.channel_id for one in drafts.opened(connection, desk_id)] == ["open"]
    assert drafts.prune(connection, now=NOW + drafts.KEPT_OPEN) == 1


def test_a_text_that_came_too_late_is_kept_beside_it(connection: Connection, desk_id: int) -> None:
    drafts.write(connection, desk_id, FIRST)
    for number in range(7):
        late = Left(user=f"Eve {number % 6}", text=f"{EMOJI} {number}", time=NOW)
        drafts.leave(connection, desk_id, ITEM, "x", late)
    assert drafts.write(connection, desk_id, replace(FIRST, version=1))
    kept = found(connection, desk_id)
    assert kept is not None
    names = ["Eve 2", "Eve 3", "Eve 4", "Eve 5", "Eve 0"]
    assert [one.user for one in kept.left] == names
    assert kept.left[-1] == Left(user="Eve 0", text=f"{EMOJI} 6", time=NOW)
    assert (kept.text, kept.version) == (FIRST.text, 2)


def test_looking_for_the_post_changes_nothing_else(connection: Connection, desk_id: int) -> None:
    drafts.write(connection, desk_id, FIRST)
    drafts.look(connection, desk_id, ITEM, "x", LOOK)
    assert found(connection, desk_id) == replace(FIRST, version=1, look=LOOK)
    assert drafts.write(connection, desk_id, replace(FIRST, version=1))
    assert found(connection, desk_id) == replace(FIRST, version=2, look=LOOK)
    drafts.look(connection, desk_id, ITEM, "x", None)
    assert found(connection, desk_id) == replace(FIRST, version=2)
