"""An item and a post that were compared, and may be matched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from newsdesk.domain.message import Message
from newsdesk.domain.post import PostKey
from newsdesk.domain.sync_status import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What comparing an item with a post (or a thread) came to, whatever else is on the desk.

    ``day`` is the item's, ``time`` the post's, in UTC. ``contradicts`` marks a post that speaks
    of the item but says something else of it: it counts only where nothing else fits.
    """

    item_id: str
    day: date
    post: PostKey
    time: datetime
    verdict: Verdict
    score: float
    evidence: tuple[Message, ...] = ()
    decided: bool = False
    contradicts: bool = False

    @property
    def apart(self) -> timedelta:
        """How far the post is from the item's noon."""
        return abs(self.time - noon(self.day))


def noon(day: date) -> datetime:
    """Return the moment that stands for an item's day: it is nowhere far from it."""
    return datetime.combine(day, time(12), UTC)
