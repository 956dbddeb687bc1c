"""What people did in a round, and what is known of them meanwhile."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, String, UniqueConstraint

from newsdesk.store.tables.base import HASH, NAME, of_desk, table
from newsdesk.store.types import Json, Moment, Words

handled = table(
    "handled",
    of_desk(),
    Column("thing_hash", String(HASH), nullable=False),
    Column("thing", Json, nullable=False),
    Column("step", String(16), nullable=False),
    Column("what", String(16), nullable=False),
    Column("user", String(NAME), nullable=False),
    Column("time", Moment, nullable=False),
    Column("about", Words, nullable=False),
    Column("url", Words, nullable=False),
    Column("channel_id", String(NAME), nullable=False),
    UniqueConstraint("desk_id", "thing_hash"),
    Index(None, "desk_id", "time"),
)

claim = table(
    "claim",
    of_desk(),
    Column("thing_hash", String(HASH), nullable=False),
    Column("thing", Json, nullable=False),
    Column("user", String(NAME), nullable=False),
    Column("until", Moment, nullable=False),
    UniqueConstraint("desk_id", "thing_hash"),
)

horizon = table(
    "horizon",
    of_desk(),
    Column("before", Moment, nullable=False),
    Column("user", String(NAME), nullable=False),
    Column("time", Moment, nullable=False),
    UniqueConstraint("desk_id", "before"),
)

round_visit = table(
    "round_visit",
    of_desk(),
    Column("user", String(NAME), nullable=False),
    Column("finished", Moment, nullable=False),
    UniqueConstraint("desk_id", "user", "finished"),
)

editor_right = table(
    "editor_right",
    of_desk(),
    Column("user", String(NAME), nullable=False),
    Column("allowed", Boolean),
    Column("asked", Moment, nullable=False),
    UniqueConstraint("desk_id", "user"),
)
