"""Reads what others say, as the account sees it: its notifications, and the network's search.

Methods: https://docs.bsky.app/docs/api/app-bsky-notification-list-notifications,
https://docs.bsky.app/docs/api/app-bsky-feed-get-posts,
https://docs.bsky.app/docs/api/app-bsky-feed-search-posts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from newsdesk.channels import bluesky_posts as posts
from newsdesk.channels.adapter import Wanted
from newsdesk.channels.bluesky_labels import is_for_everybody
from newsdesk.channels.bluesky_login import Account, Query
from newsdesk.channels.line import Line
from newsdesk.channels.listing import read_searches
from newsdesk.channels.paging import LATE, Page, ReadPage, page, read_stream
from newsdesk.channels.shape import items_at, needed_items_at, text_at, understood
from newsdesk.domain.fetch import Fetched
from newsdesk.domain.post import Post

PER_PAGE = 100
"""The most notifications, or posts of a search, that come at once."""
PER_VIEW = 25
"""The most posts that app.bsky.feed.getPosts gives at once."""


def read_mentions(line: Line, wanted: Wanted) -> Fetched:
    """Read others' posts that mention, answer or quote the account.

    :raises FetchError: where they cannot be read
    """
    account = Account(line, wanted.native_id)
    result = read_stream(
        lambda cursor: _notifications(account, cursor, wanted.state.newest),
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
    account = Account(line, wanted.native_id)
    return read_searches(
        [_search(account, query) for query in _queries(wanted)],
        wanted.state,
        oldest=wanted.oldest,
        now=wanted.now,
        host=account.host,
    )


def _notifications(account: Account, cursor: str, newest: str) -> Page:
    """Read a page of notifications, down to the newest one that is known already."""
    query: Query = {"limit": PER_PAGE, "reasons": list(posts.REASONS), **_from(cursor)}
    answered = account.ask("app.bsky.notification.listNotifications", query)
    told = _others(account, answered, "notifications")
    ours = [one for one in told if text_at(one, "reason") in posts.REASONS]
    known = next((n for n, one in enumerate(ours) if text_at(one, "uri") == newest), len(ours))
    del ours[known + 1 :]
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


def _queries(wanted: Wanted) -> Iterator[Mapping[str, str]]:
    """Yield what to ask; the syntax: https://docs.bsky.app/docs/api/app-bsky-feed-search-posts."""
    state = wanted.state
    since = wanted.oldest if state.last_read is None else state.last_read - LATE
    lowest = {"since": f"{since:%Y-%m-%dT%H:%M:%SZ}"} if since else {}
    for tag in wanted.tags:
        yield {"q": f"#{tag}", "tag": tag, **lowest}
    for term in wanted.terms:
        yield {"q": f'"{term}"' if " " in term else term, **lowest}


def _search(account: Account, asked: Mapping[str, str]) -> ReadPage:
    """Search for others' posts, newest first."""

    def read_page(cursor: str) -> Page:
        query: Query = {**asked, "sort": "latest", "limit": PER_PAGE, **_from(cursor)}
        answered = account.ask("app.bsky.feed.searchPosts", query)
        found = _others(account, answered, "posts")
        older = text_at(answered, "cursor")
        return page(found, posts.from_view, older=older, host=account.host)

    return read_page


def _from(cursor: str) -> dict[str, str]:
    return {"cursor": cursor} if cursor else {}


def _others(account: Account, answered: object, name: str) -> list[object]:
    """Return what others wrote, without those who want to be seen at Bluesky alone."""
    with understood(account.host):
        views = needed_items_at(answered, name)
    return [
        view for view in views if posts.author_id(view) != account.did and is_for_everybody(view)
    ]
