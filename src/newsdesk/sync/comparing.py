"""Compares a post with the news items that it can be about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from newsdesk.domain.message import Message
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.pair import Pair, noon
from newsdesk.domain.post import Post, PostForm
from newsdesk.domain.site import Site
from newsdesk.domain.sync_status import Verdict
from newsdesk.sync.differing import leads_elsewhere, repeats, says_otherwise, speaks_of
from newsdesk.sync.index import Index
from newsdesk.sync.judging import fitting, side
from newsdesk.sync.rulings import Ruling, Rulings
from newsdesk.sync.side import Around, Judgement, Side

NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class News:
    """The items among which posts find theirs, and what is known around a comparison.

    ``dead`` are canonical addresses that lead nowhere any more. It makes no difference to a post
    which items there are that it has no key in common with.
    """

    sides: Mapping[str, Side]
    index: Index
    around: Around
    rulings: Rulings
    dead: frozenset[str] = NONE

    @classmethod
    def of(
        cls,
        sides: Mapping[str, Side],
        around: Around,
        rulings: Rulings,
        dead: frozenset[str] = NONE,
    ) -> News:
        """Make items, by their ids, ready to be found."""
        return cls(sides, Index(sides.items(), around), around, rulings, dead)


def item_side(item: NewsItem, site: Site) -> Side:
    """Reduce an item to what is compared; its time is the noon of its day."""
    return side(item.text, links=item.links, moment=noon(item.date), site=site)


def post_side(post: Post, site: Site) -> Side:
    """Reduce a post, or a thread read as one post, to what is compared; quoted links count."""
    quoted = post.quote.links if post.quote else ()
    return side(post.text, links=(*post.links, *quoted), moment=post.time, site=site)


@lru_cache(maxsize=2048)
def kept_side(post: Post, site: Site) -> Side:
    """Do what :func:`post_side` does, once for as long as a post stays as it is."""
    return post_side(post, site)


def is_compared(post: Post) -> bool:
    """Tell whether the machine takes a post for news: replies and deleted posts never are."""
    return post.form is not PostForm.REPLY and post.deleted is None


def compare(channel_id: str, post: Post, post_is: Side, news: News) -> list[Pair]:
    """Compare a post of a channel, or a thread, with all items that it can be about.

    What a person decided of it comes before everything that the machine finds.
    """
    if post.deleted:
        return []
    ruling = news.rulings.on(channel_id, post)
    decided = ruling.same & news.sides.keys()
    if decided:
        return [_decided(one, news.sides[one], post, ruling) for one in sorted(decided)]
    if not ruling.news or not is_compared(post):
        return []
    near = news.index.near(post_is)
    found = (_judged(i, s, post, post_is, news) for i, s in near if i not in ruling.never)
    return [one for one in found if one is not None]


def _decided(item_id: str, item: Side, post: Post, ruling: Ruling) -> Pair:
    said = (ruling.evidence(item_id),)
    found = Judgement(verdict=Verdict.SAME, score=1.0, evidence=said)
    return replace(_pair(item_id, item, post, found), decided=True)


def _judged(item_id: str, item: Side, post: Post, post_is: Side, news: News) -> Pair | None:
    found = fitting(item, post_is, news.around)
    certain = found is not None and found.verdict is Verdict.SAME
    otherwise = (_differs if certain else _contradicts)(item, post_is, news)
    if otherwise is None:
        return _pair(item_id, item, post, found) if found else None
    score, evidence = (found.score, found.evidence) if found else (0.0, ())
    said = (otherwise, *(evidence if certain else ()))
    differs = Judgement(verdict=Verdict.DIFFERS, score=score, evidence=said)
    return replace(_pair(item_id, item, post, differs), contradicts=not certain)


def _differs(item: Side, post: Side, news: News) -> Message | None:
    """Name what a post that fits an item says or links instead."""
    elsewhere = leads_elsewhere(item, post, news.dead)
    if elsewhere or not repeats(item, post, news.around):
        return elsewhere
    return says_otherwise(item, post)


def _contradicts(item: Side, post: Side, news: News) -> Message | None:
    """Name what a post says instead that does not fit an item, and yet speaks of it."""
    if not speaks_of(item, post, news.around):
        return None
    return says_otherwise(item, post) or leads_elsewhere(item, post, news.dead)


def _pair(item_id: str, item: Side, post: Post, found: Judgement) -> Pair:
    return Pair(
        item_id=item_id,
        day=(item.moment or post.time).date(),
        post=post.key,
        time=post.time,
        verdict=found.verdict or Verdict.UNSURE,
        score=found.score,
        evidence=found.evidence,
    )
