"""A practice server of Mastodon's API.

Methods: https://docs.joinmastodon.org/methods/accounts/,
https://docs.joinmastodon.org/methods/notifications/#get,
https://docs.joinmastodon.org/methods/search/#v2,
https://docs.joinmastodon.org/methods/statuses/#get,
https://docs.joinmastodon.org/methods/timelines/#tag,
https://docs.joinmastodon.org/methods/instance/#v2; paging:
https://docs.joinmastodon.org/api/guidelines/#pagination; limits:
https://docs.joinmastodon.org/api/rate-limits/.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta

from werkzeug.exceptions import HTTPException, NotFound, Unauthorized
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from sandbox.practice.answers import as_json
from sandbox.practice.feeds import rss
from sandbox.practice.mastodon_access import TOKEN, check_token, is_account, needs_account
from sandbox.practice.mastodon_paging import cut, limit_of
from sandbox.practice.mastodon_people import by_id, by_name, follows, name_of
from sandbox.practice.mastodon_shapes import (
    ACCOUNT_ID,
    HOST,
    NAME,
    ORIGIN,
    Json,
    account,
    content,
    stamp,
    status,
)
from sandbox.practice.mastodon_voices import notifications, status_of
from sandbox.practice.others import Others, Said
from sandbox.practice.timeline import Posted, Timeline
from sandbox.story import Form, Visibility

__all__ = ["ACCOUNT_ID", "MOST_CHARACTERS", "NAME", "ORIGIN", "PER_URL", "TOKEN", "MastodonServer"]

MOST_CHARACTERS, PER_URL = 640, 30
"""Not the usual 500 and 23, as on servers that chose their own."""

_HIDDEN = (Visibility.PRIVATE, Visibility.DIRECT)
_ROUTES = Map(
    [
        Rule("/api/v1/accounts/lookup", endpoint="lookup"),
        Rule("/api/v1/accounts/<owner>", endpoint="account"),
        Rule("/api/v1/accounts/<owner>/statuses", endpoint="statuses"),
        Rule("/api/v1/accounts/<owner>/following", endpoint="following"),
        Rule("/api/v1/statuses/<int:number>", endpoint="status"),
        Rule("/api/v1/notifications", endpoint="notifications"),
        Rule("/api/v1/timelines/tag/<tag>", endpoint="tag"),
        Rule("/api/v2/search", endpoint="search"),
        Rule("/api/v2/instance", endpoint="instance"),
        Rule("/@<name>.rss", endpoint="feed"),
        Rule("/@<name>", endpoint="page"),
        Rule("/@<name>/<int:post>", endpoint="page"),
    ]
)


class MastodonServer:
    """One server with one account that posts, and a few that do not."""

    def __init__(self, timeline: Timeline, others: Others, now: date) -> None:
        self._timeline, self._others, self._now = timeline, others, now
        self._answers: dict[str, Callable[..., Response]] = {
            "lookup": self._lookup,
            "account": self._account,
            "statuses": self._statuses,
            "status": self._status,
            "following": self._following,
            "notifications": self._notifications,
            "tag": self._tag,
            "search": self._search,
            "instance": self._instance,
            "feed": self._feed,
            "page": self._page,
        }

    def __call__(self, request: Request) -> Response:
        """Answer a request."""
        try:
            endpoint, values = _ROUTES.bind_to_environ(request.environ).match()
            check_token(request)
            response = self._answers[endpoint](request, **values)
        except Unauthorized as error:
            response = as_json({"error": error.description}, 401)
        except HTTPException:
            response = as_json({"error": "Record not found"}, 404)
        response.headers["X-RateLimit-Limit"] = "300"
        response.headers["X-RateLimit-Remaining"] = "298"
        response.headers["X-RateLimit-Reset"] = stamp(datetime.now(UTC) + timedelta(minutes=5))
        if response.status_code == 200:
            response.add_etag(weak=True)
            response.make_conditional(request)
        return response

    def _lookup(self, request: Request) -> Response:
        return as_json(by_name(request.args.get("acct", "")))

    def _account(self, request: Request, owner: str) -> Response:  # noqa: ARG002
        return as_json(by_id(owner))

    def _statuses(self, request: Request, owner: str) -> Response:
        hidden = () if is_account(request) else _HIDDEN
        posts = self._timeline.posts(*hidden) if name_of(owner) == NAME else []
        if _on(request, "exclude_replies"):
            posts = [p for p in posts if p.telling.form is not Form.REPLY or p.below]
        if _on(request, "exclude_reblogs"):
            posts = [p for p in posts if p.telling.form is not Form.SHARE]
        if _on(request, "only_media") or _on(request, "pinned"):
            posts = []
        return self._paged(request, _tagged(posts, request.args.get("tagged", "")))

    def _status(self, request: Request, number: int) -> Response:
        hidden = () if is_account(request) else _HIDDEN
        every: list[Posted | Said] = [*self._timeline.posts(*hidden), *self._others.all()]
        found = [one for one in every if one.id == number]
        if not found:
            raise NotFound
        return as_json(self._made(found[0]))

    def _tag(self, request: Request, tag: str) -> Response:
        posts = self._timeline.posts(*_HIDDEN, Visibility.UNLISTED)
        ours = _tagged([p for p in posts if p.telling.form is not Form.SHARE], tag)
        others = [one for one in self._others.all() if _tagged([one.post], tag)]
        return self._paged(request, sorted([*ours, *others], key=_by_id, reverse=True))

    def _notifications(self, request: Request) -> Response:
        needs_account(request)
        types = set(request.args.getlist("types[]"))
        told = notifications(self._timeline, self._others, self._now)
        found = [one for one in told if not types or one.value["type"] in types]
        return cut(request, found, lambda one: one.value, most=80)

    def _search(self, request: Request) -> Response:
        needs_account(request)
        words = request.args.get("q", "").strip('"').lower()
        start, limit = request.args.get("offset", 0, type=int), limit_of(request, 20, 40)
        posts: list[Posted | Said] = [*self._timeline.posts(*_HIDDEN), *self._others.all()]
        found = [one for one in posts if words in _words(one)]
        page = sorted(found, key=_by_id, reverse=True)[start : start + limit]
        statuses = [self._made(one) for one in page]
        return as_json({"accounts": [], "statuses": statuses, "hashtags": []})

    def _following(self, request: Request, owner: str) -> Response:
        limit = limit_of(request, 40, 80)
        start = request.args.get("max_id", 0, type=int)
        every = follows(owner)
        response = as_json([account(acct) for acct in every[start : start + limit]])
        if start + limit < len(every):
            address = f"{ORIGIN}{request.path}?limit={limit}&max_id={start + limit}"
            response.headers["Link"] = f'<{address}>; rel="next"'
        return response

    def _instance(self, request: Request) -> Response:  # noqa: ARG002
        limits = {
            "max_characters": MOST_CHARACTERS,
            "max_media_attachments": 4,
            "characters_reserved_per_url": PER_URL,
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

    def _paged(self, request: Request, posts: Sequence[Posted | Said]) -> Response:
        return cut(request, posts, self._made, most=40)

    def _made(self, one: Posted | Said) -> Json:
        if isinstance(one, Said):
            return status_of(one)
        return status(one, orphan=self._is_orphan(one))

    def _is_orphan(self, post: Posted) -> bool:
        return post.below is not None and self._timeline.is_gone(post.below)


def _by_id(one: Posted | Said) -> int:
    return one.id


def _words(one: Posted | Said) -> str:
    post = one.post if isinstance(one, Said) else one
    return " ".join([post.telling.text, *post.telling.tags]).lower()


def _is_named(name: str) -> None:
    if name.lower() != NAME:
        raise NotFound


def _tagged(posts: Sequence[Posted], tag: str) -> Sequence[Posted]:
    wanted = tag.lower()
    if not wanted:
        return posts
    return [p for p in posts if wanted in {t.lower() for t in p.telling.tags}]


def _on(request: Request, name: str) -> bool:
    return request.args.get(name, "").lower() in {"1", "true", "on"}
