"""The wiki's pages, their news items, and what became of these."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    String,
    UniqueConstraint,
)

from newsdesk.store.tables.base import HASH, NAME, TITLE, of_desk, table
from newsdesk.store.types import Json, Moment, Words

page = table(
    "page",
    of_desk(),
    Column("title", String(TITLE), nullable=False),
    Column("checked", Moment),
    Column("walked_newest", BigInteger),
    Column("walked_oldest", BigInteger),
    Column("walked", Integer),
    Column("failure", Json),
    Column("failed_since", Moment),
    UniqueConstraint("desk_id", "title"),
)

revision = table(
    "revision",
    of_desk(),
    Column("title", String(TITLE), nullable=False),
    Column("slot", String(16), nullable=False),
    Column("revid", BigInteger, nullable=False),
    Column("parent", BigInteger, nullable=False),
    Column("user", String(NAME), nullable=False),
    Column("time", Moment, nullable=False),
    Column("text", Words, nullable=False),
    Column("comment", Words, nullable=False),
    Column("model", String(NAME), nullable=False),
    Column("read", Moment),
    Column("problems", Json, nullable=False),
    UniqueConstraint("desk_id", "title", "slot"),
)

item = table(
    "item",
    of_desk(),
    Column("page", String(TITLE), nullable=False),
    Column("item_id", String(NAME), nullable=False),
    Column("position", Integer, nullable=False),
    Column("date", Date, nullable=False),
    Column("date_text", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("links", Json, nullable=False),
    Column("wikitext", Words, nullable=False),
    Column("line", Integer, nullable=False),
    Column("marked", Boolean),
    UniqueConstraint("desk_id", "page", "item_id"),
)

item_link = table(
    "item_link",
    of_desk(),
    Column("link_hash", String(HASH), nullable=False),
    Column("page", String(TITLE), nullable=False),
    Column("item_id", String(NAME), nullable=False),
    UniqueConstraint("desk_id", "link_hash", "page", "item_id"),
    Index(None, "desk_id", "page"),
)

item_alias = table(
    "item_alias",
    of_desk(),
    Column("old_id", String(NAME), nullable=False),
    Column("new_id", String(NAME), nullable=False),
    UniqueConstraint("desk_id", "old_id"),
    Index(None, "desk_id", "new_id"),
)

item_edit = table(
    "item_edit",
    of_desk(),
    Column("page", String(TITLE), nullable=False),
    Column("item_id", String(NAME), nullable=False),
    Column("revid", BigInteger, nullable=False),
    Column("deed", String(16), nullable=False),
    Column("user", String(NAME), nullable=False),
    Column("time", Moment, nullable=False),
    Column("comment", Words, nullable=False),
    UniqueConstraint("desk_id", "item_id", "page", "revid"),
)
