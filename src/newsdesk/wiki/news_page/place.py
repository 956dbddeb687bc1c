"""Where a new item belongs: in the page's order by date, under its heading, in its own unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from newsdesk.domain.message import msg
from newsdesk.wiki.news_page.entry import Entry, Heading, Shape, Uncertain
from newsdesk.wiki.news_page.page import NewsPage
from newsdesk.wiki.news_page.pieces import Context
from newsdesk.wiki.news_page.style import NEAREST, common_shape, heading_source, plain_shape

_BLANK = re.compile(r"(?:[^\S\n]*\n)*")


@dataclass(frozen=True, slots=True)
class Place:
    """An offset, the way to write there, and what stands between the item and its neighbours."""

    at: int
    shape: Shape
    before: str = ""
    after: str = ""
    outdates: tuple[str, ...] = ()


def newest_first(page: NewsPage) -> bool:
    """Tell which way the page runs; a page that does not show it has its newest item first."""
    days = [e.day for e in page.entries]
    falls = sum(a > b for a, b in pairwise(days))
    rises = sum(a < b for a, b in pairwise(days))
    return falls >= rises


def place_for(page: NewsPage, day: date, like: Shape | None) -> Place:
    """Find the place for an item of that day.

    :raises Uncertain: where there is none, or more than one
    """
    if not page.entries:
        return _empty_place(page, like)
    index = _position(page, day)
    if any(e.headings for e in page.entries):
        return _under_headings(page, day, index)
    before = page.entries[index - 1] if index else None
    after = page.entries[index] if index < len(page.entries) else None
    if before and after and before.group != after.group:
        raise Uncertain(msg("newsdesk-newspage-two-lists"))
    return _beside(page, before, after, _nearest(list(page.entries), index))


def _empty_place(page: NewsPage, like: Shape | None) -> Place:
    if page.unread:
        raise Uncertain(msg("newsdesk-newspage-none-read"))
    if page.place is None:
        raise Uncertain(msg("newsdesk-newspage-no-place"))
    at = page.place[0]
    feed = "" if not at or page.text[at - 1] == "\n" else "\n"
    return Place(at, like or plain_shape(page), feed, "\n")


def _position(page: NewsPage, day: date) -> int:
    """Return how many items stay before the new one; same days run as the page runs."""
    days = [e.day for e in page.entries]
    down = newest_first(page)
    earlier = [d > day if down else d <= day for d in days]
    index = sum(earlier)
    if not all(earlier[:index]):
        raise Uncertain(msg("newsdesk-newspage-no-order"))
    groups = {e.group for e in page.entries}
    ordered = days == sorted(days, reverse=down)
    if not ordered and len(groups) > 1:
        raise Uncertain(msg("newsdesk-newspage-two-lists"))
    return index


def _nearest(entries: list[Entry], index: int) -> Shape:
    low = max(0, min(index - NEAREST // 2, len(entries) - NEAREST))
    return common_shape(entries[low : low + NEAREST])


def _beside(page: NewsPage, before: Entry | None, after: Entry | None, shape: Shape) -> Place:
    """Find the place between two neighbours of one list."""
    if after:
        return _in_front(page, before, after, shape)
    if before is None:
        raise Uncertain(msg("newsdesk-newspage-no-place"))
    ended = page.text[before.end - 1 : before.end] == "\n"
    gap = _gap(page, before)
    own = _region(page, before.core) is not None and bool(before.unit)
    gap = gap or ("\n" if own else "")
    return Place(before.end, shape, gap if ended else "\n" + gap, "\n" if ended else "")


def _in_front(page: NewsPage, before: Entry | None, after: Entry, shape: Shape) -> Place:
    unit = page.view.unit(after.core) if page.view and _region(page, after.core) else None
    markers = page.view.markers(unit[0], after.core) if unit and page.view else ()
    within = bool(unit and before and before.core >= unit[0])
    if after.unit and within:
        return Place(after.core, shape, "", "\n", after.unit)
    at = markers[0].start if markers else after.start
    gap = "" if within else _gap(page, after)
    return Place(at, shape, "", "\n" + (gap or ("\n" if markers else "")))


def _region(page: NewsPage, offset: int) -> tuple[int, int] | None:
    return page.view.region(offset) if page.view else None


def _gap(page: NewsPage, near: Entry) -> str:
    """Return the blank lines that the list of an entry has between its items."""
    alike = [e for e in page.entries if e.group == near.group]
    gaps = [page.text[a.end : b.start] for a, b in pairwise(alike)]
    blank = [gap for gap in gaps if not gap.strip(" \t\n")]
    return max(blank, key=blank.count) if len(blank) * 2 > len(gaps) else ""


def _under_headings(page: NewsPage, day: date, index: int) -> Place:
    groups = {e.group: e for e in page.entries}
    fitting = [e for e in groups.values() if e.headings and _says(e.headings, day)]
    if len(fitting) > 1:
        raise Uncertain(msg("newsdesk-newspage-two-lists"))
    if not fitting:
        return _new_heading(page, day, index)
    group = [e for e in page.entries if e.group == fitting[0].group]
    places = [page.entries.index(e) for e in group]
    if not places[0] <= index <= places[-1] + 1:
        raise Uncertain(msg("newsdesk-newspage-no-order"))
    inner = index - places[0]
    before = group[inner - 1] if inner else None
    after = group[inner] if inner < len(group) else None
    shape = group[0].shape if len(group) < 3 else _nearest(group, inner)
    return _beside(page, before, after, shape)


def _says(headings: tuple[Heading, ...], day: date) -> bool:
    context = Context()
    for heading in headings:
        context = context.below(heading.written)
    pairs = ((context.year, day.year), (context.month, day.month), (context.day, day.day))
    return all(said is None or said == real for said, real in pairs)


def _new_heading(page: NewsPage, day: date, index: int) -> Place:
    """Begin a new group before the next one or after the last, whichever is closer akin."""
    after = page.entries[index] if index < len(page.entries) else None
    before = page.entries[index - 1] if index else None
    if before and after and before.group == after.group:
        raise Uncertain(msg("newsdesk-newspage-no-order"))
    model = max((e for e in (after, before) if e), key=lambda e: _shared(e, day))
    if not model.headings:
        raise Uncertain(msg("newsdesk-newspage-two-lists"))
    missing = model.headings[_shared(model, day) :]
    head = "".join(heading_source(page, h, day) + _spacing(page, h, model) for h in missing)
    sections = _between(page)
    if model is after:
        return Place(missing[0].start, model.shape, head, "\n" + sections)
    ended = page.text[model.end - 1 : model.end] == "\n"
    lead = ("" if ended else "\n") + sections
    return Place(model.end, model.shape, lead + head, "\n" if ended else "")


def _shared(entry: Entry, day: date) -> int:
    """Count the headings above an entry, from the outermost, that fit the day as well."""
    depths = [n for n in range(len(entry.headings) + 1) if _says(entry.headings[:n], day)]
    return max(depths)


def _spacing(page: NewsPage, heading: Heading, entry: Entry) -> str:
    blank = _BLANK.match(page.text, heading.end)
    return blank.group() if blank and heading.end <= entry.start else ""


def _between(page: NewsPage) -> str:
    """Return the blank lines that stand before a heading of this page."""
    pairs = pairwise(page.entries)
    gaps = [page.text[a.end : b.headings[-1].start] for a, b in pairs if _begins(a, b)]
    blank = [gap for gap in gaps if not gap.strip(" \t\n")]
    return max(blank, key=blank.count) if blank else ""


def _begins(before: Entry, after: Entry) -> bool:
    return before.group != after.group and bool(after.headings)
