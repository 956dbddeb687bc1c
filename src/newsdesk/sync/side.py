"""One side of a comparison: a news item or a post, reduced to what is compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from newsdesk.domain.message import Message
from newsdesk.domain.sync_status import Verdict
from newsdesk.sync.named import Named, Version


@dataclass(frozen=True, slots=True)
class Slug:
    """What one address says: stems of the words that it ends in, and these words in order.

    ``whole`` are words of it that may be two written as one; ``known`` is whether the text beside
    it says all of it as well.
    """

    address: str
    words: frozenset[str]
    running: str
    whole: frozenset[str]
    known: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What is compared: ``moment`` is UTC (an item's noon), ``None`` where it is not known.

    ``links`` are canonical addresses, one with a place within its page also without it; ``slugs``
    what each says and ``folders`` where they are kept. ``words`` and ``names`` are stems of what
    ``named`` holds, a name is in both; ``told`` is all that text and addresses say, ``tags`` what
    only a line of tags at its end does; ``beside`` are neighbours of which one is a name at least,
    ``head`` the first words that tell something.
    ``paged`` are versions that addresses name, ``numbered`` names with their numbers, ``said`` the
    versions that the text itself names and ``subject`` those that it is about, ``counts`` its
    numbers, those of issues as well, ``years`` those that can be the news's own. ``days`` are
    (month, day), those of the text, ``dated`` those of addresses. ``languages`` are those
    that it seems to be in, where that can be told, ``possible_languages`` all that it may be in;
    ``running`` are the words in order, between spaces; ``cut`` is whether the text breaks off, as
    in "(1/3)" or at an ellipsis. ``keys`` are what it can be found by: two sides without a key in
    common are never the same news.
    """

    named: Named
    moment: datetime | None = None
    links: frozenset[str] = frozenset()
    slugs: tuple[Slug, ...] = ()
    folders: frozenset[str] = frozenset()
    counts: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    days: frozenset[tuple[int, int]] = frozenset()
    dated: frozenset[tuple[int, int]] = frozenset()
    said: frozenset[Version] = frozenset()
    subject: frozenset[Version] = frozenset()
    words: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    numbered: frozenset[tuple[str, str]] = frozenset()
    tags: frozenset[str] = frozenset()
    beside: frozenset[tuple[str, str]] = frozenset()
    head: frozenset[str] = frozenset()
    paged: frozenset[Version] = frozenset()
    told: frozenset[str] = frozenset()
    running: str = ""
    languages: frozenset[str] = frozenset()
    possible_languages: frozenset[str] = frozenset()
    cut: bool = False
    keys: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a comparison knows of the desk around the two sides: counts, and no opinions.

    ``texts`` is how many different texts were counted (news items and posts, of both the same
    ones that are compared); ``having`` says of a key how many of these texts have it, and needs
    no entry for those that one text alone has. ``bits`` keeps what was worked out of them: a
    new ``Around`` is made when the counts change.
    """

    texts: int = 0
    having: Mapping[str, int] = field(default_factory=dict)
    bits: dict[str, float] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a comparison comes to; ``verdict`` is ``None`` for not the same.

    ``score`` runs from 0 to 1 and only orders rivals. ``evidence`` speaks for the verdict, or,
    where it is ``None``, says what speaks against; for what is unsure it says both.
    """

    verdict: Verdict | None
    score: float
    evidence: tuple[Message, ...] = ()
