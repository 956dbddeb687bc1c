"""What every page of a round rests on: who looks at which desk, and what is kept of it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine

from newsdesk.domain.decision import Decision
from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.lead import Lead, LeadKind
from newsdesk.domain.month import day_begin
from newsdesk.domain.round import Step, Thing
from newsdesk.infra.clock import UTC_ZONE
from newsdesk.infra.credentials import Credential
from newsdesk.services import board, desk
from newsdesk.services.board import Period
from newsdesk.services.fragments import Fragments
from newsdesk.services.round_board import BoardWork, Done, work
from newsdesk.services.things import STREAMS
from newsdesk.store import (
    desks,
    handled,
    items,
    leads,
    posts,
    round_counts,
    rounds,
    waiting,
    waiting_leads,
)
from newsdesk.store.database import change
from newsdesk.store.round_counts import Numbers
from newsdesk.sync import upcoming

_MINUTES = 10
"""How long a count may stand while events pass and nothing else changes."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much waits at each step, and of the posts of others how many in each stream."""

    steps: Mapping[Step, int]
    posts: waiting.Counted

    def __sizeof__(self) -> int:
        return 200 + 100 * sum(map(len, self.posts.values()))


class Kept:
    """What a process keeps of rounds for as long as the data stand: nothing but a saving."""

    def __init__(self) -> None:
        self.board: Fragments[BoardWork] = Fragments(8_000_000)
        self.counts: Fragments[Counts | None] = Fragments(100_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who looks at a round, and when: ``user`` is ``""`` for somebody who is not logged in.

    ``decisions`` are what they decided and did not publish yet, oldest first; their days are
    those of ``zone``. ``credentials`` are what channels are read with.
    """

    now: datetime
    user: str = ""
    zone: ZoneInfo = UTC_ZONE
    credentials: Sequence[Credential] = ()
    decisions: Sequence[Decision] = ()
    kept: Kept = field(default_factory=Kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A desk as one moment of the database has it.

    Nothing older than ``before`` waits, which was set aside at once, and nothing of others that
    is older than ``past``.
    """

    connection: Connection
    desk_id: int
    config: DeskConfig
    viewer: Viewer
    past: datetime
    before: datetime | None

    @classmethod
    def of(cls, connection: Connection, desk_id: int, viewer: Viewer) -> Ground | None:
        """Read it; ``None`` as long as there is no set-up."""
        config = desk.config(connection, desk_id)
        if config is None:
            return None
        return cls(
            connection=connection,
            desk_id=desk_id,
            config=config,
            viewer=viewer,
            past=_past(rounds.last(connection, desk_id), config, viewer.now),
            before=rounds.before(connection, desk_id),
        )

    @property
    def since(self) -> datetime:
        """The moment from which on what others say can wait."""
        return max(self.past, self.before) if self.before else self.past

    @property
    def asked(self) -> waiting.Asked:
        """Which posts of others can wait."""
        channels = [one.id for one in self.config.channels]
        return waiting.Asked(desk_id=self.desk_id, channels=channels, before=self.since)

    def oldest(self, kind: LeadKind) -> datetime | None:
        """Return from which moment on leads of a kind wait: a suggestion is owed its answer."""
        return self.before if kind is LeadKind.SUGGESTION else self.since


def _past(last: datetime | None, config: DeskConfig, now: datetime) -> datetime:
    """Return before which moment all counts as past: a first round has no backlog of months.

    That is so many days before the last round by anybody as items are owed, so that nothing is
    past which came since; and nothing is older than it is kept.
    """
    day = (last or now).date() - timedelta(days=config.news.within)
    return max(day_begin(day), now - posts.KEPT)


def counts(engine: Engine, desk_id: int, viewer: Viewer) -> Counts | None:
    """Count what waits at each step; ``None`` as long as there is no set-up.

    The same data are counted once in ten minutes, so that every page can say it; what takes long
    of it was counted before if :func:`keep` was called since something changed.
    """
    with engine.connect() as connection:
        mark = desks.round_mark(connection, desk_id)
    now = viewer.now
    tenth = now.date(), now.hour, now.minute // _MINUTES
    key = desk_id, mark, tenth, viewer.zone.key, tuple(viewer.decisions)

    def make() -> Counts | None:
        with engine.connect() as connection:
            kept = round_counts.find(connection, desk_id, now.date())
        own = kept is None or viewer.decisions
        of_board = board_work(engine, desk_id, viewer) if own else None
        with engine.connect() as connection:
            ground = Ground.of(connection, desk_id, viewer)
            return _count(ground, of_board, kept) if ground else None

    return viewer.kept.counts.get(key, make)


def keep(engine: Engine, desk_id: int, viewer: Viewer) -> None:
    """Count now, unless nothing has changed since, what whoever opens a page finds counted."""
    day = viewer.now.date()
    with engine.connect() as connection:
        if round_counts.find(connection, desk_id, day):
            return
        mark = desks.round_mark(connection, desk_id)
    found = counts(engine, desk_id, replace(viewer, decisions=()))
    if found:
        of_board = {step: found.steps[step] for step in (Step.NEWS, Step.CHANNELS)}
        counted = round_counts.Numbers(of_board, found.posts)
        change(engine, lambda to: round_counts.keep(to, desk_id, mark, day, counted))


def counts_after(engine: Engine, desk_id: int, viewer: Viewer, before: datetime) -> Counts | None:
    """Count what would wait if all was set aside that is from before a moment."""
    of_board = board_work(engine, desk_id, viewer)
    with engine.connect() as connection:
        ground = Ground.of(connection, desk_id, viewer)
        if ground is None:
            return None
        later = max(before, ground.before) if ground.before else before
        return _count(replace(ground, before=later), of_board, None)


def board_work(engine: Engine, desk_id: int, viewer: Viewer) -> BoardWork:
    """Read what of the board somebody has to do, whoever dealt with some of it meanwhile."""
    with engine.connect() as connection:
        version = desks.version(connection, desk_id)
    key: Hashable = (desk_id, version, viewer.now.date(), tuple(viewer.decisions))

    def make() -> BoardWork:
        found = board.load(
            engine,
            desk_id,
            viewer.now,
            Period.WITHIN,
            credentials=viewer.credentials,
            decisions=viewer.decisions,
            statistics=False,
        )
        return work(found) if found else BoardWork()

    return viewer.kept.board.get(key, make)


def left(ground: Ground, of_board: BoardWork) -> BoardWork:
    """Return what is left of the board's work once what was dealt with is taken away."""
    connection, desk_id = ground.connection, ground.desk_id
    things = [
        thing
        for step in (Step.NEWS, Step.CHANNELS)
        for thing in handled.every(connection, desk_id, step)
    ]
    known = {gap.item.id for gap in (*of_board.gaps, *of_board.optional)}
    former = any(one.parts[0] == "item" and one.parts[1] not in known for one in things)
    renamed = items.renamed(connection, desk_id) if former else {}
    return of_board.left(Done.of(things, renamed), ground.before)


def events(ground: Ground) -> list[tuple[Thing, Lead]]:
    """Return the events that wait, each as its announcement or as its day's reminder."""
    viewer, near = ground.viewer, upcoming.NEAR
    today = viewer.now.date()
    day = near / near.days
    found = leads.events(ground.connection, ground.desk_id, today - day, today + near + day)
    of_each = (Thing.of_lead, Thing.of_day)
    things = [of(one.source_id, one.native_id) for one in found for of in of_each]
    done = handled.find(ground.connection, ground.desk_id, things)
    return [
        (thing, one)
        for one in found
        if (thing := upcoming.waiting(one, viewer.now, viewer.zone, done.__contains__))
    ]


def _count(ground: Ground, of_board: BoardWork | None, kept: Numbers | None) -> Counts:
    """Count what is not ``kept``: the board's steps anew where ``of_board`` is given."""
    connection, desk_id = ground.connection, ground.desk_id
    met = kept.of_posts if kept else waiting.counts(connection, ground.asked)
    found = {step: sum(met[stream].values()) for step, stream in STREAMS.items() if stream in met}
    news, suggestions = (
        waiting_leads.count(connection, desk_id, kind, ground.oldest(kind))
        for kind in (LeadKind.NEWS, LeadKind.SUGGESTION)
    )
    found[Step.SOURCES] += news + len(events(ground))
    found[Step.SUGGESTIONS] = suggestions
    board_steps = left(ground, of_board).counts if of_board else kept.of_board if kept else {}
    return Counts({**found, **board_steps}, met)
