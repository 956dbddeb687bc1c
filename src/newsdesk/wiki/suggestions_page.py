"""Pages on which people suggest news: each section of level 2 is a suggestion, and its answers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from newsdesk.domain.desk import PageRevision
from newsdesk.domain.item_id import distinct, first_words
from newsdesk.domain.lead import Lead, LeadKind
from newsdesk.domain.site import Site
from newsdesk.infra.text import one_line
from newsdesk.wiki.news_page.plain import LIMIT as LONGEST
from newsdesk.wiki.news_page.sections import Section, Sections, anchored
from newsdesk.wiki.news_page.view import LIMIT, View, view, visible
from newsdesk.wiki.news_page.walk import SECTION, level_of
from newsdesk.wiki.signatures import Signature, signatures
from newsdesk.wiki.simple_html import simple_html

MOST = 500
"""Suggestions of one page that are read: the last ones, as new ones come at its end."""
_LEVEL = 2
_LONGEST_ID = 255
_BEFORE_NAME = re.compile(r"(?:[\s\-–—―~'(•|]|<[^<>\n]*>|&[nm]dash;|&nbsp;)+\Z")
_OPEN_TAG = re.compile(r"<(small|span|b|i|sup|sub|font)\b[^<>]*>(?:(?!</\1\b)[^\n])*\Z")
"""A tag around a signature: what is within it and before the name belongs to that."""
_NEAR = 200
_INDENT = re.compile(r"[ \x00]*([:*#]*)")
_ARCHIVED = re.compile(
    r"mw-archivedtalk|\{\{ *(?:archive[ _-]?top|archived|atop|discussion[ _]top|closed)\b",
    re.IGNORECASE,
)
_ARCHIVE_ENDS = re.compile(
    r"\{\{ *(?:archive[ _-]?bottom|abot|discussion[ _]bottom)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A section with a suggestion: what it says, where it stands, and who signed in it.

    ``start`` is after the heading, ``end`` where the next section begins.
    """

    lead: Lead
    start: int
    end: int
    signatures: tuple[Signature, ...]


def source_id(title: str) -> str:
    """Name a page of suggestions as a source; no source of the set-up can be called so."""
    return f"suggestions:{title}"[:_LONGEST_ID]


def read(found: PageRevision, site: Site) -> tuple[Lead, ...]:
    """Read the suggestions of a page, in its order; archived ones are none.

    The time of one that nobody signed is that of the revision. Never fails: a page that is no
    wikitext, or has thousands of headings, has none.
    """
    return tuple(one.lead for one in suggestions(found, site))


def suggestions(found: PageRevision, site: Site) -> tuple[Suggestion, ...]:
    """Read what :func:`read` does, with the places in the page."""
    if found.model != "wikitext" or len(found.text.encode(errors="replace")) > LIMIT:
        return ()
    page = view(found.text, lambda _: False, included=False)
    named, seen = Sections(page, site), visible(page)
    if not named.complete:
        return ()
    archived = _archived(seen)
    stretches = [
        (heading, start, end)
        for heading, start, end in _stretches(page)
        if not _meets(archived, heading, end)
    ]
    reading = _Reading(found, site, seen)
    every = (reading.suggestion(named.at(h), s, e) for h, s, e in stretches[-MOST:])
    some = [one for one in every if one.lead.native_id]
    ids = distinct(one.lead.native_id for one in some)
    return tuple(
        replace(one, lead=replace(one.lead, native_id=name))
        for one, name in zip(some, ids, strict=True)
    )


def _stretches(page: View) -> Iterator[tuple[int, int, int]]:
    """Yield where each heading of level 2 is, where its section begins, and where it ends."""
    headings = [line for line in page.lines if SECTION.match(line.body)]
    high = [line for line in headings if level_of(line.body) <= _LEVEL]
    edges = [*(line.start for line in high), len(page.text)]
    for line, end in zip(high, edges[1:], strict=True):
        if level_of(line.body) == _LEVEL:
            yield line.core, min(line.end + 1, end), end


def _archived(seen: str) -> list[tuple[int, int]]:
    """Return what is archived in place: from a template that says so to the one that ends it.

    Both where they begin and where they end are in order.
    """
    ends = [one.end() for one in _ARCHIVE_ENDS.finditer(seen)]
    begun = ((one, bisect_right(ends, one.end())) for one in _ARCHIVED.finditer(seen))
    spans = [(one.start(), ends[at] if at < len(ends) else one.end()) for one, at in begun]
    return list(accumulate(spans, lambda former, one: (one[0], max(former[1], one[1]))))


def _meets(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_right(spans, start, key=lambda span: span[1])
    return at < len(spans) and spans[at][0] < end


@dataclass(frozen=True, slots=True)
class _Reading:
    """A page that is read; ``seen`` is its text without what is hidden."""

    found: PageRevision
    site: Site
    seen: str

    def suggestion(self, section: Section, start: int, end: int) -> Suggestion:
        """Read what stands below a heading."""
        signed = tuple(
            replace(one, start=start + one.start, end=start + one.end)
            for one in signatures(self.seen[start:end], self.site)
        )
        opened = _opening(self.seen, start, signed)
        to = _text_end(self.seen, start, end, signed, opened)
        text = self.found.text[start : min(to, start + LONGEST)]
        lead = self._lead(section, text, signed, opened)
        return Suggestion(lead, start, end, signed)

    def _lead(
        self,
        section: Section,
        text: str,
        signed: tuple[Signature, ...],
        opened: Signature | None,
    ) -> Lead:
        title = self.found.title
        body = simple_html(text, self.site, title)
        heading = one_line(section.path[-1]) or one_line(body.text)[:80]
        author = opened.user if opened else ""
        return Lead(
            source_id=source_id(title),
            native_id=_native_id(author, opened, heading),
            kind=LeadKind.SUGGESTION,
            title=heading,
            text=body.text,
            html=body.html,
            links=body.links,
            time=min((opened.time if opened else None) or self.found.time, self.found.time),
            url=anchored(self.site.page_url(title), section.anchor),
            author=author,
            answered=tuple(dict.fromkeys(o.user for o in signed if o.user != author)),
        )


def _native_id(author: str, opened: Signature | None, title: str) -> str:
    """Name a suggestion by who made it when, so that its heading may change."""
    if opened and opened.time:
        return f"{opened.time:%Y-%m-%dT%H:%M} {author}"
    return f"{author} {first_words(title)}".strip()


def _opening(seen: str, start: int, signed: tuple[Signature, ...]) -> Signature | None:
    """Return who signed the first comment; nobody, where that is a reply to one without a name."""
    first = signed[0] if signed else None
    if first is None:
        return None
    before = [line for line in seen[start : first.start].split("\n") if line.strip("\x00 \t")]
    if len(before) < 2:
        return first
    return None if _indent(before[-1]) and not _indent(before[0]) else first


def _text_end(
    seen: str, start: int, end: int, signed: tuple[Signature, ...], opened: Signature | None
) -> int:
    """Return where the first comment ends: before its signature, or the line of a reply."""
    if opened is None:
        return seen.rfind("\n", start, signed[0].start) if signed else end
    near = max(start, opened.start - _NEAR)
    tail = _BEFORE_NAME.sub("", _OPEN_TAG.sub("", seen[near : opened.start]))
    return near + len(tail)


def _indent(line: str) -> bool:
    """Tell whether a line is indented as a reply is; the items of one's own list are not."""
    marks = _INDENT.match(line)
    return bool(marks and marks[1].startswith(":"))
