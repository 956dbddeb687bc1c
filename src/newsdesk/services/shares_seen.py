"""Takes what our own accounts shared for dealt with, without anybody's having to say so."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, Engine

from newsdesk.domain.post import StreamName
from newsdesk.domain.round import Handled, Handling, Step, Thing
from newsdesk.infra import clock
from newsdesk.infra.text import one_line
from newsdesk.services.things import MOST_ABOUT, STREAMS
from newsdesk.store import desks, handled, posts, shares
from newsdesk.store.database import change
from newsdesk.store.shares import Met, Share

_STEPS: Mapping[StreamName, Step] = {stream: step for step, stream in STREAMS.items()}


def run(engine: Engine, desk_id: int) -> int:
    """Look for waiting posts of others that we shared; return how many there were.

    A share may be read before what it shares, so that all of the time is looked at for which
    others' posts are kept.
    """
    now = clock.now()
    with engine.connect() as connection:
        own = shares.own(connection, desk_id, now - posts.KEPT)
        found = shares.waiting_at(connection, desk_id, own) if own else []
    seen = {one.thing: one for one in _in_order(found, own)}

    def keep(connection: Connection) -> None:
        desks.bump(connection, desk_id)
        handled.see(connection, desk_id, seen.values())

    if seen:
        change(engine, keep)
    return len(seen)


def _in_order(found: list[Met], own: Mapping[str, Share]) -> list[Handled]:
    """A post in several streams is met in the first of them, which here comes last."""
    last_first = sorted(found, key=lambda one: posts.OF_OTHERS.index(one.stream), reverse=True)
    return [_shared(one, own[one.address]) for one in last_first]


def _shared(met: Met, share: Share) -> Handled:
    return Handled(
        thing=Thing.of_post(met.post.key),
        step=_STEPS[met.stream],
        what=Handling.SHARED,
        user="",
        time=share.time,
        about=one_line(met.post.text)[:MOST_ABOUT],
        url=met.post.url,
        channel_id=share.channel_id,
    )
