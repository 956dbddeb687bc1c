"""A practice server of Mastodon's API.

Methods: https://docs.joinmastodon.org/methods/accounts/,
https://docs.joinmastodon.org/methods/timelines/#tag,
https://docs.joinmastodon.org/methods/instance/#v2; paging:
https://docs.joinmastodon.org/api/guidelines/#pagination; limits:
https://docs.joinmastodon.org/api/rate-limits/.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from sandbox.practice.answers import as_json
from sandbox.practice.feeds import rss
from sandbox.practice.mastodon_shapes import (
    ACCOUNT_ID,
    HOST,
    NAME,
    ORIGIN,
    account,
    content,
    stamp,
    status,
)
from sandbox.practice.timeline import Posted, Timeline
from sandbox.story import Form, Visibility
from sandbox.story.people import FOLLOWING
from sandbox.story.telling import MASTODON

__all__ = ["ACCOUNT_ID", "NAME", "ORIGIN", "MastodonServer"]

_HIDDEN = (Visibility.PRIVATE, Visibility.DIRECT)
_ROUTES = Map(
    [
        Rule("/api/v1/accounts/lookup", endpoint="lookup"),
        Rule("/api/v1/accounts/<owner>/statuses", endpoint="statuses"),
        Rule("/api/v1/accounts/<owner>/following", endpoint="following"),
        Rule("/api/v1/timelines/tag/<tag>", endpoint="tag"),
        Rule("/api/v2/instance", endpoint="instance"),
        Rule("/@<name>.rss", endpoint="feed"),
        Rule("/@<name>", endpoint="page"),
        Rule("/@<name>/<int:post>", endpoint="page"),
    ]
)


class MastodonServer:
    """One server with one account."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._answers: dict[str, Callable[..., Response]] = {
            "lookup": self._lookup,
            "statuses": self._statuses,
            "following": self._following,
            "tag": self._tag,
            "instance": self._instance,
            "feed": self._feed,
            "page": self._page,
        }

    def __call__(self, request: Request) -> Response:
        """Answer a request."""
        try:
            endpoint, values = _ROUTES.bind_to_environ(request.environ).match()
            response = self._answers[endpoint](request, **values)
        except HTTPException:
            response = as_json({"error": "Record not found"}, 404)
        response.headers["X-RateLimit-Limit"] = "300"
        response.headers["X-RateLimit-Remaining"] = "298"
        response.headers["X-RateLimit-Reset"] = stamp(datetime.now(UTC) + timedelta(minutes=5))
        return response

    def _lookup(self, request: Request) -> Response:
        name, _, host = request.args.get("acct", "").lower().partition("@")
        if name != NAME or host not in {"", HOST}:
            raise NotFound
        return as_json(account())

    def _statuses(self, request: Request, owner: str) -> Response:
        _is_ours(owner)
        posts = self._timeline.posts(*_HIDDEN)
        if _on(request, "exclude_replies"):
            posts = [p for p in posts if p.telling.form is not Form.REPLY or p.below]
        if _on(request, "exclude_reblogs"):
            posts = [p for p in posts if p.telling.form is not Form.SHARE]
        if _on(request, "only_media") or _on(request, "pinned"):
            posts = []
        return self._paged(request, _tagged(posts, request.args.get("tagged", "")))

    def _tag(self, request: Request, tag: str) -> Response:
        posts = self._timeline.posts(*_HIDDEN, Visibility.UNLISTED)
        originals = [p for p in posts if p.telling.form is not Form.SHARE]
        return self._paged(request, _tagged(originals, tag))

    def _following(self, request: Request, owner: str) -> Response:
        _is_ours(owner)
        limit = min(80, max(1, request.args.get("limit", 40, type=int)))
        start = request.args.get("max_id", 0, type=int)
        found = FOLLOWING[MASTODON][start : start + limit]
        response = as_json([account(one.accounts[MASTODON]) for one in found])
        if start + limit < len(FOLLOWING[MASTODON]):
            address = f"{ORIGIN}{request.path}?limit={limit}&max_id={start + limit}"
            response.headers["Link"] = f'<{address}>; rel="next"'
        return response

    def _instance(self, request: Request) -> Response:  # noqa: ARG002
        limits = {
            "max_characters": 500,
            "max_media_attachments": 4,
            "characters_reserved_per_url": 23,
        }
        return as_json(
            {
                "domain": HOST,
                "title": "Wikis",
                "version": "4.5.0",
                "source_url": "https://github.com/mastodon/mastodon",
                "description": "A practice server",
                "usage": {"users": {"active_month": 12}},
                "languages": ["en"],
                "configuration": {"statuses": limits},
                "registrations": {"enabled": False, "approval_required": False},
                "api_versions": {"mastodon": 7},
                "rules": [],
            }
        )

    def _feed(self, request: Request, name: str) -> Response:
        _is_named(name)
        posts = self._timeline.posts(*_HIDDEN, Visibility.UNLISTED)
        originals = [p for p in posts if p.telling.form is Form.ORIGINAL]
        return rss(request, "MediaWiki", ORIGIN, originals[:20])

    def _page(self, request: Request, name: str, post: int = 0) -> Response:  # noqa: ARG002
        _is_named(name)
        shown = [p for p in self._timeline.posts(*_HIDDEN) if not post or p.id == post][:40]
        if not shown:
            raise NotFound
        body = "".join(f"<article>{content(p)}</article>" for p in shown)
        return Response(f"<!doctype html><title>@{NAME}</title>{body}", content_type="text/html")

    def _paged(self, request: Request, posts: Sequence[Posted]) -> Response:
        """Cut one page out of posts, newest first; with ``min_id`` the one right above that id."""
        limit = min(40, max(1, request.args.get("limit", 20, type=int)))
        above = request.args.get("min_id", type=int)
        low = max(above or 0, request.args.get("since_id", 0, type=int))
        high = request.args.get("max_id", type=int)
        chosen = [p for p in posts if low < p.id and (high is None or p.id < high)]
        page = chosen[-limit:] if above is not None else chosen[:limit]
        response = as_json([status(p, orphan=self._is_orphan(p)) for p in page])
        if page:
            base = f"{ORIGIN}{request.path}?limit={limit}"
            older, newer = f"{base}&max_id={page[-1].id}", f"{base}&min_id={page[0].id}"
            response.headers["Link"] = f'<{older}>; rel="next", <{newer}>; rel="prev"'
        return response

    def _is_orphan(self, post: Posted) -> bool:
        return post.below is not None and self._timeline.is_gone(post.below)


def _is_ours(owner: str) -> None:
    if owner != ACCOUNT_ID:
        raise NotFound


def _is_named(name: str) -> None:
    if name.lower() != NAME:
        raise NotFound


def _tagged(posts: Sequence[Posted], tag: str) -> Sequence[Posted]:
    wanted = tag.lower()
    return [p for p in posts if not tag or wanted in {t.lower() for t in p.telling.tags}]


def _on(request: Request, name: str) -> bool:
    return request.args.get(name, "").lower() in {"1", "true", "on"}
