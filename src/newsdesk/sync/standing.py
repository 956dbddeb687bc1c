"""How statuses changed since they were last looked at: what is worth telling, and what is not.

A reader wants to hear what became of the news, not what became of the tool. So nothing is told of

- a channel that can't be read: its items stand where they last stood, and what is another status
  once it is read again is told then;
- a channel that is new or is looked at by other rules than before, such as another account or
  expectation: its items are taken as they are found, and changes are told from then on;
- an item that becomes too old to be posted: it is looked at no longer;
- a new item where it is merely optional or not expected.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from newsdesk.domain.status_change import Stand, StatusChange
from newsdesk.domain.sync_status import SyncStatus

Place = tuple[str, str]
"""The ids of an item and of a channel."""

_IDLE = frozenset({SyncStatus.NOT_EXPECTED, SyncStatus.PAST})
_PLAIN_START = _IDLE | {SyncStatus.WANTED, SyncStatus.UNKNOWN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An item's status on a channel at this moment; ``url`` is where its post is, if anywhere."""

    item_id: str
    day: date
    text: str
    channel_id: str
    status: SyncStatus
    url: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """What to remember, and what to tell: nothing of either where all is as before."""

    stands: tuple[Stand, ...]
    changes: tuple[StatusChange, ...]


def compare(
    seen: Iterable[Seen],
    known: Mapping[Place, Stand],
    watched: Mapping[str, datetime],
    now: datetime,
) -> Compared:
    """Compare statuses with what is known of them.

    ``watched`` says since when channels are looked at by the rules of today; those that are looked
    at by new ones are not in it.
    """
    met = _first_met(known)
    stands: list[Stand] = []
    changes: list[StatusChange] = []
    for one in seen:
        before = known.get((one.item_id, one.channel_id))
        begun = watched.get(one.channel_id)
        if before is None or before.status is SyncStatus.UNKNOWN:
            new = begun is not None and met.get(one.item_id, now) > begun
            told = new and one.status not in _PLAIN_START
            stand = _start(one, before, now, told=told)
        elif one.status is SyncStatus.UNKNOWN:
            continue
        else:
            told = begun is not None and _is_told(before.status, one.status)
            stand = _moved(one, before, now)
        if stand != before:
            stands.append(stand)
        if told:
            changes.append(_change(one, before, now))
    return Compared(tuple(stands), tuple(changes))


def _first_met(known: Mapping[Place, Stand]) -> dict[str, datetime]:
    """Return when each item was first met on any channel."""
    met: dict[str, datetime] = {}
    for one in known.values():
        met[one.item_id] = min(one.seen, met.get(one.item_id, one.seen))
    return met


def _start(one: Seen, before: Stand | None, now: datetime, *, told: bool) -> Stand:
    return Stand(
        item_id=one.item_id,
        channel_id=one.channel_id,
        status=one.status,
        url=one.url,
        day=one.day,
        seen=before.seen if before else now,
        changed=now if told else None,
    )


def _moved(one: Seen, before: Stand, now: datetime) -> Stand:
    same = (one.status, one.url) == (before.status, before.url)
    begins = one.status.needs_work and not before.status.needs_work
    return replace(
        before,
        status=one.status,
        url=one.url,
        day=one.day,
        changed=before.changed if same else now,
        began=now if begins else before.began,
    )


def _is_told(before: SyncStatus, after: SyncStatus) -> bool:
    return before is not after and not {before, after} <= _IDLE


def _change(one: Seen, before: Stand | None, now: datetime) -> StatusChange:
    former = before.status if before else SyncStatus.UNKNOWN
    return StatusChange(
        item_id=one.item_id,
        channel_id=one.channel_id,
        before=None if former is SyncStatus.UNKNOWN else former,
        after=one.status,
        time=now,
        day=one.day,
        text=one.text,
        url=one.url,
    )
