"""What the requests of one process share, and what one request knows."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from flask import Flask, current_app, g, request
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from newsdesk.domain.desk import SetUp, Standing
from newsdesk.infra import clock
from newsdesk.infra.bucket import Bucket
from newsdesk.infra.messages import Catalogue, Translator
from newsdesk.infra.settings import Settings
from newsdesk.services import board, desk, frame
from newsdesk.services import round as rounds
from newsdesk.services.fragments import Fragments, Glance, Latest
from newsdesk.services.frame import Frame

EXTENSION = "newsdesk"

LASTING_BYTES = 8_000_000
"""How much is kept of answers that are given for a minute: some 500 pages."""

BURST = 100
PER_SECOND = 10
"""How many answers for programmes a process makes, at once and in the long run.

Those that are kept do not count. A tool has half a processor, and people come first.
"""

ASK_AGE_EVERY = 5.0
"""Seconds between two looks of a process at whether a refresh is due."""


STALE_AFTER = timedelta(hours=2)
"""When a page has to say that nothing was read since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A whole answer for strangers, and the pattern of the addresses that it belongs to.

    One that is given for a while without a look at the data was ``made`` at that tick, is looked
    after from ``until`` on, and says by ``mark`` of which data it was made.
    """

    headers: tuple[tuple[str, str], ...]
    body: bytes
    etag: str
    route: str
    made: float = 0.0
    until: float = 0.0
    mark: Hashable = None

    def __sizeof__(self) -> int:
        return sum(len(name) + len(value) for name, value in self.headers) + len(self.body)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """The settings, the database, the messages, and rendered parts that are kept for a while."""

    settings: Settings
    engine: Engine
    catalogue: Catalogue
    fragments: Fragments[str] = field(default_factory=Fragments)
    pages: Fragments[Kept] = field(default_factory=Fragments)
    lasting: Fragments[Kept] = field(default_factory=lambda: Fragments(LASTING_BYTES))
    rounds: rounds.Kept = field(default_factory=rounds.Kept)
    glance: Glance[Standing | None] = field(default_factory=Glance)
    frame: Latest[Frame] = field(default_factory=Latest)
    set_up: Latest[SetUp] = field(default_factory=Latest)
    limit: Bucket = field(default_factory=lambda: Bucket(BURST, PER_SECOND))
    asking: Lock = field(default_factory=Lock)
    refreshing: Glance[None] = field(default_factory=lambda: Glance(ASK_AGE_EVERY))


def tool(app: Flask | None = None) -> Tool:
    """Return what this process shares."""
    shared: Tool = (app or current_app).extensions[EXTENSION]
    return shared


def translator() -> Translator:
    """Return who speaks the visitor's language."""
    chosen: Translator = g.translator
    return chosen


def now() -> datetime:
    """Return the moment at which this request came in."""
    if "now" not in g:
        g.now = clock.now()
    moment: datetime = g.now
    return moment


def desk_id() -> int | None:
    """Return the desk's id, or ``None`` if nothing was ever stored for it."""
    found = standing()
    return None if found is None else found.id


def standing() -> Standing | None:
    """Return the desk's id and its data version as this request found them.

    For strangers they may be a second old: then most answers need no database. Who is logged in
    sees at once what they have saved.
    """
    if "standing" not in g:
        shared = tool()
        g.standing = (
            desk.standing(shared.engine, shared.settings) if request.cookies else glanced(shared)
        )
    found: Standing | None = g.standing
    return found


def glanced(shared: Tool) -> Standing | None:
    """Return the desk's id and its data version, which may be a second old."""
    return shared.glance.get(lambda: desk.standing(shared.engine, shared.settings))


def is_stale(desk: Standing | None, moment: datetime) -> bool:
    """Tell whether nothing was read for so long that pages have to say so."""
    refreshed = None if desk is None else desk.refreshed
    return refreshed is not None and moment - refreshed >= STALE_AFTER


def of_moment(desk: Standing | None, moment: datetime) -> Hashable:
    """Name all that pages made of the same data have in common, so that a change is seen."""
    data = None if desk is None else (desk.id, desk.version)
    return data, is_stale(desk, moment), moment.date()


def _version() -> Hashable:
    known = standing()
    return None if known is None else (known.id, known.version)


def _stored() -> tuple[Engine, Settings]:
    return tool().engine, tool().settings


def set_up() -> SetUp:
    """Return the set-up of this request's desk, of which nothing is known before it was read."""
    desk = desk_id()
    if desk is None:
        return SetUp()
    return tool().set_up.get(_version(), lambda: board.set_up(tool().engine, desk))


def page_frame() -> Frame:
    """Return what the page's head and foot say, also where the database does not answer."""
    if "frame" not in g:
        try:
            g.frame = tool().frame.get(_version(), lambda: frame.load(*_stored()))
        except SQLAlchemyError:
            g.frame = frame.nameless(tool().settings)
    known: Frame = g.frame
    return known
