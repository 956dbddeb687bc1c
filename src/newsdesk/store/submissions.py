"""What people sent off to the wiki: one row an intended edit, so that it happens once.

The row is written before the edit. ``begin`` lets exactly one caller through; a row that stays
``sent`` belongs to a process that died, and whether the wiki saved must be read from the wiki.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select, update

from newsdesk.store.tables import submission

LOST_AFTER = timedelta(minutes=2)
KEPT = timedelta(days=90)


class State(StrEnum):
    """How far a submission has come."""

    NEW = "new"
    SENT = "sent"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One intended edit: who wants it, what it is, and what came of it."""

    id: str
    user: str
    kind: str
    payload: Mapping[str, Any]
    state: State
    result: Mapping[str, Any] | None
    created: datetime
    changed: datetime

    def lost(self, now: datetime) -> bool:
        """Tell whether the process that sent it must have died before it knew the outcome."""
        return self.state is State.SENT and self.changed + LOST_AFTER <= now


def create(
    connection: Connection,
    desk_id: int,
    *,
    user: str,
    kind: str,
    payload: Mapping[str, Any],
    now: datetime,
) -> str:
    """Store an intended edit and return its id, which cannot be guessed."""
    made = secrets.token_urlsafe(24)
    row = {
        "desk_id": desk_id,
        "submission_id": made,
        "user": user,
        "kind": kind,
        "payload": dict(payload),
        "state": State.NEW.value,
        "created": now,
        "changed": now,
    }
    connection.execute(insert(submission).values(row))
    return made


def get(connection: Connection, desk_id: int, submission_id: str) -> Submission | None:
    """Return a submission by its id."""
    query = select(submission).where(_named(desk_id, submission_id))
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    return Submission(
        id=row.submission_id,
        user=row.user,
        kind=row.kind,
        payload=row.payload,
        state=State(row.state),
        result=row.result,
        created=row.created,
        changed=row.changed,
    )


def rewrite(
    connection: Connection,
    desk_id: int,
    submission_id: str,
    *,
    user: str,
    payload: Mapping[str, Any],
) -> bool:
    """Change what this user intends; return ``False`` where it is under way or done."""
    where = and_(_named(desk_id, submission_id), _ready(user))
    return (
        connection.execute(update(submission).where(where).values(payload=dict(payload))).rowcount
        == 1
    )


def begin(
    connection: Connection, desk_id: int, submission_id: str, *, user: str, now: datetime
) -> bool:
    """Turn a new or failed submission of this user into a sent one: one caller gets ``True``.

    Commit before the edit is sent.
    """
    return _move(connection, desk_id, submission_id, _ready(user), state=State.SENT, now=now)


def take_over(
    connection: Connection, desk_id: int, submission_id: str, *, user: str, now: datetime
) -> bool:
    """Take a lost submission on, to look up what became of it: one caller gets ``True``."""
    lost = and_(
        submission.c.user == user,
        submission.c.state == State.SENT.value,
        submission.c.changed <= now - LOST_AFTER,
    )
    return _move(connection, desk_id, submission_id, lost, state=State.SENT, now=now)


def finish(
    connection: Connection,
    desk_id: int,
    submission_id: str,
    *,
    result: Mapping[str, Any],
    failed: bool = False,
    now: datetime,
) -> bool:
    """Store what came of a sent submission; return ``False`` if it was not under way."""
    state = State.FAILED if failed else State.DONE
    sent = submission.c.state == State.SENT.value
    return _move(
        connection, desk_id, submission_id, sent, state=state, now=now, result=dict(result)
    )


def prune(connection: Connection, *, now: datetime) -> int:
    """Delete what is older than 90 days, of every desk; return how many rows that was."""
    return connection.execute(
        delete(submission).where(submission.c.created <= now - KEPT)
    ).rowcount


def _ready(user: str) -> ColumnElement[bool]:
    states = submission.c.state.in_([State.NEW.value, State.FAILED.value])
    return and_(submission.c.user == user, states)


def _named(desk_id: int, submission_id: str) -> ColumnElement[bool]:
    return and_(submission.c.desk_id == desk_id, submission.c.submission_id == submission_id)


def _move(
    connection: Connection,
    desk_id: int,
    submission_id: str,
    condition: ColumnElement[bool],
    *,
    state: State,
    now: datetime,
    **values: object,
) -> bool:
    where = and_(_named(desk_id, submission_id), condition)
    moved = update(submission).where(where).values(state=state.value, changed=now, **values)
    return connection.execute(moved).rowcount == 1
