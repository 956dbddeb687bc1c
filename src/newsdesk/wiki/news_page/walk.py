"""Walk down a page's lines, remember the headings, and take each item to pieces."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from newsdesk.wiki.news_page.calls import call_pieces, row_pieces
from newsdesk.wiki.news_page.dates import Calendar
from newsdesk.wiki.news_page.entry import Entry, Heading
from newsdesk.wiki.news_page.masking import OPAQUE
from newsdesk.wiki.news_page.pieces import Context, Pieces, heading_shape, line_pieces
from newsdesk.wiki.news_page.view import Line, View

SECTION = re.compile(r"(={1,6})[^=].*?\1$")
"""A line of a page's mask that is a section's heading."""

_MARKS = re.compile(r"[*#:;]+")
_TABLE_LINE = re.compile(r"\{\||\|\}|\|-")
BOLD_LEVEL = 7


@dataclass
class Walk:
    """What is known at a line while walking down the page.

    ``missed`` are list items that were not understood: group, offset, whether below a heading.
    """

    headings: list[Heading] = field(default_factory=list)
    group: int = 0
    entries: list[Entry] = field(default_factory=list)
    missed: list[tuple[int, int, bool]] = field(default_factory=list)
    list_ahead: int = 0
    """The line of the list that a table's row ran into: the rows before it do, too."""

    @property
    def context(self) -> Context:
        """What the headings above say of a date."""
        context = Context()
        for heading in self.headings:
            context = context.below(heading.written)
        return context

    def close(self, level: int) -> None:
        """Leave the headings of this level and below, and the run of items."""
        self.headings = [h for h in self.headings if h.level < level]
        self.group += 1


def walk_down(page: View, names: Calendar) -> Walk:
    """Find all that could be an item of the page."""
    found = Walk()
    index = 0
    while index < len(page.lines):
        index = _step(page, names, found, index)
    return found


def _step(page: View, names: Calendar, walk: Walk, index: int) -> int:
    line = page.lines[index]
    body = line.body
    if not body.strip():
        return index + 1
    if body[0] in "*#:;":
        return _list_line(page, names, walk, index)
    if SECTION.match(body):
        _section(page, names, walk, line)
    elif body.startswith("{|") or body.startswith("|}"):
        walk.close(BOLD_LEVEL)
    elif body[0] in "|!":
        return _row(page, names, walk, index)
    elif not body.strip(OPAQUE):
        _call(page, names, walk, line)
    else:
        walk.close(BOLD_LEVEL)
        if body.startswith("'''"):
            _section(page, names, walk, line)
    return index + 1


def _section(page: View, names: Calendar, walk: Walk, line: Line) -> None:
    walk.close(level_of(line.body))
    _add_heading(page, names, walk, line)


def level_of(body: str) -> int:
    """Return a heading's level: 1 to 6, then a line in bold, then list marks by their number."""
    return (len(body) - len(body.lstrip("="))) or BOLD_LEVEL + len(mark_of(body))


def _add_heading(page: View, names: Calendar, walk: Walk, line: Line) -> bool:
    source = page.text[line.core : line.end]
    shape = heading_shape(source, names, mark_of(line.body)) if len(source) < 300 else None
    if shape is None:
        return False
    end = min(line.end + 1, len(page.text))
    start = line.core
    unit = page.unit(line.core)
    if unit and page.markers(unit[0], line.core):
        start = page.markers(unit[0], line.core)[0].start
    walk.headings.append(Heading(start, line.core, end, level_of(line.body), shape))
    return True


def _list_line(page: View, names: Calendar, walk: Walk, index: int) -> int:
    line = page.lines[index]
    mark = mark_of(line.body)
    if any(h.level > BOLD_LEVEL and not _below(h.shape.mark, mark) for h in walk.headings):
        kept = [h for h in walk.headings if h.level <= BOLD_LEVEL or _below(h.shape.mark, mark)]
        walk.headings = kept
        walk.group += 1
    after = end_of_item(page, index, mark)
    children = _next_mark(page, index + 1)
    if _below(mark, children) and _add_heading(page, names, walk, line):
        walk.group += 1
        return index + 1
    last = page.lines[after - 1]
    core, end = trimmed(page, line.core, last.end)
    pieces = line_pieces(page.text[core:end], page.mask[core:end], names, walk.context)
    pieces = _call_in_line(page, core, end, mark, names) or pieces
    _keep(page, walk, core, end, pieces)
    return after


