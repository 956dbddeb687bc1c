"""Reads a stream of which each post is paid for: what was read once is never asked for again.

The network is asked for what is newer than the newest id it gave. Where that breaks off, the gap
that is left is remembered with the stream and closed at the next read, before anything older:
``StreamState.older`` holds the gaps and where reading back goes on, as JSON.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from newsdesk.channels.paging import MOST, MOST_PAGES, PATIENCE
from newsdesk.channels.shape import at, items_at, text_at, time_at
from newsdesk.domain.fetch import BEGINNING, Fetched, StreamState
from newsdesk.domain.post import Post
from newsdesk.infra import clock
from newsdesk.infra.fetch_errors import FetchError
from newsdesk.infra.safe_json import parse

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """What to ask for: later than the id ``since`` or the moment ``start``, before ``until``.

    Neither id is inside; empty ones are no bound.
    """

    since: str = ""
    until: str = ""
    start: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One page of a span, newest first.

    ``posts`` are those to keep; ``count``, ``newest``, ``lowest`` (ids) and ``reached`` (the
    lowest one's time) are of all that the network sent; ``token`` asks for the next page.
    """

    posts: tuple[Post, ...] = ()
    count: int = 0
    newest: str = ""
    lowest: str = ""
    reached: datetime | None = None
    token: str = ""


ReadBatch = Callable[[Span, str], Batch]


def read_since(
    read_batch: ReadBatch, state: StreamState, *, oldest: datetime | None, most: int, host: str
) -> Fetched:
    """Read what is new, then what an earlier read left out, then back as far as is wanted.

    :param oldest: how far back is wanted (UTC), ``None`` for as far as the network goes
    :param most: how many of the newest posts the network can be asked for at all
    :raises FetchError: where not even the first request was answered
    """
    memory = _recall(state)
    walk = _Walk(read_batch, clock.ticks() + PATIENCE, host)
    gaps = [_Gap(since=state.newest)] if state.newest else []
    left = [rest for gap in gaps + memory.gaps for rest in _close(walk, gap)]
    bottom = memory.bottom
    if not state.newest or (bottom.until and _is_wanted(bottom, oldest)):
        bottom = _go_back(walk, bottom, oldest, most - memory.count)
    memory = _Memory(left, bottom, memory.count + walk.count)
    return Fetched(
        posts=tuple(sorted(walk.posts, key=lambda post: post.time, reverse=True)),
        complete_since=left[0].reached if left else bottom.reached,
        newest=walk.newest or state.newest,
        older=memory.written(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gap:
    """What was not read: between ``until``, whose time is ``reached``, and ``since``."""

    until: str = ""
    since: str = ""
    reached: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Memory:
    """The gaps, newest first, where reading back goes on, and how many posts were read."""

    gaps: list[_Gap]
    bottom: _Gap
    count: int = 0

    def written(self) -> str:
        if not self.gaps and not self.bottom.until:
            return ""
        gaps = [_written(gap) for gap in self.gaps]
        return json.dumps({"gaps": gaps, "bottom": _written(self.bottom), "count": self.count})


def _written(gap: _Gap) -> dict[str, str]:
    reached = gap.reached.isoformat() if gap.reached else ""
    return {"until": gap.until, "since": gap.since, "reached": reached}


def _recall(state: StreamState) -> _Memory:
    told, count = parse(state.older.encode()), 0
    if isinstance(counted := at(told, "count"), int):
        count = counted
    bottom = _recalled(at(told, "bottom"))
    if bottom.reached is None:
        bottom = replace(bottom, reached=state.complete_since)
    return _Memory([_recalled(gap) for gap in items_at(told, "gaps")], bottom, count)


def _recalled(told: object) -> _Gap:
    return _Gap(
        until=text_at(told, "until"),
        since=text_at(told, "since"),
        reached=time_at(told, "reached"),
    )


def _is_wanted(bottom: _Gap, oldest: datetime | None) -> bool:
    return oldest is None or bottom.reached is None or oldest < bottom.reached


def _close(walk: _Walk, gap: _Gap) -> list[_Gap]:
    """Read a gap; return what is left of it."""
    stretch = walk.down(Span(since=gap.since, until=gap.until))
    if stretch.done:
        return []
    if not stretch.lowest:
        return [gap]
    return [replace(gap, until=stretch.lowest, reached=stretch.reached)]


def _go_back(walk: _Walk, bottom: _Gap, oldest: datetime | None, most: int) -> _Gap:
    stretch = walk.down(Span(until=bottom.until, start=oldest))
    until = stretch.lowest or bottom.until
    reached = stretch.reached or bottom.reached
    if not stretch.done:
        return _Gap(until=until, reached=reached)
    if walk.count >= most:
        return _Gap(reached=reached)
    return _Gap(until=until if oldest else "", reached=oldest or BEGINNING)


@dataclass(slots=True)
class _Stretch:
    """How far a span was read: all of it, if it is ``done``."""

    done: bool = False
    lowest: str = ""
    reached: datetime | None = None


@dataclass(slots=True)
class _Walk:
    """Reads span after span, until the time is up, enough is read or something breaks off."""

    read_batch: ReadBatch
    end: float
    host: str
    posts: list[Post] = field(default_factory=list)
    count: int = 0
    pages: int = 0
    newest: str = ""
    broken: bool = False

    def down(self, span: Span) -> _Stretch:
        """Read a span from its newest post on."""
        stretch, token = _Stretch(), ""
        while not self._is_over() and (batch := self._batch(span, token)):
            token = batch.token
            if batch.count:
                stretch.lowest, stretch.reached = batch.lowest, batch.reached
            if not token:
                stretch.done = True
                break
        return stretch

    def _is_over(self) -> bool:
        used_up = self.pages >= MOST_PAGES or self.count >= MOST or clock.ticks() > self.end
        return self.broken or used_up

    def _batch(self, span: Span, token: str) -> Batch | None:
        try:
            batch = self.read_batch(span, token)
        except FetchError as error:
            if not self.pages:
                raise
            log.warning("reading broke off", extra={"host": self.host, "why": error.message.key})
            self.broken = True
            return None
        self.posts += batch.posts
        self.count += batch.count
        self.pages += 1
        if not span.until:
            self.newest = self.newest or batch.newest
        return batch
