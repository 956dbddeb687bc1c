"""One item's source taken to pieces: what stands before its text, the date, the text, the rest."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from newsdesk.wiki.news_page.comments import without_comments_after, without_comments_before
from newsdesk.wiki.news_page.dates import Calendar, Written
from newsdesk.wiki.news_page.entry import DATE, Kind, Shape
from newsdesk.wiki.news_page.masking import VANISHES
from newsdesk.wiki.news_page.plain import LIMIT

_TAGS = re.compile(r"<[^<>\n]*>|\{\{[^{}|\n]*\|")
_MARKS = re.compile(r"[*#:;]*[^\S\n]*")
_SPACE = re.compile(rf"(?:[^\S\n]|&nbsp;|{VANISHES})+")
_SEPARATOR = re.compile(r"[:–—−,;،؛：。|.\-]|&[nm]dash;")
_QUOTES = re.compile(r"'{2,5}")
_CLOSER = re.compile(r"</[A-Za-z]+\s*>|\}\}|[)\]]")
_WORD = re.compile(r"\w")
_OPENERS = {"}}": "{{", ")": "(", "]": "["}


@dataclass(frozen=True, slots=True)
class Context:
    """What the headings above an item say of its date."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def below(self, heading: Written) -> Context:
        """Add what a further heading says."""
        if heading.year:
            return Context(heading.year, heading.month, heading.day)
        month = heading.month or self.month
        return Context(self.year, month, heading.day or (None if heading.month else self.day))

    @property
    def date(self) -> date | None:
        """The whole date, where the headings say it all."""
        return Written(0, 0, self.year, self.month, self.day, ()).within(None, None, None)


@dataclass(frozen=True, slots=True)
class Pieces:
    """Where an item's text is within its source, its date, and its shape."""

    text_start: int
    text_end: int
    day: date
    shape: Shape


def line_pieces(source: str, mask: str, names: Calendar, context: Context) -> Pieces | None:
    """Take a list item to pieces; ``None`` where its date is not understood.

    The date stands first or last, or is said by the headings. ``mask`` is the source as the
    page's view has it. A line that is longer than any item is none.
    """
    if len(source) > LIMIT:
        return None
    first = mask.partition("\n")[0]
    shown = _shown(source[: len(first)], first)
    mark = _MARKS.match(first.lstrip(VANISHES))
    body = len(first) - len(first.lstrip(VANISHES)) + (mark.end() if mark else 0)
    if context.date:
        return _undated(source, shown, body, context.date)
    written = _leading(shown, body, names, context)
    day = written.within(context.year, context.month, context.day) if written else None
    if written and day:
        start = _after(shown, written.end, source[: written.start])
        return _dated(source, start, _before_end(source, mask, start), written, day)
    if "\n" in mask.rstrip():
        return None
    written = _trailing(shown, names)
    day = written.within(None, None, None) if written else None
    if written is None or day is None:
        return None
    start = _after_space(shown, body)
    return _dated(source, start, _text_before(shown, written.start), written, day)


def heading_shape(source: str, names: Calendar, mark: str) -> Shape | None:
    """Take a heading, or a list line with nothing but a date, to pieces; ``None`` for another."""
    plain = without_comments_before(source)
    inner = re.search(r"[^\s=*#:;'\x00<>].*?(?=[\s=:;'.]*$)", _TAGS.sub(_same_length, plain))
    if inner is None:
        return None
    written = names.heading(plain[inner.start() : inner.end()])
    if written is None:
        return None
    before, after = plain[: inner.start()], plain[inner.end() :]
    return Shape(Kind.LINE, f"{before}{DATE}{after}", "", written, mark)


def _same_length(match: re.Match[str]) -> str:
    return VANISHES * len(match.group())


def _shown(line: str, mask: str) -> str:
    """Blank comments, tags and template names: what is left holds the date as it is shown."""
    visible = "".join(VANISHES if m == VANISHES else c for c, m in zip(line, mask, strict=True))
    return _TAGS.sub(_same_length, visible)


def _leading(shown: str, body: int, names: Calendar, context: Context) -> Written | None:
    found = names.full_dates(shown)[:1]
    found += names.partial_dates(shown, month_known=bool(context.month)) if context.year else []
    for written in found:
        if _WORD.search(shown, body, written.start):
            continue
        alone = written.month is None
        if alone and not re.match(r"'{2,}|[^\S\n]*[:–—|.)\-]", shown[written.end :]):
            continue
        if written.within(context.year, context.month, context.day):
            return written
    return None


def _trailing(shown: str, names: Calendar) -> Written | None:
    found = names.full_dates(shown)
    return found[-1] if found and not re.search(r"\w", shown[found[-1].end :]) else None


def _after(shown: str, at: int, before: str) -> int:
    """Skip what closes and separates the date: ``''':``, ``</b> –``, ``}}``."""
    quotes = len(_QUOTES.findall(before))
    opened: dict[str, int] = {}
    while True:
        match = _SPACE.match(shown, at) or _SEPARATOR.match(shown, at)
        if not match and quotes % 2:
            match = _QUOTES.match(shown, at)
            quotes += 1 if match else 0
        if not match:
            match = _CLOSER.match(shown, at)
            name = match.group() if match else ""
            if match and name not in opened:
                opened[name] = _opened(name, before)
            match = match if opened.get(name, 0) > 0 else None
        if not match:
            return at
        at = match.end()


def _after_space(shown: str, at: int) -> int:
    match = _SPACE.match(shown, at)
    return match.end() if match else at


def _text_before(shown: str, end: int) -> int:
    while end > 0 and (shown[end - 1].isspace() or shown[end - 1] in f"([–—,'-{VANISHES}"):
        end -= 1
    return end


def _opened(closer: str, before: str) -> int:
    opener = _OPENERS.get(closer, "<" + closer[2:-1].strip())
    return before.count(opener) - before.count(closer)


def _before_end(source: str, mask: str, start: int) -> int:
    """Find where the text ends: before what closes something that was opened before the text."""
    left, end = Counter[str](), len(source)
    while end > start:
        if mask[end - 1] in VANISHES + " \t\r\n":
            end -= 1
            continue
        closer = re.search(r"(?:</[A-Za-z]+\s*>|\}\})$", source[max(start, end - 40) : end])
        if not closer:
            break
        name = closer.group()
        if name not in left:
            left[name] = _opened(name, source[:start])
        if left[name] <= 0:
            break
        left[name] -= 1
        end -= len(closer.group())
    return end


def _dated(source: str, start: int, end: int, written: Written, day: date) -> Pieces | None:
    if end < start:
        return None
    before, after = source[:start], source[end:]
    if written.start < start:
        before = source[: written.start] + DATE + source[written.end : start]
    else:
        after = source[end : written.start] + DATE + source[written.end :]
    return Pieces(start, end, day, _shape(before, after, written))


def _undated(source: str, shown: str, body: int, day: date) -> Pieces:
    start = _after_space(shown, body)
    end = _before_end(source, shown + source[len(shown) :], start)
    return Pieces(start, end, day, _shape(source[:start], source[end:], None))


def _shape(before: str, after: str, written: Written | None) -> Shape:
    before, after = without_comments_before(before), without_comments_after(after).rstrip()
    mark = re.match(r"[*#:;]*", before)
    return Shape(Kind.LINE, before, after, written, mark.group() if mark else "")
