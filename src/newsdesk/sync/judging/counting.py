"""What addresses, versions, issues and other numbers say, in bits."""

from __future__ import annotations

from collections.abc import Iterable

from newsdesk.sync.judging.against import leaves
from newsdesk.sync.judging.numbered import owners
from newsdesk.sync.judging.rarity import bits, worth
from newsdesk.sync.named import Version
from newsdesk.sync.side import Around, Side

_OTHER_PAGE = -5.0
_OTHER_OWNER, _ONE_OWNER = -14.0, -2.0
_OTHER_NUMBERS = -1.0
_SAME_YEAR = 1.0
"""Of two texts that name a year every other names the same one."""
_ENOUGH = 8.0
"""Other numbers that two texts share depend on each other: beyond this they say no more."""


def links(a: Side, b: Side, around: Around) -> float:
    """The rarest common address counts; else two pages of one folder are two pieces of news."""
    common = a.links & b.links
    if common:
        return max([bits(link, around) for link in common])
    return 0.0 if a.folders.isdisjoint(b.folders) else _OTHER_PAGE


def numbers(a: Side, b: Side, around: Around) -> float:
    """Common versions, issues and other numbers speak for; other numbers speak against."""
    one, other = a.named, b.named
    found = 0.0
    versions = one.versions & other.versions
    if versions and (len(one.versions) > 1 or len(other.versions) > 1):
        versions &= leaves(one.versions) | leaves(other.versions)
    if versions and not a.links.isdisjoint(b.links):
        versions &= a.said & b.said
    if versions:
        found += max([bits(f"v:{v}", around) for v in versions]) + _owners(a, b, versions)
    if one.issues and other.issues:
        common = {i.number for i in one.issues} & {i.number for i in other.issues}
        found += max([bits(f"n:{n}", around) for n in common], default=0.0)
    alike = [f"{name} {number}" for name, number in a.numbered & b.numbered]
    if alike and not versions:
        return found + max([bits(key, around) for key in alike])
    if not a.years.isdisjoint(b.years):
        found += _SAME_YEAR
    if not a.counts or not b.counts:
        return found
    shared = a.counts & b.counts
    if shared:
        if not ((one.issues and other.issues) or versions):
            found += min(worth([f"#:{n}" for n in shared], around), _ENOUGH)
        return found
    return found + (_OTHER_NUMBERS if one.numbers and other.numbers else 0.0)


def _owners(a: Side, b: Side, versions: Iterable[Version]) -> float:
    """Weigh that both name a version, but each of something that the other does not speak of."""
    one, other = owners(a, versions), owners(b, versions)
    if not one or not other or one & other:
        return 0.0
    strange = one.isdisjoint(b.told) + other.isdisjoint(a.told)
    return (0.0, _ONE_OWNER, _OTHER_OWNER)[strange]
