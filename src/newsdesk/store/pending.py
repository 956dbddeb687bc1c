"""What people decided and have not published yet: it stays until they publish it or take it back.

Never pruned: it is what somebody typed, and it survives logging out and the end of a session.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, func, select

from newsdesk.domain.decision import Decision, Pending, Subject
from newsdesk.store.codec import fingerprint, from_decision, to_decision
from newsdesk.store.tables import pending_decision as rows
from newsdesk.store.upsert import upsert


def of_user(connection: Connection, desk_id: int, user: str) -> tuple[Pending, ...]:
    """Return what a person has not published yet, oldest first."""
    query = select(rows).where(_own(desk_id, user)).order_by(rows.c.created, rows.c.id)
    return tuple(
        Pending(to_decision(row.decision), row.created) for row in connection.execute(query)
    )


def count(connection: Connection, desk_id: int, user: str) -> int:
    """Count what a person has not published yet."""
    query = select(func.count()).select_from(rows).where(_own(desk_id, user))
    return int(connection.scalar(query) or 0)


def save(
    connection: Connection, desk_id: int, user: str, decision: Decision, *, now: datetime
) -> None:
    """Store a decision in place of the person's former one on the same subject."""
    row = {
        "desk_id": desk_id,
        "user": user,
        "subject_hash": fingerprint(*decision.subject),
        "decision": from_decision(decision),
        "created": now,
    }
    upsert(connection, rows, [row])


def forget(connection: Connection, desk_id: int, user: str, subject: Subject) -> bool:
    """Take back what a person decided on a subject; return whether there was something."""
    named = rows.c.subject_hash == fingerprint(*subject)
    return connection.execute(delete(rows).where(_own(desk_id, user), named)).rowcount > 0


def forget_published(
    connection: Connection, desk_id: int, user: str, published: Iterable[Decision]
) -> int:
    """Delete what was published meanwhile; what was decided anew since stays. Return how many."""
    done = {one.subject: one for one in published}
    gone = 0
    for one in of_user(connection, desk_id, user):
        if done.get(one.decision.subject) == one.decision:
            named = rows.c.subject_hash == fingerprint(*one.decision.subject)
            same = delete(rows).where(_own(desk_id, user), named, rows.c.created == one.created)
            gone += connection.execute(same).rowcount
    return gone


def _own(desk_id: int, user: str) -> ColumnElement[bool]:
    return (rows.c.desk_id == desk_id) & (rows.c.user == user)
