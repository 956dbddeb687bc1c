"""What one practice account has posted, in the order of its ids."""

from __future__ import annotations

import itertools
import threading
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from sandbox.story import Form, Telling, Visibility, history

_EPOCH = datetime(2016, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """One post of an account; ``reply_to`` is the id of the post above it, if it is an answer."""

    id: int
    time: datetime
    telling: Telling
    reply_to: int | None = None
    edited: datetime | None = None


class Timeline:
    """The posts of one channel, newest first; safe to change while it is read."""

    def __init__(self, channel: str, now: date) -> None:
        self.channel = channel
        self._lock = threading.Lock()
        self._count = itertools.count(1)
        until = datetime(now.year, now.month, now.day, tzinfo=UTC) + timedelta(days=1)
        self._posts: list[Posted] = []
        for story in reversed(history(now)):
            for telling in story.tellings:
                if telling.channel == channel and story.time_of(telling) < until:
                    self._tell(telling, story.time_of(telling))

    def posts(self, *hidden: Visibility) -> list[Posted]:
        """Return the posts, newest first, without those of a hidden visibility."""
        with self._lock:
            seen = [p for p in self._posts if p.telling.visibility not in hidden]
        return sorted(seen, key=lambda p: (p.time, p.id), reverse=True)

    def add(self, text: str, *, time: datetime, link: str = "", form: Form = Form.ORIGINAL) -> int:
        """Post a text and return its id."""
        telling = Telling(channel=self.channel, text=text, link=link, form=form)
        with self._lock:
            return self._tell(telling, time)

    def edit(self, post_id: int, text: str, *, time: datetime) -> None:
        """Change the text of a post."""
        with self._lock:
            self._posts = [
                replace(p, telling=replace(p.telling, text=text), edited=time)
                if p.id == post_id
                else p
                for p in self._posts
            ]

    def delete(self, post_id: int) -> None:
        """Take a post away."""
        with self._lock:
            self._posts = [p for p in self._posts if p.id != post_id]

    def _tell(self, telling: Telling, time: datetime) -> int:
        edited = telling.edited_after
        first = self._append(telling, time, edited=time + timedelta(hours=edited or 0))
        above = first
        for number, part in enumerate(telling.thread, 1):
            below = replace(telling, text=part, link="", thread=(), form=Form.REPLY)
            above = self._append(below, time + timedelta(minutes=number), reply_to=above)
        return first

    def _append(
        self,
        telling: Telling,
        time: datetime,
        *,
        reply_to: int | None = None,
        edited: datetime | None = None,
    ) -> int:
        """Store one post under an id that grows with its time, as the networks' ids do."""
        made = int((time - _EPOCH).total_seconds()) * 10_000 + next(self._count)
        self._posts.append(
            Posted(
                id=made,
                time=time,
                telling=telling,
                reply_to=reply_to,
                edited=edited if telling.edited_after is not None else None,
            )
        )
        return made
