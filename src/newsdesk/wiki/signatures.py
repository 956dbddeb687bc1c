"""Signatures on talk pages: who wrote, and when, as the wiki's ``~~~~`` or a template says it.

The date is in the wiki's content language and time zone; its order differs from language to
language, so a clock, a day and a zone in brackets that stand together are taken for one. See
https://www.mediawiki.org/wiki/Help:Signatures and
https://www.mediawiki.org/wiki/Extension:DiscussionTools/How_it_works
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsdesk.domain.links import normal_title
from newsdesk.domain.site import Site
from newsdesk.wiki.news_page.dates import calendar

_ZONE = re.compile(r"\(([^()\n\[\]{}]{1,40})\)")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2}) ?[:.h٫] ?(\d{2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_LINK = re.compile(r"\[\[ *:?([^\[\]|{}<>\n]{1,300})(?:\|[^\[\]\n]*)?\]\]")
_CALL = re.compile(r"\{\{ *([^|{}\n]{1,100})\|([^{}\n]{1,500})\}\}")
_UNSIGNED = re.compile(r"unsign|unsigniert", re.IGNORECASE)
_LONGEST_LINE = 10_000
"""Characters of a line in which somebody can have signed: more is no comment."""
_STAMP = 80
"""Characters that a date with its time takes at most."""
_BETWEEN = 12
_AFTER_NAME = 120
"""Characters between the last link to the person and the date, at most."""
_USER, _USER_TALK, _SPECIAL = 2, 3, -1


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, where that stands, and when: ``None`` for a date that is not understood."""

    start: int
    end: int
    user: str
    time: datetime | None


@dataclass(frozen=True, slots=True)
class _Stamp:
    start: int
    end: int
    time: datetime | None


def signatures(text: str, site: Site) -> tuple[Signature, ...]:
    """Find the signatures in a text without comments, in order; each stands on one line."""
    found, at = [], 0
    for line in text.split("\n"):
        if _YEAR.search(line) or _UNSIGNED.search(line):
            found += [
                Signature(at + one.start, at + one.end, one.user, one.time)
                for one in _of_line(line[:_LONGEST_LINE], site)
            ]
        at += len(line) + 1
    return tuple(found)


def before_signature(line: str, site: Site) -> str:
    """Return a line up to the first name or ``~~~`` in it: what is left of it unsigned and signed.

    How a person signs is only known once the wiki saved it.
    """
    names = (start for start, _, _ in _user_links(line, site))
    ends = [*names, *(found.start() for found in re.finditer("~{3,5}", line))]
    return line[: min(ends, default=len(line))]


def _of_line(line: str, site: Site) -> list[Signature]:
    calls = list(_calls(line, site))
    found: list[Signature] = []
    links = list(_user_links(line, site))
    for stamp in _stamps(line, site):
        after = found[-1].end if found else 0
        own = [link for link in links if after <= link[0] and link[1] <= stamp.start]
        if own and stamp.start - own[-1][1] <= _AFTER_NAME:
            user = own[-1][2]
            start = _first_of(own, user)
            found.append(Signature(start, stamp.end, user, stamp.time))
    covered = [(one.start, one.end) for one in found]
    found += [c for c in calls if not any(s < c.end and c.start < e for s, e in covered)]
    return sorted(found, key=lambda one: one.start)


def _first_of(links: list[tuple[int, int, str]], user: str) -> int:
    """Return where the links to one person begin that stand together."""
    start = links[-1][0]
    for begin, end, name in reversed(links):
        if name != user or start - end > _AFTER_NAME:
            break
        start = begin
    return start


def _stamps(line: str, site: Site) -> Iterator[_Stamp]:
    at = 0
    for zone in _ZONE.finditer(line):
        begin = max(at, zone.start() - _STAMP)
        stamp = _stamp(line[begin : zone.start()], zone[1], site)
        if stamp is not None:
            yield _Stamp(begin + stamp.start, zone.end(), stamp.time)
            at = zone.end()


