"""What stands on a board, and what people's decisions make of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from newsdesk.domain.decision import Decision
from newsdesk.domain.decisions import NOTHING, Decisions
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.post import Post, PostForm, PostKey
from newsdesk.domain.sync_status import Match
from newsdesk.sync.overlay import no_news as said_no_news
from newsdesk.sync.overlay import overlay

Posts = Mapping[str, Sequence[Post]]
"""Posts by channel id, newest first, each thread as one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Items, their matches and the posts of those; the posts and shares that match none.

    ``set_aside`` are posts that people said to be no news.
    ``decisions`` are laid over the matches: those that are ``published``, and the viewer's own.
    """

    items: Sequence[NewsItem]
    matches: Sequence[Match]
    posts: Posts
    unlisted: Posts
    set_aside: Posts
    shares_unlisted: Mapping[str, int]
    published: Decisions
    decisions: Decisions


def laid_over(
    plain: Content, own: Sequence[Decision], about: Posts, since: datetime | None
) -> Content:
    """Lay what is published and the viewer's ``own`` decisions over what is stored.

    ``about`` are the posts that any of them are about. Posts from ``since`` on that match no
    item any more are among those that match none.
    """
    published = plain.published
    decisions = published.after(own) if own else published
    matches = overlay(plain.matches, decisions, about, published if own else NOTHING)
    matched = {(one.channel_id, one.post) for one in matches}
    no_news = said_no_news(decisions, about)
    unlisted, set_aside = {}, {}
    for channel in plain.unlisted.keys() | about.keys():
        alone = list(_alone(channel, plain.unlisted, about, matched, since))
        unlisted[channel] = [one for one in alone if (channel, one.key) not in no_news]
        set_aside[channel] = [one for one in alone if (channel, one.key) in no_news]
    posts = {
        channel: [*plain.posts.get(channel, ()), *about.get(channel, ())]
        for channel in plain.posts.keys() | about.keys()
    }
    return replace(
        plain,
        matches=matches,
        posts=posts,
        unlisted=unlisted,
        set_aside=set_aside,
        decisions=decisions,
    )


def _alone(
    channel: str,
    unlisted: Posts,
    about: Posts,
    matched: Collection[tuple[str, PostKey]],
    since: datetime | None,
) -> Iterator[Post]:
    """Yield the original posts of a channel that match no item."""
    known = {one.key: one for one in unlisted.get(channel, ())}
    for one in about.get(channel, ()):
        stands = one.form is PostForm.ORIGINAL and one.deleted is None
        if stands and (since is None or one.time >= since):
            known.setdefault(one.key, one)
    yield from (one for one in known.values() if (channel, one.key) not in matched)
