"""What can be read of a channel, and how to let the tool read more, as the channel's page says."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from newsdesk.domain.channel import Channel
from newsdesk.domain.fetch import BEGINNING, StreamState
from newsdesk.domain.message import Brief, Message, msg
from newsdesk.infra.credentials import CAP, FLOOR
from newsdesk.services.followed_accounts import FollowedAccount
from newsdesk.services.reach import FeatureState, Reach, Standing

_PRICE = "0.005"
"""Of a post on X: https://docs.x.com/x-api/getting-started/pricing."""
_MINUTE = timedelta(minutes=1)
_NAMED = 10
"""Accounts that cannot be read which are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureView:
    """A row: what it is, whether it is read, how far back, and what comes next."""

    what: Message
    state: Message
    failing: bool
    notes: tuple[Message, ...]
    last_read: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessView:
    """How a maintainer lets the tool read more: steps, one a line, and the setting's entry."""

    steps: Message
    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachView:
    """What is read; ``absent`` is what the network does not have."""

    rows: tuple[FeatureView, ...]
    absent: tuple[Message, ...]
    credential: bool
    access: AccessView | None


def view(channel: Channel, reach: Reach, today: date) -> ReachView:
    """Show what can be read of a channel."""
    absent = [one for one in reach.features if one.standing is Standing.ABSENT]
    return ReachView(
        rows=tuple(_row(one, today) for one in reach.features if one not in absent),
        absent=tuple(_what(one) for one in absent) if len(absent) < len(reach.features) else (),
        credential=reach.credential is not None,
        access=_access(channel, reach.origin) if reach.wants_credential else None,
    )


def _what(one: FeatureState) -> Message:
    return msg(f"newsdesk-feature-{one.feature}")


def _row(one: FeatureState, today: date) -> FeatureView:
    return FeatureView(
        what=_what(one),
        state=_words(one, today),
        failing=one.standing is Standing.FAILING,
        notes=tuple(_notes(one, today)),
        last_read=one.stream.last_read if one.standing in _KNOWN else None,
    )


_KNOWN = frozenset({Standing.READ, Standing.FAILING, Standing.RESTING})


def _words(one: FeatureState, today: date) -> Message:
    since = one.stream.failed_since
    if one.standing is Standing.FAILING and since:
        return msg("newsdesk-channel-failing", Brief(since, today))
    return msg(f"newsdesk-reach-{one.standing}")


def _notes(one: FeatureState, today: date) -> list[Message]:
    stream, notes = one.stream, []
    if one.standing in _KNOWN and one.feature in ("own", "mentions", "tags", "terms"):
        notes += _back_to(stream)
    if one.standing in _KNOWN and stream.failure:
        notes.append(stream.failure)
    if one.standing in _KNOWN and stream.next_try:
        notes.append(msg("newsdesk-channel-next-try", Brief(stream.next_try, today)))
    if one.standing in _KNOWN and one.accounts:
        notes += _accounts(one.accounts, today)
    if one.more:
        notes.append(msg("newsdesk-reach-more"))
    return notes


def _accounts(found: tuple[FollowedAccount, ...], today: date) -> list[Message]:
    """Count the accounts of the follow list, and name those that cannot be read."""
    failing = [one for one in found if one.failing]
    notes = [msg("newsdesk-reach-accounts", len(found))]
    for one in failing[:_NAMED]:
        since, why = one.stream.failed_since, one.stream.failure
        if since and why:
            notes.append(msg("newsdesk-reach-account", one.handle, Brief(since, today), why))
    if len(failing) > _NAMED:
        notes.append(msg("newsdesk-reach-accounts-more", len(failing) - _NAMED))
    return notes


def _back_to(stream: StreamState) -> list[Message]:
    since = stream.complete_since
    if since is None:
        return []
    if since <= BEGINNING:
        return [msg("newsdesk-reach-whole")]
    return [msg("newsdesk-reach-since", since)]


def _access(channel: Channel, origin: str) -> AccessView:
    kind = channel.kind
    entry: dict[str, str | int] = {
        "kind": kind.value,
        "origin": origin,
        "account": channel.account,
        "token": "…",
    }
    if kind in CAP:
        entry |= {"every": FLOOR[kind] // _MINUTE, "cap": CAP[kind], "price": _PRICE}
    return AccessView(
        steps=msg(f"newsdesk-access-{kind}", origin),
        entry=json.dumps(entry, ensure_ascii=False),
    )
