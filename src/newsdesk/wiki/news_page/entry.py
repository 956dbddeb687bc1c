"""What a news page is made of: entries, the headings above them, and how each was written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from newsdesk.domain.message import Explained
from newsdesk.wiki.news_page.dates import Written

DATE = "\x03"
"""Stands in a shape for the date."""


class Kind(StrEnum):
    """How a page can write an item."""

    LINE = "line"
    ROW = "row"
    CALL = "call"


class Uncertain(Explained):
    """The tool does not know for sure what to write where."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What stands before and after an item's text; ``numbered`` is a call's unnamed text value.

    ``DATE`` stands for the date, which is written like ``written``; ``mark`` is a list's mark.
    """

    kind: Kind
    before: str
    after: str
    written: Written | None = None
    mark: str = ""
    numbered: int | None = None

    @property
    def style(self) -> tuple[str, ...]:
        """What is equal for two items that were written the same way."""
        skeleton = self.written.skeleton if self.written else ""
        return (self.kind, self.before, self.after, skeleton)


@dataclass(frozen=True, slots=True)
class Heading:
    """A section heading, or a list line, that says a date or a part of one for what follows.

    ``start`` is before a unit marker on a line of its own; ``source`` runs from ``core`` to
    ``end``, with its line feed.
    """

    start: int
    core: int
    end: int
    level: int
    shape: Shape

    @property
    def written(self) -> Written:
        """The date or part of one that it says."""
        if self.shape.written is None:
            raise AssertionError("a heading without a date is no heading of items")
        return self.shape.written


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item's place in the page, all in offsets.

    The item's own source is ``core`` to ``core_end``, its text ``text_start`` to ``text_end``;
    ``start`` to ``end`` is what leaves with it: its own unit marker before, the line feed after.
    ``group`` numbers the runs of items with nothing but blank lines and comments between.
    """

    start: int
    core: int
    text_start: int
    text_end: int
    core_end: int
    end: int
    group: int
    headings: tuple[Heading, ...]
    shape: Shape
    day: date
    unit: tuple[str, ...] = ()
    shares_unit: bool = False
