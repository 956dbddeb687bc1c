"""What a post says otherwise than the item that it is about.

A post that fits an item but leads elsewhere, or a post that speaks of the item but names another
version, issue or day, is neither "posted" nor "missing": somebody should correct it.

- It **leads elsewhere** where it does not have the item's address and has one that differs from
  it in numbers alone (``../2026/45`` for ``../2026/46``), or one that leads nowhere any more.
- It **speaks of the item** although it contradicts it where both have an address that is made for
  one piece of news, or where it says nearly the same words within two days. Then the desk decides
  (:mod:`newsdesk.sync.assigning`): only where the post fits no other item, and the item has no
  post of its own on that channel; else it is about a neighbour that the page does not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta

from newsdesk.domain.message import Message, msg
from newsdesk.sync.judging.rarity import bits
from newsdesk.sync.named import Day, Named
from newsdesk.sync.side import Around, Side

NEAR = timedelta(days=2)
ALIKE = 0.75
"""Share of the words, by what they say, that both have: a slip changes a number, not the text."""
OWN_LINK = 6.0
"""Bits that an address says where it is made for one piece of news; a front page says few."""
_DIGITS = re.compile(r"\d+")


def leads_elsewhere(item: Side, post: Side, dead: frozenset[str]) -> Message | None:
    """Name the address by which a post that fits an item leads elsewhere."""
    if item.links & post.links:
        return None
    for link in sorted(post.links):
        if link in dead:
            return msg("newsdesk-evidence-dead-link", link)
    wanted = {_DIGITS.sub("0", link) for link in item.links}
    for link in sorted(post.links):
        if _DIGITS.search(link) and _DIGITS.sub("0", link) in wanted:
            return msg("newsdesk-evidence-links-to", link)
    return None


def says_otherwise(item: Side, post: Side) -> Message | None:
    """Name the version, issue or day that a post says instead of the item's."""
    a, b = item.named, post.named
    return (
        _other(a.versions, b.versions)
        or _other({i.number for i in a.issues}, {i.number for i in b.issues})
        or (msg("newsdesk-evidence-post-says", _days(b)) if _other_day(a, b) else None)
    )


def speaks_of(item: Side, post: Side, around: Around) -> bool:
    """Tell whether a post is about an item, although it contradicts it."""
    if any(bits(link, around) >= OWN_LINK for link in item.links & post.links):
        return True
    if item.moment is None or post.moment is None or abs(item.moment - post.moment) > NEAR:
        return False
    both, either = item.words & post.words, item.words | post.words
    return len(both) > 2 and _worth(both, around) >= ALIKE * _worth(either, around)


def _worth(words: Iterable[str], around: Around) -> float:
    return sum(bits(word, around) for word in words)


def _other(a: Iterable[object], b: Iterable[object]) -> Message | None:
    mine, its = set(a), set(b)
    if not mine or not its or mine & its:
        return None
    return msg("newsdesk-evidence-post-says", ", ".join(map(str, sorted(its))))  # type: ignore[type-var]


def _other_day(a: Named, b: Named) -> bool:
    mine, its = ({(d.month, d.day) for d in one.days} for one in (a, b))
    return bool(mine and its) and not mine & its


def _days(one: Named) -> str:
    return ", ".join(map(_day, sorted(one.days, key=lambda d: (d.month, d.day))))


def _day(one: Day) -> str:
    return (
        f"{one.month:02}-{one.day:02}"
        if one.year is None
        else (f"{one.year}-{one.month:02}-{one.day:02}")
    )
