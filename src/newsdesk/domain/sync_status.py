"""The sync status of a news item on a channel, and the match it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from newsdesk.domain.decision import Decision
from newsdesk.domain.decisions import OPEN, Settled
from newsdesk.domain.message import Message
from newsdesk.domain.post import Post, PostKey


class Verdict(StrEnum):
    """Whether a post and a news item say the same.

    ``differs``: it is about this item, but says something else of it, such as another version.
    """

    SAME = "same"
    UNSURE = "unsure"
    DIFFERS = "differs"


class SyncStatus(StrEnum):
    """What a cell of the board says."""

    POSTED = "posted"
    SHARED = "shared"
    MISSING = "missing"
    WANTED = "wanted"
    EXEMPT = "exempt"
    UNSURE = "unsure"
    DIFFERS = "differs"
    UNKNOWN = "unknown"
    NOT_EXPECTED = "not-expected"
    PAST = "past"

    @property
    def needs_work(self) -> bool:
        """Whether somebody is to do something about it."""
        return self in _NEEDS_WORK

    @property
    def is_there(self) -> bool:
        """Whether the item is on the channel, by a post of its own or a share."""
        return self in {SyncStatus.POSTED, SyncStatus.SHARED}


_NEEDS_WORK = frozenset({SyncStatus.MISSING, SyncStatus.UNSURE, SyncStatus.DIFFERS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The machine's opinion that a post says the same as an item, with its evidence in words.

    ``score`` runs from 0 to 1 and only orders the matches of one item on one channel.
    ``decided`` is whether a person said so; then that is the evidence.
    """

    item_id: str
    channel_id: str
    post: PostKey
    verdict: Verdict
    score: float
    evidence: tuple[Message, ...] = ()
    decided: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One item on one channel: its status and what supports it.

    ``post`` is the best matching post; ``others`` further matches, such as reminders, best first.
    ``since`` is since when the channel could not be read, where the status is ``unknown``.
    ``settled`` is what people decided here; ``unpublished`` that some of it is this viewer's own
    and not yet on the wiki, which says what is ``published`` until then.
    ``foreign`` are addresses named there that are none of the channel's: they count for nothing.
    """

    channel_id: str
    status: SyncStatus
    post: Post | None = None
    match: Match | None = None
    others: tuple[tuple[Match, Post], ...] = ()
    since: datetime | None = None
    settled: Settled = OPEN
    unpublished: bool = False
    published: Settled = OPEN
    foreign: tuple[str, ...] = ()

    @property
    def taken_back(self) -> tuple[Decision, ...]:
        """What the wiki says and this viewer took back, in whose place nothing else was said."""
        mine = {one.subject for one in self.settled.each("", self.channel_id)}
        told = self.published.each("", self.channel_id) if self.unpublished else ()
        return tuple(one for one in told if one.subject not in mine)
