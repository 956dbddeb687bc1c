"""Names with a number of their own: "Atlas 3", "CVE-2026-1234", "RFC 9110", "Krita 5.2"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsdesk.sync.judging.calendar import calendar
from newsdesk.sync.judging.stems import stem, stems
from newsdesk.sync.named import Named, Version
from newsdesk.sync.side import Side

_NAMED = re.compile(
    r"(?<![\w.-])#?(?P<name>[^\W\d_]{2,30})"
    r"(?:[ \u00a0]{1,2}(?:v\.?|version |#|no\. ?|nr\. ?)?|-|(?=\d))"
    r"(?P<number>\d{1,8}(?:\.\d{1,8}){0,4})(?![A-Za-z0-9_%€$]|[.,:-]\d)"
)
_QUARTER = re.compile(r"(?<!\w)[QT]([1-4])(?!\w)")
_NO_OWNERS = stems(["version", "release", "update", "versión", "versão", "versione", "версия"])
_DIGIT = re.compile(r"\d")
_ZEROS = re.compile(r"(?:\.0)+$")
_YEAR = re.compile(r"(?:19|20)\d\d")


def numbered(text: str, said: Named) -> frozenset[tuple[str, str]]:
    """List the numbered names of a plain text: the name's stem, and the number as written.

    Days, times and what else has its own meaning is no number of a name; a year is one where it
    stands by itself.
    """
    if not _DIGIT.search(text):
        return frozenset()
    own = said.numbers.union(map(str, (*said.versions, *said.years)))
    own |= {str(issue.number) for issue in said.issues}
    found = {
        (stem(match["name"].casefold()), bare(match["number"]))
        for match in _NAMED.finditer(text)
        if (match["name"][0].isupper() or not match["name"].isascii())
        and (match["number"] in own or bare(match["number"]) in own or _joined(match))
    }
    named = {pair for pair in found if pair[0] not in calendar()}
    return frozenset(named | {("quarter", number) for number in _QUARTER.findall(text)})


def _joined(found: re.Match[str]) -> bool:
    """Tell whether name and number are written as one, as in DebConf25 and Ariane-6."""
    between = found.string[found.end("name") : found.start("number")]
    return between in {"", "-"}


def is_year(number: str) -> bool:
    """Tell whether a name's number is a year, so that the name is of something yearly."""
    return bool(_YEAR.fullmatch(number))


def bare(number: str) -> str:
    """Write a number without what says nothing: 5.0 is 5."""
    return _ZEROS.sub("", number)


def owners(one: Side, versions: Iterable[Version]) -> frozenset[str]:
    """List the names that a side gives some versions to."""
    written = {bare(str(version)) for version in versions}
    return frozenset(name for name, number in one.numbered if number in written) - _NO_OWNERS
