"""What is remembered of each channel's streams between two reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, delete, select

from newsdesk.domain.channel import Channel
from newsdesk.domain.fetch import StreamState
from newsdesk.domain.post import StreamName
from newsdesk.store import codec, follows, posts, profiles
from newsdesk.store.codec import fingerprint
from newsdesk.store.tables import stream
from newsdesk.store.upsert import AnyRow, Values, upsert


def state(
    connection: Connection,
    desk_id: int,
    channel: Channel,
    name: StreamName = StreamName.OWN,
    *,
    searched: tuple[str, ...] = (),
) -> StreamState:
    """Return the state of one stream; an empty one if it was never read, or is another account.

    :param searched: what the stream ``search`` looks for; another search is another stream
    """
    return of_channel(connection, desk_id, channel, searched=searched)[name]


def of_channel(
    connection: Connection, desk_id: int, channel: Channel, *, searched: tuple[str, ...] = ()
) -> dict[StreamName, StreamState]:
    """Return the states of all streams of a channel, as :func:`state` does."""
    return of_channels(connection, desk_id, {channel: searched})[channel.id]


def of_channels(
    connection: Connection, desk_id: int, searched: Mapping[Channel, tuple[str, ...]]
) -> dict[str, dict[StreamName, StreamState]]:
    """Return the states of all streams of several channels, with what is searched on each."""
    ids = [one.id for one in searched]
    query = select(stream).where(stream.c.desk_id == desk_id, stream.c.channel_id.in_(ids))
    rows = {(row.channel_id, row.stream, row.place): row for row in connection.execute(query)}

    def found(channel: Channel, name: StreamName) -> StreamState:
        row = rows.get((channel.id, name.value, place_of(channel, name, searched[channel])))
        return StreamState() if row is None else _state(row)

    return {one.id: {name: found(one, name) for name in StreamName} for one in searched}


def states(
    connection: Connection,
    desk_id: int,
    channels: tuple[Channel, ...],
    name: StreamName = StreamName.OWN,
    *,
    searched: tuple[str, ...] = (),
) -> dict[str, StreamState]:
    """Return the states of several channels' streams by channel id."""
    query = select(stream).where(stream.c.desk_id == desk_id, stream.c.stream == name.value)
    rows = {(row.channel_id, row.place): row for row in connection.execute(query)}
    found = {one.id: rows.get((one.id, place_of(one, name, searched))) for one in channels}
    return {key: StreamState() if row is None else _state(row) for key, row in found.items()}


def save(
    connection: Connection,
    desk_id: int,
    channel: Channel,
    new: StreamState,
    name: StreamName = StreamName.OWN,
    *,
    searched: tuple[str, ...] = (),
) -> None:
    """Remember the state of a stream."""
    place = place_of(channel, name, searched)
    upsert(connection, stream, [_row(desk_id, channel, new, name, place)])


def forget_former(
    connection: Connection, desk_id: int, channel: Channel, *, searched: tuple[str, ...] = ()
) -> bool:
    """Let go of what was read if it was of another account, or of another search.

    Return whether there was any: a channel's id may name another account than before.
    """
    here = (stream.c.desk_id == desk_id, stream.c.channel_id == channel.id)
    rows = connection.execute(select(stream.c.stream, stream.c.place).where(*here)).all()
    former = {
        r.stream for r in rows if r.place != place_of(channel, StreamName(r.stream), searched)
    }
    if not former:
        return False
    if former == {StreamName.SEARCH.value}:
        posts.forget_channel(connection, desk_id, channel.id, StreamName.SEARCH)
        connection.execute(delete(stream).where(*here, stream.c.stream.in_(former)))
        return True
    posts.forget_channel(connection, desk_id, channel.id)
    profiles.forget(connection, desk_id, channel.id)
    follows.forget(connection, desk_id, channel.id)
    connection.execute(delete(stream).where(*here))
    return True


def place_of(channel: Channel, name: StreamName, searched: tuple[str, ...] = ()) -> str:
    """Return what says which account, and which search, a stream is of."""
    looked_for = searched if name is StreamName.SEARCH else ()
    return fingerprint(channel.kind, channel.account, channel.url, channel.page, *looked_for)


def forget_others(
    connection: Connection, desk_id: int, prefix: str, channels: Sequence[str]
) -> None:
    """Forget the states of streams of channels whose ids begin so, but for these channels'."""
    begin_so = stream.c.channel_id.startswith(prefix, autoescape=True)
    others = stream.c.channel_id.not_in(channels)
    connection.execute(delete(stream).where(stream.c.desk_id == desk_id, begin_so, others))


def _row(desk_id: int, channel: Channel, new: StreamState, name: StreamName, place: str) -> Values:
    return {
        "desk_id": desk_id,
        "channel_id": channel.id,
        "stream": name.value,
        "place": place,
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
        "resting": new.resting,
        "mark": new.mark,
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
        resting=bool(row.resting),
        mark=row.mark or "",
    )
