"""What was found at the sources and may become news."""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, String, UniqueConstraint

from newsdesk.store.tables.base import HASH, NAME, of_desk, table
from newsdesk.store.types import Json, Moment, Words

lead = table(
    "lead",
    of_desk(),
    Column("source_id", String(NAME), nullable=False),
    Column("native_id", Words, nullable=False),
    Column("thing_hash", String(HASH), nullable=False),
    Column("day_hash", String(HASH), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("title", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("html", Words, nullable=False),
    Column("url", Words, nullable=False),
    Column("links", Json, nullable=False),
    Column("time", Moment, nullable=False),
    Column("first", Date),
    Column("last", Date),
    Column("starts", Moment),
    Column("ends", Moment),
    Column("zone", Words, nullable=False),
    Column("clock", Words, nullable=False),
    Column("author", Words, nullable=False),
    Column("section", Words, nullable=False),
    Column("answered", Json, nullable=False),
    UniqueConstraint("desk_id", "thing_hash"),
    Index(None, "desk_id", "kind", "time"),
    Index(None, "desk_id", "kind", "first"),
    Index(None, "desk_id", "source_id"),
)
