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
    CROWD,
    DID,
    HANDLE,
    QUIET,
    did,
    feed_view,
    post_view,
    profile,
    record_key,
    uri_of,
)
from sandbox.practice.bluesky_voices import view
from sandbox.practice.feeds import rss
from sandbox.practice.others import Others
from sandbox.practice.timeline import Posted, Timeline, from_first
from sandbox.practice.xrpc import XrpcError, limit, not_there, uris
from sandbox.story import Form
from sandbox.story.people import EVERYBODY, FOLLOWING
from sandbox.story.telling import BLUESKY

__all__ = ["APP", "DID", "HANDLE", "ORIGIN", "AppView", "WebApp"]

ORIGIN = "https://public.api.bsky.app"
APP = "https://bsky.app"
_PREFIX = "/xrpc/app.bsky."
_CROWD = 250
_PEOPLE = tuple(one.accounts[BLUESKY] for one in EVERYBODY)
_ENDED = {
    "suspended.practice.example": ("AccountTakedown", "Account has been suspended"),
    "asleep.practice.example": ("AccountDeactivated", "Account is deactivated"),
}
_PAGES = Map(
    [
        Rule("/profile/<actor>", endpoint="profile"),
        Rule("/profile/<actor>/rss", endpoint="rss"),
        Rule("/profile/<actor>/post/<key>", endpoint="post"),
    ]
)


class AppView:
    """The public AppView, knowing one account, a quiet one, one that follows a crowd, and others.

    Of the others it tells what they have posted themselves.
    """

    def __init__(self, timeline: Timeline, others: Others) -> None:
        self._timeline, self._others = timeline, others
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
            return not_there().answer()
        try:
            return as_json(method(request))
        except XrpcError as error:
            return error.answer()

    def _author_feed(self, request: Request) -> object:
        handle = _known(request, "Profile not found", ended=False)
        most, cursor = limit(request, 50), request.args.get("cursor", "")
        keep = _FILTERS.get(request.args.get("filter", "posts_with_replies"))
        if keep is None:
            raise XrpcError("Error: filter is not a known value")
        posts = [post for post in self._posts_of(handle) if keep(post)]
        older = from_first(posts, lambda p: not cursor or record_key(p.id) < cursor)
        page = older[:most]
        more = {"cursor": record_key(page[-1].id)} if len(page) == most else {}
        return {"feed": [feed_view(p, handle, orphan=self._is_orphan(p)) for p in page]} | more

    def _posts(self, request: Request) -> object:
        wanted = uris(request)
        found = {uri_of(p): post_view(p) for p in self._timeline.posts()}
        found |= {uri_of(one.post, one.handle): view(one) for one in self._others.all()}
        return {"posts": [found[uri] for uri in wanted if uri in found]}

    def _posts_of(self, handle: str) -> Sequence[Posted]:
        return self._timeline.posts() if handle == HANDLE else self._others.by(handle)

    def _profile(self, request: Request) -> object:
        handle = _known(request, "Profile not found")
        posts = self._posts_of(handle)
        followers = 1877 if handle == HANDLE else 0
        counts = {"followersCount": followers, "followsCount": len(_follows(handle))}
        return profile(handle) | counts | {"postsCount": len(posts)}

    def _follows(self, request: Request) -> object:
        handle = _known(request, f"Actor not found: {request.args.get('actor')}", ended=False)
        most, start = limit(request, 50), request.args.get("cursor", 0, type=int)
        everybody = _follows(handle)
        page = [profile(one) for one in everybody[start : start + most]]
        more = {"cursor": str(start + most)} if start + most < len(everybody) else {}
        return {"subject": profile(handle), "follows": page} | more

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


def _known(request: Request, otherwise: str, *, ended: bool = True) -> str:
    """Return the handle of the account that is asked about, by its handle or its DID.

    Where it is not said that an account has ended, it is just not found, as the real AppView's.
    """
    actor = request.args.get("actor", "").lower()
    if not actor:
        raise XrpcError('Error: Params must have the property "actor"')
    if ended and actor in _ENDED:
        name, message = _ENDED[actor]
        raise XrpcError(message, name)
    for handle in (HANDLE, QUIET, CROWD, *_PEOPLE):
        if actor in {handle, did(handle)}:
            return handle
    raise XrpcError(otherwise)


def _follows(handle: str) -> list[str]:
    if handle == CROWD:
        return [f"friend-{number}.people.example" for number in range(_CROWD)]
    return [one.accounts[BLUESKY] for one in FOLLOWING[BLUESKY]] if handle == HANDLE else []


def _is_answer_to_others(post: Posted) -> bool:
    return post.telling.form is Form.REPLY and post.below is None


_FILTERS: dict[str, Callable[[Posted], bool]] = {
    "posts_with_replies": lambda _: True,
    "posts_no_replies": lambda post: post.telling.form is not Form.REPLY,
    "posts_and_author_threads": lambda post: not _is_answer_to_others(post),
    "posts_with_media": lambda _: False,
    "posts_with_video": lambda _: False,
}
