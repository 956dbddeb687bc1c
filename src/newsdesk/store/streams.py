"""What is remembered of each channel's streams between two reads."""

from __future__ import annotations

from sqlalchemy import Connection, select

from newsdesk.domain.channel import Channel
from newsdesk.domain.fetch import StreamState
from newsdesk.domain.post import StreamName
from newsdesk.store import codec, follows, posts
from newsdesk.store.codec import fingerprint
from newsdesk.store.tables import stream
from newsdesk.store.upsert import AnyRow, Values, upsert


def state(
    connection: Connection, desk_id: int, channel: Channel, name: StreamName = StreamName.OWN
) -> StreamState:
    """Return the state of one stream; an empty one if it was never read, or is another account."""
    query = select(stream).where(
        stream.c.desk_id == desk_id,
        stream.c.channel_id == channel.id,
        stream.c.stream == name.value,
        stream.c.place == _place(channel),
    )
    row = connection.execute(query).one_or_none()
    return StreamState() if row is None else _state(row)


def states(
    connection: Connection,
    desk_id: int,
    channels: tuple[Channel, ...],
    name: StreamName = StreamName.OWN,
) -> dict[str, StreamState]:
    """Return the states of several channels' streams by channel id."""
    query = select(stream).where(stream.c.desk_id == desk_id, stream.c.stream == name.value)
    rows = {(row.channel_id, row.place): row for row in connection.execute(query)}
    found = {channel.id: rows.get((channel.id, _place(channel))) for channel in channels}
    return {key: StreamState() if row is None else _state(row) for key, row in found.items()}


def save(
    connection: Connection,
    desk_id: int,
    channel: Channel,
    new: StreamState,
    name: StreamName = StreamName.OWN,
) -> None:
    """Remember the state of a stream."""
    upsert(connection, stream, [_row(desk_id, channel, new, name)])


def forget_former(connection: Connection, desk_id: int, channel: Channel) -> bool:
    """Let go of a channel's posts and follows if its id names another account; return whether."""
    query = select(stream.c.place).where(
        stream.c.desk_id == desk_id, stream.c.channel_id == channel.id
    )
    places = set(connection.scalars(query))
    if places <= {_place(channel)}:
        return False
    posts.forget_channel(connection, desk_id, channel.id)
    follows.forget(connection, desk_id, channel.id)
    save(connection, desk_id, channel, StreamState())
    return True


def _place(channel: Channel) -> str:
    return fingerprint(channel.kind, channel.account, channel.url, channel.page)


def _row(desk_id: int, channel: Channel, new: StreamState, name: StreamName) -> Values:
    return {
        "desk_id": desk_id,
        "channel_id": channel.id,
        "stream": name.value,
        "place": _place(channel),
        "complete_since": new.complete_since,
        "newest": new.newest,
        "older": new.older,
        "etag": new.etag,
        "last_modified": new.last_modified,
        "last_read": new.last_read,
        "failure": None if new.failure is None else codec.from_message(new.failure),
        "failed_since": new.failed_since,
        "next_try": new.next_try,
        "failures": new.failures,
        "permanent": new.permanent,
    }


def _state(row: AnyRow) -> StreamState:
    return StreamState(
        complete_since=row.complete_since,
        newest=row.newest,
        older=row.older,
        etag=row.etag,
        last_modified=row.last_modified,
        last_read=row.last_read,
        failure=None if row.failure is None else codec.to_message(row.failure),
        failed_since=row.failed_since,
        next_try=row.next_try,
        failures=row.failures,
        permanent=row.permanent,
    )
