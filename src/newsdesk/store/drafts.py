"""Drafts: what people are about to post, one text a thing and channel.

An open draft is what somebody typed, and is kept for long. Each write names the version that its
writer has seen, so that of two at once one is told what the other wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, or_, select, update

from newsdesk.domain.draft import Draft, DraftState, Left, Look
from newsdesk.domain.round import Thing
from newsdesk.store.codec import from_message, thing_hash, to_message, to_thing
from newsdesk.store.tables import draft as rows
from newsdesk.store.upsert import AnyRow, Values, insert_missing

KEPT = timedelta(days=90)
"""How long a draft is kept that was discarded or posted: so long that can be undone."""
KEPT_OPEN = timedelta(days=180)
"""How long an open draft is kept that nobody changes: what it is about is long past then."""
MOST_LEFT = 5
"""Texts that are kept beside a draft, each the last one of its writer."""


def find(
    connection: Connection, desk_id: int, things: Iterable[Thing], channel_id: str
) -> Draft | None:
    """Return the draft of a thing for a channel; an item goes by each of the names it had.

    Of several an open one comes first, then the one that was changed last.
    """
    hashes = {thing_hash(thing) for thing in things}
    here = (rows.c.desk_id == desk_id, rows.c.channel_id == channel_id)
    query = select(rows).where(*here, rows.c.thing_hash.in_(hashes))
    found = [_draft(row) for row in connection.execute(query)]
    return max(found, key=lambda one: (one.state is DraftState.OPEN, one.changed), default=None)


def opened(connection: Connection, desk_id: int, *, limit: int = 1000) -> Sequence[Draft]:
    """Return a desk's open drafts, the one that was changed last first."""
    query = (
        select(rows)
        .where(rows.c.desk_id == desk_id, rows.c.state == DraftState.OPEN.value)
        .order_by(rows.c.changed.desc(), rows.c.id.desc())
        .limit(limit)
    )
    return [_draft(row) for row in connection.execute(query)]


def write(connection: Connection, desk_id: int, new: Draft) -> bool:
    """Store a draft that follows on the version it names; return whether it did.

    Version 0 is one that was never stored. The stored one is then one version further; what was
    left beside it, and looking for its post, stay as they are.
    """
    row = _row(desk_id, new)
    if new.version == 0:
        insert_missing(connection, rows, [row | {"version": 0, "left_texts": [], "look": None}])
    seen = (*_place(desk_id, new.thing, new.channel_id), rows.c.version == new.version)
    changed = update(rows).where(*seen).values(row | {"version": new.version + 1})
    return connection.execute(changed).rowcount == 1


def leave(connection: Connection, desk_id: int, thing: Thing, channel_id: str, late: Left) -> None:
    """Keep a text beside a draft that came too late to be saved; the draft stays as it is."""
    here = _place(desk_id, thing, channel_id)
    stored = connection.scalar(select(rows.c.left_texts).where(*here).with_for_update())
    others = [one for one in _to_left(stored or []) if one.user != late.user]
    texts = _from_left([*others, late][-MOST_LEFT:])
    connection.execute(update(rows).where(*here).values(left_texts=texts))


def look(
    connection: Connection, desk_id: int, thing: Thing, channel_id: str, new: Look | None
) -> None:
    """Remember what looking for the post came to; the draft stays as it is."""
    here = _place(desk_id, thing, channel_id)
    connection.execute(update(rows).where(*here).values(look=_from_look(new)))


def prune(connection: Connection, *, now: datetime) -> int:
    """Delete what was closed more than 90 days ago, or left open for 180; return how many rows."""
    closed = rows.c.state != DraftState.OPEN.value
    over = or_(and_(closed, rows.c.changed <= now - KEPT), rows.c.changed <= now - KEPT_OPEN)
    return connection.execute(delete(rows).where(over)).rowcount


def _place(desk_id: int, thing: Thing, channel_id: str) -> tuple[ColumnElement[bool], ...]:
    return (
        rows.c.desk_id == desk_id,
        rows.c.thing_hash == thing_hash(thing),
        rows.c.channel_id == channel_id,
    )


def _row(desk_id: int, one: Draft) -> Values:
    return {
        "desk_id": desk_id,
        "thing_hash": thing_hash(one.thing),
        "channel_id": one.channel_id,
        "thing": list(one.thing.parts),
        "text": one.text,
        "alt": list(one.alt),
        "language": one.language,
        "basis": one.basis,
        "user": one.user,
        "changed": one.changed,
        "state": one.state.value,
        "url": one.url,
    }


def _draft(row: AnyRow) -> Draft:
    return Draft(
        thing=to_thing(row.thing),
        channel_id=row.channel_id,
        text=row.text,
        alt=tuple(row.alt),
        language=row.language,
        basis=row.basis,
        user=row.user,
        changed=row.changed,
        version=row.version,
        state=DraftState(row.state),
        left=_to_left(row.left_texts),
        look=_to_look(row.look),
        url=row.url,
    )


def _from_left(some: Iterable[Left]) -> list[list[str]]:
    return [[one.user, one.text, one.time.isoformat()] for one in some]


def _to_left(value: Any) -> tuple[Left, ...]:
    return tuple(
        Left(user=user, text=text, time=datetime.fromisoformat(time)) for user, text, time in value
    )


def _from_look(look: Look | None) -> dict[str, Any] | None:
    if look is None:
        return None
    return {
        "user": look.user,
        "asked": look.asked.isoformat(),
        "ended": look.ended and look.ended.isoformat(),
        "until": look.until and look.until.isoformat(),
        "failure": look.failure and from_message(look.failure),
        "candidate": look.candidate,
    }


def _to_look(value: Any) -> Look | None:
    return value and Look(
        user=value["user"],
        asked=datetime.fromisoformat(value["asked"]),
        ended=value["ended"] and datetime.fromisoformat(value["ended"]),
        until=value["until"] and datetime.fromisoformat(value["until"]),
        failure=value["failure"] and to_message(value["failure"]),
        candidate=value["candidate"],
    )
