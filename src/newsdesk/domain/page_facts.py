"""What a wiki says of one of its pages: who may edit it, and who did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


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
    """One revision of a page's history; ``size`` is how many bytes came (negative: went).

    ``user`` and ``comment`` are empty where the wiki hides them; ``size`` is ``None`` where it is
    not known what stood before.
    """

    revid: int
    parent: int
    user: str
    time: datetime
    comment: str
    size: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What is known of a page, and since when (UTC).

    ``protection`` is ``None`` where everybody may edit the page, or make it if it does not
    ``exist``; ``revisions`` are its newest ones, newest first.
    """

    asked: datetime
    exists: bool
    protection: Protection | None = None
    revisions: tuple[Edited, ...] = ()
