"""A practice AppView of Bluesky.

Shapes: https://docs.bsky.app/docs/api/app-bsky-feed-get-author-feed and
https://docs.bsky.app/docs/advanced-guides/post-richtext.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from werkzeug.wrappers import Request, Response

from sandbox.practice.answers import as_json
from sandbox.practice.timeline import Posted, Timeline
from sandbox.story import Form

ORIGIN = "https://public.api.bsky.app"
HANDLE = "mediawiki.practice.example"
DID = "did:plc:practicemediawiki000000"
_PREFIX = "/xrpc/app.bsky."
_BASE32 = "234567abcdefghijklmnopqrstuvwxyz"
_COLLECTION = "app.bsky.feed.post"


class BlueskyServer:
    """The public AppView with one account."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline

    def __call__(self, request: Request) -> Response:
        """Answer a request."""
        methods = {
            "feed.getAuthorFeed": self._author_feed,
            "feed.getPosts": self._posts,
            "actor.getProfile": self._profile,
            "graph.getFollows": self._follows,
        }
        method = methods.get(request.path.removeprefix(_PREFIX))
        if method is None:
            return _error("MethodNotImplemented", "Method Not Implemented", 501)
        return method(request)

    def _author_feed(self, request: Request) -> Response:
        if not _known(request):
            return _error("InvalidRequest", "Profile not found")
        limit = request.args.get("limit", 50, type=int)
        if not 1 <= limit <= 100:
            return _error("InvalidRequest", "Error: limit must be between 1 and 100")
        posts = self._timeline.posts()
        if request.args.get("filter") == "posts_no_replies":
            posts = [p for p in posts if p.telling.form is not Form.REPLY]
        cursor = request.args.get("cursor", "")
        page = [p for p in posts if not cursor or _stamp(p.time) < cursor][:limit]
        more = {"cursor": _stamp(page[-1].time)} if len(page) == limit else {}
        return as_json({"feed": [_feed_view(p) for p in page]} | more)

    def _posts(self, request: Request) -> Response:
        uris = set(request.args.getlist("uris"))
        return as_json({"posts": [_view(p) for p in self._timeline.posts() if _uri(p) in uris]})

    def _profile(self, request: Request) -> Response:
        if not _known(request):
            return _error("InvalidRequest", "Profile not found")
        counts = {"followersCount": 1877, "followsCount": 1, "postsCount": 140}
        return as_json(_author() | counts | {"description": "News of MediaWiki"})

    def _follows(self, request: Request) -> Response:
        if not _known(request):
            return _error("InvalidRequest", "Actor not found")
        return as_json({"subject": _author(), "follows": [_author("tech.people.example")]})


def _known(request: Request) -> bool:
    return request.args.get("actor", "").lower() in {HANDLE, DID}


def _error(name: str, message: str, status: int = 400) -> Response:
    return as_json({"error": name, "message": message}, status)


def _author(handle: str = HANDLE) -> dict[str, object]:
    did = DID if handle == HANDLE else f"did:plc:{_letters(handle)}"
    name = "MediaWiki" if handle == HANDLE else handle.partition(".")[0].capitalize()
    return {"did": did, "handle": handle, "displayName": name, "labels": []}


def _letters(text: str, count: int = 24) -> str:
    return "".join(_BASE32[b % 32] for b in hashlib.sha256(text.encode()).digest())[:count]


def _key(post_id: int) -> str:
    """Write an id as a TID: 13 characters that sort as the numbers do."""
    digits = [_BASE32[post_id >> shift & 31] for shift in range(60, -1, -5)]
    return "".join(digits)


def _uri(post: Posted) -> str:
    author = _author(post.telling.author) if post.telling.form is Form.SHARE else _author()
    return f"at://{author['did']}/{_COLLECTION}/{_key(post.id)}"


def _feed_view(post: Posted) -> dict[str, object]:
    view: dict[str, object] = {"post": _view(post)}
    if post.telling.form is Form.SHARE:
        view["reason"] = {
            "$type": "app.bsky.feed.defs#reasonRepost",
            "by": _author(),
            "uri": f"at://{DID}/app.bsky.feed.repost/{_key(post.id + 1)}",
            "cid": _cid(post.id + 1),
            "indexedAt": _stamp(post.time),
        }
    return view


def _view(post: Posted) -> dict[str, object]:
    shared = post.telling.form is Form.SHARE
    written = post.time - timedelta(hours=5) if shared else post.time
    view: dict[str, object] = {
        "uri": _uri(post),
        "cid": _cid(post.id),
        "author": _author(post.telling.author) if shared else _author(),
        "record": _record(post, written),
        "replyCount": 0,
        "repostCount": 2,
        "likeCount": 9,
        "quoteCount": 0,
        "indexedAt": _stamp(written),
        "labels": [],
    }
    if post.telling.link:
        external = {"uri": post.telling.link, "title": "A page", "description": ""}
        view["embed"] = {"$type": "app.bsky.embed.external#view", "external": external}
    return view


def _record(post: Posted, written: datetime) -> dict[str, object]:
    telling = post.telling
    shown = telling.shown or telling.link
    text = f"{telling.text} {shown}" if shown else telling.text
    record: dict[str, object] = {
        "$type": _COLLECTION,
        "text": text,
        "createdAt": _stamp(written),
        "langs": [telling.language],
    }
    if telling.link:
        end = len(text.encode())
        record["facets"] = [
            {
                "index": {"byteStart": end - len(shown.encode()), "byteEnd": end},
                "features": [{"$type": "app.bsky.richtext.facet#link", "uri": telling.link}],
            }
        ]
    if post.reply_to:
        above = {"uri": f"at://{DID}/{_COLLECTION}/{_key(post.reply_to)}", "cid": _cid(post.id)}
        record["reply"] = {"root": above, "parent": above}
    return record


def _cid(number: int) -> str:
    return "bafyrei" + _letters(str(number), 32) + _letters(f"{number}.", 20)


def _stamp(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S.") + f"{time.microsecond // 1000:03}Z"
