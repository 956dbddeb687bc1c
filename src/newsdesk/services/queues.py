"""What waits at one step of a round, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Engine

from newsdesk.domain.lead import Lead, LeadKind
from newsdesk.domain.post import StreamName
from newsdesk.domain.round import Claim, Step, Thing
from newsdesk.services import round_ground
from newsdesk.services.round_board import BoardWork, Gap
from newsdesk.services.round_ground import Counts, Ground, Viewer
from newsdesk.services.round_things import (
    PAGE,
    Missing,
    Queue,
    Waiting,
    WaitingItem,
    WaitingLead,
    WaitingPost,
    pages,
)
from newsdesk.services.things import STREAMS
from newsdesk.store import claims, handled, leads, waiting, waiting_leads

Some = Callable[[int, int], Sequence[Waiting]]
"""Returns the things from an offset on, up to a limit."""
_OF_BOARD = frozenset({Step.NEWS, Step.CHANNELS})


def queue(
    engine: Engine,
    desk_id: int,
    step: Step,
    viewer: Viewer,
    *,
    page: int = 1,
    channel_id: str = "",
) -> Queue | None:
    """Read one page of what waits at a step; ``None`` as long as there is no set-up.

    Where a channel is named, the posts that were met there alone.
    """
    of_board = BoardWork()
    if step in _OF_BOARD:
        of_board = round_ground.board_work(engine, desk_id, viewer)
    counts = round_ground.counts(engine, desk_id, viewer)
    with engine.connect() as connection:
        ground = Ground.of(connection, desk_id, viewer)
        if ground is None or counts is None:
            return None
        found = _queue(_Asked(ground, of_board, counts, channel_id), step, page)
        return replace(found, things=_claimed(ground, found.things))


def ideas(engine: Engine, desk_id: int, viewer: Viewer, *, page: int = 1) -> Queue | None:
    """Read one page of the ideas, longest unused first: none waits, each can be used again."""
    with engine.connect() as connection:
        ground = Ground.of(connection, desk_id, viewer)
        if ground is None:
            return None
        total = leads.count(connection, desk_id, [LeadKind.IDEA])
        page = min(max(page, 1), pages(total))
        offset = (page - 1) * PAGE
        found = waiting_leads.ideas(connection, desk_id, offset=offset, limit=PAGE)
        used = handled.find(connection, desk_id, map(_thing, found))
        things = [
            WaitingLead(thing=_thing(one), lead=one, used=used.get(_thing(one))) for one in found
        ]
        return Queue(step=Step.SOURCES, things=_claimed(ground, things), total=total, page=page)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a queue is cut from: what was counted, and the channel that it is about, if any."""

    ground: Ground
    of_board: BoardWork
    counts: Counts
    channel_id: str


def _queue(asked: _Asked, step: Step, page: int) -> Queue:
    ground, channel_id = asked.ground, asked.channel_id
    if step in _OF_BOARD:
        left = round_ground.left(ground, asked.of_board)
        every = _news(left) if step is Step.NEWS else list(map(_gap, left.gaps))
        found = _paged(step, page, [(len(every), lambda at, most: every[at : at + most])])
        return replace(found, optional=_optional(left)) if step is Step.CHANNELS else found
    if step is Step.SUGGESTIONS:
        return _paged(step, page, [_leads(ground, LeadKind.SUGGESTION)])
    parts = [_posts(asked, STREAMS[step])]
    if step is Step.SOURCES and not channel_id:
        parts = [_events(ground), _leads(ground, LeadKind.NEWS), *parts]
    return replace(_paged(step, page, parts), by_channel=asked.counts.posts[STREAMS[step]])


def _paged(step: Step, page: int, parts: Sequence[tuple[int, Some]]) -> Queue:
    """Cut one page out of parts that follow each other; nothing of other pages is read."""
    total = sum(number for number, _ in parts)
    page = min(max(page, 1), pages(total))
    at, most = (page - 1) * PAGE, PAGE
    things: list[Waiting] = []
    for number, some in parts:
        if at < number and most:
            found = some(at, min(most, number - at))
            things += found
            most -= len(found)
        at = max(0, at - number)
    return Queue(step=step, things=tuple(things), total=total, page=page)


def _posts(asked: _Asked, stream: StreamName) -> tuple[int, Some]:
    ground, channel_id = asked.ground, asked.channel_id
    channels = {one.id: one for one in ground.config.channels}
    numbers = asked.counts.posts[stream]

    def some(offset: int, limit: int) -> list[Waiting]:
        found = waiting.page(
            ground.connection,
            ground.asked,
            stream,
            channel_id=channel_id,
            offset=offset,
            limit=limit,
        )
        return [
            WaitingPost(
                thing=Thing.of_post(one.post.key),
                channel=channels[one.channel_id],
                post=one.post,
                why=one.why,
                through=one.through,
            )
            for one in found
        ]

    return (numbers.get(channel_id, 0) if channel_id else sum(numbers.values())), some


def _leads(ground: Ground, kind: LeadKind) -> tuple[int, Some]:
    here = ground.connection, ground.desk_id, kind, ground.oldest(kind)

    def some(offset: int, limit: int) -> list[Waiting]:
        found = waiting_leads.page(*here, offset=offset, limit=limit)
        return [WaitingLead(thing=_thing(one), lead=one) for one in found]

    return waiting_leads.count(*here), some


def _events(ground: Ground) -> tuple[int, Some]:
    """Those whose day has come are first."""
    found: list[Waiting] = [
        WaitingLead(thing=thing, lead=lead, today=thing != _thing(lead))
        for thing, lead in round_ground.events(ground)
    ]
    return len(found), lambda at, most: found[at : at + most]


def _news(left: BoardWork) -> list[Waiting]:
    return [
        WaitingPost(thing=Thing.of_post(post.key), channel=channel, post=post)
        for channel, post in left.posts
    ]


def _optional(left: BoardWork) -> tuple[WaitingItem, ...]:
    return tuple(map(_gap, left.optional))


def _gap(gap: Gap) -> WaitingItem:
    missing = tuple(
        Missing(thing=Thing.of_item(gap.item.id, channel.id), channel=channel, cell=cell)
        for channel, cell in gap.missing
    )
    return WaitingItem(thing=Thing.of_item(gap.item.id), item=gap.item, missing=missing)


def _thing(lead: Lead) -> Thing:
    return lead.thing


def _claimed(ground: Ground, things: Sequence[Waiting]) -> tuple[Waiting, ...]:
    """Say of each thing who is on it."""
    parts = [part for one in things if isinstance(one, WaitingItem) for part in one.missing]
    named = [one.thing for one in (*things, *parts)]
    found = claims.find(ground.connection, ground.desk_id, named, now=ground.viewer.now)
    return tuple(_with(one, found) for one in things) if found else tuple(things)


def _with(one: Waiting, claimed: Mapping[Thing, Claim]) -> Waiting:
    if not isinstance(one, WaitingItem):
        return replace(one, claim=claimed.get(one.thing))
    parts = tuple(replace(part, claim=claimed.get(part.thing)) for part in one.missing)
    return replace(one, claim=claimed.get(one.thing), missing=parts)
