"""Leads, as they were last read at their sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, func, or_, select

from newsdesk.domain.lead import Lead, LeadKind, When
from newsdesk.domain.round import Thing
from newsdesk.store.batches import batches
from newsdesk.store.codec import thing_hash
from newsdesk.store.tables import lead
from newsdesk.store.upsert import AnyRow, Values, upsert

KEPT = timedelta(days=180)
"""How long news that nobody dealt with is kept; their sources may name them for ever."""
_FIELDS = ("title", "text", "html", "url", "time", "author", "section")


def save(
    connection: Connection,
    desk_id: int,
    source_id: str,
    leads: Iterable[Lead],
    *,
    whole: bool,
    kinds: Iterable[LeadKind] = tuple(LeadKind),
) -> int:
    """Store what was read at a source; return how many are new, have changed, or are gone.

    ``whole`` says that it has nothing else of these ``kinds``. A lead keeps its earliest time.
    """
    here = (lead.c.desk_id == desk_id, lead.c.source_id == source_id)
    before = {one.native_id: one for one in of_source(connection, desk_id, source_id)}
    found = {one.native_id: _first_found(one, before.get(one.native_id)) for one in leads}
    changed = [one for one in found.values() if before.get(one.native_id) != one]
    for batch in batches(changed):
        upsert(connection, lead, [_row(desk_id, one) for one in batch])
    of_kinds = set(kinds) if whole else set()
    gone = [o for o in before.values() if o.native_id not in found and o.kind in of_kinds]
    for some in batches(gone):
        hashes = [thing_hash(Thing.of_lead(source_id, one.native_id)) for one in some]
        connection.execute(delete(lead).where(*here, lead.c.thing_hash.in_(hashes)))
    return len(changed) + len(gone)


def of_source(connection: Connection, desk_id: int, source_id: str) -> list[Lead]:
    """Return what is stored of one source, in the order in which it was first stored."""
    query = select(lead).where(lead.c.desk_id == desk_id, lead.c.source_id == source_id)
    return [_lead(row) for row in connection.execute(query.order_by(lead.c.id))]


def get(connection: Connection, desk_id: int, source_id: str, native_id: str) -> Lead | None:
    """Return one lead."""
    wanted = lead.c.thing_hash == thing_hash(Thing.of_lead(source_id, native_id))
    row = connection.execute(select(lead).where(lead.c.desk_id == desk_id, wanted)).one_or_none()
    return None if row is None else _lead(row)


def met(connection: Connection, desk_id: int, things: Iterable[Thing]) -> dict[Thing, Lead]:
    """Return the leads of these things, each an announcement or a reminder."""
    wanted = {thing_hash(one): one for one in things}
    found: dict[Thing, Lead] = {}
    for some in batches(wanted):
        either = or_(lead.c.thing_hash.in_(some), lead.c.day_hash.in_(some))
        for row in connection.execute(select(lead).where(lead.c.desk_id == desk_id, either)):
            hashes = {row.thing_hash, row.day_hash} & wanted.keys()
            found |= {wanted[one]: _lead(row) for one in hashes}
    return found


def named(connection: Connection, desk_id: int, thing: Thing) -> Lead | None:
    """Return the lead that waits in a round as this thing: as its announcement or reminder."""
    wanted = or_(lead.c.thing_hash == thing_hash(thing), lead.c.day_hash == thing_hash(thing))
    row = connection.execute(select(lead).where(lead.c.desk_id == desk_id, wanted)).first()
    return None if row is None else _lead(row)


def listed(
    connection: Connection,
    desk_id: int,
    kinds: Iterable[LeadKind],
    *conditions: ColumnElement[bool],
    limit: int,
    offset: int = 0,
) -> list[Lead]:
    """Return leads of some kinds, newest first; ``conditions`` on the table leave some out."""
    query = (
        select(lead)
        .where(*_of_kinds(desk_id, kinds), *conditions)
        .order_by(lead.c.time.desc(), lead.c.id)
        .limit(limit)
        .offset(offset)
    )
    return [_lead(row) for row in connection.execute(query)]


def of_rows(rows: Iterable[AnyRow]) -> list[Lead]:
    """Return the leads of rows of their table."""
    return [_lead(row) for row in rows]


def count(
    connection: Connection,
    desk_id: int,
    kinds: Iterable[LeadKind],
    *conditions: ColumnElement[bool],
) -> int:
    """Count leads of some kinds, as :func:`listed` would return them."""
    query = select(func.count()).select_from(lead)
    return connection.scalar(query.where(*_of_kinds(desk_id, kinds), *conditions)) or 0


def by_source(
    connection: Connection, desk_id: int, kinds: Iterable[LeadKind]
) -> Mapping[str, int]:
    """Count the leads of some kinds at each source that has any."""
    query = select(lead.c.source_id, func.count()).where(*_of_kinds(desk_id, kinds))
    return {row[0]: row[1] for row in connection.execute(query.group_by(lead.c.source_id))}


def events(
    connection: Connection,
    desk_id: int,
    since: date,
    until: date,
    *conditions: ColumnElement[bool],
) -> list[Lead]:
    """Return the events of some days of their own zones, both included, in order.

    Whoever asks for a viewer's days asks for one more on either side.
    """
    query = (
        select(lead)
        .where(*_of_kinds(desk_id, [LeadKind.EVENT]), *conditions)
        .where(lead.c.first <= until, lead.c.last >= since)
        .order_by(lead.c.first, lead.c.starts, lead.c.id)
    )
    return [_lead(row) for row in connection.execute(query)]


def forget_others(
    connection: Connection, desk_id: int, sources: Sequence[str], kinds: Iterable[LeadKind]
) -> int:
    """Forget the leads of some kinds that come from none of these sources; return how many."""
    others = lead.c.source_id.not_in(sources)
    gone = connection.execute(delete(lead).where(*_of_kinds(desk_id, kinds), others))
    return gone.rowcount


def prune(connection: Connection, *, now: datetime) -> int:
    """Delete events that are over and news of 180 days ago, of every desk; count them.

    Ideas and suggestions stay as long as their pages have them.
    """
    events, news = (lead.c.kind == kind.value for kind in (LeadKind.EVENT, LeadKind.NEWS))
    old = or_(events & (lead.c.last < (now - KEPT).date()), news & (lead.c.time < now - KEPT))
    return connection.execute(delete(lead).where(old)).rowcount


def _of_kinds(desk_id: int, kinds: Iterable[LeadKind]) -> tuple[ColumnElement[bool], ...]:
    return lead.c.desk_id == desk_id, lead.c.kind.in_([kind.value for kind in kinds])


def _first_found(new: Lead, before: Lead | None) -> Lead:
    """Keep the earliest time: what has no date of its own comes with that of each reading."""
    return replace(new, time=min(new.time, before.time)) if before else new


def _row(desk_id: int, one: Lead) -> Values:
    when = one.when
    return {
        "desk_id": desk_id,
        "source_id": one.source_id,
        "native_id": one.native_id,
        "thing_hash": thing_hash(one.thing),
        "day_hash": thing_hash(Thing.of_day(one.source_id, one.native_id)),
        "kind": one.kind.value,
        **{name: getattr(one, name) for name in _FIELDS},
        "links": list(one.links),
        "answered": list(one.answered),
        "first": when and when.first,
        "last": when and when.last,
        "starts": when and when.starts,
        "ends": when and when.ends,
        "zone": when.zone if when else "",
        "clock": when.clock if when else "",
    }


def _lead(row: AnyRow) -> Lead:
    return Lead(
        source_id=row.source_id,
        native_id=row.native_id,
        kind=LeadKind(row.kind),
        **{name: getattr(row, name) for name in _FIELDS},
        links=tuple(row.links),
        answered=tuple(row.answered),
        when=_when(row),
    )


def _when(row: AnyRow) -> When | None:
    if row.first is None:
        return None
    return When(
        first=row.first,
        last=row.last,
        starts=row.starts,
        ends=row.ends,
        zone=row.zone,
        clock=row.clock,
    )
