"""The desk, who is logged in, and what is under way."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    LargeBinary,
    String,
    UniqueConstraint,
)

from newsdesk.store.tables.base import HASH, NAME, TITLE, of_desk, table
from newsdesk.store.types import Json, Moment, Words

desk = table(
    "desk",
    Column("wiki", String(NAME), nullable=False),
    Column("page", String(TITLE), nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("created", Moment, nullable=False),
    Column("site", Json),
    Column("site_read", Moment),
    Column("matched_by", String(64), nullable=False),
    Column("items_matched", Boolean),
    Column("matching", Json),
    Column("refreshed", Moment),
    Column("round_version", BigInteger),
    Column("round_counts", Json),
    Column("watching", Json),
    UniqueConstraint("wiki", "page"),
)

session = table(
    "session",
    of_desk(),
    Column("token_hash", String(HASH), nullable=False),
    Column("access", LargeBinary, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("user_name", String(NAME), nullable=False),
    Column("created", Moment, nullable=False),
    Column("expires", Moment, nullable=False, index=True),
    UniqueConstraint("desk_id", "token_hash"),
)

login = table(
    "login",
    of_desk(),
    Column("state_hash", String(HASH), nullable=False),
    Column("request", LargeBinary, nullable=False),
    Column("next", Words, nullable=False),
    Column("created", Moment, nullable=False),
    Column("expires", Moment, nullable=False, index=True),
    UniqueConstraint("desk_id", "state_hash"),
)

submission = table(
    "submission",
    of_desk(),
    Column("submission_id", String(HASH), nullable=False),
    Column("user", String(NAME), nullable=False),
    Column("kind", String(64), nullable=False),
    Column("payload", Json, nullable=False),
    Column("state", String(16), nullable=False),
    Column("result", Json),
    Column("created", Moment, nullable=False),
    Column("changed", Moment, nullable=False),
    UniqueConstraint("desk_id", "submission_id"),
)

lease = table(
    "lease",
    of_desk(),
    Column("name", String(64), nullable=False),
    Column("holder", String(NAME), nullable=False),
    Column("until", Moment, nullable=False),
    UniqueConstraint("desk_id", "name"),
)
