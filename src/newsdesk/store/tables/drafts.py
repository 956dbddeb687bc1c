"""What people are about to post."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, UniqueConstraint

from newsdesk.store.tables.base import HASH, NAME, of_desk, table
from newsdesk.store.types import Json, Moment, Words

draft = table(
    "draft",
    of_desk(),
    Column("thing_hash", String(HASH), nullable=False),
    Column("channel_id", String(NAME), nullable=False),
    Column("thing", Json, nullable=False),
    Column("text", Words, nullable=False),
    Column("alt", Json, nullable=False),
    Column("language", String(64), nullable=False),
    Column("basis", Words, nullable=False),
    Column("user", String(NAME), nullable=False),
    Column("changed", Moment, nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("left_texts", Json, nullable=False),
    Column("look", Json),
    Column("url", Words, nullable=False),
    UniqueConstraint("desk_id", "thing_hash", "channel_id"),
    Index(None, "desk_id", "state", "changed"),
)
