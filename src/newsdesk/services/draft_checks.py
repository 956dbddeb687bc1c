"""What somebody should know before they post a draft: is it there already, does it lead home."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from rapidfuzz import fuzz
from sqlalchemy import Connection

from newsdesk.domain.channel import Channel
from newsdesk.domain.fetch import StreamState
from newsdesk.domain.post import Post, PostForm
from newsdesk.domain.short_links import is_short
from newsdesk.domain.site import Site
from newsdesk.domain.sync_status import Verdict
from newsdesk.domain.thread import threads
from newsdesk.domain.wikimedia import leads_home
from newsdesk.infra.credentials import Credential
from newsdesk.services import short_links
from newsdesk.services.draft_subject import Subject
from newsdesk.services.readable import is_readable
from newsdesk.store import desks, key_counts, listed, matches, posts, streams
from newsdesk.sync.comparing import kept_side
from newsdesk.sync.drafting import links_in
from newsdesk.sync.judging import fitting, side
from newsdesk.sync.side import Around, Side

RECENT = 60
"""Posts of a channel that a draft may repeat: those of some weeks."""
LIKELIEST = 12
"""With so many of them it is compared, those whose words are most alike: judging takes a while."""
READ_LATELY = timedelta(hours=2)
_ORDER = (Verdict.SAME, Verdict.DIFFERS, Verdict.UNSURE)


class Home(StrEnum):
    """Whether a draft leads readers to a Wikimedia page; ``unknown``: to a short link's end."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Unread:
    """A channel that was not read lately: not at all, or not ``since`` (UTC).

    ``readable`` is whether a programme reads it at all.
    """

    since: datetime | None
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Checks:
    """What was found; ``already`` are posts that say the same or nearly so, likeliest first."""

    already: tuple[tuple[Post, Verdict], ...]
    unread: Unread | None
    home: Home


@dataclass(frozen=True, slots=True, kw_only=True)
class Checker:
    """Checks the drafts of one channel."""

    connection: Connection
    desk_id: int
    channel: Channel
    site: Site
    now: datetime
    credentials: Sequence[Credential] = ()

    def check(self, subject: Subject, text: str) -> Checks:
        """Look a draft's text over before it is posted."""
        return Checks(self._already(subject, text), self.unread(), self._home(text))

    def unread(self) -> Unread | None:
        """Tell since when the channel was not read, if it was not lately."""
        state = streams.state(self.connection, self.desk_id, self.channel)
        if not is_readable(self.channel, self.credentials):
            return Unread(state.last_read, readable=False)
        return Unread(_since(state)) if self._is_old(state) else None

    def alike(self, text: str, since: datetime | None = None) -> list[tuple[Post, Verdict]]:
        """Return the channel's recent posts that say what a text says, the likeliest first."""
        recent = [one for one in self._recent() if since is None or one.time >= since]
        links = self._links(text)
        mine = side(text, links=links, moment=self.now, site=self.site)
        near = _likeliest(text, links, recent)
        theirs = [(one, kept_side(one, self.site)) for one in near]
        around = self._around([mine, *(one for _, one in theirs)])
        judged = ((post, fitting(mine, one, around)) for post, one in theirs)
        found = [(post, one.score, one.verdict) for post, one in judged if one and one.verdict]
        found.sort(key=lambda one: (_ORDER.index(one[2]), -one[1]))
        return [(post, verdict) for post, _, verdict in found]

    def _recent(self) -> list[Post]:
        here = (self.connection, self.desk_id, self.channel.id)
        return [
            one
            for one in threads(posts.of_channel(*here, limit=RECENT))
            if one.form is not PostForm.REPLY
        ]

    def _already(self, subject: Subject, text: str) -> tuple[tuple[Post, Verdict], ...]:
        matched = self._matched(subject.item.id) if subject.item else []
        found = {post.key: (post, verdict) for post, verdict in self.alike(text)}
        return tuple(({post.key: (post, how) for post, how in matched} | found).values())

    def _matched(self, item_id: str) -> list[tuple[Post, Verdict]]:
        own = listed.on_item(self.connection, self.desk_id, item_id).get(self.channel.id, ())
        standing = {one.key: one for one in own if one.deleted is None}
        return [
            (standing[one.post], one.verdict)
            for one in matches.of_item(self.connection, self.desk_id, item_id)
            if one.channel_id == self.channel.id and one.post in standing
        ]

    def _around(self, sides: Sequence[Side]) -> Around:
        keys = frozenset().union(*(one.keys for one in sides))
        having = key_counts.of_keys(self.connection, self.desk_id, keys)
        return Around(texts=desks.texts(self.connection, self.desk_id), having=having)

    def _links(self, text: str) -> list[str]:
        links = links_in(text)
        known = short_links.leading(self.connection, self.desk_id, links)
        return [known.get(one, one) for one in links]

    def _home(self, text: str) -> Home:
        links = self._links(text)
        if any(leads_home(one, self.site) for one in links):
            return Home.YES
        if any(is_short(one) for one in links):
            return Home.UNKNOWN
        return Home.NO if links else Home.NOWHERE

    def _is_old(self, state: StreamState) -> bool:
        lately = state.last_read is not None and self.now - state.last_read < READ_LATELY
        return state.failed_since is not None or not lately


def _since(state: StreamState) -> datetime | None:
    return (state.failed_since or state.last_read) if state.last_read else None


def _likeliest(text: str, links: Collection[str], recent: Sequence[Post]) -> list[Post]:
    """Pick the posts that share a link with a text, and those that share most words."""
    linking = [one for one in recent if not set(links).isdisjoint(one.links)]
    alike = {one.key: fuzz.token_set_ratio(text, one.text) for one in recent}
    rest = sorted(recent, key=lambda one: alike[one.key], reverse=True)
    picked = {one.key: one for one in (*linking, *rest)}
    return list(picked.values())[: max(LIKELIEST, len(linking))]
