"""Items written as a template call, and as a row of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator

import mwparserfromhell
from mwparserfromhell.nodes import Template
from mwparserfromhell.nodes.extras import Parameter

from newsdesk.wiki.news_page.comments import without_comments_before
from newsdesk.wiki.news_page.dates import Calendar, Written
from newsdesk.wiki.news_page.entry import DATE, Kind, Shape
from newsdesk.wiki.news_page.pieces import Pieces
from newsdesk.wiki.news_page.plain import LIMIT

_TEXT_NAMES = frozenset({"text", "news", "item", "content", "description", "desc", "summary"})
_WRAP = re.compile(r"(?:\s|<!--.*?-->|</?translate[^<>]*>)*", re.DOTALL)
_TAG_AT_END = re.compile(r"</?translate[^<>]*>\Z")
_CELL = re.compile(r"(?:^|\n)[|!](?![-}+])|\|\||!!")


def call_pieces(source: str, names: Calendar) -> Pieces | None:
    """Take ``{{News item|date=..|text=..}}`` to pieces; ``None`` if it is no call with a date."""
    template = _template(source)
    dated = _dated(template, names) if template else None
    if template is None or dated is None:
        return None
    others = [p for p in template.params if p is not dated[0] and str(p.value).strip()]
    named = [p for p in others if str(p.name).strip().casefold() in _TEXT_NAMES]
    if not others:
        return None
    text = named[0] if named else max(others, key=lambda p: len(str(p.value)))
    return _call(template, text, *dated)


def _template(source: str) -> Template | None:
    if len(source) > LIMIT or source.count("{{") > 100:
        return None
    nodes = mwparserfromhell.parse(source, skip_style_tags=True).nodes
    whole = nodes[0] if len(nodes) == 1 else None
    return whole if isinstance(whole, Template) and str(whole) == source else None


def _dated(template: Template, names: Calendar) -> tuple[Parameter, Written] | None:
    for parameter in template.params:
        value = str(parameter.value)
        found = names.full_dates(value)
        if len(found) == 1 and value.strip() == value[found[0].start : found[0].end]:
            return parameter, found[0]
    return None


def _call(
    template: Template, text: Parameter, dated: Parameter, written: Written
) -> Pieces | None:
    day = written.within(None, None, None)
    value = str(text.value)
    start = _end_of(_WRAP.match(value))
    end = start + _length_unwrapped(value[start:])
    if day is None or end <= start:
        return None
    sources = {id(dated): _with_date(str(dated.value), written), id(text): value}
    before, after, passed, at = "{{" + str(template.name), "", False, 2 + len(str(template.name))
    text_at = 0
    for parameter in template.params:
        head = f"|{parameter.name}=" if parameter.showkey else "|"
        if parameter is text:
            passed, text_at = True, at + len(head)
            before += head + value[:start]
            after += value[end:]
        elif id(parameter) in sources or (not parameter.showkey and not passed):
            piece = head + sources.get(id(parameter), "")
            before, after = (before, after + piece) if passed else (before + piece, after)
        at += 1 + len(str(parameter))
    numbered = None if text.showkey else int(str(text.name))
    shape = Shape(
        Kind.CALL,
        without_comments_before(before),
        without_comments_before(after) + "}}",
        written,
        numbered=numbered,
    )
    return Pieces(text_at + start, text_at + end, day, shape)


def row_pieces(source: str, mask: str, names: Calendar) -> Pieces | None:
    """Take a table row to pieces: a cell that is a date, and the cell after it.

    A row that is longer than any item is none.
    """
    if len(source) > LIMIT:
        return None
    found = list(cells(mask))
    for index, (start, end) in enumerate(found[:-1]):
        days = names.full_dates(source[start:end])
        rest = re.sub(r"<[^<>]*>|'{2,}", "", source[start:end])
        if len(days) == 1 and len(rest.strip()) == days[0].end - days[0].start:
            return _row(source, found, index, days[0])
    return None


def cells(mask: str) -> Iterator[tuple[int, int]]:
    """Yield where the cells' contents are, without a cell's attributes."""
    bars = list(_CELL.finditer(mask))
    for index, bar in enumerate(bars):
        after = bars[index + 1].start() if index + 1 < len(bars) else len(mask)
        attributes = re.match(r"[^|\n\[\]]*\|(?!\|)", mask[bar.end() : after])
        yield bar.end() + _end_of(attributes), after


def _row(source: str, cells: list[tuple[int, int]], index: int, written: Written) -> Pieces | None:
    day = written.within(None, None, None)
    (date_start, date_end), (cell, cell_end) = cells[index], cells[index + 1]
    start = cell + _end_of(_WRAP.match(source[cell:cell_end]))
    end = start + _length_unwrapped(source[start:cell_end])
    if day is None or end <= start:
        return None
    dated = _with_date(source[date_start:date_end], written)
    before = source[:date_start] + dated + source[date_end:start]
    after, at = source[end:cell_end], cell_end
    for other, other_end in cells[index + 2 :]:
        after += source[at:other] + (" " if other_end < len(source) else "")
        at = other_end
    before, after = without_comments_before(before), without_comments_before(after)
    return Pieces(start, end, day, Shape(Kind.ROW, before, after.rstrip(" \n"), written))


def _with_date(source: str, written: Written) -> str:
    return source[: written.start] + DATE + source[written.end :]


def _length_unwrapped(value: str) -> int:
    """Return the length up to the spaces, comments and tags of translation at the end."""
    end = len(value.rstrip())
    while end:
        opened = value.rfind("<", 0, end)
        if value.endswith("-->", 0, end):
            opened = value.rfind("<!--", 0, end)
        elif opened >= 0 and not _TAG_AT_END.match(value, opened, end):
            break
        if opened < 0:
            break
        end = len(value[:opened].rstrip())
    return end


def _end_of(match: re.Match[str] | None) -> int:
    return match.end() if match else 0
