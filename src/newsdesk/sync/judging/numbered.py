"""Names with a number of their own: "Atlas 3", "CVE-2026-1234", "RFC 9110", "Krita 5.2"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsdesk.sync.judging.stems import stem, stems
from newsdesk.sync.named import Version
from newsdesk.sync.side import Side

_NAMED = re.compile(
    r"(?<![\w.-])#?(?P<name>[^\W\d_]{2,30})"
    r"(?:[ \u00a0]{1,2}(?:v\.?|version |#|no\. ?|nr\. ?)?|-|(?=\d))"
    r"(?P<number>\d{1,8}(?:[.-]\d{1,8}){0,4})(?![A-Za-z0-9_%€$]|[.,:]\d)"
)
_NO_OWNERS = stems(["version", "release", "update", "versión", "versão", "versione", "версия"])
_ZEROS = re.compile(r"(?:\.0)+$")


def numbered(text: str) -> frozenset[tuple[str, str]]:
    """List the numbered names of a plain text: the name's stem, and the number as written."""
    return frozenset(
        (stem(found["name"].casefold()), bare(found["number"]))
        for found in _NAMED.finditer(text)
        if found["name"][0].isupper() or not found["name"].isascii()
    )


def bare(number: str) -> str:
    """Write a number without what says nothing: 5.0 is 5."""
    return _ZEROS.sub("", number)


def owners(one: Side, versions: Iterable[Version]) -> frozenset[str]:
    """List the names that a side gives some versions to."""
    written = {bare(str(version)) for version in versions}
    return frozenset(name for name, number in one.numbered if number in written) - _NO_OWNERS
