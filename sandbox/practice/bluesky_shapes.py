"""Bluesky's views and records, made of posts of the practice story.

The lexicons https://github.com/bluesky-social/atproto/tree/main/lexicons/app/bsky (``feed/defs``,
``feed/post``, ``actor/defs``, ``embed/external``, ``richtext/facet``); record keys:
https://atproto.com/specs/record-key; content ids: https://github.com/multiformats/cid.
"""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime
from typing import cast

from sandbox.practice.rich_text import Part, parts
from sandbox.practice.timeline import Posted
from sandbox.story import Form
from sandbox.story.people import person

HANDLE = "mediawiki.practice.example"
DID = "did:plc:practicemediawikiaaaaaaa"
QUIET = "quiet.practice.example"
"""An account without posts and follows."""
CROWD = "crowd.practice.example"
"""An account that follows more than one page of accounts."""
_BASE32 = "234567abcdefghijklmnopqrstuvwxyz"
_COLLECTION = "app.bsky.feed.post"

Json = dict[str, object]


def feed_view(post: Posted, handle: str = HANDLE, *, orphan: bool = False) -> Json:
    """Make the ``feedViewPost`` of a post; an ``orphan`` is one whose parent was deleted."""
    view: Json = {"post": post_view(post) if handle == HANDLE else view_of(post, handle)}
    if post.telling.form is Form.SHARE:
        uri = f"at://{DID}/app.bsky.feed.repost/{record_key(post.id)}"
        view["reason"] = {
            "$type": "app.bsky.feed.defs#reasonRepost",
            "by": profile_basic(),
            "uri": uri,
            "cid": _cid(uri),
            "indexedAt": stamp(post.time),
        }
    if post.telling.form is Form.REPLY:
        parent = _parent_view(post, orphan=orphan)
        view["reply"] = {"root": parent, "parent": parent}
    return view


def post_view(post: Posted) -> Json:
    """Make the ``postView`` of a post, or of the post that it shares."""
    if post.telling.form is Form.SHARE:
        return view_of(post.about, post.telling.author)
    return view_of(post, HANDLE)


def view_of(post: Posted, handle: str, *, above: Posted | None = None) -> Json:
    """Make the ``postView`` of somebody's post, which may answer one of the account's."""
    record, telling = _record(post), post.telling
    if above:
        reference = {"uri": uri_of(above), "cid": _cid(uri_of(above))}
        record["reply"] = {"root": reference, "parent": reference}
    view = _view(uri_of(post, handle), record, handle)
    if telling.link:
        card = {"uri": telling.real_link, "title": "A page", "description": ""}
        view["embed"] = {"$type": "app.bsky.embed.external#view", "external": card}
    return view


def quoting(view: Json, quoted: Posted) -> Json:
    """Make the ``postView`` of a post that quotes one of the account's; its record only refers."""
    seen = post_view(quoted)
    reference = {"uri": seen["uri"], "cid": seen["cid"]}
    record = {
        "$type": "app.bsky.embed.record#viewRecord",
        "author": seen["author"],
        "value": seen["record"],
        "labels": [],
        "embeds": [],
        "indexedAt": seen["indexedAt"],
    }
    told = cast(Json, view["record"])
    return view | {
        "record": told | {"embed": {"$type": "app.bsky.embed.record", "record": reference}},
        "embed": {"$type": "app.bsky.embed.record#view", "record": reference | record},
    }


def profile_basic(handle: str = HANDLE) -> Json:
    """Make the ``profileViewBasic`` of a handle."""
    return {
        "did": did(handle),
        "handle": handle,
        "displayName": "MediaWiki" if handle == HANDLE else person(handle).name,
        "labels": [],
        "createdAt": "2024-02-06T00:00:00.000Z",
    }


def profile(handle: str = HANDLE) -> Json:
    """Make the ``profileView`` of a handle."""
    about = "News of MediaWiki" if handle == HANDLE else person(handle).about
    return profile_basic(handle) | {"description": about, "indexedAt": "2024-02-06T00:00:00.000Z"}


