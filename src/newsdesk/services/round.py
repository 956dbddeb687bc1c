"""Your round: what waits at each step, who is on it, and what was done since the last one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType

from sqlalchemy import Connection, Engine

from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.round import Handled, Horizon, Step
from newsdesk.services import round_ground
from newsdesk.services.handling import (
    Outcome,
    claim,
    finish,
    handle,
    set_aside_before,
    set_aside_these,
    unclaim,
    undo,
    undo_finish,
    undo_set_aside,
    undo_these,
)
from newsdesk.services.queues import ideas, queue
from newsdesk.services.round_ground import Ground, Kept, Viewer, keep
from newsdesk.services.round_things import (
    PAGE,
    Missing,
    Queue,
    Waiting,
    WaitingItem,
    WaitingLead,
    WaitingPost,
)
from newsdesk.store import handled, rounds, waiting, waiting_leads

__all__ = [
    "PAGE", "Done", "Kept", "Missing", "Outcome", "Queue", "Round", "Viewer", "Waiting",
    "WaitingItem", "WaitingLead", "WaitingPost", "claim", "done", "finish", "handle", "ideas",
    "keep", "left_after", "load", "queue", "set_aside_before", "set_aside_these", "total",
    "unclaim", "undo", "undo_finish", "undo_set_aside", "undo_these",
]  # fmt: skip

DONE_PAGE = 50
"""Rows on one page of the list of what was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What the head of a round's pages says.

    ``last`` is when this person last finished a round, ``last_of_any`` when anybody did. Since
    ``last``, or else ``last_of_any``, ``came_in`` things came, and each of ``dealt`` dealt with
    so many, who did most first; ``""`` is the tool, which saw it. The first of ``horizons`` is in
    force; nothing that others said before ``past`` waits.
    """

    config: DeskConfig
    counts: Mapping[Step, int]
    past: datetime
    last: datetime | None = None
    last_of_any: datetime | None = None
    came_in: int = 0
    dealt: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    horizons: tuple[Horizon, ...] = ()

    @property
    def total(self) -> int:
        """How much waits in all."""
        return sum(self.counts.values())

    @property
    def first(self) -> Step:
        """The first step at which something waits, or the first of all."""
        return next((step for step in Step if self.counts.get(step)), Step.MENTIONS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One page of what was done, the last first; ``more`` says that there is another one."""

    handled: tuple[Handled, ...]
    page: int
    more: bool


def load(engine: Engine, desk_id: int, viewer: Viewer) -> Round | None:
    """Read the head of a round; ``None`` as long as there is no set-up."""
    counted = round_ground.counts(engine, desk_id, viewer)
    with engine.connect() as connection:
        ground = Ground.of(connection, desk_id, viewer)
        if ground is None or counted is None:
            return None
        last = rounds.last(connection, desk_id, viewer.user) if viewer.user else None
        last_of_any = rounds.last(connection, desk_id)
        since = last or last_of_any
        return Round(
            config=ground.config,
            counts=counted.steps,
            past=ground.since,
            last=last,
            last_of_any=last_of_any,
            came_in=_came_in(connection, desk_id, since) if since else 0,
            dealt=handled.by_user(connection, desk_id, since) if since else {},
            horizons=rounds.horizons(connection, desk_id),
        )


def total(engine: Engine, desk_id: int, viewer: Viewer) -> int:
    """Count all that waits, cheap enough for every page that somebody logged in opens."""
    counted = round_ground.counts(engine, desk_id, viewer)
    return sum(counted.steps.values()) if counted else 0


def left_after(engine: Engine, desk_id: int, viewer: Viewer, before: datetime) -> int:
    """Count what would still wait if all was set aside that is from before a moment."""
    counted = round_ground.counts_after(engine, desk_id, viewer, before)
    return sum(counted.steps.values()) if counted else 0


def done(engine: Engine, desk_id: int, viewer: Viewer, *, days: int = 7, page: int = 1) -> Done:
    """Return one page of what was done in the last days."""
    since, page = viewer.now - timedelta(days=days), max(page, 1)
    with engine.connect() as connection:
        offset = (page - 1) * DONE_PAGE
        found = handled.since(connection, desk_id, since, offset=offset, limit=DONE_PAGE + 1)
    return Done(handled=tuple(found[:DONE_PAGE]), page=page, more=len(found) > DONE_PAGE)


def _came_in(connection: Connection, desk_id: int, since: datetime) -> int:
    posts = waiting.came_in(connection, desk_id, since)
    return posts + waiting_leads.came_in(connection, desk_id, since)
