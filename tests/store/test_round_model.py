"""Dealing with things, taking it back, setting aside and claiming, beside a dictionary."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Literal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine

from newsdesk.domain.desk import DeskKey
from newsdesk.domain.post import StreamName
from newsdesk.domain.round import Handled, Handling, Horizon, Step, Thing
from newsdesk.store import claims, desks, handled, posts, rounds, waiting
from newsdesk.store.claims import LENGTH
from newsdesk.store.database import writing
from tests.store.values import MINUTE, NOW, key, post

POSTS = ("1", "2", "3", "4")
USERS = ("Ed", "Else", "Third")
HOUR = timedelta(hours=1)
Act = tuple[Literal["handle", "undo", "claim", "unclaim", "aside", "take back", "wait"], int, int]

acts = st.tuples(
    st.sampled_from(["handle", "undo", "claim", "unclaim", "aside", "take back", "wait"]),
    st.integers(0, len(POSTS) - 1),
    st.integers(0, len(USERS) - 1),
)
_desks = count(1)


@dataclass
class Model:
    """What there should be: by post who dealt with it when, and who is on it until when."""

    now: datetime = NOW
    done: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    on_it: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    aside: dict[datetime, tuple[str, datetime]] = field(default_factory=dict)
    pressed: list[Handled] = field(default_factory=list)
    horizons: list[Horizon] = field(default_factory=list)

    @property
    def waiting(self) -> list[str]:
        before = max(self.aside, default=NOW - 9 * HOUR)
        return [one for one in POSTS if one not in self.done and time_of(one) >= before]


def time_of(name: str) -> datetime:
    return NOW - int(name) * MINUTE


def thing(name: str) -> Thing:
    return Thing.of_post(key(name))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(acts, max_size=25))
def test_it_is_as_a_dictionary_would_have_it(engine: Engine, plan: list[Act]) -> None:
    with writing(engine) as connection:
        desk = DeskKey("https://wiki.example/w/", f"Page {next(_desks)}")
        desk_id = desks.ensure(connection, desk, now=NOW)
        some = [post(name, age=int(name) * MINUTE) for name in POSTS]
        posts.save(connection, desk_id, "a", some, now=NOW, stream=StreamName.MENTION)
        model = Model()
        for act, which, who in plan:
            model.now += MINUTE
            DO[act](connection, desk_id, model, POSTS[which], USERS[who])
            compare(connection, desk_id, model)


def compare(connection: Connection, desk_id: int, model: Model) -> None:
    asked = waiting.Asked(
        desk_id=desk_id, channels=["a"], before=rounds.before(connection, desk_id)
    )
    page = waiting.page(connection, asked, StreamName.MENTION, offset=0, limit=9)
    assert [one.post.key.native_id for one in page] == model.waiting
    assert waiting.counts(connection, asked)[StreamName.MENTION] == (
        {"a": len(model.waiting)} if model.waiting else {}
    )
    found = claims.find(connection, desk_id, map(thing, POSTS), now=model.now)
    on_it = {thing(one): claim for one, claim in model.on_it.items() if claim[1] > model.now}
    assert {one: (claim.user, claim.until) for one, claim in found.items()} == on_it
    done = handled.find(connection, desk_id, map(thing, POSTS))
    expected = {thing(one): row for one, row in model.done.items()}
    assert {one: (row.user, row.time) for one, row in done.items()} == expected


def handle(connection: Connection, desk_id: int, model: Model, name: str, user: str) -> None:
    mine = Handled(
        thing=thing(name), step=Step.MENTIONS, what=Handling.ASIDE, user=user, time=model.now
    )
    model.pressed.append(mine)
    stands = handled.record(connection, desk_id, mine)
    assert (stands == mine) == (name not in model.done)
    if name not in model.done:
        model.done[name] = (user, model.now)
        claims.end(connection, desk_id, mine.thing)
        model.on_it.pop(name, None)


def undo(connection: Connection, desk_id: int, model: Model, name: str, _user: str) -> None:
    """Undo what was ever done to it, in turn: only what stands now goes."""
    for one in [one for one in model.pressed if one.thing == thing(name)]:
        stands = model.done.get(name) == (one.user, one.time)
        assert handled.take_back(connection, desk_id, one.thing, one.time) == stands
        if stands:
            del model.done[name]


def claim(connection: Connection, desk_id: int, model: Model, name: str, user: str) -> None:
    before = model.on_it.get(name)
    if before is None or before[1] <= model.now or before[0] == user:
        model.on_it[name] = (user, model.now + LENGTH)
    found = claims.take(connection, desk_id, thing(name), user, now=model.now)
    assert (found.user, found.until) == model.on_it[name]


def unclaim(connection: Connection, desk_id: int, model: Model, name: str, user: str) -> None:
    own = model.on_it.get(name, ("", NOW))[0] == user
    assert claims.give_back(connection, desk_id, thing(name), user) == own
    if own:
        del model.on_it[name]


def aside(connection: Connection, desk_id: int, model: Model, name: str, user: str) -> None:
    mine = Horizon(before=time_of(name), user=user, time=model.now)
    model.horizons.append(mine)
    stands = rounds.set_aside_before(connection, desk_id, mine)
    model.aside.setdefault(mine.before, (user, model.now))
    assert (stands.user, stands.time) == model.aside[mine.before]


def take_back(connection: Connection, desk_id: int, model: Model, name: str, _user: str) -> None:
    for one in [one for one in model.horizons if one.before == time_of(name)]:
        stands = model.aside.get(one.before) == (one.user, one.time)
        assert rounds.take_back_horizon(connection, desk_id, one) == stands
        if stands:
            del model.aside[one.before]


def wait(_connection: Connection, _desk_id: int, model: Model, _name: str, _user: str) -> None:
    model.now += HOUR


DO = {
    "handle": handle,
    "undo": undo,
    "claim": claim,
    "unclaim": unclaim,
    "aside": aside,
    "take back": take_back,
    "wait": wait,
}
