"""Which posts say what a desk's news items say, on every channel.

What counts as the same news is asked of one item and one post, in :mod:`newsdesk.sync.judging`.
Over a whole desk this holds:

1. Replies, and posts that the network no longer has, are never news; a thread is one post; a
   share counts by what it shares. What people decided comes before all else
   (:mod:`newsdesk.sync.rulings`).
2. A post is compared only with items that it can be about (:mod:`newsdesk.sync.index`), and what
   a comparison comes to depends on nothing but the two and how common their words are here
   (:mod:`newsdesk.sync.counting`). So it can be kept for as long as both stay as they are.
3. On each channel by itself every post is then given to its item, and items to their posts
   (:mod:`newsdesk.sync.assigning`). That depends only on the pairs that hang together.
4. A post that is about an item but says or links something else "differs"
   (:mod:`newsdesk.sync.differing`).

:func:`match` does it for everything there is; the service does the same for what has changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from newsdesk.domain.decisions import NOTHING, Decisions
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.pair import Pair
from newsdesk.domain.post import Post
from newsdesk.domain.site import Site
from newsdesk.domain.sync_status import Match
from newsdesk.domain.thread import threads
from newsdesk.sync.assigning import assign
from newsdesk.sync.comparing import NONE, News, compare, item_side, post_side
from newsdesk.sync.counting import counted, largest, sample
from newsdesk.sync.rulings import Rulings
from newsdesk.sync.side import Around, Side


def match(
    items: Sequence[NewsItem],
    posts: Mapping[str, Sequence[Post]],
    site: Site,
    decisions: Decisions = NOTHING,
    *,
    dead: frozenset[str] = NONE,
    around: Around | None = None,
) -> tuple[Match, ...]:
    """Match every channel's posts (by channel id) with the items of the news pages.

    ``decisions`` name items by the ids of today; ``dead`` are canonical addresses that lead
    nowhere. How common words are is counted here where ``around`` does not say it.
    """
    sides = {item.id: item_side(item, site) for item in items}
    around = around or count(sides, posts, site)
    news = News.of(sides, around, Rulings.of(decisions), dead)
    pairs = _compared(posts, site, news)
    return tuple(found for channel_id in posts for found in assign(channel_id, pairs[channel_id]))


def count(sides: Mapping[str, Side], posts: Mapping[str, Sequence[Post]], site: Site) -> Around:
    """Count how common each key is among the items, and the posts of the largest channel."""
    some = sample(largest(posts))
    return counted(chain(sides.values(), (post_side(post, site) for post in some)))


def _compared(
    posts: Mapping[str, Sequence[Post]], site: Site, news: News
) -> Mapping[str, list[Pair]]:
    """Compare all posts in the order of time: what stands on several channels is read once."""
    pairs: Mapping[str, list[Pair]] = {channel_id: [] for channel_id in posts}
    every = [(channel_id, post) for channel_id in posts for post in threads(posts[channel_id])]
    for channel_id, post in sorted(every, key=lambda one: one[1].time):
        pairs[channel_id] += compare(channel_id, post, post_side(post, site), news)
    return pairs
