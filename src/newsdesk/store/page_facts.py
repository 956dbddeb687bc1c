"""What the wiki said last of the configuration page: one row a desk."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from newsdesk.domain.page_facts import Edited, PageFacts, Protection
from newsdesk.store.tables import page_facts as rows
from newsdesk.store.upsert import upsert


def get(connection: Connection, desk_id: int) -> PageFacts | None:
    """Return what the wiki said last, ``None`` where it was never asked."""
    row = connection.execute(select(rows).where(rows.c.desk_id == desk_id)).one_or_none()
    if row is None:
        return None
    facts: Any = row.facts
    protection = facts["protection"]
    return PageFacts(
        asked=row.asked,
        exists=facts["exists"],
        protection=protection and Protection(**protection | {"until": _to(protection["until"])}),
        revisions=tuple(
            Edited(**one | {"time": datetime.fromisoformat(one["time"])})
            for one in facts["revisions"]
        ),
    )


def save(connection: Connection, desk_id: int, new: PageFacts) -> None:
    """Remember what the wiki said, in place of what it said before."""
    until = new.protection.until if new.protection else None
    facts = {
        "exists": new.exists,
        "protection": new.protection
        and asdict(new.protection) | {"until": until and until.isoformat()},
        "revisions": [asdict(one) | {"time": one.time.isoformat()} for one in new.revisions],
    }
    upsert(connection, rows, [{"desk_id": desk_id, "facts": facts, "asked": new.asked}])


def _to(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
