"""Compares posts that are due with items, and stores the pairs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from newsdesk.domain.post import Post, PostKey
from newsdesk.domain.thread import threads
from newsdesk.services.match_news import Desk, near, only
from newsdesk.store import due, item_keys, pairs
from newsdesk.store.pairs import ItemPlace
from newsdesk.sync.comparing import News, compare, post_side
from newsdesk.sync.rulings import FREE
from newsdesk.sync.side import Side

Found = Mapping[str, Mapping[int, Post]]
"""Posts with their whole threads, by channel and by the numbers of their rows."""


def wholly(desk: Desk, numbers: Collection[int], known: News | None = None) -> set[ItemPlace]:
    """Compare posts with every item; return where pairs were or are.

    ``known`` is what many posts are compared with, where it is known already.
    """
    found = _with_threads(desk, numbers)
    sides = {one.key: post_side(one, desk.site) for _, one in _units(found)}
    news = known or near(desk, list(sides.values()), _named(desk, found))
    touched: set[ItemPlace] = set()
    for channel_id, posts in found.items():
        touched |= pairs.forget_posts(desk.connection, desk.id, channel_id, posts)
        touched |= _compare(desk, channel_id, posts, sides, news)
    due.settle(desk.connection, numbers)
    return touched


def with_fresh(desk: Desk, numbers: Collection[int]) -> set[ItemPlace]:
    """Compare posts with the items that are fresh; those that people decided about with all."""
    news = only(desk, item_keys.fresh(desk.connection, desk.id))
    due.settle(desk.connection, numbers)
    touched: set[ItemPlace] = set()
    for channel_id, posts in _with_threads(desk, numbers).items():
        ruled = {n for n, one in posts.items() if desk.rulings.on(channel_id, one) != FREE}
        due.wholly(desk.connection, ruled)
        sides = {one.key: post_side(one, desk.site) for one in threads(posts.values())}
        touched |= _compare(desk, channel_id, posts, sides, news)
    return touched


def _with_threads(desk: Desk, numbers: Collection[int]) -> Found:
    channels = {channel.id for channel in desk.config.channels}
    return {
        channel_id: due.with_threads(desk.connection, desk.id, channel_id, seen)
        for channel_id, seen in due.by_channel(desk.connection, desk.id, numbers).items()
        if channel_id in channels
    }


def _units(found: Found) -> Iterator[tuple[str, Post]]:
    for channel_id, posts in found.items():
        yield from ((channel_id, one) for one in threads(posts.values()))


def _named(desk: Desk, found: Found) -> set[str]:
    """Return the items for which people named these posts."""
    rulings = (desk.rulings.on(channel_id, one) for channel_id, one in _units(found))
    return {item_id for ruling in rulings for item_id in ruling.same}


def _compare(
    desk: Desk,
    channel_id: str,
    posts: Mapping[int, Post],
    sides: Mapping[PostKey, Side],
    news: News,
) -> set[ItemPlace]:
    units = threads(posts.values())
    found = [pair for one in units for pair in compare(channel_id, one, sides[one.key], news)]
    return pairs.add(desk.connection, desk.id, channel_id, found)
