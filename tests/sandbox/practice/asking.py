"""How tests ask the practice servers: as the networks' own programmes do."""

from __future__ import annotations

from typing import Any

import requests

from sandbox.practice import Practice
from sandbox.practice.bluesky import HANDLE
from sandbox.practice.mastodon import ACCOUNT_ID

MASTODON, BLUESKY, APP, X = (
    "https://wikis.example",
    "https://public.api.bsky.app",
    "https://bsky.app",
    "https://api.x.com",
)
BLOG, LISTS = "https://blog.practice.example", "https://lists.practice.example"


def get(practice: Practice, origin: str, path: str, **options: Any) -> requests.Response:
    """Ask a public origin for a path, without following redirects."""
    named = {"timeout": 10, "allow_redirects": False} | options
    return requests.get(practice.origins[origin] + path, **named)


def statuses(practice: Practice, **query: object) -> requests.Response:
    """Ask for the account's statuses."""
    path = f"/api/v1/accounts/{ACCOUNT_ID}/statuses"
    return get(practice, MASTODON, path, params=query)


def every_status(practice: Practice, **query: object) -> list[dict[str, Any]]:
    """Page down to the first status."""
    seen: list[dict[str, Any]] = []
    page = statuses(practice, limit=40, **query).json()
    while page:
        seen += page
        page = statuses(practice, limit=40, max_id=page[-1]["id"], **query).json()
    return seen


def author_feed(practice: Practice, **query: object) -> requests.Response:
    """Ask for the account's feed on Bluesky."""
    path = "/xrpc/app.bsky.feed.getAuthorFeed"
    return get(practice, BLUESKY, path, params={"actor": HANDLE} | query)


def every_view(practice: Practice, **query: object) -> list[dict[str, Any]]:
    """Page down to the first post of the feed on Bluesky."""
    answer = author_feed(practice, limit=100, **query).json()
    seen: list[dict[str, Any]] = answer["feed"]
    while "cursor" in answer:
        answer = author_feed(practice, limit=100, cursor=answer["cursor"], **query).json()
        seen += answer["feed"]
    return seen
