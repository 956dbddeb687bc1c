"""A practice server of Mastodon's API.

Shapes: https://docs.joinmastodon.org/entities/Status/,
https://docs.joinmastodon.org/methods/accounts/ and https://docs.joinmastodon.org/api/rate-limits/.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from html import escape

from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from sandbox.practice.answers import as_json
from sandbox.practice.feeds import rss
from sandbox.practice.timeline import Posted, Timeline
from sandbox.story import Form, Visibility

ORIGIN = "https://wikis.example"
NAME = "mediawiki"
ACCOUNT_ID = "109300000000000001"
_HIDDEN = (Visibility.PRIVATE, Visibility.DIRECT)
_ROUTES = Map(
    [
        Rule("/api/v1/accounts/lookup", endpoint="lookup"),
        Rule("/api/v1/accounts/<account>/statuses", endpoint="statuses"),
        Rule("/api/v1/accounts/<account>/following", endpoint="following"),
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

    def __call__(self, request: Request) -> Response:
        """Answer a request."""
        adapter = _ROUTES.bind_to_environ(request.environ)
        try:
            endpoint, values = adapter.match()
            response: Response = getattr(self, f"_{endpoint}")(request, **values)
        except HTTPException:
            response = as_json({"error": "Record not found"}, 404)
        response.headers["X-RateLimit-Limit"] = "300"
        response.headers["X-RateLimit-Remaining"] = "298"
        response.headers["X-RateLimit-Reset"] = _stamp(datetime.now(UTC) + timedelta(minutes=5))
        return response

    def _lookup(self, request: Request) -> Response:
        if request.args.get("acct", "").lstrip("@").partition("@")[0].lower() != NAME:
            raise NotFound
        return as_json(_account())

    def _statuses(self, request: Request, account: str) -> Response:
        if account != ACCOUNT_ID:
            raise NotFound
        posts = self._timeline.posts(*_HIDDEN)
        if _on(request, "exclude_replies"):
            posts = [p for p in posts if p.telling.form is not Form.REPLY]
        if _on(request, "exclude_reblogs"):
            posts = [p for p in posts if p.telling.form is not Form.SHARE]
        return _paged(request, posts)

    def _tag(self, request: Request, tag: str) -> Response:
        wanted = tag.lower()
        tagged = [
            p
            for p in self._timeline.posts(*_HIDDEN)
            if wanted in {t.lower() for t in p.telling.tags}
        ]
        return _paged(request, tagged)

    def _following(self, request: Request, account: str) -> Response:  # noqa: ARG002
        others = ("tech", "ada", "grace")
        return as_json(
            [_account(f"{name}@people.example", f"9{n}") for n, name in enumerate(others)]
        )

    def _instance(self, request: Request) -> Response:  # noqa: ARG002
        statuses = {"max_characters": 500, "characters_reserved_per_url": 23}
        return as_json(
            {
                "domain": "wikis.example",
                "title": "Wikis",
                "version": "4.5.0",
                "configuration": {"statuses": statuses},
            }
        )

    def _feed(self, request: Request, name: str) -> Response:
        self._known(name)
        posts = [p for p in self._timeline.posts(*_HIDDEN) if p.telling.form is Form.ORIGINAL]
        return rss(request, "MediaWiki", ORIGIN, posts[:20])

    def _page(self, request: Request, name: str, post: int = 0) -> Response:  # noqa: ARG002
        self._known(name)
        shown = [p for p in self._timeline.posts(*_HIDDEN) if not post or p.id == post][:40]
        if not shown:
            raise NotFound
        body = "".join(f"<article>{_content(p)}</article>" for p in shown)
        return Response(f"<!doctype html><title>@{NAME}</title>{body}", content_type="text/html")

    def _known(self, name: str) -> None:
        if name.lower() != NAME:
            raise NotFound


def _paged(request: Request, posts: Sequence[Posted]) -> Response:
    """Cut one page out of posts, newest first; ``min_id`` gives the page right above that id."""
    limit = min(40, max(1, request.args.get("limit", 20, type=int)))
    below = request.args.get("max_id", type=int)
    above = request.args.get("min_id", type=int)
    since = request.args.get("since_id", type=int)
    chosen = [
        p
        for p in posts
        if (below is None or p.id < below) and p.id > (above or 0) and p.id > (since or 0)
    ]
    page = chosen[-limit:] if above is not None else chosen[:limit]
    response = as_json([_status(p) for p in page])
    if page:
        base = f"{ORIGIN}{request.path}?limit={limit}"
        response.headers["Link"] = (
            f'<{base}&max_id={page[-1].id}>; rel="next", <{base}&min_id={page[0].id}>; rel="prev"'
        )
    return response


def _on(request: Request, name: str) -> bool:
    return request.args.get(name, "").lower() in {"1", "true", "on"}


def _status(post: Posted) -> dict[str, object]:
    own = _own_status(post)
    if post.telling.form is not Form.SHARE:
        return own
    name = post.telling.author.partition("@")[0]
    original = own | {
        "id": str(post.id - 7),
        "url": f"https://people.example/@{name}/{post.id - 7}",
        "uri": f"https://people.example/users/{name}/statuses/{post.id - 7}",
        "created_at": _stamp(post.time - timedelta(hours=3)),
        "account": _account(post.telling.author, "77"),
    }
    return own | {"content": own["content"], "reblog": original, "url": f"{own['uri']}/activity"}


def _own_status(post: Posted) -> dict[str, object]:
    telling = post.telling
    return {
        "id": str(post.id),
        "created_at": _stamp(post.time),
        "edited_at": _stamp(post.edited) if post.edited else None,
        "in_reply_to_id": str(post.reply_to) if post.reply_to else _foreign_parent(post),
        "in_reply_to_account_id": ACCOUNT_ID if post.reply_to else None,
        "sensitive": bool(telling.warning),
        "spoiler_text": telling.warning,
        "visibility": telling.visibility.value,
        "language": telling.language,
        "uri": f"{ORIGIN}/users/{NAME}/statuses/{post.id}",
        "url": f"{ORIGIN}/@{NAME}/{post.id}",
        "replies_count": 0,
        "reblogs_count": 3,
        "favourites_count": 11,
        "content": _content(post),
        "reblog": None,
        "account": _account(),
        "media_attachments": [],
        "mentions": [],
        "tags": [
            {"name": tag.lower(), "url": f"{ORIGIN}/tags/{tag.lower()}"} for tag in telling.tags
        ],
        "emojis": [],
        "card": _card(post),
        "poll": None,
    }


def _foreign_parent(post: Posted) -> str | None:
    return str(post.id - 11) if post.telling.form is Form.REPLY else None


def _card(post: Posted) -> dict[str, object] | None:
    link = post.telling.link
    return {"url": link, "title": "A page", "description": "", "type": "link"} if link else None


def _content(post: Posted) -> str:
    telling = post.telling
    parts = [_mentions(escape(telling.text, quote=False))]
    if telling.link:
        parts.append(_anchor(telling.link))
    parts += [
        f'<a href="{ORIGIN}/tags/{t.lower()}" class="mention hashtag" rel="tag">'
        f"#<span>{t}</span></a>"
        for t in telling.tags
    ]
    return f"<p>{' '.join(parts)}</p>"


def _mentions(text: str) -> str:
    """Write ``@name@server`` as Mastodon shows a mention."""
    return re.sub(
        r"@(\w+)@([\w.]+)",
        r'<span class="h-card"><a href="https://\2/@\1" class="u-url mention">@<span>\1</span>'
        r"</a></span>",
        text,
    )


def _anchor(link: str) -> str:
    """Write a link as Mastodon does: its middle visible, scheme and tail hidden."""
    bare = link.removeprefix("https://")
    shown, tail = escape(bare[:30]), escape(bare[30:])
    cut = ' class="ellipsis"' if tail else ""
    return (
        f'<a href="{escape(link)}" target="_blank" rel="nofollow noopener">'
        f'<span class="invisible">https://</span><span{cut}>{shown}</span>'
        f'<span class="invisible">{tail}</span></a>'
    )


def _account(acct: str = NAME, account_id: str = ACCOUNT_ID) -> dict[str, object]:
    name, _, server = acct.partition("@")
    return {
        "id": account_id,
        "username": name,
        "acct": acct,
        "display_name": "MediaWiki" if name == NAME else name.capitalize(),
        "url": f"https://{server or 'wikis.example'}/@{name}",
        "uri": f"https://{server or 'wikis.example'}/users/{name}",
        "locked": False,
        "bot": False,
        "followers_count": 4211,
        "following_count": 3,
        "statuses_count": 321,
        "note": "<p>News of MediaWiki</p>",
        "emojis": [],
        "fields": [],
    }


def _stamp(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S.000Z")