def _stamp(text: str, zone: str, site: Site) -> _Stamp | None:
    """Read the date and time at the end of a text."""
    clocks = list(_CLOCK.finditer(text))
    if not clocks:
        return None
    days = calendar(site.language).full_dates(text)
    spans = [(one.start, one.end) for one in days] or [one.span() for one in _YEAR.finditer(text)]
    if not spans:
        return None
    day = spans[-1]
    apart = [c for c in clocks if c.end() <= day[0] or day[1] <= c.start()]
    if not apart:
        return None
    clock = apart[-1]
    first, second = sorted((day, clock.span()))
    if days and (second[0] - first[1] > _BETWEEN or len(text.rstrip()) - second[1] > _BETWEEN):
        return None
    date = days[-1].within(None, None, None) if days else None
    hour, minute = int(clock[1]), int(clock[2])
    if date is None or hour > 23 or minute > 59:
        return _Stamp(first[0], len(text), None)
    moment = _utc(datetime.combine(date, time(hour, minute)), zone, site)
    return _Stamp(first[0], len(text), moment)


def _utc(local: datetime, zone: str, site: Site) -> datetime:
    """Bring a signature's time to UTC; in the hour that comes twice the zone's short name says."""
    try:
        known = ZoneInfo(site.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        known = ZoneInfo("UTC")
    if zone.strip().upper() == "UTC":
        return local.replace(tzinfo=UTC)
    both = [local.replace(tzinfo=known, fold=fold) for fold in (0, 1)]
    named = next((one for one in both if one.tzname() == zone.strip()), both[0])
    return named.astimezone(UTC)


def _calls(line: str, site: Site) -> Iterator[Signature]:
    """Find calls such as ``{{unsigned|Name|date}}``, whatever the wiki calls that template."""
    for call in _CALL.finditer(line):
        values = [
            v.partition("=")[2] if re.match(r" *\d+ *=", v) else v for v in call[2].split("|")
        ]
        values = [v.strip() for v in values if v.strip() and "=" not in v]
        stamps = [(v, found) for v in values if (found := _value(v, site))]
        others = [v for v in values if v not in {stamp for stamp, _ in stamps}]
        if others and (stamps or _UNSIGNED.search(call[1])):
            name = _name(others[0], site) or normal_title(others[0], site)
            when = stamps[0][1].time if stamps else None
            if name:
                yield Signature(call.start(), call.end(), name, when)


def _value(value: str, site: Site) -> _Stamp | None:
    """Read a template's value that is a date with a time, with its zone or without."""
    zone = _ZONE.search(value)
    text = value[: zone.start()] if zone else value
    return _stamp(text, zone[1] if zone else "", site) if len(text) <= _STAMP else None


def _user_links(line: str, site: Site) -> Iterator[tuple[int, int, str]]:
    for link in _LINK.finditer(line):
        name = _name(link[1], site)
        if name:
            yield link.start(), link.end(), name


def _name(target: str, site: Site) -> str:
    """Return whose page a link leads to: user, talk or contributions; empty for any other."""
    prefixes = {prefix.lower() for prefix, _ in site.interwiki}
    parts = [part.strip() for part in target.split(":")]
    while len(parts) > 2 and parts[0].lower() in prefixes:
        parts = parts[1:]
    if len(parts) < 2:
        return ""
    wanted = parts[0].replace("_", " ").casefold()
    number = next((n for n, names in _spaces(site) if wanted in names), None)
    title = ":".join(parts[1:])
    if number in {_USER, _USER_TALK}:
        whose = title.partition("/")[0]
    elif number == _SPECIAL and not title.casefold().startswith("mylanguage/"):
        whose = title.partition("/")[2]
    else:
        return ""
    whose = " ".join(whose.partition("#")[0].replace("_", " ").split())
    return whose[:1].upper() + whose[1:]


def _spaces(site: Site) -> Iterator[tuple[int, set[str]]]:
    canonical = {_USER: "user", _USER_TALK: "user talk", _SPECIAL: "special"}
    known = dict(site.namespaces)
    for number, name in canonical.items():
        yield number, {name, *(one.casefold() for one in known.get(number, ()))}
