"""What the networks say of our own accounts: who they are, who follows them, what fits a post."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from sqlalchemy import Connection, delete, select, update

from newsdesk.domain.length import PostLimits
from newsdesk.domain.profile import Profile
from newsdesk.store.tables import follower_count, profile
from newsdesk.store.upsert import AnyRow, upsert


def save(
    connection: Connection, desk_id: int, channel_id: str, new: Profile, *, now: datetime
) -> bool:
    """Remember a channel's profile and the day's number of followers; return if it is news.

    A day (UTC) has one number, the last that was read on it.
    """
    former = get(connection, desk_id, channel_id)
    row = {
        "desk_id": desk_id,
        "channel_id": channel_id,
        "native_id": new.native_id,
        "handle": new.handle,
        "name": new.name,
        "url": new.url,
        "followers": new.followers,
        "moved_to": new.moved_to,
        "read": now,
    }
    upsert(connection, profile, [row])
    if new.followers is not None:
        day = now.astimezone(UTC).date()
        count = {"desk_id": desk_id, "channel_id": channel_id, "day": day}
        upsert(connection, follower_count, [{**count, "followers": new.followers}])
    return former != new


def get(connection: Connection, desk_id: int, channel_id: str) -> Profile | None:
    """Return a channel's profile as it was last read."""
    return every(connection, desk_id).get(channel_id)


def every(connection: Connection, desk_id: int) -> Mapping[str, Profile]:
    """Return the profiles of a desk's channels by channel id."""
    query = select(profile).where(profile.c.desk_id == desk_id)
    return {row.channel_id: _profile(row) for row in connection.execute(query)}


def keep_limits(connection: Connection, desk_id: int, channel_id: str, new: PostLimits) -> None:
    """Remember how long posts may be where a channel is, whose profile is stored."""
    here = (profile.c.desk_id == desk_id, profile.c.channel_id == channel_id)
    values = {"most_characters": new.characters, "per_url": new.per_url}
    connection.execute(update(profile).where(*here).values(values))


def limits(connection: Connection, desk_id: int, channel_id: str) -> PostLimits | None:
    """Return how long posts may be where a channel is, ``None`` where it never said so."""
    query = select(profile.c.most_characters, profile.c.per_url).where(
        profile.c.desk_id == desk_id, profile.c.channel_id == channel_id
    )
    row = connection.execute(query).one_or_none()
    if row is None or row.most_characters is None:
        return None
    return PostLimits(characters=row.most_characters, per_url=row.per_url)


def followers(
    connection: Connection, desk_id: int, channel_id: str, *, since: date
) -> tuple[tuple[date, int], ...]:
    """Return how many followers a channel had on each day from ``since`` on, oldest first."""
    query = (
        select(follower_count.c.day, follower_count.c.followers)
        .where(follower_count.c.desk_id == desk_id, follower_count.c.channel_id == channel_id)
        .where(follower_count.c.day >= since)
        .order_by(follower_count.c.day)
    )
    return tuple((row.day, row.followers) for row in connection.execute(query))


def forget(connection: Connection, desk_id: int, channel_id: str) -> None:
    """Let go of a channel's profile and numbers, as when it became another account."""
    for table in (profile, follower_count):
        here = (table.c.desk_id == desk_id, table.c.channel_id == channel_id)
        connection.execute(delete(table).where(*here))


def _profile(row: AnyRow) -> Profile:
    return Profile(
        handle=row.handle,
        native_id=row.native_id,
        name=row.name,
        url=row.url,
        followers=row.followers,
        moved_to=row.moved_to,
    )
