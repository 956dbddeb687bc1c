"""The page of ideas: each list item, definition or row of a table is one, below its heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from newsdesk.domain.desk import PageRevision
from newsdesk.domain.item_id import distinct, first_words
from newsdesk.domain.lead import Lead, LeadKind
from newsdesk.domain.site import Site
from newsdesk.infra.text import cut, one_line
from newsdesk.wiki.news_page.calls import cells
from newsdesk.wiki.news_page.plain import plain
from newsdesk.wiki.news_page.sections import Sections, anchored
from newsdesk.wiki.news_page.view import LIMIT, View, view
from newsdesk.wiki.news_page.walk import end_of_item, mark_of, trimmed
from newsdesk.wiki.simple_html import simple_html

MOST = 1000
"""Ideas of one page that are read; a page of more is a list of something else."""
TITLE = 200
"""Characters of a title: the first line of an idea can be a whole paragraph."""
_LONGEST_ID = 255
_ROW_ENDS = re.compile(r"\{\||\|\}|\|-")

Stretch = tuple[int, int]


def source_id(title: str) -> str:
    """Name a page of ideas as a source; no source of the set-up can be called so."""
    return f"ideas:{title}"[:_LONGEST_ID]


def read(found: PageRevision, site: Site) -> tuple[Lead, ...]:
    """Read the ideas of a page, in its order; their ``time`` is that of the revision.

    An idea is named by its first words. Never fails: a page that is no wikitext has none.
    """
    if found.model != "wikitext" or len(found.text.encode(errors="replace")) > LIMIT:
        return ()
    page = view(found.text, lambda _: False, included=False)
    sections = Sections(page, site)
    leads = (_lead(page, parts, sections, found, site) for parts in islice(_ideas(page), MOST))
    named = [lead for lead in leads if lead.native_id]
    ids = distinct(lead.native_id for lead in named)
    return tuple(replace(lead, native_id=one) for lead, one in zip(named, ids, strict=True))


def _lead(
    page: View, parts: list[Stretch], sections: Sections, found: PageRevision, site: Site
) -> Lead:
    sources = [page.text[start:end] for start, end in parts]
    section = sections.at(parts[0][0])
    body = simple_html("\n".join(sources), site, found.title)
    own = re.split(r"\n(?=[*#:;])", sources[0].lstrip("*#;: "), maxsplit=1)[0]
    title = one_line(plain(own, site, found.title)[0]) or one_line(body.text)
    return Lead(
        source_id=source_id(found.title),
        native_id=first_words(title),
        kind=LeadKind.IDEA,
        title=cut(title, TITLE),
        text=body.text,
        html=body.html,
        links=body.links,
        time=found.time,
        url=anchored(site.page_url(found.title), section.anchor),
        section=section.path[-1] if section.path else "",
    )


def _ideas(page: View) -> Iterator[list[Stretch]]:
    """Yield what each idea is made of: one stretch of a list, or those of a row's cells."""
    index = 0
    while index < len(page.lines):
        body = page.lines[index].body
        if mark := mark_of(body):
            after = _end_of_item(page, index, mark)
            if not mark.startswith(":"):
                yield [trimmed(page, page.lines[index].core, page.lines[after - 1].end)]
        elif body.startswith(("|", "!")) and not _ROW_ENDS.match(body):
            after = _end_of_row(page, index)
            if found := _row(page, index, after):
                yield found
        else:
            after = index + 1
        index = after


def _end_of_item(page: View, index: int, mark: str) -> int:
    """Return the index after an item with what is below it, and indented remarks after it."""
    after = end_of_item(page, index, mark)
    while after < len(page.lines) and page.lines[after].body.startswith(":"):
        after += 1
    return after


def _end_of_row(page: View, index: int) -> int:
    """Return the index after a row; a list within one holds the ideas itself."""
    index += 1
    while index < len(page.lines):
        body = page.lines[index].body
        if _ROW_ENDS.match(body) or mark_of(body):
            break
        index += 1
    return index


def _row(page: View, index: int, after: int) -> list[Stretch]:
    """Return a row's cells with content; a row of headings, or one that a list is in, has none."""
    start, end = page.lines[index].start, page.lines[after - 1].end
    ends_in_list = after < len(page.lines) and bool(mark_of(page.lines[after].body))
    bodies = [line.body for line in page.lines[index:after] if line.body]
    if ends_in_list or all(body.startswith("!") or body.startswith("|+") for body in bodies):
        return []
    spans = ((start + one, start + other) for one, other in cells(page.mask[start:end]))
    return [(one, other) for one, other in spans if page.text[one:other].strip()]
