"""Reduces a news item or a post to what is compared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from newsdesk.domain.links import canonical
from newsdesk.domain.site import Site
from newsdesk.sync.judging import slugs
from newsdesk.sync.judging.rarity import usual
from newsdesk.sync.judging.reading import named
from newsdesk.sync.judging.stems import joined, stems
from newsdesk.sync.named import Named
from newsdesk.sync.side import Side

_CUT = re.compile(r"(?:\((\d{1,2})/(\d{1,2})\)|…|\.\.\.)\s*$")
_TWO_WORDS = 8
"""Letters of a word in an address from which on it may be two words written as one."""
_COMMON = 0.1
"""Words that more than one text of ten has are not looked for: that would find nearly all."""


def side(text: str, *, links: Iterable[str], moment: datetime | None, site: Site) -> Side:
    """Read a plain text and its addresses; ``moment`` is when it was said, in UTC."""
    addresses = frozenset(canonical(link, site) for link in links)
    said = named(text)
    spelt = named(" ; ".join(slugs.spelt(a) for a in sorted(addresses)))
    paths = tuple((a, _slug(a)) for a in sorted(addresses))
    words = stems(said.words)
    one = Side(
        named=_filled(said, spelt),
        moment=moment,
        links=addresses,
        slugs=tuple(path for path in paths if path[1]),
        dated=spelt.days,
        words=words,
        names=stems(said.names),
        told=words.union(joined(said.words), *(path[1] for path in paths)),
        cut=is_cut(text),
    )
    return replace(one, keys=keys(one))


def _slug(address: str) -> frozenset[str]:
    """Stem the words of an address's path; a long one stands for itself as well."""
    found = slugs.words(address)
    return stems(found) | frozenset(word for word in found if len(word) > _TWO_WORDS)


def is_cut(text: str) -> bool:
    """Tell whether a text breaks off: at an ellipsis, or as a part that is not the last."""
    found = _CUT.search(text)
    return found is not None and (found[1] is None or found[1] != found[2])


def keys(one: Side) -> frozenset[str]:
    """List what a side can be found by: whatever can make two sides the same news."""
    return frozenset(
        [
            *one.links,
            *(f"v:{v}" for v in one.named.versions),
            *(f"n:{i.number}" for i in one.named.issues),
            *(f"d:{d.month}-{d.day}" for d in one.named.days | one.dated),
            *(f"#:{n}" for n in one.named.numbers),
            *(word for word in one.told if usual(word) < _COMMON),
        ]
    )


def _filled(said: Named, spelt: Named) -> Named:
    """Let addresses say which version and issue it is where the text names none."""
    return replace(
        said,
        versions=said.versions or spelt.versions,
        issues=said.issues or spelt.issues,
    )
