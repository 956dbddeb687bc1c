"""What posts are compared with: the items, how common their keys are, what people decided."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from sqlalchemy import Connection

from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.site import Site
from newsdesk.store import item_keys, items, key_counts
from newsdesk.sync.comparing import News, item_side
from newsdesk.sync.index import LEAST, leading, reach
from newsdesk.sync.judging.rarity import worth
from newsdesk.sync.rulings import Rulings
from newsdesk.sync.side import Around, Side

_SIDES = 4096


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk in one transaction: its set-up, its decisions, and how many texts were counted.

    ``dead`` are the links that lead nowhere, in the form in which links are compared.
    """

    connection: Connection
    id: int
    config: DeskConfig
    site: Site
    rulings: Rulings
    texts: int
    dead: frozenset[str] = frozenset()

    @property
    def pages(self) -> list[str]:
        """The titles of the pages that hold news items."""
        return pages(self.config)


def pages(config: DeskConfig) -> list[str]:
    """Return the titles of the pages that hold news items, the news page first."""
    return [title for title in (config.news.page, config.news.archive) if title]


@lru_cache(maxsize=_SIDES)
def side_of(item: NewsItem, site: Site) -> Side:
    """Reduce an item to what is compared, once for as long as it stays as it is."""
    return item_side(item, site)


def whole(desk: Desk) -> News:
    """Load every item: for many posts that is less work than asking for each."""
    found = items.of_pages(desk.connection, desk.id, desk.pages)
    return _news(desk, found, key_counts.every(desk.connection, desk.id))


def only(desk: Desk, wanted: Collection[str]) -> News:
    """Load some items, for posts that were compared with all others."""
    found = items.with_ids(desk.connection, desk.id, desk.pages, wanted)
    return _news(desk, found, key_counts.every(desk.connection, desk.id))


def near(desk: Desk, posts: Collection[Side], named: Iterable[str]) -> News:
    """Load the items that some posts can be about, and those that people named for them."""
    keys = frozenset().union(*(post.keys for post in posts))
    having = key_counts.of_keys(desk.connection, desk.id, keys)
    around = Around(texts=desk.texts, having=having)
    wanted = set(named).union(*(_near(desk, post, around) for post in posts))
    found = items.with_ids(desk.connection, desk.id, desk.pages, wanted)
    of_items = chain.from_iterable(side_of(one, desk.site).keys for one in found)
    more = key_counts.of_keys(desk.connection, desk.id, set(of_items) - keys)
    return _news(desk, found, having | more)


def _near(desk: Desk, post: Side, around: Around) -> set[str]:
    """Ask for the items of the time that share enough of a post's keys."""
    if post.moment is None:
        return set()
    since, until = reach(post.moment)
    sharing = item_keys.having(
        desk.connection, desk.id, leading(post, around), since=since.date(), until=until.date()
    )
    return {one for one, keys in sharing.items() if worth(keys, around) >= LEAST}


def _news(desk: Desk, found: Iterable[NewsItem], having: Mapping[str, int]) -> News:
    sides = {one.id: side_of(one, desk.site) for one in found}
    return News.of(sides, Around(texts=desk.texts, having=having), desk.rulings, desk.dead)
