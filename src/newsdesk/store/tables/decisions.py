"""What people decided: as the wiki has it, and as long as only they know."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, String, UniqueConstraint

from newsdesk.store.tables.base import HASH, NAME, TITLE, of_desk, table
from newsdesk.store.types import Json, Moment, Words

decided_item = table(
    "decided_item",
    of_desk(),
    Column("page", String(TITLE), nullable=False),
    Column("item_id", String(NAME), nullable=False),
    Column("current_id", String(NAME), nullable=False),
    Column("snapshot", Json, nullable=False),
    Column("channels", Json, nullable=False),
    UniqueConstraint("desk_id", "page", "item_id"),
    Index(None, "desk_id", "current_id"),
)

decided_address = table(
    "decided_address",
    of_desk(),
    Column("page", String(TITLE), nullable=False),
    Column("item_id", String(NAME), nullable=False),
    Column("address_hash", String(HASH), nullable=False),
    Column("named", Boolean, nullable=False),
    Column("address", Words, nullable=False),
    UniqueConstraint("desk_id", "page", "item_id", "address_hash"),
)

pending_decision = table(
    "pending_decision",
    of_desk(),
    Column("user", String(NAME), nullable=False),
    Column("subject_hash", String(HASH), nullable=False),
    Column("decision", Json, nullable=False),
    Column("created", Moment, nullable=False),
    UniqueConstraint("desk_id", "user", "subject_hash"),
)
