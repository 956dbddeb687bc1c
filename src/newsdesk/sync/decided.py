"""Which of today's items a decision of former days is about.

A decision names its item's id and holds a snapshot of it. The rules, in the order in which they
are asked:

1. The item of that id; but where another item of the snapshot's day says word for word what the
   snapshot says, and this one does not, that one: items of one day that begin alike are numbered,
   and their numbers change places with them.
2. The item of the newest name that the id is known to have got since: but not where that stands
   for other news, as an edit that takes the oldest item out and puts the next issue in looks like
   a new name for it.
3. An item of the snapshot's day, or of the day that a later name gives, whose words fit; or that
   alone has a link of the snapshot's, and some of its words.
4. An item of the days around, if it says nearly the same: then the date was corrected.

In 2 to 4 numbers must not contradict, for the next release is announced in the same words, and
the day must be one of those around; in 3 and 4 the second-best item must be clearly worse. In
doubt nothing is found: a decision that is asked for once more does less harm than one that hides
another item's gap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from rapidfuzz import fuzz

from newsdesk.domain.decision import Snapshot
from newsdesk.domain.item_id import date_of, names_since, words_of
from newsdesk.domain.links import canonical
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.site import Site
from newsdesk.sync.item_lookup import ENOUGH, LEAD, agree, fit

AROUND = 6
"""Days by which a date is taken to be corrected: news that come every week are not the same."""
NEARLY_ALL = 90.0
"""How alike (0 to 100) the words must be where the date is another."""
WITH_LINK = 30.0
"""How well the words must fit where the item alone has a link of the snapshot's."""
_CUT = 300
"""From this length on a snapshot's text may be the beginning only."""


class Today:
    """Today's items, and what former ids became: old id -> newer id."""

    def __init__(self, items: Iterable[NewsItem], renamed: Mapping[str, str], site: Site) -> None:
        self._items = {one.id: one for one in items}
        self._renamed, self._site = renamed, site
        self._of_day: defaultdict[date, list[NewsItem]] = defaultdict(list)
        for one in self._items.values():
            self._of_day[one.date].append(one)

    def meant(self, item_id: str, snapshot: Snapshot) -> str:
        """Return the id of the item that is meant, empty where that is not certain."""
        return self.named(item_id, snapshot) or self._alike(item_id, snapshot)

    def named(self, item_id: str, snapshot: Snapshot) -> str:
        """Return the id of the item that is meant if it has that id, or has got another since."""
        item = self._items.get(item_id)
        if item is not None:
            twins = [one.id for one in self._of_day[snapshot.date] if _says(one, snapshot)]
            return twins[0] if len(twins) == 1 and not _says(item, snapshot) else item_id
        names = (
            name for name in reversed(names_since(item_id, self._renamed)) if name in self._items
        )
        return next((name for name in names if _may_be(self._items[name], snapshot)), "")

    def _alike(self, item_id: str, snapshot: Snapshot) -> str:
        later = filter(None, map(date_of, names_since(item_id, self._renamed)[1:]))
        days = {snapshot.date, *(day for day in later if _is_around(day, snapshot))}
        of_days = [one for day in sorted(days) for one in self._of_day.get(day, ())]
        links = self._links(snapshot.links) - _shared(map(self._item_links, of_days))
        same_day = {one.id: self._fit(one, snapshot, links) for one in of_days}
        return _clearly(same_day, ENOUGH) or _clearly(self._corrected(snapshot), NEARLY_ALL)

    def _fit(self, item: NewsItem, snapshot: Snapshot, own: frozenset[str]) -> float:
        """Say from 0 to 100 how well an item of the day fits: enough where it alone has a link."""
        if not agree(item.text, snapshot.text):
            return 0.0
        words = max(fit(" ".join(words_of(snapshot.text)), item), _alike(item, snapshot))
        linked = words >= WITH_LINK and not own.isdisjoint(self._item_links(item))
        return ENOUGH + (100 - ENOUGH) * words / 100 if linked else words

    def _corrected(self, snapshot: Snapshot) -> dict[str, float]:
        return {
            one.id: _alike(one, snapshot)
            for day in around(snapshot.date)
            for one in self._of_day.get(day, ())
            if day != snapshot.date and agree(one.text, snapshot.text)
        }

    def _item_links(self, item: NewsItem) -> frozenset[str]:
        return self._links(item.links)

    def _links(self, links: Iterable[str]) -> frozenset[str]:
        return frozenset(canonical(one, self._site) for one in links)


def around(day: date) -> list[date]:
    """List the days around a day, as far as there are such: anybody can write any date."""
    first = max(date.min.toordinal(), day.toordinal() - AROUND)
    last = min(date.max.toordinal(), day.toordinal() + AROUND)
    return [date.fromordinal(number) for number in range(first, last + 1)]


def _shared(found: Iterable[frozenset[str]]) -> frozenset[str]:
    """Return the links that more than one item has."""
    seen: set[str] = set()
    twice: set[str] = set()
    for links in found:
        twice |= seen & links
        seen |= links
    return frozenset(twice)


def _clearly(scores: Mapping[str, float], enough: float) -> str:
    """Return the best one if it is good enough, and clearly better than the next."""
    ranked = sorted(((score, name) for name, score in scores.items()), reverse=True)
    if not ranked or ranked[0][0] < enough:
        return ""
    rival = ranked[1][0] if len(ranked) > 1 else 0.0
    return ranked[0][1] if ranked[0][0] - rival >= LEAD else ""


def _alike(item: NewsItem, snapshot: Snapshot) -> float:
    beginning = item.text[: len(snapshot.text)] if _is_cut(snapshot) else item.text
    one, other = (" ".join(words_of(text)) for text in (beginning, snapshot.text))
    return fuzz.token_sort_ratio(one, other)


def _says(item: NewsItem, snapshot: Snapshot) -> bool:
    text = " ".join(item.text.split())
    return text.startswith(snapshot.text) if _is_cut(snapshot) else text == snapshot.text


def _is_cut(snapshot: Snapshot) -> bool:
    return len(snapshot.text) >= _CUT


def _may_be(item: NewsItem, snapshot: Snapshot) -> bool:
    return agree(item.text, snapshot.text) and _is_around(item.date, snapshot)


def _is_around(day: date, snapshot: Snapshot) -> bool:
    return abs(day - snapshot.date) <= timedelta(days=AROUND)
