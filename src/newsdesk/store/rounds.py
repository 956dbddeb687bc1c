"""Rounds as wholes: who finished one when, and before which moments all was set aside."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, select, update

from newsdesk.domain.round import Horizon
from newsdesk.store.tables import horizon, round_visit
from newsdesk.store.upsert import AnyRow, insert_missing

KEPT = timedelta(days=90)
"""How long it is known who finished a round, and who set everything aside."""


def finish(connection: Connection, desk_id: int, user: str, *, now: datetime) -> None:
    """Remember that somebody finished a round."""
    row = {"desk_id": desk_id, "user": user, "finished": now}
    insert_missing(connection, round_visit, [row])


def take_back(connection: Connection, desk_id: int, user: str, finished: datetime) -> bool:
    """Forget that somebody finished a round at a moment; return whether they had."""
    named = round_visit.c.user == user, round_visit.c.finished == finished
    gone = delete(round_visit).where(round_visit.c.desk_id == desk_id, *named)
    return connection.execute(gone).rowcount == 1


def last(connection: Connection, desk_id: int, user: str | None = None) -> datetime | None:
    """Return when somebody last finished a round, or when anybody did."""
    query = select(func.max(round_visit.c.finished)).where(round_visit.c.desk_id == desk_id)
    if user is not None:
        query = query.where(round_visit.c.user == user)
    found: datetime | None = connection.scalar(query)
    return found


def set_aside_before(connection: Connection, desk_id: int, one: Horizon) -> Horizon:
    """Store a horizon; return what stands, which may be another's of the same moment."""
    row = {"desk_id": desk_id, "before": one.before, "user": one.user, "time": one.time}
    insert_missing(connection, horizon, [row])
    named = horizon.c.desk_id == desk_id, horizon.c.before == one.before
    return _horizon(connection.execute(select(horizon).where(*named)).one())


def take_back_horizon(connection: Connection, desk_id: int, one: Horizon) -> bool:
    """Undo what somebody set aside at once; ``False`` if that was done or is another's now."""
    named = horizon.c.before == one.before, horizon.c.time == one.time
    gone = delete(horizon).where(horizon.c.desk_id == desk_id, *named)
    return connection.execute(gone).rowcount == 1


def horizons(connection: Connection, desk_id: int) -> tuple[Horizon, ...]:
    """Return what was set aside at once; the first is in force."""
    query = select(horizon).where(horizon.c.desk_id == desk_id).order_by(horizon.c.before.desc())
    return tuple(_horizon(row) for row in connection.execute(query))


def before(connection: Connection, desk_id: int) -> datetime | None:
    """Return the moment before which nothing waits, if there is one."""
    query = select(func.max(horizon.c.before)).where(horizon.c.desk_id == desk_id)
    found: datetime | None = connection.scalar(query)
    return found


def prune(connection: Connection, *, now: datetime) -> int:
    """Forget people after 90 days, and all but the last round and horizon of each desk.

    Return how many rows went.
    """
    old = now - KEPT
    gone = 0
    for rows, moment, made in (
        (round_visit, round_visit.c.finished, round_visit.c.finished),
        (horizon, horizon.c.before, horizon.c.time),
    ):
        newest = select(func.max(moment).label("moment"), rows.c.desk_id).group_by(rows.c.desk_id)
        of_desk = newest.subquery()
        passed = select(rows.c.id).join(of_desk, of_desk.c.desk_id == rows.c.desk_id)
        past = passed.where(made <= old, moment < of_desk.c.moment)
        ids = list(connection.scalars(past))
        gone += connection.execute(delete(rows).where(rows.c.id.in_(ids))).rowcount
        connection.execute(update(rows).where(made <= old, rows.c.user != "").values(user=""))
    return gone


def _horizon(row: AnyRow) -> Horizon:
    return Horizon(before=row.before, user=row.user, time=row.time)
