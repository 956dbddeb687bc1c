"""The sections of a page, whatever their headings say, and the list items below them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice
from urllib.parse import quote

from newsdesk.domain.site import Site
from newsdesk.wiki.news_page.plain import plain
from newsdesk.wiki.news_page.view import Line, View
from newsdesk.wiki.news_page.walk import SECTION, end_of_item, level_of, mark_of, trimmed

MOST = 3_000
"""Headings of one page that are read: each can hold as much wikitext as an item."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section from ``start`` on, as an offset; ``path`` are its headings, outermost first.

    ``anchor`` leads to it, or, for a line in bold that stands as a heading, to what it is in.
    """

    start: int
    path: tuple[str, ...] = ()
    anchor: str = ""


class Sections:
    """The sections of a page in order; what stands before the first one has no heading.

    They are ``complete`` unless the page has more headings than are read.
    """

    def __init__(self, page: View, site: Site) -> None:
        found = list(islice(_sections(page, site), MOST + 1))
        self.complete = len(found) <= MOST
        self._sections = [Section(0), *found[:MOST]]

    def at(self, offset: int) -> Section:
        """Return the section that an offset is in."""
        return self._sections[bisect_right(self._sections, offset, key=lambda s: s.start) - 1]


def anchored(address: str, anchor: str) -> str:
    """Return the address of a section of a page; of the page where there is no anchor."""
    return f"{address}#{quote(anchor, safe='_:.-()')}" if anchor else address


def bullets(page: View) -> Iterator[tuple[int, int]]:
    """Yield where each list item is, with what is listed below it: from its text to its end."""
    index = 0
    while index < len(page.lines):
        line = page.lines[index]
        mark = mark_of(line.body)
        index = end_of_item(page, index, mark) if mark else index + 1
        if mark:
            start, end = trimmed(page, line.core + len(mark), page.lines[index - 1].end)
            yield start, end


def _sections(page: View, site: Site) -> Iterator[Section]:
    """Number equal anchors as the wiki does: https://www.mediawiki.org/wiki/Help:Links."""
    seen: dict[str, int] = {}
    stack: list[tuple[int, str, str]] = []
    for line in page.lines:
        bold = line.body.startswith("'''") and line.body.rstrip(":").endswith("'''")
        if not bold and not SECTION.match(line.body):
            continue
        level, text = level_of(line.body), _heading(page, line, site)
        stack = [above for above in stack if above[0] < level]
        anchor = stack[-1][2] if stack else ""
        if not bold:
            anchor = _distinct(text.replace(" ", "_"), seen)
        stack.append((level, text, anchor))
        yield Section(line.core, tuple(heading for _, heading, _ in stack), anchor)


def _distinct(name: str, seen: dict[str, int]) -> str:
    """Number a name that is taken, in any case, by the first number that makes it another.

    ``seen`` has the last number of each name that is taken.
    """
    known = name.lower()
    if known not in seen:
        seen[known] = 1
        return name
    number = next(n for n in count(seen[known] + 1) if f"{known}_{n}" not in seen)
    seen[known] = number
    seen[f"{known}_{number}"] = 1
    return f"{name}_{number}"


def _heading(page: View, line: Line, site: Site) -> str:
    source = page.text[line.core : line.core + len(line.body)].strip(" \t\r")
    level = len(line.body) - len(line.body.lstrip("="))
    inner = source.strip("=") if level else source.rstrip(":")
    return plain(inner, site)[0]
