"""What makes two texts different news, whatever else they share."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from newsdesk.domain.message import Message, msg
from newsdesk.sync.judging.numbered import is_year, owners
from newsdesk.sync.judging.staging import apart
from newsdesk.sync.named import Event, Issue, Version
from newsdesk.sync.side import Side

_SHORT = 25
"""Words of one or two sentences."""


def contradiction(a: Side, b: Side) -> Message | None:
    """Name the first thing in which two sides contradict each other."""
    return _other_count(a, b) or _other_time(a, b)


def _other_count(a: Side, b: Side) -> Message | None:
    """Find another version, issue, part, or number of a name."""
    one, other = a.named, b.named
    if _versions_apart(a, b) and not (_foreign(a, b) or _foreign(b, a)):
        return msg("newsdesk-evidence-other-version", _list(a.subject), _list(b.subject))
    if _other_issue(one.issues, other.issues):
        return _numbers((i.number for i in one.issues), (i.number for i in other.issues))
    if len(one.parts) == len(other.parts) == 1 and one.parts != other.parts:
        return _numbers(one.parts, other.parts)
    return _other_number(a, b)


def _other_time(a: Side, b: Side) -> Message | None:
    """Find another month, year or stage."""
    if _other_month(a, b):
        return msg("newsdesk-evidence-other-day")
    if disjoint(a.years, b.years):
        return msg("newsdesk-evidence-other-year", _list(a.years), _list(b.years))
    if _short(a) and _short(b) and apart(a, b):
        return msg("newsdesk-evidence-other-stage")
    return None


def _versions_apart(a: Side, b: Side) -> bool:
    """Tell whether two texts are about versions, and none that is news in the one is in the other.

    "Debian 12 is updated: 12.6" is about 12.6; that 12 is named as well makes no other update
    of 12 the same. "The first candidate of 3.0" names 3.0 and is about its candidate.
    """
    one, other = a.subject, b.subject
    if not one or not other:
        return False
    common = common_versions(one, other)
    if common:
        return not one.isdisjoint(other) and _leaves_apart(one, other)
    if mentioned(a, b):
        return False
    if Event.PRE_RELEASE in a.named.events & b.named.events:
        return not (_candidates(one) & other or one & _candidates(other))
    return True


def common_versions(a: frozenset[Version], b: frozenset[Version]) -> frozenset[Version]:
    """List what two sets have in common; a candidate without a number can be any of them."""
    if not a.isdisjoint(b):
        return a & b
    counted = [v for v in a | b if v.count]
    some = {(v.parts, v.stage) for v in a | b if v.stage and not v.count}
    return frozenset([v for v in counted if (v.parts, v.stage) in some]) if some else frozenset()


def mentioned(a: Side, b: Side) -> bool:
    """Tell whether two texts are about other versions, of which one names the other's."""
    if not a.subject.isdisjoint(b.subject):
        return False
    return not (a.subject.isdisjoint(b.named.versions) and b.subject.isdisjoint(a.named.versions))


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


def disjoint(a: frozenset[object], b: frozenset[object]) -> bool:
    """Tell whether both sides name something, and nothing in common."""
    return bool(a and b) and a.isdisjoint(b)


def _short(one: Side) -> bool:
    """Tell whether a text is so short that what it tells of is the news, and not in passing."""
    return len(one.named.words) <= _SHORT


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


def _other_month(a: Side, b: Side) -> bool:
    """Tell whether each is of a month, as a monthly report or newsletter is, and of another."""
    one, other = a.named.months, b.named.months
    if len(one) != 1 or len(other) != 1 or a.days or b.days:
        return False
    return {m.month for m in one} != {m.month for m in other}


def _by_name(numbered: Iterable[tuple[str, str]], but: Collection[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, number in numbered:
        if number not in but:
            kind = f"{name} of a year" if is_year(number) else name
            found.setdefault(kind, set()).add(number)
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
