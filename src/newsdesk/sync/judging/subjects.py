"""The versions that a text is about, among those that it names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from newsdesk.sync.named import Event, Named, Version
from newsdesk.sync.naming import named_in

_ITS_OWN = frozenset({Event.RELEASE, Event.PRE_RELEASE, Event.END_OF_LIFE})
"""What a version can be said to have come to."""
_DOTTED = re.compile(
    r"(?<![\w.])v?\d{1,8}(?:\.\d{1,8}){1,4}"
    r"(?:[-. ]?(?:rc|beta|alpha|preview|dev|candidate)[-. ]?\d*|[ab]\d+)?",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"[\s,/&+;|)(-]*(?:[^\W\d_]+[\s,/&+;|)(-]+){0,2}")
"""What stands between the versions of a list: signs, and a word or two ("and Harrow")."""
_MENTIONS = re.compile(
    r"\b(?:(?:fixed|mended|patched|solved|resolved|corrected|introduced|missing) (?:in|with|by)"
    r"|before|prior to|since|until|up to|older than|affects?|affecting|affected:?"
    r"|(?:works?|working|compatible|tested) with|supports?|support for|requires?|needs?|runs? on"
    r"|based on|built on|behoben in|betrifft|betroffen:?|vor|unterstützt|benötigt"
    r"|läuft mit|corrigée?s? dans|avant|compatible avec|fonctionne avec"
    r"|affecte|nécessite|corregid[oa]s? en|antes de|compatible con|funciona con|afecta a|requiere"
    r"|corrigid[oa]s? n[ao]|compatível com|risolt[oaie] nella|compatibile con|prima della"
    r"|opgelost in|werkt met|vóór|naprawion[oaey] w|przed|działa z|opraven[oay]? v[e]?|před"
    r"|исправлен[оаы]? в|работает с|до|до версии|виправлено у)"
    r"\s(?:[^\W\d_][\w.-]*\s){0,3}(?:v\.?)?\Z",
    re.IGNORECASE,
)
"""What stands before a version that is not the news itself, but where something was mended, or
what is needed."""
_BESIDE = re.compile(r"[\s,/&+-]{1,3}(?:[^\W\d_]{1,3}\s)?")


def subject(text: str, said: Named, paths: Named) -> frozenset[Version]:
    """List the versions that a text is about: those that it names first, or its address.

    What is named later is often compared with, needed, or mended: "3.5 is out, and mends 3.4".
    An address says which candidate it is where the text does not; and which of several versions
    of one branch, but one page is often linked to for the releases of several branches.
    """
    if not said.versions:
        return paths.versions
    listed = said.versions
    if len(listed) > 1:
        listed = named_in(text[: _first_list(text)]).versions or listed
    exact = frozenset(v for v in paths.versions if v.stage and _less_exactly(v, said.versions))
    if exact:
        return exact
    named_by_page = said.versions & paths.versions
    if named_by_page:
        return listed if _of_branches(listed) and listed & named_by_page else named_by_page
    if said.events.isdisjoint(_ITS_OWN) and (
        _only_mentioned(text) or (_of_one_branch(listed) and _affected(text))
    ):
        return frozenset()
    return listed


def _less_exactly(version: Version, said: Iterable[Version]) -> bool:
    return any(
        v.parts == version.parts and v.stage in (0, version.stage) and not v.count for v in said
    )


def _of_branches(versions: Collection[Version]) -> bool:
    """Tell whether versions can be one day's releases of several branches: 2.10.1 and 2.9.7."""
    return len(versions) > 1 and len(_branches(versions)) == len(versions)


def _of_one_branch(versions: Collection[Version]) -> bool:
    """Tell whether versions follow each other in a branch, so that no day releases them all."""
    return len(versions) > 1 and len(_branches(versions)) == 1


def _branches(versions: Collection[Version]) -> set[tuple[int, ...]]:
    size = max(len(v.parts) for v in versions) - 1
    return {(*v.parts, *[0] * size)[:size] for v in versions}


def _goes_on(text: str, end: int, at: int) -> bool:
    """Tell whether a list of versions goes on, and the next one is none that is needed."""
    return bool(_GOES_ON.fullmatch(text, end, at)) and not _MENTIONS.search(text, end, at)


def _first_list(text: str) -> int:
    """Find the end of the first list of dotted versions in a plain text; 0 if there is none."""
    end = 0
    for found in _DOTTED.finditer(text):
        if end and not _goes_on(text, end, found.start()):
            break
        end = found.end()
    return end


def _only_mentioned(text: str) -> bool:
    """Tell whether the first dotted version of a plain text is named for something else's sake."""
    first = _DOTTED.search(text)
    return bool(first and _MENTIONS.search(text, max(0, first.start() - 60), first.start()))


def _affected(text: str) -> bool:
    """Tell whether a plain text lists versions one beside the other, as in "4.0 and 4.1"."""
    end = None
    for found in _DOTTED.finditer(text):
        if end is not None and _BESIDE.fullmatch(text, end, found.start()):
            return True
        end = found.end()
    return False
