"""What others write on Bluesky about the practice community, as views and as notifications.

https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/notification/listNotifications.json
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sandbox.practice.bluesky_shapes import (
    DID,
    HANDLE,
    Json,
    did,
    profile,
    quoting,
    record_key,
    stamp,
    uri_of,
    view_of,
)
from sandbox.practice.timeline import Posted, Timeline
from sandbox.story import Form, Telling
from sandbox.story.people import GRACE, READER
from sandbox.story.telling import BLUESKY
from sandbox.story.voices import ANSWERS, QUOTES, VOICES, Voice

_HOUR = time(18)


@dataclass(frozen=True, slots=True)
class Said:
    """A post of somebody else: when, its ``postView``, and why the account hears of it.

    ``reason`` is empty where it does not.
    """

    time: datetime
    view: Json
    tags: tuple[str, ...]
    reason: str = ""


class Voices:
    """What others have written until the beginning of a day, newest first."""

    def __init__(self, timeline: Timeline, now: date) -> None:
        self._timeline = timeline
        self._now = now

    def all(self) -> list[Said]:
        """Return the posts; those about a post of the account that is gone are gone, too."""
        ours = [p for p in self._timeline.posts() if p.telling.form is Form.ORIGINAL]
        said = [self._alone(number, voice) for number, voice in enumerate(VOICES, 1)]
        said += self._about(ours, ANSWERS, "reply", 100)
        said += self._about(ours, QUOTES, "quote", 200)
        return sorted(said, key=lambda one: one.time, reverse=True)

    def notifications(self) -> list[Json]:
        """Return what the account is told: also who likes a post of it, and who follows it."""
        told = [_notification(one.view, one.reason, one.time) for one in self.all() if one.reason]
        ours = self._timeline.posts()[:1]
        moment = self._moment(0) - timedelta(days=1)
        told += [_like(post, moment) for post in ours]
        told.append(_follow(moment))
        return sorted(told, key=lambda one: str(one["indexedAt"]), reverse=True)

    def _alone(self, number: int, voice: Voice) -> Said:
        post = self._posted(number, voice)
        reason = "mention" if f"@{HANDLE}" in post.telling.text else ""
        view = view_of(post, voice.person.accounts[BLUESKY])
        return Said(post.time, view, voice.tags, reason)

    def _about(
        self, ours: Sequence[Posted], voices: Sequence[Voice], reason: str, first: int
    ) -> Iterator[Said]:
        """Yield what is about posts of the account; who also names it is told of as naming it."""
        for number, voice in enumerate(voices, first):
            post, handle = self._posted(number, voice), voice.person.accounts[BLUESKY]
            about = next((one for one in ours if one.time < post.time), None)
            if about is None:
                continue
            if reason == "quote":
                view = quoting(view_of(post, handle), about)
            else:
                view = view_of(post, handle, above=about)
            named = f"@{HANDLE}" in post.telling.text
            yield Said(post.time, view, voice.tags, "mention" if named else reason)

    def _posted(self, number: int, voice: Voice) -> Posted:
        moment = self._moment(voice.days)
        telling = Telling(
            channel=BLUESKY,
            text=voice.text.format(us=f"@{HANDLE}"),
            link=voice.link,
            tags=voice.tags,
        )
        identity = (int(moment.timestamp() * 1000) << 16) + number
        return Posted(id=identity, time=moment, telling=telling)

    def _moment(self, days: int) -> datetime:
        return datetime.combine(self._now - timedelta(days=days), _HOUR, UTC)


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
