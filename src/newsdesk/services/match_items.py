"""Finds out which items are new, changed or gone since they were matched."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.pair import noon
from newsdesk.services.match_news import Desk, side_of
from newsdesk.store import desks, due, item_keys, items, key_counts, pairs
from newsdesk.store.codec import fingerprint
from newsdesk.store.item_keys import Keyed
from newsdesk.store.pairs import ItemPlace
from newsdesk.sync.comparing import post_side
from newsdesk.sync.counting import SAMPLE, counted
from newsdesk.sync.index import REACH

_DAY = timedelta(days=1)


def anew(desk: Desk) -> int:
    """Count all keys, and let every post be compared with every item; return the texts counted.

    The matches that are there stay until others take their places.
    """
    connection = desk.connection
    found = items.of_pages(connection, desk.id, desk.pages)
    channels = [channel.id for channel in desk.config.channels]
    sample = due.sample(connection, desk.id, channels, SAMPLE)
    sides = [side_of(one, desk.site) for one in found]
    around = counted([*sides, *(post_side(post, desk.site) for post in sample)])
    key_counts.replace(connection, desk.id, around.having)
    item_keys.clear(connection, desk.id)
    item_keys.add(connection, desk.id, [_keyed(desk, one) for one in found], fresh=False)
    due.every(connection, desk.id)
    desks.set_items_matched(connection, desk.id)
    return around.texts


def changed(desk: Desk) -> tuple[int, set[ItemPlace]]:
    """Let posts near new and changed items be compared with these.

    Return how many items changed, and what pairs there were of those that did or are gone.
    """
    connection = desk.connection
    if desks.items_matched(connection, desk.id):
        return 0, set()
    now = {one.id: one for one in items.of_pages(connection, desk.id, desk.pages)}
    known = item_keys.known(connection, desk.id)
    other = [one for one in now.values() if known.get(one.id) != _fingerprint(one)]
    gone = known.keys() - now.keys()
    former = gone | {one.id for one in other}
    touched = pairs.forget_items(connection, desk.id, former)
    item_keys.forget(connection, desk.id, former)
    item_keys.add(connection, desk.id, [_keyed(desk, one) for one in other], fresh=True)
    _let_compare(desk, other)
    due.at(connection, desk.id, _addresses(desk, former))
    desks.set_items_matched(connection, desk.id)
    return len(former), touched


def _let_compare(desk: Desk, fresh: Iterable[NewsItem]) -> None:
    for day in {one.date for one in fresh}:
        reach = REACH + _DAY
        due.between(desk.connection, desk.id, noon(day) - reach, noon(day) + reach)


def _addresses(desk: Desk, item_ids: Iterable[str]) -> set[str]:
    """Find the addresses at which posts are that people named for items."""
    wanted = set(item_ids)
    return {
        fingerprint(address)
        for (_, address), ruling in desk.rulings.by_place.items()
        if ruling.same & wanted
    }


def _keyed(desk: Desk, one: NewsItem) -> Keyed:
    side = side_of(one, desk.site)
    return Keyed(one.id, _fingerprint(one), one.date, side.keys)


def _fingerprint(one: NewsItem) -> str:
    """Name all of an item that is compared."""
    return fingerprint(one.date.isoformat(), one.text, *one.links)
