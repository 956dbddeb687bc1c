"""What one practice account has posted, in the order of its ids."""

from __future__ import annotations

import itertools
import threading
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from operator import attrgetter
from typing import TypeVar

from sandbox.story import Form, Telling, Visibility, history
from sandbox.story.telling import WIKI

_T = TypeVar("_T")
_EARLIER = timedelta(hours=3)
"""How much older than its share or answer somebody else's post is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """One post of an account; ``below`` is the account's own post that it continues, if any.

    Ids grow with time, as Mastodon's do: milliseconds since 1970, then a counter of 16 bits.
    ``original`` is whose post it shares, where that is known to the practice.
    """

    id: int
    time: datetime
    telling: Telling
    below: Posted | None = None
    edited: datetime | None = None
    original: Posted | None = None

    @property
    def about(self) -> Posted:
        """Somebody else's post that it shares or answers."""
        if self.original:
            return self.original
        telling = replace(self.telling, form=Form.ORIGINAL)
        number = self.id - milliseconds(_EARLIER)
        return Posted(id=number, time=self.time - _EARLIER, telling=telling)


class Timeline:
    """The posts of one channel up to the beginning of a day; safe to change while it is read.

    ``wiki`` is the address of the practice wiki, for the links that lead there.
    """

    def __init__(self, channel: str, now: date, wiki: str = WIKI) -> None:
        self.channel = channel
        self.wiki = wiki
        self._lock = threading.Lock()
        self._count = itertools.count(1)
        self._posts: dict[int, Posted] = {}
        self._seen: dict[frozenset[Visibility], list[Posted]] = {}
        until = datetime.combine(now, time(), UTC)
        for story in reversed(history(now)):
            for telling in story.tellings:
                if telling.channel == channel and story.time_of(telling) < until:
                    self._tell(telling, story.time_of(telling))

    def posts(self, *hidden: Visibility) -> list[Posted]:
        """Return the posts, newest first, without those of a hidden visibility."""
        key = frozenset(hidden)
        with self._lock:
            if key not in self._seen:
                self._seen[key] = sorted(
                    (
                        post
                        for post in self._posts.values()
                        if not post.telling.gone and post.telling.visibility not in key
                    ),
                    key=attrgetter("id"),
                    reverse=True,
                )
            return self._seen[key].copy()

    def add(
        self,
        text: str,
        *,
        time: datetime,
        link: str = "",
        form: Form = Form.ORIGINAL,
        author: str = "",
    ) -> int:
        """Post a text and return its id; ``author`` is whose post is shared or answered."""
        telling = Telling(channel=self.channel, text=text, link=link, form=form, author=author)
        with self._lock:
            return self._tell(telling, time)

    def share(self, original: Posted, *, time: datetime) -> int:
        """Share somebody else's post, whose telling says whose it is; return the share's id."""
        telling = replace(original.telling, form=Form.SHARE)
        with self._lock:
            return self._append(telling, time, original=original).id

    def fill(self, count: int, *, newest: datetime, every: timedelta) -> None:
        """Post so many texts (``Post 1`` is the oldest), the last of them at ``newest``."""
        with self._lock:
            for number in range(1, count + 1):
                telling = Telling(channel=self.channel, text=f"Post {number}")
                self._append(telling, newest - (count - number) * every)

    def clear(self) -> None:
        """Take every post away, as if there had never been one."""
        with self._lock:
            self._posts.clear()
            self._seen.clear()

    def edit(self, post_id: int, text: str, *, time: datetime) -> None:
        """Change the text of a post.

        :raises KeyError: when there is none of that id
        """
        with self._lock:
            post = self._posts[post_id]
            telling = replace(post.telling, text=text)
            self._put(replace(post, telling=telling, edited=time))

    def delete(self, post_id: int) -> None:
        """Take a post away.

        :raises KeyError: when there is none of that id
        """
        with self._lock:
            post = self._posts[post_id]
            self._put(replace(post, telling=replace(post.telling, gone=True)))

    def is_gone(self, post: Posted) -> bool:
        """Tell whether a post was deleted."""
        with self._lock:
            return self._posts[post.id].telling.gone

    def _tell(self, telling: Telling, time: datetime) -> int:
        telling = replace(
            telling,
            link=telling.link.replace(WIKI, self.wiki),
            leads=telling.leads.replace(WIKI, self.wiki),
        )
        edited = telling.edited_after
        first = self._append(
            telling, time, edited=None if edited is None else time + timedelta(hours=edited)
        )
        above = first
        for number, part in enumerate(telling.thread, 1):
            below = replace(
                telling,
                text=part,
                link="",
                leads="",
                tags=(),
                thread=(),
                form=Form.REPLY,
                gone=False,
            )
            above = self._append(below, time + timedelta(minutes=number), below=above)
        return first.id

    def _append(
        self,
        telling: Telling,
        time: datetime,
        *,
        below: Posted | None = None,
        edited: datetime | None = None,
        original: Posted | None = None,
    ) -> Posted:
        post = Posted(
            id=number_at(time, next(self._count)),
            time=time,
            telling=telling,
            below=below,
            edited=edited,
            original=original,
        )
        self._put(post)
        return post

    def _put(self, post: Posted) -> None:
        self._posts[post.id] = post
        self._seen.clear()


def number_at(time: datetime, count: int) -> int:
    """Make the id of a post of that moment."""
    return (int(time.timestamp() * 1000) << 16) + count % 65_536


def milliseconds(time: timedelta) -> int:
    """Return by how much ids grow in so much time."""
    return int(time.total_seconds() * 1000) << 16


def from_first(posts: Sequence[_T], is_older: Callable[[_T], bool]) -> Sequence[_T]:
    """Return posts, newest first, from the first on that is older than some place.

    It is looked for by halves: pages far down a long timeline cost no more than the first.
    """
    return posts[bisect_left(posts, True, key=is_older) :]
