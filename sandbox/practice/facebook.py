"""A practice server of Facebook's Graph API, with one page.

https://developers.facebook.com/docs/graph-api/reference/page/published_posts/,
https://developers.facebook.com/docs/graph-api/reference/page/tagged/,
https://developers.facebook.com/docs/graph-api/reference/page-post/; paging:
https://developers.facebook.com/docs/graph-api/results; errors:
https://developers.facebook.com/docs/graph-api/guides/error-handling; limits:
https://developers.facebook.com/docs/graph-api/overview/rate-limiting.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TypeVar
from urllib.parse import quote, urlencode

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from sandbox.practice.answers import as_json
from sandbox.practice.others import Others, Said
from sandbox.practice.timeline import Posted, Timeline
from sandbox.story.people import person

ORIGIN = "https://graph.facebook.com"
SITE = "https://www.facebook.com"
TOKEN = "practice-page-token"
NAME, PAGE_ID = "MediaWikiProject", "104000000000001"
_MOST = 100
_ROUTES = Map(
    [
        Rule("/v26.0/<page>", endpoint="page"),
        Rule("/v26.0/<page>/published_posts", endpoint="posts"),
        Rule("/v26.0/<page>/tagged", endpoint="tagged"),
    ]
)

Json = dict[str, object]
_Row = TypeVar("_Row")


class GraphServer:
    """The API, which takes a token in the header only, so that none is ever logged."""

    def __init__(self, timeline: Timeline, others: Others) -> None:
        self._timeline, self._others = timeline, others

    def __call__(self, request: Request) -> Response:
        """Answer a request."""
        given = request.headers.get("Authorization") == f"Bearer {TOKEN}"
        if not given or "access_token" in request.args:
            return _error(190, "Invalid OAuth access token - Cannot parse access token", 401)
        try:
            endpoint, values = _ROUTES.bind_to_environ(request.environ).match()
        except HTTPException:
            return _error(2500, "Unknown path components", 400)
        if values["page"].lower().partition("_")[0] not in {NAME.lower(), PAGE_ID}:
            return _error(803, "Some of the aliases you requested do not exist", 404)
        if endpoint == "page":
            return self._one(values["page"]) if "_" in values["page"] else _answer(_page())
        if endpoint == "posts":
            return _answer(_list(request, self._timeline.posts(), _post))
        return _answer(_list(request, self._others.named(), _said))

    def _one(self, number: str) -> Response:
        found = [post for post in self._timeline.posts() if number == f"{PAGE_ID}_{post.id}"]
        if not found:
            return _error(100, f"Object with ID '{number}' does not exist", 400)
        return _answer(_post(found[0]))


def _page() -> Json:
    return {
        "id": PAGE_ID,
        "name": "MediaWiki",
        "username": NAME,
        "link": f"{SITE}/{NAME}",
        "followers_count": 8_765,
    }


def _post(post: Posted) -> Json:
    """Make a page post (https://developers.facebook.com/docs/graph-api/reference/page-post/)."""
    telling = post.telling
    tags = "".join(f" #{tag}" for tag in telling.tags)
    told: Json = {
        "id": f"{PAGE_ID}_{post.id}",
        "message": telling.text + tags,
        "created_time": _stamp(post.time),
        "updated_time": _stamp(post.edited or post.time),
        "permalink_url": f"{SITE}/{PAGE_ID}/posts/{post.id}",
        "is_published": True,
        "privacy": {"value": "EVERYONE", "description": "Public"},
        "from": {"id": PAGE_ID, "name": "MediaWiki", "username": NAME},
    }
    return told | ({"attachments": {"data": [_link(telling.link)]}} if telling.link else {})


def _link(link: str) -> Json:
    shim = f"https://l.facebook.com/l.php?{urlencode({'u': link, 'h': 'AT0practice'})}"
    return {
        "media_type": "link",
        "type": "share",
        "title": "A page",
        "target": {"url": shim},
        "url": shim,
        "unshimmed_url": link,
    }


def _said(said: Said) -> Json:
    number, post = said.id, said.post
    return {
        "id": f"{number}_1",
        "message": post.telling.text,
        "created_time": _stamp(post.time),
        "permalink_url": f"{SITE}/{quote(said.handle)}/posts/{number}",
        "is_published": True,
        "privacy": {"value": "EVERYONE"},
        "from": {"id": str(number), "name": person(said.handle).name},
    }


def _stamp(time: datetime) -> str:
    return f"{time.astimezone(UTC):%Y-%m-%dT%H:%M:%S}+0000"


def _list(request: Request, rows: Sequence[_Row], tell: Callable[[_Row], Json]) -> Json:
    """Cut one page out of a list; it is shorter than was asked for, which is not the end."""
    limit = min(_MOST, max(2, request.args.get("limit", 25, type=int))) - 1
    start = request.args.get("after", 0, type=int)
    page = [tell(row) for row in rows[start : start + limit]]
    if start + limit >= len(rows):
        return {"data": page}
    after = str(start + limit)
    query = {**request.args, "access_token": TOKEN, "after": after}
    paging = {
        "cursors": {"before": str(start), "after": after},
        "next": f"{ORIGIN}{request.path}?{urlencode(query)}",
    }
    return {"data": page, "paging": paging}


def _answer(value: Json) -> Response:
    response = as_json(value)
    response.headers["X-App-Usage"] = json.dumps(
        {"call_count": 3, "total_time": 2, "total_cputime": 1}
    )
    return response


def _error(code: int, message: str, status: int) -> Response:
    error = {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "Apractice"}
    return as_json({"error": error}, status)
