"""Reading that is paid for: how often, how much in a month, and when it rests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from sqlalchemy import Connection

from newsdesk.domain.fetch import StreamState
from newsdesk.domain.month import month, month_before, month_begin, month_end
from newsdesk.domain.post import StreamName
from newsdesk.infra.credentials import Credential
from newsdesk.store import paid_reads

RESTS_AFTER = timedelta(days=14)
_SOON = timedelta(days=7)
"""So much of a month tells little of the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What reading a channel costs, in US dollars; ``None`` where the settings name no price.

    ``reads`` are this month's (UTC) posts and profiles, of ``cap``; ``expected_reads`` are those
    of a whole month at this rate, and ``expected_cost`` theirs. ``next_read`` is the next moment
    at which the floor and the network let the channel be read, ``None`` for now.
    """

    reads: int
    cap: int | None
    price: Decimal | None
    cost: Decimal | None
    expected_reads: int
    expected_cost: Decimal | None
    floor: timedelta
    next_read: datetime | None


def rests(active: datetime | None, now: datetime) -> bool:
    """Tell whether nobody has been active for so long that nothing is paid for."""
    return now - (active or now) > RESTS_AFTER


def allowance(
    connection: Connection, desk_id: int, credential: Credential, now: datetime
) -> int | None:
    """Return how much may still be read this month, ``None`` where there is no cap."""
    if credential.cap is None:
        return None
    counts = paid_reads.counts(connection, desk_id, credential)
    return max(credential.cap - counts.get(month(now), 0), 0)


def reserved(credential: Credential | None, stream: StreamName) -> int:
    """Return how much of a month's cap a stream leaves for others.

    What strangers write must not use up what our own posts are read with.
    """
    if credential is None or credential.cap is None:
        return 0
    first = {StreamName.OWN, StreamName.PROFILE}
    return 0 if stream in first else credential.cap // 2


def estimate(
    connection: Connection,
    desk_id: int,
    credential: Credential | None,
    state: StreamState,
    now: datetime,
) -> Estimate | None:
    """Say what reading with a credential costs, ``None`` where it costs nothing.

    :param state: that of the channel's own posts
    """
    if credential is None or not credential.paid:
        return None
    counts = paid_reads.counts(connection, desk_id, credential)
    reads = counts.get(month(now), 0)
    expected = _expected(reads, counts.get(month_before(now), 0), now)
    if credential.cap is not None:
        expected = min(expected, max(credential.cap, reads))
    return Estimate(
        reads=reads,
        cap=credential.cap,
        price=credential.price,
        cost=_cost(reads, credential),
        expected_reads=expected,
        expected_cost=_cost(expected, credential),
        floor=credential.every or timedelta(0),
        next_read=_next_read(state, credential, now),
    )


def _expected(reads: int, before: int, now: datetime) -> int:
    """Go on at this month's rate; at its beginning, expect what the former month had."""
    begun = month_begin(now)
    past = now - begun
    if before and past < _SOON:
        return max(before, reads)
    return round(reads * ((month_end(now) - begun) / max(past, timedelta(days=1))))


def _cost(reads: int, credential: Credential) -> Decimal | None:
    return None if credential.price is None else credential.price * reads


def _next_read(state: StreamState, credential: Credential, now: datetime) -> datetime | None:
    moments = [state.next_try or now]
    if state.last_read is not None and credential.every is not None:
        moments.append(state.last_read + credential.every)
    return max(moments) if max(moments) > now else None
