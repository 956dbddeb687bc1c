"""What the addresses of a text say, each of them read once for all texts that have it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from newsdesk.domain.links import canonical, host_of
from newsdesk.domain.site import Site
from newsdesk.domain.translations import source_page
from newsdesk.sync.judging.slugs import folder, forms, host_words, slug, spelt
from newsdesk.sync.judging.stems import stems
from newsdesk.sync.side import Slug

_KEPT = 10_000
"""Addresses that are kept: the same news is told with the same ones on every channel."""
_IDENTIFIER = re.compile(
    r"\b(?:doi:\s?(10\.\d{4,9}/[^\s\"<>,;)\]]+)|arxiv:\s?(\d{4}\.\d{4,5}))", re.I
)
"""See https://www.doi.org/the-identifier/resources/handbook and
https://info.arxiv.org/help/arxiv_identifier.html: an address by its registered name."""


@dataclass(frozen=True, slots=True)
class Address:
    """A canonical address, how its path reads as a text, and what it says by itself.

    ``host`` are the stems of its host's words, ``folder`` is empty where it is in none.
    """

    url: str
    spelt: str
    forms: tuple[str, ...]
    folder: str
    host: frozenset[str]
    slug: Slug | None


def addresses(text: str, links: Iterable[str], site: Site) -> tuple[Address, ...]:
    """Read the links of a text, and what it names by identifiers, in the alphabet's order.

    What is no web address says nothing.
    """
    read = _reader(site)
    found = filter(None, map(read, (*links, *_identified(text))))
    return tuple(sorted(set(found), key=lambda one: one.url))


@lru_cache(maxsize=8)
def _reader(site: Site) -> Callable[[str], Address | None]:
    """Return what reads an address as the links of a wiki are read."""

    @lru_cache(maxsize=_KEPT)
    def read(link: str) -> Address | None:
        return _address(source_page(canonical(link, site))) if host_of(link) else None

    return read


def _address(url: str) -> Address:
    return Address(
        url=url,
        spelt=spelt(url),
        forms=tuple(forms(url)),
        folder=folder(url) if url.count("/") > 3 or url.rpartition("/")[2].count("-") > 1 else "",
        host=stems(host_words(url)),
        slug=slug(url),
    )


def _identified(text: str) -> list[str]:
    written = text.casefold()
    if "doi:" not in written and "arxiv:" not in written:
        return []
    return [
        f"https://doi.org/{doi.rstrip('.')}" if doi else f"https://arxiv.org/abs/{arxiv}"
        for doi, arxiv in _IDENTIFIER.findall(text)
    ]
