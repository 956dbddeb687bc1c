"""Finds the news items that a post can be about, without looking at all of them.

Two sides without a common key are never the same news, so only items that have one of the post's
keys are looked at, and only those within :data:`REACH` of it. Keys that very many texts have
("wiki", "release") lead to nearly every item: what a post shares with an item must be worth
:data:`LEAST` bits together, which is what speaks against any two texts before they are read, and
a key that one text of ten has (less than :data:`CRUMB` bits) adds nothing to that. Whatever
shares less could only be taken for the same because both are of one day.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from newsdesk.sync.judging.rarity import bits
from newsdesk.sync.side import Around, Side

REACH = timedelta(days=45)
"""Between an item's noon and a post: the same words, and links, come back later for other news."""
LEAST = 6.0
CRUMB = 3.3


class Index:
    """News items by the keys of their sides."""

    def __init__(self, items: Iterable[tuple[str, Side]], around: Around) -> None:
        """Take items by id in whatever order; their moments must be known."""
        self._around = around
        placed = sorted((side.moment, one, side) for one, side in items if side.moment)
        self._moments = [moment for moment, _, _ in placed]
        self.ids = [one for _, one, _ in placed]
        self.sides = [side for _, _, side in placed]
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, side in enumerate(self.sides):
            for key in side.keys:
                if bits(key, around) >= CRUMB:
                    self._places[key].append(place)

    def near(self, post: Side) -> list[tuple[str, Side]]:
        """Return the items that a post can be about, the oldest first."""
        if post.moment is None:
            return []
        first, last = self._reach(post.moment)
        worth: dict[int, float] = defaultdict(float)
        for key in post.keys:
            places = self._places.get(key)
            if places:
                here = places[bisect_left(places, first) : bisect_left(places, last)]
                for place in here:
                    worth[place] += bits(key, self._around)
        found = sorted(place for place, bit in worth.items() if bit >= LEAST)
        return [(self.ids[place], self.sides[place]) for place in found]

    def _reach(self, moment: datetime) -> tuple[int, int]:
        return (
            bisect_left(self._moments, moment - REACH),
            bisect_right(self._moments, moment + REACH),
        )
