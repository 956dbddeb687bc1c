"""Drafts of the configuration page: one a person, kept until it is saved or long unchanged.

Each write names the version that its writer has seen, so that of two at once one tries again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, select, update

from newsdesk.domain.config_change import Contradiction
from newsdesk.store.tables import config_draft as rows
from newsdesk.store.upsert import insert_missing

KEPT = timedelta(days=180)
"""How long a draft is kept that its person does not change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDraft:
    """A draft as it is stored; ``base_revid`` is 0 where there was no page yet.

    ``version`` 0 is one that was never stored; ``contradictions`` are those of the last merge.
    ``former`` is the text before the last change, empty where that can't be taken back.
    """

    base_revid: int
    base_text: str
    base_model: str
    text: str
    contradictions: tuple[Contradiction, ...] = ()
    version: int = 0
    former: str = ""


def find(connection: Connection, desk_id: int, user: str) -> StoredDraft | None:
    """Return a person's draft."""
    row = connection.execute(select(rows).where(*_of(desk_id, user))).one_or_none()
    if row is None:
        return None
    return StoredDraft(
        base_revid=row.base_revid,
        base_text=row.base_text,
        base_model=row.base_model,
        text=row.text,
        contradictions=tuple(Contradiction(**one) for one in row.contradictions),
        version=row.version,
        former=row.former,
    )


def write(
    connection: Connection, desk_id: int, user: str, new: StoredDraft, *, now: datetime
) -> bool:
    """Store a draft that follows on the version it names; return whether it did."""
    values = {
        "base_revid": new.base_revid,
        "base_text": new.base_text,
        "base_model": new.base_model,
        "text": new.text,
        "former": new.former,
        "contradictions": _from(new.contradictions),
        "changed": now,
    }
    if new.version == 0:
        first = values | {"desk_id": desk_id, "user": user, "version": 0}
        insert_missing(connection, rows, [first])
    seen = (*_of(desk_id, user), rows.c.version == new.version)
    changed = update(rows).where(*seen).values(values | {"version": new.version + 1})
    return connection.execute(changed).rowcount == 1


def forget(connection: Connection, desk_id: int, user: str, version: int | None = None) -> bool:
    """Delete a person's draft, or only that version of it; return whether it did."""
    where = _of(desk_id, user) if version is None else (*_of(desk_id, user), _is(version))
    return connection.execute(delete(rows).where(*where)).rowcount == 1


def prune(connection: Connection, *, now: datetime) -> int:
    """Delete what was not changed for 180 days, of every desk; return how many rows."""
    return connection.execute(delete(rows).where(rows.c.changed <= now - KEPT)).rowcount


def _of(desk_id: int, user: str) -> tuple[ColumnElement[bool], ...]:
    return rows.c.desk_id == desk_id, rows.c.user == user


def _is(version: int) -> ColumnElement[bool]:
    return rows.c.version == version


def _from(some: Sequence[Contradiction]) -> list[Mapping[str, Any]]:
    return [asdict(one) for one in some]
