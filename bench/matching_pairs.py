"""Labelled pairs of texts from a file, read as the tool would read a news item or a post."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from newsdesk.domain.site import Site
from newsdesk.sync.judging import keys, side
from newsdesk.sync.side import Around, Side

SITE = Site(
    name="MediaWiki",
    server="https://www.mediawiki.org",
    interwiki=(
        ("m", "https://meta.wikimedia.org/wiki/$1"),
        ("w", "https://en.wikipedia.org/wiki/$1"),
        ("phab", "https://phabricator.wikimedia.org/$1"),
    ),
)
"""Where links written as wikitext lead; the sides of a pair only have to agree on it."""

_ADDRESS = re.compile(
    r"https?://[^\s<>\"\]|]+|(?<![\w@./-])(?:www\.)?(?:[a-z0-9-]+\.)+[a-z]{2,}/[^\s<>\"\]|]*"
    r"|(?<![\w@./-])www\.[^\s<>\"\]|]+",
    re.IGNORECASE,
)
_INTERNAL = re.compile(r"\[\[([^\[\]|]+)(?:\|([^\[\]]*))?\]\]")
_EXTERNAL = re.compile(r"\[(https?://[^\s\[\]]+)(?: ([^\[\]]*))?\]")
_QUOTES = re.compile(r"'{2,}")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts, when they were said, and what a person says of them."""

    a: str
    b: str
    a_date: date | None
    b_date: date | None
    same: bool
    set: str
    debatable: bool


def read(path: Path) -> list[Pair]:
    """Read a file of one JSON object a line; raises ``ValueError`` that names a bad line."""
    pairs = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                pairs.append(_pair(json.loads(line), path.stem))
            except (KeyError, TypeError, ValueError) as error:
                raise ValueError(f"{path}:{number}: {error!r}") from error
    return pairs


def _pair(row: dict[str, object], name: str) -> Pair:
    return Pair(
        a=str(row["a"]),
        b=str(row["b"]),
        a_date=_date(row.get("a_date")),
        b_date=_date(row.get("b_date")),
        same=bool(row["same"]),
        set=str(row.get("set") or name),
        debatable=bool(row.get("debatable")),
    )


def _date(written: object) -> date | None:
    return date.fromisoformat(str(written)[:10]) if written else None


def plain(text: str) -> tuple[str, tuple[str, ...]]:
    """Take wikitext's links and quotes out of a text, and list where its links lead."""
    links: list[str] = []

    def internal(found: re.Match[str]) -> str:
        links.append(_page(found[1].strip()))
        return found[2] or found[1]

    def external(found: re.Match[str]) -> str:
        links.append(found[1])
        return found[2] or ""

    text = _QUOTES.sub("", _EXTERNAL.sub(external, _INTERNAL.sub(internal, text)))
    for found in _ADDRESS.findall(text):
        address = found.rstrip(".,;:!?)'’”»")
        links.append(address if "://" in address else "https://" + address)
    return text, tuple(dict.fromkeys(links))


def _page(title: str) -> str:
    prefix, _, rest = title.lstrip(":").partition(":")
    address = dict(SITE.interwiki).get(prefix.casefold())
    if address and rest:
        return address.replace("$1", rest.replace(" ", "_"))
    return SITE.page_url(title)


def as_side(text: str, day: date | None) -> Side:
    """Read one text of a pair; a date counts as its noon."""
    bare, links = plain(text)
    moment = datetime.combine(day, time(12), UTC) if day else None
    return side(bare, links=links, moment=moment, site=SITE)


def sides(pairs: Iterable[Pair]) -> list[tuple[Side, Side]]:
    """Read both texts of each pair."""
    return [(as_side(p.a, p.a_date), as_side(p.b, p.b_date)) for p in pairs]


def around(pairs: Sequence[tuple[Side, Side]]) -> Around:
    """Count what the texts of a file have, each different text once; labels are not looked at."""
    different = {one.named.words: one for pair in pairs for one in pair}
    having = Counter(key for one in different.values() for key in counted(one))
    return Around(texts=len(different), having=having)


def counted(one: Side) -> frozenset[str]:
    """List what is counted of a text."""
    return keys(one) | one.words | one.told
