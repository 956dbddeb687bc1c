"""What a text names: one noun after another is taken out of it, what is left are its words.

The order is a rule of its own: each noun is read where none before it explains the number. Days
come first ("18.11.2026" is no version), then times, issues and parts, years, versions, and other
numbers last.
"""

from __future__ import annotations

import re

from newsdesk.sync.named import Event, Named
from newsdesk.sync.naming.days import days, months_alone, years
from newsdesk.sync.naming.events import events
from newsdesk.sync.naming.issues import issues, parts
from newsdesk.sync.naming.numbers import numbers
from newsdesk.sync.naming.plain import plain
from newsdesk.sync.naming.scripts import spoken
from newsdesk.sync.naming.tagging import tagged
from newsdesk.sync.naming.times import times
from newsdesk.sync.naming.versions import versions
from newsdesk.sync.naming.words import names, words

LONGEST = 5_000
"""Characters that are read: of a whole article, the beginning counts."""
_DIGIT = re.compile(r"[0-9]")
_NUMERAL = re.compile(r"[IVXL](?<!\w.)(?:[IVXL]{1,6}\b|(?<=[VX])\b)")


def named(text: str) -> Named:
    """Read out of a text, as a wiki or a network has it, what it names; see ``Named``."""
    return named_in(plain(text[:LONGEST]))


def named_in(said: str) -> Named:
    """Read out of a plain text what it names; see :func:`.plain.plain`."""
    spoken_words = spoken(said)
    rest = tagged(said, spoken_words)
    found_events = events(said, spoken_words)
    if not _DIGIT.search(said) and not _NUMERAL.search(said):
        months, rest = months_alone(rest)
        return Named(words=words(rest), names=names(rest), months=months, events=found_events)
    found_days, months, rest = days(rest)
    found_times, rest = times(rest, spoken_words)
    found_issues, rest = issues(rest)
    found_parts, rest = parts(rest)
    found_years, rest = years(rest)
    found_versions, rest = versions(rest)
    found_numbers, rest = numbers(rest)
    if any(version.stage for version in found_versions):
        found_events |= {Event.PRE_RELEASE}
    return Named(
        words=words(rest),
        names=names(rest),
        versions=found_versions,
        issues=found_issues,
        parts=found_parts,
        days=found_days,
        months=months,
        times=found_times,
        years=found_years,
        numbers=found_numbers,
        events=found_events,
    )
