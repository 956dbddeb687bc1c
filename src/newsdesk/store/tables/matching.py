"""What comparing items with posts came to, so that nothing is compared twice."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    String,
    UniqueConstraint,
)

from newsdesk.store.tables.base import HASH, NAME, of_desk, table
from newsdesk.store.types import Json

pair = table(
    "pair",
    of_desk(),
    Column("channel_id", String(NAME), nullable=False),
    Column("item_id", String(NAME), nullable=False),
    Column(
        "post_id", Integer, ForeignKey("post.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("day", Date, nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("score", Double(), nullable=False),
    Column("evidence", Json, nullable=False),
    Column("decided", Boolean, nullable=False),
    Column("contradicts", Boolean, nullable=False),
    UniqueConstraint("desk_id", "item_id", "channel_id", "post_id"),
)

matched_item = table(
    "matched_item",
    of_desk(),
    Column("item_id", String(NAME), nullable=False),
    Column("fingerprint", String(HASH), nullable=False),
    Column("fresh", Boolean, nullable=False),
    UniqueConstraint("desk_id", "item_id"),
)

item_key = table(
    "item_key",
    of_desk(),
    Column("key", String(NAME), nullable=False),
    Column("day", Date, nullable=False),
    Column("item_id", String(NAME), nullable=False),
    UniqueConstraint("desk_id", "key", "day", "item_id"),
    Index(None, "desk_id", "item_id"),
)

key_count = table(
    "key_count",
    of_desk(),
    Column("key", String(NAME), nullable=False),
    Column("texts", Integer, nullable=False),
    UniqueConstraint("desk_id", "key"),
)
