"""Where items stood on channels when that was last looked at, and how it changed."""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, String, UniqueConstraint

from newsdesk.store.tables.base import NAME, of_desk, table
from newsdesk.store.types import Moment, Words

stand = table(
    "stand",
    of_desk(),
    Column("item_id", String(NAME), nullable=False),
    Column("channel_id", String(NAME), nullable=False),
    Column("status", String(16), nullable=False),
    Column("url", Words, nullable=False),
    Column("day", Date, nullable=False),
    Column("seen", Moment, nullable=False),
    Column("changed", Moment),
    Column("began", Moment),
    UniqueConstraint("desk_id", "item_id", "channel_id"),
    Index(None, "desk_id", "day"),
)

status_change = table(
    "status_change",
    of_desk(),
    Column("item_id", String(NAME), nullable=False),
    Column("channel_id", String(NAME), nullable=False),
    Column("before", String(16)),
    Column("after", String(16), nullable=False),
    Column("time", Moment, nullable=False, index=True),
    Column("day", Date, nullable=False),
    Column("text", Words, nullable=False),
    Column("url", Words, nullable=False),
    Index(None, "desk_id", "item_id"),
)
