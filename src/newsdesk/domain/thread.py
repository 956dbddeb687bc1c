"""Threads: posts of one author that go on from one another, read as one post with parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from newsdesk.domain.post import Post, PostKey

MOST_PARTS = 100
"""Parts of one thread that are kept; no news is longer."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a post stands: its thread's first standing post, and what orders it in there."""

    head: PostKey | None
    time: datetime
    depth: int


def threads(posts: Iterable[Post]) -> list[Post]:
    """Merge the posts of each thread into its first one, which stays where it was in the order.

    The first has the others as ``parts``, none before the one that it continues, and the text
    (a blank line between them) and links of all of them; ``html``, ``media`` and ``quote`` stay
    its own, so that parts can be shown one by one. ``edited`` is the latest time. Deleted posts
    are left out; what continues one goes on where that did, and what continues a post that is
    not among ``posts``, or a thread of which nothing stands, stands by itself.
    """
    known = {one.key: one for one in posts}
    places: dict[PostKey, _Place] = {}
    parts: dict[PostKey, list[Post]] = defaultdict(list)
    for one in known.values():
        _settle(one, known, places)
        head = places[one.key].head
        if one.deleted is None and head is not None and head != one.key:
            parts[head].append(one)
    return [
        _merged(one, sorted(parts[key], key=lambda part: _order(part, places)))
        for key, one in known.items()
        if one.deleted is None and places[key].head == key
    ]


def _settle(post: Post, known: Mapping[PostKey, Post], places: dict[PostKey, _Place]) -> None:
    """Find the places of a post and of all before it, each once however long the chain is."""
    path: dict[PostKey, Post] = {}
    before: Post | None = post
    while before is not None and before.key not in places and before.key not in path:
        path[before.key] = before
        before = _continued(before, known)
    above = places.get(before.key) if before else None
    for one in reversed(path.values()):
        above = places[one.key] = _below(above, one)


def _continued(post: Post, known: Mapping[PostKey, Post]) -> Post | None:
    return known.get(replace(post.key, native_id=post.continues)) if post.continues else None


def _below(above: _Place | None, post: Post) -> _Place:
    own = None if post.deleted else post.key
    if above is None:
        return _Place(own, post.time, 0)
    return _Place(above.head or own, max(above.time, post.time), above.depth + 1)


def _order(post: Post, places: Mapping[PostKey, _Place]) -> tuple[datetime, int, str]:
    place = places[post.key]
    return place.time, place.depth, post.key.native_id


def _merged(first: Post, others: list[Post]) -> Post:
    if not others:
        return first
    parts = tuple(others[:MOST_PARTS])
    whole = (first, *parts)
    return replace(
        first,
        parts=parts,
        text="\n\n".join(one.text for one in whole if one.text),
        links=tuple(dict.fromkeys(link for one in whole for link in one.links)),
        edited=max((one.edited for one in whole if one.edited), default=None),
    )