def did(handle: str) -> str:
    """Return an account's identifier (https://web.plc.directory/spec/v0.1/did-plc)."""
    return DID if handle == HANDLE else f"did:plc:{_letters(handle)}"


def uri_of(post: Posted, handle: str = HANDLE) -> str:
    """Return the AT URI of a post, or of the post that it shares."""
    if post.telling.form is Form.SHARE:
        return _foreign_uri(post)
    return f"at://{did(handle)}/{_COLLECTION}/{record_key(post.id)}"


def record_key(number: int) -> str:
    """Write a post's id as a TID: microseconds and a counter, in letters that sort as they do.

    See https://atproto.com/specs/tid
    """
    tid = ((number >> 16) * 1000 << 10) + (number & 0xFFFF)
    return "".join(_BASE32[tid >> shift & 31] for shift in range(60, -1, -5))


def stamp(time: datetime) -> str:
    """Write a moment as the AppView does."""
    return f"{time:%Y-%m-%dT%H:%M:%S}.{time.microsecond // 1000:03}Z"


def _foreign_uri(post: Posted) -> str:
    return uri_of(post.about, post.telling.author)


def _parent_view(post: Posted, *, orphan: bool) -> Json:
    if orphan and post.below:
        missing = {"uri": uri_of(post.below), "notFound": True}
        return {"$type": "app.bsky.feed.defs#notFoundPost"} | missing
    kind = {"$type": "app.bsky.feed.defs#postView"}
    if post.below:
        return kind | post_view(post.below)
    record: Json = {
        "$type": _COLLECTION,
        "text": "How do I do this?",
        "createdAt": stamp(post.about.time),
    }
    return kind | _view(_foreign_uri(post), record, post.telling.author)


def _view(uri: str, record: Json, handle: str) -> Json:
    return {
        "uri": uri,
        "cid": _cid(uri + str(record["text"])),
        "author": profile_basic(handle),
        "record": record,
        "bookmarkCount": 0,
        "replyCount": 0,
        "repostCount": 2,
        "likeCount": 9,
        "quoteCount": 0,
        "indexedAt": record["createdAt"],
        "labels": [],
    }


def _record(post: Posted) -> Json:
    telling = post.telling
    stretches = list(parts(telling, telling.shown or telling.link))
    record: Json = {
        "$type": _COLLECTION,
        "text": "".join(part.text for part in stretches),
        "createdAt": stamp(post.time),
        "langs": [telling.language],
    }
    if facets := _facets(stretches):
        record["facets"] = facets
    if telling.form is Form.REPLY:
        above = uri_of(post.below) if post.below else _foreign_uri(post)
        reference = {"uri": above, "cid": _cid(above)}
        record["reply"] = {"root": reference, "parent": reference}
    if telling.link:
        card = {"uri": telling.real_link, "title": "A page", "description": ""}
        record["embed"] = {"$type": "app.bsky.embed.external", "external": card}
    return record


def _facets(stretches: list[Part]) -> list[Json]:
    """Mark links, mentions and tags by the bytes of UTF-8 that they take."""
    facets: list[Json] = []
    at = 0
    for part in stretches:
        end = at + len(part.text.encode())
        if feature := _feature(part):
            facets.append({"index": {"byteStart": at, "byteEnd": end}, "features": [feature]})
        at = end
    return facets


def _feature(part: Part) -> Json | None:
    kind = "app.bsky.richtext.facet#"
    if part.link:
        return {"$type": f"{kind}link", "uri": part.link}
    if part.mention:
        return {"$type": f"{kind}mention", "did": did(part.mention)}
    return {"$type": f"{kind}tag", "tag": part.tag} if part.tag else None


def _letters(text: str) -> str:
    return "".join(_BASE32[b % 32] for b in hashlib.sha256(text.encode()).digest())[:24]


def _cid(content: str) -> str:
    """Make a content id: version 1, DAG-CBOR, SHA-256, in base 32."""
    raw = b"\x01\x71\x12\x20" + hashlib.sha256(content.encode()).digest()
    return "b" + base64.b32encode(raw).decode().lower().rstrip("=")
