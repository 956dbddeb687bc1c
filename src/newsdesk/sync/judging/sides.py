"""Reduces a news item or a post to what is compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from itertools import islice, pairwise

from newsdesk.domain.site import Site
from newsdesk.sync.judging.addresses import Address, addresses
from newsdesk.sync.judging.calendar import calendar
from newsdesk.sync.judging.identifiers import identified
from newsdesk.sync.judging.languages import EVERYDAY, languages
from newsdesk.sync.judging.numbered import numbered
from newsdesk.sync.judging.rarity import ANNOUNCING, SHORT, tells
from newsdesk.sync.judging.stems import in_order, joined, spelt_plainly, stems
from newsdesk.sync.judging.subjects import subject
from newsdesk.sync.named import Day, Issue, Month, Named
from newsdesk.sync.naming import LONGEST, named, named_in
from newsdesk.sync.naming.plain import breaks_off, plain
from newsdesk.sync.side import Side, Slug

_PARTICLE_WORDS = """
of for the de du des le la les el los las del da do dos das di della dei der die den dem von van zu
zur zum für pour para per til för na
"""
_PARTICLES = stems(_PARTICLE_WORDS.split())
"""What stands within names: "Encontro de Ornitologia de Faro"."""
_USUAL = EVERYDAY | ANNOUNCING
_FIRST = 3
"""Words by which a text says what it is about."""
_NOW = 2
"""Years before and after a text was said that it can be about."""
_TEXTS, _PATHS = 1_000, 10_000
"""Texts and paths that are kept: the same stand on several channels at about the same time."""

_named_in_path = lru_cache(maxsize=_PATHS)(named)


def side(text: str, *, links: Iterable[str], moment: datetime | None, site: Site) -> Side:
    """Read a text and its addresses; ``moment`` is when it was said, in UTC.

    Of a text that is longer than any news, such as a whole article, the beginning counts. What
    is no web address says nothing.
    """
    one = _read(text, tuple(links), site)
    own = own_years(one.years, moment) if moment else one.years
    return replace(one, moment=moment, years=own, keys=keys(one))


@lru_cache(maxsize=_TEXTS)
def _read(text: str, links: tuple[str, ...], site: Site) -> Side:
    """Read all that does not depend on when a text was said, but for its keys."""
    cut, text = breaks_off(text), text[:LONGEST]
    found = addresses(text, links, site)
    paths = " ; ".join([address.spelt for address in found])
    bare = plain(text)
    said, spelt_out = named_in(bare), _named_in_path(paths)
    ordered = in_order(said.words)
    words = frozenset(ordered)
    seems, may_be = languages(bare, said.words)
    slugs = _slugs(found, words)
    with_number = numbered(bare, said) or numbered(paths.title(), spelt_out)
    with_number |= identified(bare, [address.url for address in found])
    called = stems(said.names)
    return Side(
        named=_filled(said, spelt_out),
        links=frozenset([form for address in found for form in address.forms]),
        slugs=slugs,
        folders=frozenset([address.folder for address in found if address.folder]),
        counts=said.numbers.union(
            [str(issue.number) for issue in said.issues],
            [str(v) for v in said.versions if len(v.parts) == 1 and not v.stage],
        ),
        years=years(said).union([d.year for d in spelt_out.days if d.year]),
        days=frozenset([(d.month, d.day) for d in said.days]),
        dated=frozenset([(d.month, d.day) for d in spelt_out.days]),
        said=said.versions,
        words=words,
        subject=subject(bare, said, spelt_out),
        names=called.union([name for name, _ in with_number]) - calendar(),
        numbered=with_number,
        tags=called - words,
        beside=_neighbours(ordered, called),
        head=_head(ordered),
        paged=spelt_out.versions,
        told=words.union(
            joined(said.words),
            [form for word in said.words if not word.isascii() for form in spelt_plainly(word)],
            *[address.host for address in found],
            *[slug.words | slug.whole for slug in slugs],
        ),
        running=f" {' '.join(said.words)} ",
        languages=seems,
        possible_languages=may_be,
        cut=cut,
    )


def _slugs(found: Iterable[Address], words: frozenset[str]) -> tuple[Slug, ...]:
    """List what addresses say, and whether the words of the text beside them say it as well."""
    slugs = [address.slug for address in found if address.slug]
    return tuple([replace(s, known=True) if s.words <= words else s for s in slugs])


def keys(one: Side) -> frozenset[str]:
    """List what a side can be found by: whatever can make two sides the same news."""
    named = one.named
    return one.links.union(
        [f"v:{v}" for v in named.versions],
        [f"n:{i.number}" for i in named.issues],
        [f"d:{month}-{day}" for month, day in one.days | one.dated],
        [f"#:{n}" for n in one.counts],
        [f"m:{month.month}" for month in named.months],
        [f"{name} {number}" for name, number in one.numbered],
        [f"name:{name}" for name in one.names if len(name) < SHORT],
        filter(tells, one.told | one.names | one.tags),
    )


def _head(ordered: Iterable[str]) -> frozenset[str]:
    """List the first telling words of a text, which mostly say what it is about."""
    telling = (word for word in ordered if len(word) > 3 and word not in _USUAL)
    return frozenset(islice(telling, _FIRST))


def _neighbours(ordered: Iterable[str], called: frozenset[str]) -> frozenset[tuple[str, str]]:
    """List words that stand beside a name, or parted from it by everyday ones ("X de la Y")."""
    telling = [word for word in ordered if word not in _PARTICLES]
    return frozenset([pair for pair in pairwise(telling) if not called.isdisjoint(pair)])


def years(said: Named) -> frozenset[int]:
    """List the years that a text names, also as the year of a day, month or issue."""
    dated: tuple[Day | Month | Issue, ...] = (*said.days, *said.months, *said.issues)
    return said.years.union([one.year for one in dated if one.year])


def own_years(found: frozenset[int], moment: datetime) -> frozenset[int]:
    """List the years that can be the news's own: what was founded in 2003 is not."""
    return frozenset([year for year in found if abs(year - moment.year) <= _NOW])


def _filled(said: Named, paths: Named) -> Named:
    """Let addresses say which version and issue it is where the text names none."""
    versions, issues = said.versions or paths.versions, said.issues or paths.issues
    if versions is said.versions and issues is said.issues:
        return said
    return replace(said, versions=versions, issues=issues)
