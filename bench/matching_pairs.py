"""Labelled pairs of texts from a file, read as the tool would read a news item or a post."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
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
_INTERNAL = re.compile(r"\[\[([^\[\]|]+)(?:\|[^\[\]]*)?\]\]")
_WIKI = re.compile(r"https?://([\w.-]+)/wiki/")


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


def links(text: str, site: Site) -> tuple[str, ...]:
    """List where the links and addresses of a text lead, wikitext's as well."""
    found = [_page(title.strip(), site) for title in _INTERNAL.findall(text)]
    for written in _ADDRESS.findall(_INTERNAL.sub(" ", text)):
        address = written.rstrip(".,;:!?)'’”»")
        found.append(address if "://" in address else "https://" + address)
    return tuple(dict.fromkeys(found))


def _page(title: str, site: Site) -> str:
    prefix, _, rest = title.lstrip(":").partition(":")
    address = dict(site.interwiki).get(prefix.casefold())
    if address and rest:
        return address.replace("$1", rest.replace(" ", "_"))
    return site.page_url(title)


def as_side(text: str, day: date | None, site: Site) -> Side:
    """Read one text of a pair; a date counts as its noon."""
    moment = datetime.combine(day, time(12), UTC) if day else None
    return side(text, links=links(text, site), moment=moment, site=site)


def sides(pairs: Iterable[Pair]) -> list[tuple[Side, Side]]:
    """Read both texts of each pair."""
    found = []
    for pair in pairs:
        wiki = _wiki(f"{pair.a} {pair.b}")
        found.append((as_side(pair.a, pair.a_date, wiki), as_side(pair.b, pair.b_date, wiki)))
    return found


def _wiki(texts: str) -> Site:
    """Take links written as wikitext to lead to the wiki that the pair links to otherwise."""
    found = _WIKI.search(texts)
    return replace(SITE, server="https://" + found[1]) if found else SITE


def around(pairs: Sequence[tuple[Side, Side]]) -> Around:
    """Count on how many days the texts of a file have something; labels are not looked at.

    What several texts of a day have is mostly one piece of news in several places. Texts without
    a date stand for a day each, but a text that stands in several pairs for one.
    """
    days: dict[object, set[str]] = {}
    for one in (one for pair in pairs for one in pair):
        day = one.moment.date() if one.moment else one.named.words
        days.setdefault(day, set()).update(counted(one))
    having = Counter(key for keys_of_day in days.values() for key in keys_of_day)
    return Around(texts=len(days), having=having)


def counted(one: Side) -> frozenset[str]:
    """List what is counted of a text."""
    return keys(one)
