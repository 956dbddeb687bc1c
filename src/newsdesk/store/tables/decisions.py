"""What people decided, as long as only they know."""

from __future__ import annotations

from sqlalchemy import Column, String, UniqueConstraint

from newsdesk.store.tables.base import HASH, NAME, of_desk, table
from newsdesk.store.types import Json, Moment

pending_decision = table(
    "pending_decision",
    of_desk(),
    Column("user", String(NAME), nullable=False),
    Column("subject_hash", String(HASH), nullable=False),
    Column("decision", Json, nullable=False),
    Column("created", Moment, nullable=False),
    UniqueConstraint("desk_id", "user", "subject_hash"),
)
