"""What people are about to change in the set-up, and what the wiki says of its page."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, UniqueConstraint

from newsdesk.store.tables.base import NAME, of_desk, table
from newsdesk.store.types import Json, Moment, Words

config_draft = table(
    "config_draft",
    of_desk(),
    Column("user", String(NAME), nullable=False),
    Column("base_revid", Integer, nullable=False),
    Column("base_text", Words, nullable=False),
    Column("base_model", String(64), nullable=False),
    Column("text", Words, nullable=False),
    Column("former", Words, nullable=False),
    Column("contradictions", Json, nullable=False),
    Column("version", Integer, nullable=False),
    Column("changed", Moment, nullable=False),
    UniqueConstraint("desk_id", "user"),
)

page_facts = table(
    "page_facts",
    of_desk(),
    Column("facts", Json, nullable=False),
    Column("asked", Moment, nullable=False),
    UniqueConstraint("desk_id"),
)
