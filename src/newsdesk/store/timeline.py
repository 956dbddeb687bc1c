"""What is known of the follow list's accounts, each a channel of its own, and of their posts."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import Connection, delete, or_, select, update

from newsdesk.domain.channel import Channel
from newsdesk.domain.post import StreamName
from newsdesk.store import streams
from newsdesk.store.batches import batches
from newsdesk.store.tables import follower_count, post_stream, profile, stream

_TIMELINE = StreamName.TIMELINE.value


def keep_only(connection: Connection, desk_id: int, accounts: Collection[Channel]) -> bool:
    """Let go of accounts that are not on the follow list, or are others than before.

    Return whether there were any.
    """
    known = select(stream.c.channel_id, stream.c.place).where(
        stream.c.desk_id == desk_id, stream.c.stream == _TIMELINE
    )
    places = {one.id: streams.place_of(one, StreamName.TIMELINE) for one in accounts}
    gone = [r.channel_id for r in connection.execute(known) if places.get(r.channel_id) != r.place]
    for some in batches(gone):
        for rows in (stream, profile, follower_count):
            here = rows.c.desk_id == desk_id, rows.c.channel_id.in_(some)
            connection.execute(delete(rows).where(*here))
        seen = post_stream.c.desk_id == desk_id, post_stream.c.followed.in_(some)
        connection.execute(delete(post_stream).where(*seen))
    return bool(gone)


def hold(
    connection: Connection, desk_id: int, channel_ids: Iterable[str], until: datetime
) -> None:
    """Let no stream of these channels be read before a moment: their network wants rest."""
    sooner = or_(stream.c.next_try.is_(None), stream.c.next_try < until)
    for some in batches(channel_ids):
        here = stream.c.desk_id == desk_id, stream.c.channel_id.in_(some)
        connection.execute(update(stream).where(*here, sooner).values(next_try=until))
