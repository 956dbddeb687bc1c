"""What one author says on several networks: each post waits by itself, all can be set aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Engine

from newsdesk.domain.post import PostKey
from newsdesk.domain.round import Step, Thing
from newsdesk.services.originals import Elsewhere
from newsdesk.services.round_ground import Ground, Viewer
from newsdesk.services.round_things import Waiting, WaitingPost
from newsdesk.services.things import STREAMS
from newsdesk.store import waiting


@dataclass(frozen=True, slots=True)
class Twin:
    """The same words of the same author, which wait at the same step on another channel."""

    thing: Thing
    channel_id: str


Twins = Mapping[Thing, tuple[Twin, ...]]
"""The twins of each post that has one."""


def twins(
    engine: Engine,
    desk_id: int,
    viewer: Viewer,
    step: Step,
    elsewhere: Mapping[PostKey, tuple[Elsewhere, ...]],
) -> Twins:
    """Say which originals elsewhere wait at a step as well: one query for all of them."""
    stream = STREAMS.get(step)
    posts = [there.post for found in elsewhere.values() for there in found if there.post]
    if stream is None or not posts:
        return {}
    with engine.connect() as connection:
        ground = Ground.of(connection, desk_id, viewer)
        if ground is None:
            return {}
        urls = {one.url for one in posts}
        met = waiting.at_addresses(connection, ground.asked, stream, urls)
    return {
        Thing.of_post(key): some
        for key, found in elsewhere.items()
        if (some := _twins(found, met))
    }


def side_by_side(things: Sequence[Waiting], found: Twins) -> tuple[Waiting, ...]:
    """Put the twins of a page below each other, the first where it stands."""
    here = {one.thing: one for one in things}
    placed: dict[Thing, Waiting] = {}
    for one in things:
        beside = found.get(one.thing, ()) if isinstance(one, WaitingPost) else ()
        for thing in (one.thing, *(twin.thing for twin in beside)):
            if thing in here:
                placed.setdefault(thing, here[thing])
    return tuple(placed.values())


def first_of_each(things: Sequence[Waiting], found: Twins) -> Twins:
    """Leave out the twins of those that have a twin further up a page."""
    kept: dict[Thing, tuple[Twin, ...]] = {}
    said: set[Thing] = set()
    for one in things:
        if one.thing in found and one.thing not in said:
            kept[one.thing] = found[one.thing]
            said.update(twin.thing for twin in found[one.thing])
    return kept


def _twins(found: Sequence[Elsewhere], met: Mapping[str, waiting.Met]) -> tuple[Twin, ...]:
    known = (met.get(there.post.url) for there in found if there.post)
    return tuple(Twin(Thing.of_post(one.post.key), one.channel_id) for one in known if one)
