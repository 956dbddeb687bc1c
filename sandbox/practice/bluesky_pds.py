"""A practice PDS: it lets the account log in, tells what it hears of, and searches.

https://docs.bsky.app/docs/api/app-bsky-notification-list-notifications,
https://docs.bsky.app/docs/api/app-bsky-feed-search-posts. What it does not know itself it hands
on to the AppView (https://atproto.com/specs/xrpc#service-proxying).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import cast

from werkzeug.wrappers import Request, Response

from sandbox.practice.answers import as_json
from sandbox.practice.bluesky import AppView
from sandbox.practice.bluesky_logins import Logins
from sandbox.practice.bluesky_shapes import Json, post_view
from sandbox.practice.bluesky_voices import notifications, view
from sandbox.practice.others import Others
from sandbox.practice.timeline import Timeline
from sandbox.practice.xrpc import XrpcError, bearer, limit, not_there, uris
from sandbox.story import Form

ORIGIN = "https://pds.practice.example"


class Pds:
    """The server that holds the practice account."""

    def __init__(self, timeline: Timeline, others: Others, logins: Logins, now: date) -> None:
        self._timeline, self._others, self._now = timeline, others, now
        self._logins = logins
        self._app_view = AppView(timeline, others)
        self._methods: dict[str, Callable[[Request], object]] = {
            "app.bsky.notification.listNotifications": self._notifications,
            "app.bsky.feed.searchPosts": self._search,
            "app.bsky.feed.getPosts": self._posts,
        }

    def __call__(self, request: Request) -> Response:
        """Answer a request."""
        method = request.path.removeprefix("/xrpc/")
        try:
            if method.startswith("com.atproto.server."):
                return self._log_in(request, method.rpartition(".")[2])
            self._logins.check(bearer(request))
            own = self._methods.get(method)
            return as_json(own(request)) if own else self._app_view(request)
        except XrpcError as error:
            answer = error.answer()
            answer.headers.extend(self._logins.limits() if error.status == 429 else {})
            return answer

    def _log_in(self, request: Request, method: str) -> Response:
        if request.method != "POST" or method not in {"createSession", "refreshSession"}:
            raise not_there()
        if method == "refreshSession":
            if request.content_length:
                raise XrpcError("A request body was provided when none was expected")
            return as_json(self._logins.renew(bearer(request)))
        words = request.get_json()
        answer = as_json(self._logins.begin(words.get("identifier"), words.get("password")))
        answer.headers.extend(self._logins.limits())
        return answer

    def _notifications(self, request: Request) -> object:
        reasons = set(request.args.getlist("reasons"))
        told = notifications(self._timeline, self._others, self._now)
        found = [one for one in told if not reasons or one["reason"] in reasons]
        page, more = _page(request, found)
        return {"notifications": page, "priority": False} | more

    def _search(self, request: Request) -> object:
        words = request.args.get("q", "").strip('"').removeprefix("#").lower()
        if not words:
            raise XrpcError('Error: Params must have the property "q"')
        tag, since = request.args.get("tag", "").lower(), request.args.get("since", "")
        found = [
            seen
            for seen, tags in self._everything()
            if words in _text(seen).lower()
            and (not tag or tag in {one.lower() for one in tags})
            and (not since or _time(seen) >= datetime.fromisoformat(since))
        ]
        page, more = _page(request, found)
        return {"posts": page, "hitsTotal": len(found)} | more

    def _posts(self, request: Request) -> object:
        wanted = uris(request)
        return {"posts": [seen for seen, _ in self._everything() if seen["uri"] in wanted]}

    def _everything(self) -> list[tuple[Json, tuple[str, ...]]]:
        """Return the views and tags of all posts, newest first."""
        posts = [p for p in self._timeline.posts() if p.telling.form is not Form.SHARE]
        views = [(post_view(p), p.telling.tags) for p in posts]
        views += [(view(one), one.post.telling.tags) for one in self._others.all()]
        return sorted(views, key=lambda one: _time(one[0]), reverse=True)


def _page(request: Request, found: list[Json]) -> tuple[list[Json], Json]:
    most, start = limit(request, 25), request.args.get("cursor", 0, type=int)
    more: Json = {"cursor": str(start + most)} if start + most < len(found) else {}
    return found[start : start + most], more


def _text(view: Json) -> str:
    return str(cast(Json, view["record"])["text"])


def _time(view: Json) -> datetime:
    return datetime.fromisoformat(str(view["indexedAt"]))
