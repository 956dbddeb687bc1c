"""What a post says otherwise than the item that it is about.

A post that fits an item but leads elsewhere, or a post that speaks of the item but names another
version, issue, day or number, is neither "posted" nor "missing": somebody should correct it.

- It **leads elsewhere** where it does not have the item's address and has one that differs from
  it in numbers alone (``../2026/45`` for ``../2026/46``), or one that leads nowhere any more.
- It **says otherwise** where it repeats the item's words and names another day or number.
- It **speaks of the item** although it contradicts it where both have an address that is made for
  one piece of news, or where it says nearly the same words within two days. Then the desk decides
  (:mod:`newsdesk.sync.assigning`): only where the post fits no other item, and the item has no
  post of its own on that channel; else it is about a neighbour that the page does not have.
"""

from __future__ import annotations

import re
from collections.abc import Set
from datetime import date, timedelta

from newsdesk.domain.message import Message, msg
from newsdesk.sync.judging.rarity import bits, worth
from newsdesk.sync.side import Around, Side

NEAR = timedelta(days=2)
ALIKE = 0.6
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
    """Name the version, issue, day or number that a post says instead of the item's."""
    return (
        _other_version(item, post)
        or _other_issue(item, post)
        or _other_day(item, post)
        or _other(item.named.numbers, post.named.numbers)
    )


def speaks_of(item: Side, post: Side, around: Around) -> bool:
    """Tell whether a post is about an item, although it contradicts it."""
    own = any(bits(link, around) >= OWN_LINK for link in item.links & post.links)
    return own or repeats(item, post, around)


def repeats(item: Side, post: Side, around: Around) -> bool:
    """Tell whether a post says nearly the same words as an item, within two days."""
    if item.moment is None or post.moment is None or abs(item.moment - post.moment) > NEAR:
        return False
    both, either = item.words & post.words, item.words | post.words
    return len(both) > 2 and worth(both, around) >= ALIKE * worth(either, around)


def _other_version(item: Side, post: Side) -> Message | None:
    """A release candidate is no slip of the pen for the release."""
    mine, its = item.named.versions, post.named.versions
    if not mine or not its or mine & its or {v.stage for v in mine} != {v.stage for v in its}:
        return None
    return _says(", ".join(map(str, sorted(its))))


def _other_issue(item: Side, post: Side) -> Message | None:
    mine, its = ({str(issue.number) for issue in one.named.issues} for one in (item, post))
    return _other(mine, its)


def _other(mine: Set[str], its: Set[str]) -> Message | None:
    return _says(", ".join(sorted(its))) if mine and its and not mine & its else None


def _other_day(item: Side, post: Side) -> Message | None:
    mine, its = ({(d.month, d.day) for d in one.named.days} for one in (item, post))
    if not mine or not its or mine & its or post.moment is None:
        return None
    month, day = min(its)
    try:
        return _says(post.moment.date().replace(month=month, day=day))
    except ValueError:
        return None


def _says(what: str | date) -> Message:
    return msg("newsdesk-evidence-post-says", what)
