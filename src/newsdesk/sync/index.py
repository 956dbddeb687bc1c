"""Finds the news items that a post can be about, without looking at all of them.

Two sides without a common key are never the same news, so only items that have one of the post's
keys are looked at, and only those within :data:`REACH` of it. But common words ("wiki", "release")
would lead to nearly every item. So a post and an item are compared where

- they share addresses, versions, issues, days or numbers that are worth :data:`LEAST` bits: as
  much as speaks against any two texts before they are read; or
- all that they share is worth that, and :data:`PART` of the shorter one's text besides: where
  less of a text is shared, its words speak against it in every way of weighing them.

A key that one text of ten has (less than :data:`CRUMB` bits) does not lead anywhere. All this is
asked of the two and of how common their keys are, so other items and posts change nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from newsdesk.sync.judging.rarity import bits, worth
from newsdesk.sync.side import Around, Side

REACH = timedelta(days=45)
"""Between an item's noon and a post: the same words, and links, come back later for other news."""
LEAST = 6.0
PART = 0.05
CRUMB = 3.3


class Index:
    """News items by the keys of their sides."""

    def __init__(self, items: Iterable[tuple[str, Side]], around: Around) -> None:
        """Take items by id in whatever order; their moments must be known."""
        self._around = around
        placed = sorted((side.moment, one, side) for one, side in items if side.moment)
        self._moments = [moment for moment, _, _ in placed]
        self._items = [(one, side) for _, one, side in placed]
        self._weights = [worth(side.keys, around) for _, side in self._items]
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, (_, side) in enumerate(self._items):
            for key in leading(side, around):
                self._places[key].append(place)

    def near(self, post: Side) -> list[tuple[str, Side]]:
        """Return the items that a post can be about, the oldest first."""
        if post.moment is None:
            return []
        marked: dict[int, float] = defaultdict(float)
        shared: dict[int, float] = defaultdict(float)
        first, last = self._reach(post.moment)
        for key in post.keys & self._places.keys():
            places, worth_it = self._places[key], self._around.bits[key]
            for place in places[bisect_left(places, first) : bisect_left(places, last)]:
                shared[place] += worth_it
                if ":" in key:
                    marked[place] += worth_it
        likely = [place for place, amount in shared.items() if amount >= LEAST]
        weight = worth(post.keys, self._around) if likely else 0.0
        return [
            self._items[place]
            for place in sorted(likely)
            if marked.get(place, 0.0) >= LEAST
            or shared[place] >= LEAST + PART * min(weight, self._weights[place])
        ]

    def _reach(self, moment: datetime) -> tuple[int, int]:
        since, until = reach(moment)
        return bisect_left(self._moments, since), bisect_right(self._moments, until)


def reach(moment: datetime) -> tuple[datetime, datetime]:
    """Return between which moments an item can stand that a post of this moment is about.

    Feeds with no date at hand write the first or last moment that there is.
    """
    return (
        moment - min(REACH, moment - datetime.min.replace(tzinfo=UTC)),
        moment + min(REACH, datetime.max.replace(tzinfo=UTC) - moment),
    )


def leading(side: Side, around: Around) -> list[str]:
    """List the keys by which a side is found."""
    return [key for key in side.keys if bits(key, around) >= CRUMB]
