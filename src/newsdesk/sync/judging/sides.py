"""Reduces a news item or a post to what is compared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from newsdesk.domain.links import canonical, host_of
from newsdesk.domain.site import Site
from newsdesk.domain.translations import source_page
from newsdesk.sync.judging.calendar import calendar
from newsdesk.sync.judging.languages import languages
from newsdesk.sync.judging.numbered import first_list, identified, numbered
from newsdesk.sync.judging.rarity import COMMON, SHORT, usual
from newsdesk.sync.judging.slugs import folder, forms, host_words, slug, spelt
from newsdesk.sync.judging.stems import joined, stems
from newsdesk.sync.named import Named, Version
from newsdesk.sync.naming import LONGEST, named
from newsdesk.sync.naming.plain import breaks_off, plain
from newsdesk.sync.side import Side

_IDENTIFIER = re.compile(
    r"\b(?:doi:\s?(10\.\d{4,9}/[^\s\"<>,;)\]]+)|arxiv:\s?(\d{4}\.\d{4,5}))", re.I
)
"""See https://www.doi.org/the-identifier/resources/handbook and
https://info.arxiv.org/help/arxiv_identifier.html: an address by its registered name."""

_NOW = 2
"""Years before and after a text was said that it can be about."""


_canonical = lru_cache(maxsize=10_000)(canonical)
"""The same news is told with the same addresses on every channel."""


def side(text: str, *, links: Iterable[str], moment: datetime | None, site: Site) -> Side:
    """Read a text and its addresses; ``moment`` is when it was said, in UTC.

    Of a text that is longer than any news, such as a whole article, the beginning counts. What
    is no web address says nothing.
    """
    cut, text = breaks_off(text), text[:LONGEST]
    given = filter(host_of, (*links, *_identified(text)))
    found = [_canonical(link, site) for link in given]
    addresses = sorted(set(map(source_page, found)))
    paths = " ; ".join(map(spelt, addresses))
    said, spelt_out = named(text), named(paths)
    bare = plain(text)
    words = stems(said.words)
    seems, may_be = languages(bare, said.words)
    slugs = tuple(
        replace(found, known=found.words <= words) for found in map(slug, addresses) if found
    )
    with_number = numbered(bare, said) or numbered(paths.title(), spelt_out)
    with_number |= identified(bare, addresses, paths)
    called = stems(said.names)
    one = Side(
        named=_filled(said, spelt_out),
        moment=moment,
        links=frozenset(form for address in addresses for form in forms(address)),
        slugs=slugs,
        folders=frozenset(map(folder, (a for a in addresses if a.count("/") > 3))),
        counts=said.numbers.union(
            (str(issue.number) for issue in said.issues),
            (str(v) for v in said.versions if len(v.parts) == 1 and not v.stage),
        ),
        years=years(said, moment),
        days=frozenset((d.month, d.day) for d in said.days),
        dated=frozenset((d.month, d.day) for d in spelt_out.days),
        said=said.versions,
        words=words,
        subject=_subject(bare, said, spelt_out),
        names=called.union(name for name, _ in with_number) - calendar(),
        numbered=with_number,
        tags=called - words,
        told=words.union(
            joined(said.words),
            stems(word for a in addresses for word in host_words(a)),
            *(found.words | found.whole for found in slugs),
        ),
        running=f" {' '.join(said.words)} ",
        languages=seems,
        possible_languages=may_be,
        cut=cut,
    )
    return replace(one, keys=keys(one))


def keys(one: Side) -> frozenset[str]:
    """List what a side can be found by: whatever can make two sides the same news."""
    return frozenset(
        [
            *one.links,
            *(f"v:{v}" for v in one.named.versions),
            *(f"n:{i.number}" for i in one.named.issues),
            *(f"d:{month}-{day}" for month, day in one.days | one.dated),
            *(f"#:{n}" for n in one.counts),
            *(f"m:{month.month}" for month in one.named.months),
            *(f"{name} {number}" for name, number in one.numbered),
            *(f"name:{name}" for name in one.names if len(name) < SHORT),
            *(word for word in one.told | one.names | one.tags if usual(word) < COMMON),
        ]
    )


def years(said: Named, moment: datetime | None) -> frozenset[int]:
    """List the years that can be the news's own: what was founded in 2003 is not."""
    found = said.years | {d.year for d in said.days if d.year}
    found |= {m.year for m in said.months if m.year} | {i.year for i in said.issues if i.year}
    if moment is None:
        return found
    return frozenset(year for year in found if abs(year - moment.year) <= _NOW)


def _identified(text: str) -> list[str]:
    return [
        f"https://doi.org/{doi.rstrip('.')}" if doi else f"https://arxiv.org/abs/{arxiv}"
        for doi, arxiv in _IDENTIFIER.findall(text)
    ]


def _filled(said: Named, paths: Named) -> Named:
    """Let addresses say which version and issue it is where the text names none."""
    return replace(
        said,
        versions=said.versions or paths.versions,
        issues=said.issues or paths.issues,
    )


def _subject(text: str, said: Named, paths: Named) -> frozenset[Version]:
    """List the versions that a text is about: those that its address names, or names first.

    What is named later is often compared with, needed, or mended: "3.5 is out, and mends 3.4".
    """
    if not said.versions or (said.versions & paths.versions):
        return said.versions & paths.versions or paths.versions
    if len(said.versions) == 1:
        return said.versions
    return named(text[: first_list(text)]).versions or said.versions
