"""Reads a stream that is served newest first, page by page, and says how far it is complete."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from newsdesk.channels.shape import UnreadableError
from newsdesk.domain.fetch import BEGINNING, Fetched, StreamState
from newsdesk.domain.message import msg
from newsdesk.domain.post import Post
from newsdesk.infra import clock
from newsdesk.infra.fetch_errors import FetchError, NotUnderstoodError, TooSlowError

MOST = 1000
"""Posts that one read asks for; the next one goes on with what is older."""

MOST_PAGES = 100
PATIENCE = 90
"""Seconds after which one read asks for no further page."""

LATE = timedelta(days=1)
"""A post may appear in the stream this much later than its own time says."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page, newest post first.

    ``count`` is how many posts the network sent, ``whole`` whether each was understood,
    ``older`` what to ask the next page with: empty at the end of the stream. ``etag`` is the
    validator of the first page, and ``unchanged`` says that the one that was handed back still
    holds.
    """

    posts: tuple[Post, ...] = ()
    count: int = 0
    whole: bool = True
    older: str = ""
    etag: str = ""
    unchanged: bool = False


ReadPage = Callable[[str], Page]


def page(
    raw: list[object],
    read: Callable[[object], Post | None],
    *,
    older: str,
    host: str,
    etag: str = "",
) -> Page:
    """Make a page of what the network sent; a post that cannot be understood is left out.

    :param read: makes a post, or ``None`` for one that is not to be kept
    :raises NotUnderstoodError: where not a single post can be understood
    """
    posts, strange = [], 0
    for one in raw:
        try:
            posts.append(read(one))
        except UnreadableError as error:
            strange += 1
            log.warning("post not understood", extra={"host": host, "lacks": str(error)})
    if raw and strange == len(raw):
        raise NotUnderstoodError(host)
    kept = tuple(p for p in posts if p is not None)
    return Page(posts=kept, count=len(raw), whole=not strange, older=older, etag=etag)


def validator(state: StreamState, oldest: datetime | None) -> str:
    """Return the entity tag for the first page; none while older pages are still wanted.

    A first page that has not changed ends the reading, see :func:`read_stream`.
    """
    if state.complete_since is None:
        return ""
    enough = oldest is not None and state.complete_since <= oldest
    return state.etag if enough or not state.older else ""


def read_stream(
    read_page: ReadPage,
    state: StreamState,
    *,
    oldest: datetime | None,
    now: datetime,
    host: str,
) -> Fetched:
    """Read what is new, and go on reading back where that is still wanted.

    The newest page is always read anew, so that edited and deleted posts are noticed, unless
    the network says that it has not changed.

    :param oldest: how far back is wanted (UTC), ``None`` for as far as one read leads
    :raises FetchError: where what is new cannot be read whole; what is remembered must then stay
        as it is, or there would be a gap that nobody sees
    """
    walk = _Walk(read_page, clock.ticks() + PATIENCE, host)
    first = state.complete_since is None
    top = _Stretch()
    walk.down(top, lambda page: first or _known(page, state))
    if top.unchanged or (not top.count and state.newest):
        return Fetched(
            complete_since=state.complete_since,
            newest=state.newest,
            older=state.older,
            etag=state.etag if top.unchanged else top.etag,
            unchanged=top.unchanged,
        )
    whole_since = top.reached if top.whole else None
    back = _Stretch(reached=top.reached, older=top.older)
    if top.older and top.arrived and not first:
        back = _Stretch(reached=state.complete_since, older=state.older)
    wanted = first if oldest is None else back.reached is None or oldest < back.reached
    if back.older and wanted and top.count < MOST:
        _go_back(walk, back, oldest)
    unique = {post.key: replace(post, time=min(post.time, now)) for post in top.posts + back.posts}
    return Fetched(
        posts=tuple(sorted(unique.values(), key=lambda post: post.time, reverse=True)),
        complete_since=back.reached,
        newest=next((post.key.native_id for post in top.posts), state.newest),
        older=back.older,
        etag=top.etag,
        whole_since=whole_since,
    )


@dataclass(slots=True)
class _Stretch:
    """Consecutive pages: how far they reach, and where the next older one begins."""

    posts: list[Post] = field(default_factory=list)
    count: int = 0
    whole: bool = True
    reached: datetime | None = None
    older: str = ""
    arrived: bool = False
    etag: str = ""
    unchanged: bool = False

    def add(self, page: Page) -> None:
        if not self.count:
            self.etag, self.unchanged = page.etag, page.unchanged
        self.posts += page.posts
        self.count += page.count
        self.whole &= page.whole
        self.older = page.older
        if page.posts:
            self.reached = page.posts[-1].time
        if not page.older:
            self.reached = BEGINNING


@dataclass(frozen=True, slots=True)
class _Walk:
    """Reads pages from newer to older, until the time is up."""

    read_page: ReadPage
    end: float
    host: str

    def down(self, stretch: _Stretch, arrived: Callable[[Page], bool]) -> None:
        """Add pages to a stretch until one is where the way was to lead, or enough is read."""
        for _ in range(MOST_PAGES):
            if clock.ticks() > self.end:
                raise TooSlowError(msg("newsdesk-fetch-too-slow", self.host, PATIENCE))
            page = self.read_page(stretch.older)
            stretch.add(page)
            stretch.arrived = not page.older or arrived(page)
            if stretch.arrived or stretch.count >= MOST:
                break


def _go_back(walk: _Walk, back: _Stretch, oldest: datetime | None) -> None:
    """Read back as far as it goes; what breaks off is gone on with at the next read."""
    try:
        walk.down(back, lambda page: _beyond(page, oldest))
    except FetchError as error:
        log.warning("reading back broke off", extra={"host": walk.host, "why": error.message.key})


def _known(page: Page, state: StreamState) -> bool:
    if any(post.key.native_id == state.newest for post in page.posts):
        return True
    return state.last_read is not None and _beyond(page, state.last_read - LATE)


def _beyond(page: Page, moment: datetime | None) -> bool:
    return moment is not None and bool(page.posts) and page.posts[-1].time < moment
