"""A practice AppView of Bluesky, and the web pages of its app.

https://docs.bsky.app/docs/api/app-bsky-feed-get-author-feed,
https://docs.bsky.app/docs/api/app-bsky-feed-get-posts,
https://docs.bsky.app/docs/api/app-bsky-actor-get-profile,
https://docs.bsky.app/docs/api/app-bsky-graph-get-follows; errors:
https://atproto.com/specs/xrpc#error-responses.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from sandbox.practice.answers import as_json
from sandbox.practice.bluesky_shapes import (
    DID,
    HANDLE,
    feed_view,
    post_view,
    profile,
    record_key,
    uri_of,
)
from sandbox.practice.feeds import rss
from sandbox.practice.timeline import Posted, Timeline
from sandbox.story import Form
from sandbox.story.people import FOLLOWING
from sandbox.story.telling import BLUESKY

__all__ = ["APP", "DID", "HANDLE", "ORIGIN", "AppView", "WebApp"]

ORIGIN = "https://public.api.bsky.app"
APP = "https://bsky.app"
_PREFIX = "/xrpc/app.bsky."
_MOST_URIS = 25
_PAGES = Map(
    [
        Rule("/profile/<actor>", endpoint="profile"),
        Rule("/profile/<actor>/rss", endpoint="rss"),
        Rule("/profile/<actor>/post/<key>", endpoint="post"),
    ]
)


class _InvalidError(Exception):
    """The request lacks something, or names what is not there."""


class AppView:
    """The public AppView, knowing one account."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._methods: dict[str, Callable[[Request], object]] = {
            "feed.getAuthorFeed": self._author_feed,
            "feed.getPosts": self._posts,
            "actor.getProfile": self._profile,
            "graph.getFollows": self._follows,
        }

    def __call__(self, request: Request) -> Response:
        """Answer a request."""
        method = self._methods.get(request.path.removeprefix(_PREFIX))
        if method is None:
            return _error("MethodNotImplemented", "Method Not Implemented", 501)
        try:
            return as_json(method(request))
        except _InvalidError as error:
            return _error("InvalidRequest", str(error))

    def _author_feed(self, request: Request) -> object:
        _know_actor(request, "Profile not found")
        limit, cursor = _limit(request), request.args.get("cursor", "")
        keep = _FILTERS.get(request.args.get("filter", "posts_with_replies"))
        if keep is None:
            raise _InvalidError("Error: filter is not a known value")
        posts = [p for p in self._timeline.posts() if keep(p)]
        page = [p for p in posts if not cursor or record_key(p.id) < cursor][:limit]
        more = {"cursor": record_key(page[-1].id)} if len(page) == limit else {}
        return {"feed": [feed_view(p, orphan=self._is_orphan(p)) for p in page]} | more

    def _posts(self, request: Request) -> object:
        uris = request.args.getlist("uris")
        if not 1 <= len(uris) <= _MOST_URIS:
            raise _InvalidError("Error: uris must have between 1 and 25 elements")
        return {"posts": [post_view(p) for p in self._timeline.posts() if uri_of(p) in uris]}

    def _profile(self, request: Request) -> object:
        _know_actor(request, "Profile not found")
        count = len(self._timeline.posts())
        counts = {"followersCount": 1877, "followsCount": len(FOLLOWING[BLUESKY])}
        return profile() | counts | {"postsCount": count}

    def _follows(self, request: Request) -> object:
        _know_actor(request, "Actor not found")
        limit, start = _limit(request), request.args.get("cursor", 0, type=int)
        everybody = [profile(one.accounts[BLUESKY]) for one in FOLLOWING[BLUESKY]]
        page = everybody[start : start + limit]
        more = {"cursor": str(start + limit)} if start + limit < len(everybody) else {}
        return {"subject": profile(), "follows": page} | more

    def _is_orphan(self, post: Posted) -> bool:
        return post.below is not None and self._timeline.is_gone(post.below)


class WebApp:
    """The pages that people see: a profile, a post, and the profile's feed."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline

    def __call__(self, request: Request) -> Response:
        """Answer a request."""
        try:
            endpoint, values = _PAGES.bind_to_environ(request.environ).match()
            if values["actor"] not in {HANDLE, DID}:
                raise NotFound
            own = [p for p in self._timeline.posts() if p.telling.form is not Form.SHARE]
            if endpoint == "rss":
                return rss(request, "MediaWiki", APP, own[:20])
            return _page([p for p in own if values.get("key") in {None, record_key(p.id)}])
        except HTTPException:
            return Response("<!doctype html><title>Not found</title>", 404, mimetype="text/html")


def _page(posts: Sequence[Posted]) -> Response:
    if not posts:
        raise NotFound
    body = "".join(f"<article>{escape(p.telling.text)}</article>" for p in posts[:40])
    return Response(f"<!doctype html><title>@{HANDLE}</title>{body}", mimetype="text/html")


def _know_actor(request: Request, otherwise: str) -> None:
    actor = request.args.get("actor")
    if not actor:
        raise _InvalidError('Error: Params must have the property "actor"')
    if actor.lower() not in {HANDLE, DID}:
        raise _InvalidError(otherwise)


def _limit(request: Request) -> int:
    limit = request.args.get("limit", "50")
    if not (limit.isdecimal() and 1 <= int(limit) <= 100):
        raise _InvalidError("Error: limit must be between 1 and 100")
    return int(limit)


def _error(name: str, message: str, status: int = 400) -> Response:
    return as_json({"error": name, "message": message}, status)


def _is_answer_to_others(post: Posted) -> bool:
    return post.telling.form is Form.REPLY and post.below is None


_FILTERS: dict[str, Callable[[Posted], bool]] = {
    "posts_with_replies": lambda _: True,
    "posts_no_replies": lambda post: post.telling.form is not Form.REPLY,
    "posts_and_author_threads": lambda post: not _is_answer_to_others(post),
    "posts_with_media": lambda _: False,
    "posts_with_video": lambda _: False,
}
