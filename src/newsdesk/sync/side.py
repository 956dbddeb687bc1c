"""One side of a comparison: a news item or a post, reduced to what is compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from newsdesk.domain.message import Message
from newsdesk.domain.sync_status import Verdict
from newsdesk.sync.named import Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What is compared: ``moment`` is UTC (an item's noon), ``None`` where it is not known.

    ``links`` are canonical addresses; ``slugs`` the words that their paths are made of; ``cut``
    is whether the text breaks off, as in "(1/3)" or at an ellipsis. ``keys`` are what it can be
    found by: two sides without a key in common are never the same news.
    """

    named: Named
    moment: datetime | None = None
    links: frozenset[str] = frozenset()
    slugs: frozenset[str] = frozenset()
    cut: bool = False
    keys: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a comparison knows of the desk around the two sides.

    ``rarity`` says from 0 (in every text) to 1 (in this one alone) how rare a word or a key is on
    this desk; ``sharing`` how many news items of the desk have a link.
    """

    rarity: Callable[[str], float]
    sharing: Callable[[str], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a comparison comes to; ``verdict`` is ``None`` for not the same.

    ``score`` runs from 0 to 1 and only orders rivals. ``evidence`` speaks for the verdict, or,
    where it is ``None``, says what speaks against.
    """

    verdict: Verdict | None
    score: float
    evidence: tuple[Message, ...] = ()
