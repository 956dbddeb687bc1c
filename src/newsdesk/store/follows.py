"""Whom the channels' accounts follow, as it was last read."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection, delete, func, insert, select

from newsdesk.domain.follow import Follow
from newsdesk.domain.profile import Profile
from newsdesk.store.codec import fingerprint
from newsdesk.store.tables import follow
from newsdesk.store.upsert import AnyRow, Values

MOST = 10_000
"""Accounts of one channel that are kept, where a list comes in parts."""

MOST_NAMES = 5
"""How many former handles of an account are kept."""


def replace(
    connection: Connection,
    desk_id: int,
    channel_id: str,
    follows: Sequence[Profile],
    *,
    complete: bool,
    now: datetime,
) -> bool:
    """Store whom a channel follows in place of what was known; return whether that differs.

    Where the list is not ``complete``, those that are not in it stay. An account that the
    network now calls otherwise, as its native id tells, keeps its former handles.
    """
    known = of_channel(connection, desk_id, channel_id)
    before = {_identity(one.profile): one for one in known}
    found = {_identity(one): _follow(one, before.get(_identity(one)), now) for one in follows}
    if not complete:
        found = dict(islice((before | found).items(), MOST))
    if found == before:
        return False
    forget(connection, desk_id, channel_id)
    if found:
        rows = [_row(desk_id, channel_id, one) for one in found.values()]
        connection.execute(insert(follow), rows)
    return True


def of_channel(connection: Connection, desk_id: int, channel_id: str) -> list[Follow]:
    """Return whom one channel follows, in the network's order."""
    query = (
        select(follow)
        .where(follow.c.desk_id == desk_id, follow.c.channel_id == channel_id)
        .order_by(follow.c.id)
    )
    return [_value(row) for row in connection.execute(query)]


def count(connection: Connection, desk_id: int, channel_id: str) -> int:
    """Return how many accounts one channel follows."""
    query = (
        select(func.count())
        .select_from(follow)
        .where(follow.c.desk_id == desk_id, follow.c.channel_id == channel_id)
    )
    return connection.scalar(query) or 0


def by_channel(connection: Connection, desk_id: int) -> Mapping[str, Sequence[Follow]]:
    """Return whom every channel follows, by channel id, each in the network's order."""
    found: defaultdict[str, list[Follow]] = defaultdict(list)
    query = select(follow).where(follow.c.desk_id == desk_id).order_by(follow.c.id)
    for row in connection.execute(query):
        found[row.channel_id].append(_value(row))
    return found


def forget(connection: Connection, desk_id: int, channel_id: str) -> None:
    """Let go of whom a channel followed: its id now names another account."""
    connection.execute(
        delete(follow).where(follow.c.desk_id == desk_id, follow.c.channel_id == channel_id)
    )


def _identity(profile: Profile) -> str:
    """Return what stays the same when an account is renamed, where the network tells it."""
    return f"id {profile.native_id}" if profile.native_id else f"handle {profile.handle}"


def _follow(told: Profile, before: Follow | None, now: datetime) -> Follow:
    """Make what is kept of an account: not how many follow it, which changes all the time."""
    profile = dataclasses.replace(told, followers=None)
    if before is None:
        return Follow(profile=profile, first_seen=now)
    names = (before.profile.handle, *before.formerly)
    former = dict.fromkeys(name for name in names if name != profile.handle)
    return Follow(
        profile=profile, first_seen=before.first_seen, formerly=tuple(former)[:MOST_NAMES]
    )


def _row(desk_id: int, channel_id: str, one: Follow) -> Values:
    profile = one.profile
    return {
        "desk_id": desk_id,
        "channel_id": channel_id,
        "account_hash": fingerprint(_identity(profile)),
        "handle": profile.handle,
        "native_id": profile.native_id,
        "name": profile.name,
        "url": profile.url,
        "moved_to": profile.moved_to,
        "formerly": list(one.formerly),
        "first_seen": one.first_seen,
    }


def _value(row: AnyRow) -> Follow:
    profile = Profile(
        handle=row.handle,
        native_id=row.native_id,
        name=row.name,
        url=row.url,
        moved_to=row.moved_to,
    )
    return Follow(profile=profile, first_seen=row.first_seen, formerly=tuple(row.formerly))
