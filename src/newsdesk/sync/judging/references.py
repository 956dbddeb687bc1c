"""What addresses, versions, issues and other numbers say, in bits."""

from __future__ import annotations

from collections.abc import Iterable

from newsdesk.sync.judging.against import common_versions, leaves, mentioned
from newsdesk.sync.judging.numbered import bare, is_year, owners
from newsdesk.sync.judging.rarity import bits, worth
from newsdesk.sync.named import Version
from newsdesk.sync.side import Around, Side

_OTHER_PAGE = -5.0
_OTHER_OWNER, _ONE_OWNER = -14.0, -2.0
_OTHER_NUMBERS = -1.0
_ONLY_NAMED = -4.0
"""Both have a version, but it is what only one of them is about."""
_PASSING = 2.0
"""Both name a version, but one of them only in passing."""
_SAME_YEAR = 1.0
"""Of two texts that name a year every other names the same one."""
_ENOUGH = 8.0
"""Other numbers that two texts share depend on each other: beyond this they say no more."""


def links(a: Side, b: Side, around: Around) -> float:
    """The rarest common address counts; else two pages of one folder are two pieces of news."""
    common = a.links & b.links
    if common:
        return max([bits(link, around) for link in common])
    if a.folders.isdisjoint(b.folders) or a.paged & b.subject or b.paged & a.subject:
        return 0.0
    return _OTHER_PAGE


def numbers(a: Side, b: Side, around: Around) -> float:
    """Common versions, issues and other numbers speak for; other numbers speak against."""
    versions = _versions(a, b)
    if a.subject and b.subject and mentioned(a, b):
        return _ONLY_NAMED
    found = 0.0
    if versions:
        found = max([bits(f"v:{v}", around) for v in versions]) + _owners(a, b, versions)
    elif not (a.subject and b.subject) and not a.named.versions.isdisjoint(b.named.versions):
        found = _PASSING
    if a.named.issues and b.named.issues:
        common = {i.number for i in a.named.issues} & {i.number for i in b.named.issues}
        found += max([bits(f"n:{n}", around) for n in common], default=0.0)
    known = {bare(str(v)) for v in a.named.versions} if found == _PASSING else ()
    numbered = [one for one in a.numbered & b.numbered if not (is_year(one[1]) or one[1] in known)]
    alike = [f"{name} {number}" for name, number in numbered]
    if alike and not versions:
        return found + max([bits(key, around) for key in alike])
    if not a.years.isdisjoint(b.years):
        found += _SAME_YEAR
    return found if versions or known else found + _others(a, b, around)


def yearly(a: Side, b: Side, around: Around) -> float:
    """A yearly event's name with its year, which says what news is about as a name does."""
    named = [f"{name} {year}" for name, year in a.numbered & b.numbered if is_year(year)]
    return max([bits(key, around) for key in named], default=0.0)


def _versions(a: Side, b: Side) -> frozenset[Version]:
    """List the versions that count as common: no branches, and none that only the address says."""
    one, other = a.named.versions, b.named.versions
    versions = common_versions(a.subject, b.subject)
    if versions and (len(one) > 1 or len(other) > 1):
        versions &= leaves(one) | leaves(other)
    if versions and not a.links.isdisjoint(b.links):
        versions &= a.said & b.said
    return versions


def _others(a: Side, b: Side, around: Around) -> float:
    """Weigh all other numbers, and an issue's number that is only a number for the other."""
    one, other = a.named, b.named
    shared = a.counts & b.counts
    if not shared:
        both = all(not all(map(is_year, numbers)) for numbers in (one.numbers, other.numbers))
        return _OTHER_NUMBERS if both else 0.0
    if one.issues and other.issues:
        return 0.0
    if one.issues or other.issues:
        return max([bits(f"n:{n}", around) for n in shared])
    return min(worth([f"#:{n}" for n in shared], around), _ENOUGH)


def _owners(a: Side, b: Side, versions: Iterable[Version]) -> float:
    """Weigh that both name a version, but each of something that the other does not speak of."""
    one, other = owners(a, versions), owners(b, versions)
    if not one or not other or one & other:
        return 0.0
    strange = one.isdisjoint(b.told) + other.isdisjoint(a.told)
    return (0.0, _ONE_OWNER, _OTHER_OWNER)[strange]
