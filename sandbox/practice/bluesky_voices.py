"""What others write on Bluesky about the practice community, as views and as notifications.

https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/notification/listNotifications.json
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from sandbox.practice.bluesky_shapes import (
    DID,
    Json,
    did,
    profile,
    quoting,
    record_key,
    stamp,
    uri_of,
    view_of,
)
from sandbox.practice.others import Others, Said
from sandbox.practice.timeline import Posted, Timeline
from sandbox.story.people import GRACE, READER
from sandbox.story.telling import BLUESKY

_HOUR = time(18)


def view(one: Said) -> Json:
    """Make the ``postView`` of somebody else's post."""
    if one.quoted:
        return quoting(view_of(one.post, one.handle), one.quoted)
    return view_of(one.post, one.handle, above=one.below)


def notifications(timeline: Timeline, others: Others, now: date) -> list[Json]:
    """Return what the account is told: also who likes a post of it, and who follows it."""
    found = ((one, _reason(one)) for one in others.all())
    told = [_notification(view(one), reason, one.post.time) for one, reason in found if reason]
    moment = datetime.combine(now - timedelta(days=1), _HOUR, UTC)
    told += [_like(post, moment) for post in timeline.posts()[:1]]
    told.append(_follow(moment))
    return sorted(told, key=lambda one: str(one["indexedAt"]), reverse=True)


def _reason(one: Said) -> str:
    """Say why the account hears of a post: of who also names it, that they name it."""
    if one.names_us:
        return "mention"
    if one.quoted:
        return "quote"
    return "reply" if one.below else ""


def _notification(view: Json, reason: str, moment: datetime) -> Json:
    return {
        "uri": view["uri"],
        "cid": view["cid"],
        "author": view["author"],
        "reason": reason,
        "record": view["record"],
        "isRead": False,
        "indexedAt": stamp(moment),
        "labels": [],
    }


def _like(post: Posted, moment: datetime) -> Json:
    subject = {"uri": uri_of(post), "cid": "bafyreib2rxk3rh6kzwq"}
    return _silent(READER.accounts[BLUESKY], "like", {"subject": subject}, moment) | {
        "reasonSubject": uri_of(post)
    }


def _follow(moment: datetime) -> Json:
    return _silent(GRACE.accounts[BLUESKY], "follow", {"subject": DID}, moment)


def _silent(handle: str, reason: str, record: Json, moment: datetime) -> Json:
    kind = "app.bsky.graph.follow" if reason == "follow" else "app.bsky.feed.like"
    key = record_key(int(moment.timestamp() * 1000) << 16)
    view: Json = {
        "uri": f"at://{did(handle)}/{kind}/{key}",
        "cid": "bafyreib2rxk3rh6kzwq",
        "author": profile(handle),
        "record": {"$type": kind, "createdAt": stamp(moment)} | record,
    }
    return _notification(view, reason, moment)
