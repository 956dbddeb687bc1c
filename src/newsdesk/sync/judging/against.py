"""What makes two texts different news, whatever else they share."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from newsdesk.domain.message import Message, msg
from newsdesk.sync.judging.numbered import owners
from newsdesk.sync.judging.staging import apart
from newsdesk.sync.named import Event, Issue, Named, Version
from newsdesk.sync.side import Side


def contradiction(a: Side, b: Side) -> Message | None:
    """Name the first thing in which two sides contradict each other."""
    one, other = a.named, b.named
    if _versions_apart(one, other) and not (_foreign(a, b) or _foreign(b, a)):
        return msg("newsdesk-evidence-other-version", _list(one.versions), _list(other.versions))
    if _other_issue(one.issues, other.issues):
        return _numbers((i.number for i in one.issues), (i.number for i in other.issues))
    if len(one.parts) == len(other.parts) == 1 and one.parts != other.parts:
        return _numbers(one.parts, other.parts)
    number = _other_number(a, b)
    if number:
        return number
    if _disjoint(a.years, b.years):
        return msg("newsdesk-evidence-other-year", _list(a.years), _list(b.years))
    return msg("newsdesk-evidence-other-stage") if apart(one.events, other.events) else None


def _versions_apart(a: Named, b: Named) -> bool:
    """Tell whether two texts name versions, and none that is news in the one is in the other.

    "Debian 12 is updated: 12.6" is about 12.6; that 12 is named as well makes no other update
    of 12 the same. "The first candidate of 3.0" names 3.0 and is about its candidate.
    """
    if not a.versions or not b.versions:
        return False
    if not a.versions.isdisjoint(b.versions):
        return _leaves_apart(a.versions, b.versions)
    if Event.PRE_RELEASE in a.events & b.events:
        return not (_candidates(a.versions) & b.versions or a.versions & _candidates(b.versions))
    return True


def _leaves_apart(a: frozenset[Version], b: frozenset[Version]) -> bool:
    return leaves(a).isdisjoint(b) and leaves(b).isdisjoint(a)


def _candidates(versions: frozenset[Version]) -> frozenset[Version]:
    """List the finished versions of which there are candidates among these."""
    return frozenset(Version(v.parts) for v in versions if v.stage)


def leaves(versions: frozenset[Version]) -> frozenset[Version]:
    """Leave out the branches of versions that are named as well."""
    if len(versions) < 2:
        return versions
    return frozenset(v for v in versions if not any(_within(other, v) for other in versions))


def _within(one: Version, branch: Version) -> bool:
    size = len(branch.parts)
    if one.parts == branch.parts:
        return one.stage < branch.stage
    return not branch.stage and one.parts[:size] == branch.parts


def _disjoint(a: frozenset[int], b: frozenset[int]) -> bool:
    return bool(a and b) and a.isdisjoint(b)


def _other_issue(a: frozenset[Issue], b: frozenset[Issue]) -> bool:
    """Issues are the same where the numbers are, and the years as far as both are named."""
    return bool(a and b) and not any(
        i.number == j.number and (i.year == j.year or not (i.year and j.year))
        for i in a
        for j in b
    )


def _other_number(a: Side, b: Side) -> Message | None:
    """Find a name that both give a number, and not the same; versions are compared apart."""
    if not a.numbered or not b.numbered:
        return None
    versions = {str(v) for v in a.named.versions | b.named.versions}
    one = _by_name(a.numbered, versions)
    other = _by_name(b.numbered, versions)
    for name in sorted(one.keys() & other.keys()):
        if one[name].isdisjoint(other[name]):
            return _numbers(one[name], other[name])
    return None


def _by_name(numbered: Iterable[tuple[str, str]], but: Collection[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, number in numbered:
        if number not in but:
            found.setdefault(name, set()).add(number)
    return found


def _foreign(a: Side, b: Side) -> bool:
    """Tell whether the versions of the one are those of something that the other leaves out.

    "Harrow is out, and needs PHP 8.2" does not contradict "Harrow 3.8 is out".
    """
    mine, its = owners(a, a.named.versions), owners(b, b.named.versions)
    return bool(its) and its.isdisjoint(a.told) and not mine.isdisjoint(b.told)


def _numbers(one: Iterable[object], other: Iterable[object]) -> Message:
    return msg("newsdesk-evidence-other-issue", _list(one), _list(other))


def _list(values: Iterable[object]) -> str:
    return ", ".join(map(str, sorted(values)))  # type: ignore[type-var]
