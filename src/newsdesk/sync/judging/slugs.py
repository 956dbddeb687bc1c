"""What an address says: the words, days, versions and numbers that its path is made of."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_DATED = re.compile(r"(?<!\d)(20\d\d)[-/_](\d{1,2})[-/_](\d{1,2})(?!\d)")
_ENDING = re.compile(r"\.(?:html?|php|aspx?|md|pdf)$", re.IGNORECASE)
_BREAK = re.compile(r"[\W_]+")
_PLACE_WORDS = """
article articles blog blogs category default edit en event events home html index info item items
main news page pages php post posts posting press pub read release releases special status story
tag tags talk topic topics video watch web wiki www
"""
_PLACES = frozenset(_PLACE_WORDS.split())
"""Names of folders, which say where something is kept and nothing about what it is."""
_RANDOM = re.compile(r"(?=.*\d)(?=.*[a-z])[a-z0-9]{8,}|[bcdfghjklmnpqrstvwxz]{6,}")


def spelt(address: str) -> str:
    """Write an address's path and place as a text, with days as ``2025-10-28``."""
    parts = urlsplit(address)
    path = unquote(_ENDING.sub("", parts.path)) + " " + unquote(parts.fragment)
    if parts.query and re.search(r"(?:^|&)(?:title|p|page|q|name)=\D", parts.query):
        path += " " + unquote(parts.query.partition("=")[2])
    return _DATED.sub(lambda m: f" {m[1]}-{int(m[2]):02}-{int(m[3]):02} ", path)


def words(address: str) -> list[str]:
    """List the words of an address's path, case-folded, without folders and random ids."""
    text = _CAMEL.sub(" ", spelt(address))
    return [word for word in _BREAK.split(text.casefold()) if _says(word)]


def _says(word: str) -> bool:
    return (
        len(word) > 2
        and not word.isdigit()
        and word not in _PLACES
        and not _RANDOM.fullmatch(word)
    )
