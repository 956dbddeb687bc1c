"""A wikitext page as a list of lines, with all that is not structure blanked out.

Every place is an offset into the page's own text, so that whatever is later cut or put in leaves
every other byte as it was.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from newsdesk.wiki.news_page.masking import BREAK, OPAQUE, VANISHES, blank_templates, braces

LIMIT = 2 * 1024 * 1024
"""Bytes of a page, MediaWiki's own limit (https://www.mediawiki.org/wiki/Manual:$wgMaxArticleSize)."""

MARKER = re.compile(r"<!--T:([^\s<>]+?)-->")
_RAW = ("nowiki", "pre", "syntaxhighlight", "source", "math")
_INCLUSION = ("noinclude", "onlyinclude", "includeonly")
_TAG = re.compile(
    rf"<!--|<(/?)({'|'.join((*_RAW, *_INCLUSION, 'translate'))})(?=[\s/>])[^<>]*>", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the page: ``kind`` is ``marker``, ``comment``, ``raw`` or the tag's name."""

    start: int
    end: int
    kind: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the structure; ``end`` is before its line feed, ``core`` after what vanishes."""

    start: int
    end: int
    core: int
    body: str


@dataclass(frozen=True, slots=True)
class View:
    """A page's text beside its mask of the same length, and what the mask hides."""

    text: str
    mask: str
    zones: tuple[Zone, ...]
    translated: tuple[tuple[int, int], ...]
    templates: tuple[tuple[int, int], ...]
    balanced: bool
    lines: tuple[Line, ...]
    units: tuple[tuple[int, int], ...]
    feeds: tuple[int, ...]

    def line_number(self, offset: int) -> int:
        """Return the number of the line that an offset is in, from 1."""
        return bisect_left(self.feeds, offset) + 1

    def region(self, offset: int) -> tuple[int, int] | None:
        """Return the inside of the ``<translate>`` that an offset is in."""
        return _around(self.translated, offset)

    def unit(self, offset: int) -> tuple[int, int] | None:
        """Return the translation unit, a paragraph, that an offset is in.

        See https://www.mediawiki.org/wiki/Help:Extension:Translate/Page_translation_administration
        """
        return _around(self.units, offset)

    def zone_ending(self, end: int) -> Zone | None:
        """Return what is hidden right before an offset."""
        index = bisect_left(self.zones, end, key=lambda z: z.start) - 1
        zone = self.zones[index] if index >= 0 else None
        return zone if zone and zone.end == end else None

    def markers(self, start: int, end: int) -> tuple[Zone, ...]:
        """Return the unit markers of a stretch, in order."""
        first = bisect_left(self.zones, start, key=lambda z: z.start)
        last = bisect_left(self.zones, end, key=lambda z: z.start)
        return tuple(z for z in self.zones[first:last] if z.kind == "marker")


def _around(spans: tuple[tuple[int, int], ...], offset: int) -> tuple[int, int] | None:
    index = bisect_right(spans, offset, key=lambda s: s[0]) - 1
    return spans[index] if index >= 0 and offset <= spans[index][1] else None


def view(text: str, is_item: Callable[[str], bool], *, included: bool = True) -> View:
    """Look at a page; takes time in proportion to its length, whatever it holds.

    A template call that holds a list stays open, unless ``is_item`` says of its source that it
    is itself an item. ``included`` is how the page is seen: on other pages, or by itself. See
    https://www.mediawiki.org/wiki/Help:Transclusion
    """
    zones, regions, balanced = _zones(text, included=included)
    mask = _blank(text, zones)
    spans, closed = braces(mask)
    mask, templates = blank_templates(mask, spans, lambda s, e: is_item(text[s:e]))
    return View(
        text,
        mask,
        zones,
        regions,
        templates,
        balanced and closed,
        _lines(mask),
        tuple(u for region in regions for u in _units(text, *region)),
        tuple(m.start() for m in re.finditer("\n", text)),
    )


def visible(page: View) -> str:
    """Return the page's text, in the same length, without what is hidden; templates stay."""
    return _blank(page.text, page.zones)


def _units(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for gap in re.compile(r"\n[^\S\n]*\n").finditer(text, start, end):
        yield start, gap.start()
        start = gap.end()
    yield start, end


def _zones(
    text: str, *, included: bool
) -> tuple[tuple[Zone, ...], tuple[tuple[int, int], ...], bool]:
    tags = list(_TAG.finditer(text))
    ends = _ends(text, tags)
    zones: list[Zone] = []
    regions: list[tuple[int, int]] = []
    opened, at, balanced = -1, 0, True
    for tag in tags:
        if tag.start() < at:
            continue
        zone = _zone(text, tag, ends, "noinclude" if included else "includeonly")
        if not included and zone.kind == "raw" and not _is_closed(tag, ends):
            continue  # The wiki shows such a tag as it is typed; what is inserted had better not.
        at = zone.end
        zones.append(zone)
        if zone.kind == "translate" and opened < 0:
            opened = zone.end
        elif zone.kind == "translate":
            balanced = False
        elif zone.kind == "/translate" and opened >= 0:
            regions.append((opened, zone.start))
            opened = -1
        elif zone.kind == "/translate":
            balanced = False
    only = _outside_onlyinclude(zones, len(text)) if included else []
    return (
        tuple(sorted((*zones, *only), key=lambda z: z.start)),
        tuple(regions),
        (balanced and opened < 0),
    )


def _ends(text: str, tags: list[re.Match[str]]) -> dict[str, list[int]]:
    ends: dict[str, list[int]] = {"--": [m.end() for m in re.finditer("-->", text)]}
    for tag in tags:
        if tag.group(1):
            ends.setdefault(tag.group(2).lower(), []).append(tag.end())
    return ends


def _zone(text: str, tag: re.Match[str], ends: dict[str, list[int]], hidden: str) -> Zone:
    if tag.group() == "<!--":
        marker = MARKER.match(text, tag.start())
        if marker:
            return Zone(*marker.span(), "marker", marker.group(1))
        return Zone(tag.start(), _next(ends["--"], tag.end() + 2, len(text)), "comment")
    name, closing = tag.group(2).lower(), tag.group(1)
    if name not in (*_RAW, hidden) or closing or tag.group().endswith("/>"):
        return Zone(*tag.span(), closing + name)
    kind = "raw" if name in _RAW else name
    return Zone(tag.start(), _next(ends.get(name, []), tag.end(), len(text)), kind)


def _is_closed(tag: re.Match[str], ends: dict[str, list[int]]) -> bool:
    return _next(ends.get(tag.group(2).lower(), []), tag.end(), -1) >= 0


def _next(ends: list[int], after: int, otherwise: int) -> int:
    index = bisect_right(ends, after)
    return ends[index] if index < len(ends) else otherwise


def _outside_onlyinclude(zones: list[Zone], length: int) -> list[Zone]:
    """Hide all but what ``<onlyinclude>`` holds, where a page uses it."""
    edges = [z for z in zones if z.kind in {"onlyinclude", "/onlyinclude"}]
    if not edges:
        return []
    hidden, at = [], 0
    for edge in edges:
        if edge.kind == "onlyinclude" and edge.start >= at:
            hidden.append(Zone(at, edge.start, "noinclude"))
            at = length
        elif edge.kind == "/onlyinclude":
            at = edge.end
    return [*hidden, Zone(at, length, "noinclude")]


def _blank(text: str, zones: Iterable[Zone]) -> str:
    clean = text.replace(VANISHES, " ").replace(OPAQUE, " ").replace(BREAK, " ")
    pieces, at = [], 0
    for zone in zones:
        if zone.end <= at:
            continue
        start = max(zone.start, at)
        fill = OPAQUE if zone.kind == "raw" else VANISHES
        pieces += [clean[at:start], fill * (zone.end - start)]
        at = zone.end
    return "".join((*pieces, clean[at:]))


def _lines(mask: str) -> tuple[Line, ...]:
    lines, start = [], 0
    for piece in re.split(f"[\n{BREAK}]", mask):
        body = piece.lstrip(VANISHES)
        core = start + len(piece) - len(body)
        lines.append(Line(start, start + len(piece), core, body.rstrip(VANISHES + " \t\r")))
        start += len(piece) + 1
    return tuple(lines)
