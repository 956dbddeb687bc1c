"""Reads what others say, as the account sees it: its notifications, and the network's search.

Methods: https://docs.bsky.app/docs/api/app-bsky-notification-list-notifications,
https://docs.bsky.app/docs/api/app-bsky-feed-get-posts,
https://docs.bsky.app/docs/api/app-bsky-feed-search-posts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from newsdesk.channels import bluesky_posts as posts
from newsdesk.channels.adapter import Wanted
from newsdesk.channels.bluesky_login import Account, Query
from newsdesk.channels.line import Line
from newsdesk.channels.paging import Page, page, read_stream
from newsdesk.channels.shape import at, items_at, text_at
from newsdesk.domain.fetch import Fetched
from newsdesk.domain.post import Post, PostKey
from newsdesk.infra.fetch_errors import NotUnderstoodError

PER_PAGE = 100
"""The most notifications, or posts of a search, that come at once."""
PER_VIEW = 25
"""The most posts that app.bsky.feed.getPosts gives at once."""
MOST_PAGES = 3
"""Pages that are read of one search."""

_LATE = timedelta(days=1)
"""How long the search may take to know a post."""


def read_mentions(line: Line, wanted: Wanted) -> Fetched:
    """Read others' posts that mention, answer or quote the account.

    :raises FetchError: where they cannot be read
    """
    account = Account(line)
    result = read_stream(
        lambda cursor: _notifications(account, cursor),
        wanted.state,
        oldest=wanted.oldest,
        now=wanted.now,
        host=account.host,
    )
    return replace(result, whole_since=None)


def read_search(line: Line, wanted: Wanted) -> Fetched:
    """Read others' newest posts with one of the tags or terms.

    :raises FetchError: where they cannot be read
    """
    account = Account(line)
    since = wanted.state.last_read - _LATE if wanted.state.last_read else wanted.oldest
    found: dict[PostKey, Post] = {}
    for query in _searches(wanted):
        for one in _found(account, query, since):
            found[one.key] = replace(one, time=min(one.time, wanted.now))
    newest_first = sorted(found.values(), key=lambda post: post.time, reverse=True)
    return Fetched(
        posts=tuple(newest_first),
        complete_since=wanted.state.complete_since or since,
        newest=newest_first[0].key.native_id if newest_first else wanted.state.newest,
    )


def _notifications(account: Account, cursor: str) -> Page:
    query: Query = {"limit": PER_PAGE, "reasons": list(posts.REASONS), **_from(cursor)}
    answered = account.ask("app.bsky.notification.listNotifications", query)
    ours = [
        one
        for one in _list(account, answered, "notifications")
        if text_at(one, "reason") in posts.REASONS and posts.author_id(one) != account.did
    ]
    views = _views(account, [text_at(one, "uri") for one in ours if posts.has_embed(one)])

    def read(notification: object) -> Post | None:
        if not posts.has_embed(notification):
            return posts.from_view(notification)
        view = views.get(text_at(notification, "uri"))
        return posts.from_view(view) if view else None

    return page(ours, read, older=text_at(answered, "cursor"), host=account.host)


def _views(account: Account, uris: list[str]) -> dict[str, object]:
    """Return the whole views of posts; those deleted meanwhile are not among them."""
    views: dict[str, object] = {}
    for start in range(0, len(uris), PER_VIEW):
        some = uris[start : start + PER_VIEW]
        answered = account.ask("app.bsky.feed.getPosts", {"uris": some})
        views |= {text_at(view, "uri"): view for view in items_at(answered, "posts")}
    return views


def _searches(wanted: Wanted) -> Iterator[Mapping[str, str]]:
    """Yield what to ask; the syntax: https://docs.bsky.app/docs/api/app-bsky-feed-search-posts."""
    for tag in wanted.tags:
        yield {"q": f"#{tag}", "tag": tag}
    for term in wanted.terms:
        yield {"q": f'"{term}"' if " " in term else term}


def _found(account: Account, query: Mapping[str, str], since: datetime | None) -> Iterator[Post]:
    """Yield others' posts that a search finds, the newest pages of them."""
    cursor = ""
    lowest = {"since": f"{since:%Y-%m-%dT%H:%M:%SZ}"} if since else {}
    for _ in range(MOST_PAGES):
        whole: Query = {**query, **lowest, "sort": "latest", "limit": PER_PAGE, **_from(cursor)}
        answered = account.ask("app.bsky.feed.searchPosts", whole)
        found = [
            one for one in _list(account, answered, "posts") if posts.author_id(one) != account.did
        ]
        cursor = text_at(answered, "cursor")
        some = page(found, posts.from_view, older=cursor, host=account.host)
        yield from some.posts
        if not cursor or (since and some.posts and some.posts[-1].time < since):
            break


def _from(cursor: str) -> dict[str, str]:
    return {"cursor": cursor} if cursor else {}


def _list(account: Account, answered: object, name: str) -> list[object]:
    if not isinstance(at(answered, name), list):
        raise NotUnderstoodError(account.host)
    return items_at(answered, name)
