"""How this page writes its items, and a new item written that way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from newsdesk.domain.message import msg
from newsdesk.wiki.news_page.dates import Calendar, Written, calendar
from newsdesk.wiki.news_page.entry import DATE, Entry, Heading, Kind, Shape, Uncertain
from newsdesk.wiki.news_page.page import NewsPage

NEAREST = 5
"""How many items beside the new one's place say how it is written: pages change their ways."""

_OUTSIDE = re.compile(
    r"\[\[.*?\]\]|\{\{(?:[^{}]|\{[^{]|\}[^}])*\}\}|<nowiki>.*?</nowiki>", re.DOTALL
)


def common_shape(entries: Sequence[Entry]) -> Shape:
    """Return the way most of these entries are written.

    :raises Uncertain: where no way has the majority
    """
    counted = Counter(e.shape.style for e in entries)
    style, times = counted.most_common(1)[0]
    if times * 2 <= len(entries):
        raise Uncertain(msg("newsdesk-newspage-mixed"))
    return next(e.shape for e in entries if e.shape.style == style)


def plain_shape(page: NewsPage) -> Shape:
    """Return the way for a page that sets a place aside and has no item yet."""
    names = calendar(page.site.language)
    (written,) = names.full_dates("2026-01-01")
    return Shape(Kind.LINE, f"* {DATE}: ", "", written, "*")


def item_source(page: NewsPage, shape: Shape, day: date, text: str) -> str:
    """Write an item in a shape, without line feed at its end."""
    dated = written_date(page, shape, day) if shape.written else ""
    names = calendar(page.site.language)
    rest = shape.before + shape.after
    if shape.written and names.full_dates(rest.replace(DATE, " ")):
        raise Uncertain(msg("newsdesk-newspage-second-date"))
    before = shape.before
    value = fitted(shape, text)
    if shape.numbered and "=" in _OUTSIDE.sub("", value):
        before = re.sub(r"\|([^|]*)\Z", rf"|{shape.numbered}=\1", before)
    return (before + value + shape.after).replace(DATE, dated)


def fitted(shape: Shape, text: str) -> str:
    """Fit a text into a shape: its line breaks, and bars that would end a cell or a value."""
    text = text.strip().replace("\r\n", "\n")
    if shape.kind is not Kind.LINE or (shape.before.find("{{") >= 0 and "}}" in shape.after):
        outside = {m.span() for m in _OUTSIDE.finditer(text)}
        bars = [m.start() for m in re.finditer(r"\|", text)]
        for at in reversed([b for b in bars if not any(s <= b < e for s, e in outside)]):
            text = text[:at] + "{{!}}" + text[at + 1 :]
    return _one_item(text, shape.mark) if shape.mark else text


def _one_item(text: str, mark: str) -> str:
    """Keep further lines within a list's item: its own lists one deeper, the rest by a break."""
    first, *more = (line for line in text.split("\n") if line.strip())
    deeper = re.sub(";", ":", mark)
    for line in more:
        if line.startswith(deeper) and line[len(deeper) : len(deeper) + 1] in ("*", "#", ":"):
            first += "\n" + line
        elif line[0] in "*#:":
            first += f"\n{deeper}{line}"
        else:
            first += f"<br>{line.strip()}"
    return first


def written_date(page: NewsPage, shape: Shape, day: date) -> str:
    """Write a date as the shape does, the rest of the page saying what that leaves open."""
    if shape.written is None:
        return ""
    samples = [e.shape.written for e in page.entries if e.shape.written]
    return calendar(page.site.language).write(day, shape.written, samples)


def heading_source(page: NewsPage, heading: Heading, day: date) -> str:
    """Write a heading for another date the way that one is written, with its line feed."""
    names: Calendar = calendar(page.site.language)
    samples: list[Written] = [h.written for e in page.entries for h in e.headings]
    dated = names.write(day, heading.written, samples)
    return heading.shape.before.replace(DATE, dated).rstrip("\n") + "\n"
