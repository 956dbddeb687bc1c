"""The leads that wait in a round; ideas never do, they are there to be used again and again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, select

from newsdesk.domain.lead import Lead, LeadKind
from newsdesk.store import handled, leads
from newsdesk.store.tables import handled as rows
from newsdesk.store.tables import lead


def count(
    connection: Connection, desk_id: int, kind: LeadKind, before: datetime | None = None
) -> int:
    """Count the leads of a kind that wait and are not older than a moment."""
    return leads.count(connection, desk_id, [kind], *_waiting(desk_id, kind, before))


def page(
    connection: Connection,
    desk_id: int,
    kind: LeadKind,
    before: datetime | None = None,
    *,
    offset: int,
    limit: int,
) -> Sequence[Lead]:
    """Return some of them, newest first."""
    conditions = _waiting(desk_id, kind, before)
    return leads.listed(connection, desk_id, [kind], *conditions, offset=offset, limit=limit)


def ideas(connection: Connection, desk_id: int, *, offset: int, limit: int) -> list[Lead]:
    """Return some of the ideas: those never used first, then the ones that were used long ago.

    Those that were never used come in the order of their page.
    """
    used = lead.outerjoin(
        rows, (rows.c.desk_id == lead.c.desk_id) & (rows.c.thing_hash == lead.c.thing_hash)
    )
    query = (
        select(lead)
        .select_from(used)
        .where(lead.c.desk_id == desk_id, lead.c.kind == LeadKind.IDEA.value)
        .order_by(rows.c.time.is_not(None), rows.c.time, lead.c.id)
        .limit(limit)
        .offset(offset)
    )
    return leads.of_rows(connection.execute(query))


def came_in(connection: Connection, desk_id: int, moment: datetime) -> int:
    """Count the news, events and suggestions that came since a moment."""
    kinds = [one.value for one in LeadKind if one is not LeadKind.IDEA]
    query = select(func.count()).select_from(lead)
    query = query.where(lead.c.desk_id == desk_id, lead.c.kind.in_(kinds), lead.c.time >= moment)
    return connection.scalar(query) or 0


def _waiting(
    desk_id: int, kind: LeadKind, before: datetime | None
) -> tuple[ColumnElement[bool], ...]:
    """A suggestion that somebody answered on its page does not wait."""
    open_ = [handled.waiting(desk_id, lead.c.thing_hash)]
    if before is not None:
        open_.append(lead.c.time >= before)
    if kind is LeadKind.SUGGESTION:
        open_.append(lead.c.answered == [])
    return tuple(open_)
