"""Reads what is no stream that reaches back: searches, and lists of accounts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from newsdesk.channels.paging import LATE, PATIENCE, Page, ReadPage
from newsdesk.domain.fetch import BEGINNING, Fetched, FetchedFollows, StreamState
from newsdesk.domain.message import msg
from newsdesk.domain.post import Post
from newsdesk.domain.profile import Profile
from newsdesk.infra import clock
from newsdesk.infra.fetch_errors import TooSlowError

MOST_FOLLOWS = 5000
"""Accounts of one list that are read; of a longer one the rest stays unknown."""

SEARCH_PAGES = 5
"""Pages of one search that one read asks for."""


@dataclass(frozen=True, slots=True)
class Accounts:
    """One page of accounts; ``more`` is what to ask the next one with, empty at the end."""

    profiles: tuple[Profile, ...]
    more: str = ""


def read_searches(
    searches: Iterable[ReadPage],
    state: StreamState,
    *,
    oldest: datetime | None,
    now: datetime,
    host: str,
) -> Fetched:
    """Read the newest posts of several searches as one stream.

    Each search is read until a day before the last reading, the first time until ``oldest``
    (UTC), and never further than :data:`SEARCH_PAGES`. Nothing is ever taken for deleted.

    :raises FetchError: where one of them cannot be read
    """
    until = oldest if state.last_read is None else state.last_read - LATE
    end = clock.ticks() + PATIENCE
    posts: list[Post] = []
    reached = BEGINNING
    for read_page in searches:
        found, back = _search(read_page, until, end, host)
        posts += found
        reached = max(reached, back or now)
    gap = state.complete_since is None or until is None or reached > until
    unique = {post.key: replace(post, time=min(post.time, now)) for post in posts}
    newest_first = sorted(unique.values(), key=lambda post: post.time, reverse=True)
    return Fetched(
        posts=tuple(newest_first),
        complete_since=reached if gap else state.complete_since,
        newest=newest_first[0].key.native_id if newest_first else state.newest,
    )


def read_follows(read_page: Callable[[str], Accounts], host: str) -> FetchedFollows:
    """Read a list of accounts to its end, or as far as :data:`MOST_FOLLOWS`.

    :raises FetchError: where a page cannot be read
    """
    end = clock.ticks() + PATIENCE
    found: dict[str, Profile] = {}
    asked, more = {""}, ""
    while True:
        _hurry(end, host)
        page = read_page(more)
        found |= {profile.handle: profile for profile in page.profiles}
        more = page.more
        if more in asked or len(found) >= MOST_FOLLOWS:
            break
        asked.add(more)
    follows = tuple(found.values())[:MOST_FOLLOWS]
    return FetchedFollows(follows=follows, complete=not more and len(found) <= MOST_FOLLOWS)


def _search(
    read_page: ReadPage, until: datetime | None, end: float, host: str
) -> tuple[list[Post], datetime | None]:
    """Return one search's newest posts, and how far back they reach (``None``: nowhere)."""
    posts: list[Post] = []
    page = Page()
    for _ in range(SEARCH_PAGES):
        _hurry(end, host)
        page = read_page(page.older)
        posts += page.posts
        if not page.older:
            return posts, BEGINNING
        if until is not None and posts and posts[-1].time < until:
            break
    return posts, posts[-1].time if posts else None


def _hurry(end: float, host: str) -> None:
    if clock.ticks() > end:
        raise TooSlowError(msg("newsdesk-fetch-too-slow", host, PATIENCE))
