"""What the wiki says of the configuration page: who may edit it, and who did, as it is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from newsdesk.infra.settings import Settings
from newsdesk.wiki.session import Wiki


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """Who may edit a page: ``level`` is the wiki's group or right, such as ``sysop``.

    ``until`` is when it ends (UTC), ``None`` for never; ``source`` is the page from which a
    cascading protection comes, if it does.
    """

    level: str
    until: datetime | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """One revision of the page's history; ``size`` is how many bytes came (or went, if negative).

    ``user`` and ``comment`` are empty where the wiki hides them.
    """

    revid: int
    parent: int
    user: str
    time: datetime
    comment: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What is known of the configuration page, and since when (UTC).

    ``protection`` is ``None`` where everybody may edit it, for which a warning is due;
    ``revisions`` are its newest ones, newest first.
    """

    asked: datetime
    exists: bool
    protection: Protection | None = None
    revisions: tuple[Edited, ...] = ()


def load(engine: Engine, settings: Settings) -> PageFacts | None:
    """Return what is stored of the page; asks no other server. ``None``: it was never asked."""
    raise NotImplementedError


def read(wiki: Wiki, engine: Engine, desk_id: int) -> None:
    """Ask the wiki for both in one request, and store it.

    :raises WikiFailed: when the wiki could not be asked
    """
    raise NotImplementedError