def _call_in_line(page: View, core: int, end: int, mark: str, names: Calendar) -> Pieces | None:
    """Take ``* {{News item|..}}`` to pieces, where the call is all that the line holds."""
    source = page.text[core:end]
    lead = len(mark) + len(source[len(mark) :]) - len(source[len(mark) :].lstrip())
    if page.mask[core + lead : end].strip(OPAQUE) or not source[lead:].startswith("{{"):
        return None
    found = call_pieces(source[lead:], names)
    if found is None:
        return None
    shape = replace(found.shape, before=source[:lead] + found.shape.before, mark=mark)
    return Pieces(found.text_start + lead, found.text_end + lead, found.day, shape)


def mark_of(body: str) -> str:
    """Return the list mark that a line begins with."""
    match = _MARKS.match(body)
    return match.group() if match else ""


def _below(parent: str, mark: str) -> bool:
    if parent.endswith(";") and mark.startswith(parent[:-1] + ":"):
        return True
    return len(mark) > len(parent) and mark.startswith(parent)


def end_of_item(page: View, index: int, mark: str) -> int:
    """Return the index after an item's last line: what is listed below it belongs to it."""
    index += 1
    while index < len(page.lines) and _below(mark, mark_of(page.lines[index].body)):
        index += 1
    return index


def _next_mark(page: View, index: int) -> str:
    while index < len(page.lines) and not page.lines[index].body:
        index += 1
    return mark_of(page.lines[index].body) if index < len(page.lines) else ""


def _row(page: View, names: Calendar, walk: Walk, index: int) -> int:
    after = max(index + 1, walk.list_ahead)
    while after < len(page.lines) and not _TABLE_LINE.match(page.lines[after].body):
        if mark_of(page.lines[after].body):
            walk.close(BOLD_LEVEL)
            walk.list_ahead = after
            return index + 1
        after += 1
    core, end = trimmed(page, page.lines[index].core, page.lines[after - 1].end)
    mask = page.mask[core:end]
    pieces = row_pieces(page.text[core:end], mask, names)
    if pieces or (re.search(r"^\|(?![-+])", mask, re.MULTILINE) and len(mask) > 4):
        _keep(page, walk, core, end, pieces)
    return after


def _call(page: View, names: Calendar, walk: Walk, line: Line) -> None:
    core, end = trimmed(page, line.core, line.end)
    pieces = call_pieces(page.text[core:end], names)
    if pieces:
        _keep(page, walk, core, end, pieces)
    else:
        walk.close(BOLD_LEVEL)


def trimmed(page: View, core: int, end: int) -> tuple[int, int]:
    """Leave out what ends on an item's line without having begun there: tags, hidden parts."""
    while end > core:
        if page.text[end - 1] in " \t\r\n":
            end -= 1
            continue
        zone = page.zone_ending(end)
        if zone is None or zone.start < core:
            return core, end
        opened = page.text.find("<translate", core, zone.start) >= 0
        if zone.kind in {"marker", "comment", "raw"} or (zone.kind == "/translate" and opened):
            return core, end
        end = zone.start
    return core, end


def _keep(page: View, walk: Walk, core: int, end: int, pieces: Pieces | None) -> None:
    if pieces is None or pieces.text_end <= pieces.text_start:
        walk.missed.append((walk.group, core, bool(walk.headings)))
        return
    after = end + 1 if page.text[end : end + 1] == "\n" else end
    walk.entries.append(
        Entry(
            start=core,
            core=core,
            text_start=core + pieces.text_start,
            text_end=core + pieces.text_end,
            core_end=end,
            end=after,
            group=walk.group,
            headings=tuple(walk.headings),
            shape=pieces.shape,
            day=pieces.day,
        )
    )
