"""Practice feeds.

RSS 2.0 (https://www.rssboard.org/rss-specification) and Atom
(https://www.rfc-editor.org/rfc/rfc4287), with validators (https://www.rfc-editor.org/rfc/rfc9110);
JSON Feed (https://www.jsonfeed.org/version/1.1/), which leads on to older entries.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from html import escape

from werkzeug.wrappers import Request, Response

from sandbox.practice.timeline import Posted, Timeline, from_first

BLOG = "https://blog.practice.example"
LISTS = "https://lists.practice.example"
PLANET = "https://planet.practice.example"
ENTRIES = 25
"""A feed has only its newest entries."""


class SiteServer:
    """A site to which news lead: it has a page at every address."""

    def __init__(self, title: str) -> None:
        self._title = title

    def __call__(self, request: Request) -> Response:
        """Answer a request."""
        page = f"<!doctype html><title>{self._title}</title><p>{escape(request.path)}"
        return Response(page, mimetype="text/html")


class FeedServer:
    """A site with one feed: Atom where its path ends in ``.atom``, else RSS."""

    def __init__(self, timeline: Timeline, origin: str, path: str, title: str) -> None:
        self._timeline, self._origin, self._path, self._title = timeline, origin, path, title
        self._otherwise = SiteServer(title)

    def __call__(self, request: Request) -> Response:
        """Answer a request."""
        if request.path != self._path:
            return self._otherwise(request)
        write = atom if self._path.endswith(".atom") else rss
        return write(request, self._title, self._origin, self._timeline.posts()[:ENTRIES])


def rss(request: Request, title: str, origin: str, posts: Sequence[Posted]) -> Response:
    """Write posts as RSS 2.0."""
    items = "".join(
        f"<item><title>{escape(p.telling.text)}</title>"
        f"<link>{escape(p.telling.real_link or origin)}</link>"
        f"<guid isPermaLink='false'>{origin}/{p.id}</guid>"
        f"<pubDate>{format_datetime(p.time)}</pubDate>"
        f"<description>{escape(f'<p>{escape(p.telling.text)}</p>')}</description></item>"
        for p in posts
    )
    return _validated(
        request,
        f"<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel><title>{title}</title>"
        f"<link>{origin}</link><description>{title}</description>{items}</channel></rss>",
        "application/rss+xml",
        posts,
    )


def atom(request: Request, title: str, origin: str, posts: Sequence[Posted]) -> Response:
    """Write posts as Atom."""
    entries = "".join(
        f"<entry><title>{escape(p.telling.text)}</title><id>{origin}/{p.id}</id>"
        f"<link rel='alternate' href='{escape(p.telling.real_link or origin)}'/>"
        f"<published>{p.time.isoformat()}</published>"
        f"<updated>{(p.edited or p.time).isoformat()}</updated>"
        f"<summary type='html'>{escape(f'<p>{escape(p.telling.text)}</p>')}</summary></entry>"
        for p in posts
    )
    updated = posts[0].time.isoformat() if posts else "2020-01-01T00:00:00Z"
    return _validated(
        request,
        f"<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom'>"
        f"<title>{title}</title><id>{origin}/</id><updated>{updated}</updated>"
        f"<author><name>{title}</name></author>{entries}</feed>",
        "application/atom+xml",
        posts,
    )


class JsonFeedServer:
    """A site with one JSON Feed at ``/feed.json``; ``before`` leads to older entries."""

    def __init__(self, timeline: Timeline, origin: str, title: str) -> None:
        self._timeline, self._origin, self._title = timeline, origin, title
        self._otherwise = SiteServer(title)

    def __call__(self, request: Request) -> Response:
        """Answer a request."""
        if request.path != "/feed.json":
            return self._otherwise(request)
        before = request.args.get("before", type=int)
        posts: Sequence[Posted] = self._timeline.posts()
        if before is not None:
            posts = from_first(posts, lambda post: post.id < before)
        shown, address = posts[:ENTRIES], f"{self._origin}/feed.json"
        feed: dict[str, object] = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self._title,
            "home_page_url": self._origin,
            "feed_url": address,
            "items": [self._item(post) for post in shown],
        }
        if len(posts) > ENTRIES:
            feed["next_url"] = f"{address}?before={shown[-1].id}"
        return _validated(request, json.dumps(feed), "application/feed+json", shown)

    def _item(self, post: Posted) -> dict[str, object]:
        telling = post.telling
        item: dict[str, object] = {
            "id": post.id,
            "url": telling.real_link or f"{self._origin}/{post.id}",
            "content_text": telling.text,
            "date_published": post.time.isoformat(),
            "language": telling.language,
        }
        return item | ({"date_modified": post.edited.isoformat()} if post.edited else {})


def _validated(request: Request, body: str, kind: str, posts: Sequence[Posted]) -> Response:
    newest = max((p.edited or p.time for p in posts), default=None)
    return validated(request, body, kind, newest)


def validated(request: Request, body: str, kind: str, newest: datetime | None = None) -> Response:
    """Answer with a document, or that it is the one that the asker has."""
    response = Response(body, content_type=f"{kind}; charset=utf-8")
    response.set_etag(hashlib.sha256(body.encode()).hexdigest()[:20])
    response.last_modified = newest
    return response.make_conditional(request)
