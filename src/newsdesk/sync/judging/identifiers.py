"""Identifiers, which name one thing each: advisories, tasks, papers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_IDENTIFIER = re.compile(r"(?<![A-Za-z0-9])([A-Z]{2,6})-(\d{2,6}-\d{2,8}|\d{4,8})(?![\w-])")
"""As in "CVE-2026-1234" or "DSA-5678": see https://www.cve.org/about/process and others."""
_ADVISORY = re.compile(r"\bGHSA((?:-[2-9CFGHJMPQRVWX]{4}){3})(?!\w)")
"""See https://docs.github.com/en/code-security, "About the GitHub Advisory database"."""
_TASK = re.compile(r"(?<![A-Za-z0-9])T(\d{5,7})(?![\w-])")
"""A task of Phabricator, which many projects have: https://we.phorge.it/book/phorge/."""
_DOI = re.compile(r"https://doi\.org/(10\.\S+)")
_DIGIT = re.compile(r"\d")


def identified(text: str, addresses: Sequence[str]) -> frozenset[tuple[str, str]]:
    """List the identifiers of a text and its addresses, as their kind and number.

    Of tasks only a single one, as a report of a week is about many, and names a few of them.
    """
    found = _written(text).union(*map(_of_address, addresses))
    if sum([kind == "task" for kind, _ in found]) > 1:
        return frozenset([one for one in found if one[0] != "task"])
    return found


@lru_cache(maxsize=10_000)
def _of_address(address: str) -> frozenset[tuple[str, str]]:
    return _written(address.upper()).union([("doi", doi) for doi in _DOI.findall(address)])


def _written(text: str) -> frozenset[tuple[str, str]]:
    if not _DIGIT.search(text):
        return frozenset()
    found = [("task", number) for number in _TASK.findall(text)]
    if "-" in text:
        found += [(kind.casefold(), number) for kind, number in _IDENTIFIER.findall(text)]
        found += [("ghsa", number) for number in _ADVISORY.findall(text.upper())]
    return frozenset(found)
