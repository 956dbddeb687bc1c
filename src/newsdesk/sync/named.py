"""What a text names: the things by which one piece of news is told from the next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Event(StrEnum):
    """What a text says has happened or will; one text can say several of them."""

    RELEASE = "release"
    PRE_RELEASE = "pre-release"
    END_OF_LIFE = "end-of-life"
    OPENING = "opening"
    CLOSING = "closing"
    REMINDER = "reminder"
    UPCOMING = "upcoming"
    RECORDING = "recording"
    REPORT = "report"
    CHANGE = "change"
    CANCELLED = "cancelled"
    OUTAGE = "outage"
    RECOVERY = "recovery"
    VOTE = "vote"
    RESULT = "result"
    PROGRAMME = "programme"
    FULL = "full"
    START = "start"
    TODAY = "today"
    DONE = "done"


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """A version: ``1.44.0-rc.1`` is ((1, 44), 0, 1), as zeros at the end say nothing.

    ``stage`` counts down from the finished version, 0: a release candidate is -1, a beta -2, an
    alpha -3, any earlier build -4; ``count`` is the stage's own number. So they are in order.
    """

    parts: tuple[int, ...]
    stage: int = 0
    count: int = 0

    def __str__(self) -> str:
        stages = {-1: "rc", -2: "beta", -3: "alpha", -4: "dev"}
        number = ".".join(map(str, self.parts))
        return f"{number}-{stages[self.stage]}.{self.count}" if self.stage else number


@dataclass(frozen=True, slots=True)
class Issue:
    """A number in a series: an issue, a week of a year, an edition; the year if it is named."""

    number: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """A day of some year, or of the year that is named."""

    month: int
    day: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """A month named without a day, of some year or of the year that is named."""

    month: int
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What one text names; addresses, handles and markup are no part of it.

    ``words`` are in order and case-folded, without what the other fields hold; ``names`` are
    the words of proper names: tags (whole and in parts), quoted titles, words written like names
    in the midst of a sentence. ``parts`` are numbers within something ("Day 2", "Part 3"),
    ``times`` times of the day as they are said, without their zone ("17:00"), ``years`` those
    that stand alone ("GCC 2026"), ``numbers`` all other numbers ("1400", "12%").
    """

    words: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    versions: frozenset[Version] = frozenset()
    issues: frozenset[Issue] = frozenset()
    parts: frozenset[int] = frozenset()
    days: frozenset[Day] = frozenset()
    months: frozenset[Month] = frozenset()
    times: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    numbers: frozenset[str] = frozenset()
    events: frozenset[Event] = frozenset()
