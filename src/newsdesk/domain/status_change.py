"""How the sync status of a news item on a channel changed, and where it stands since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from newsdesk.domain.sync_status import SyncStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """The status that an item was last seen to have on a channel.

    ``url`` is where its post is, empty where there is none; ``day`` is the item's own. ``seen`` is
    when the item was first met there (UTC). ``changed`` is when status or post last became others,
    and ``began`` when it began to need somebody; both are ``None`` for what was so from the start.
    """

    item_id: str
    channel_id: str
    status: SyncStatus
    url: str
    day: date
    seen: datetime
    changed: datetime | None = None
    began: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChange:
    """One change of an item's status on a channel; it never changes again itself.

    ``number`` grows with every change. ``item_id`` and ``text`` are what the item was called and
    said then, ``day`` is its date. ``before`` is ``None`` for a new item; ``url`` is where the
    post is, empty where there is none; ``time`` is when it was noticed (UTC).
    """

    item_id: str
    channel_id: str
    before: SyncStatus | None
    after: SyncStatus
    time: datetime
    day: date
    text: str
    url: str = ""
    number: int = 0
