"""The tables. Every row carries its desk; schema changes are migrations in ``migrations/``."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.sql.schema import SchemaItem

from newsdesk.store.types import Json, Moment, Words

TITLE = 255
"""The longest page title: https://www.mediawiki.org/wiki/Manual:Page_table#page_title"""
NAME = 255
HASH = 64

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

MARIADB: dict[str, Any] = {
    "mysql_engine": "InnoDB",
    "mysql_charset": "utf8mb4",
    "mysql_collate": "utf8mb4_nopad_bin",
}
"""Compare text byte by byte, as SQLite does: ``utf8mb4_bin`` would take 'x' and 'x ' as equal."""


def _table(name: str, *parts: SchemaItem) -> Table:
    return Table(name, metadata, Column("id", Integer, primary_key=True), *parts, **MARIADB)


def _desk() -> Column[int]:
    return Column("desk_id", Integer, ForeignKey("desk.id", ondelete="CASCADE"), nullable=False)


desk = _table(
    "desk",
    Column("wiki", String(NAME), nullable=False),
    Column("page", String(TITLE), nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("created", Moment, nullable=False),
    Column("site", Json),
    Column("site_read", Moment),
    Column("matched_by", String(64), nullable=False),
    Column("refreshed", Moment),
    UniqueConstraint("wiki", "page"),
)

session = _table(
    "session",
    _desk(),
    Column("token_hash", String(HASH), nullable=False),
    Column("access", LargeBinary, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("user_name", String(NAME), nullable=False),
    Column("created", Moment, nullable=False),
    Column("expires", Moment, nullable=False, index=True),
    UniqueConstraint("desk_id", "token_hash"),
)

login = _table(
    "login",
    _desk(),
    Column("state_hash", String(HASH), nullable=False),
    Column("request", LargeBinary, nullable=False),
    Column("next", Words, nullable=False),
    Column("created", Moment, nullable=False),
    Column("expires", Moment, nullable=False, index=True),
    UniqueConstraint("desk_id", "state_hash"),
)

page = _table(
    "page",
    _desk(),
    Column("title", String(TITLE), nullable=False),
    Column("checked", Moment),
    Column("walked_newest", BigInteger),
    Column("walked_oldest", BigInteger),
    Column("walked", Integer),
    Column("failure", Json),
    Column("failed_since", Moment),
    UniqueConstraint("desk_id", "title"),
)

revision = _table(
    "revision",
    _desk(),
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

item = _table(
    "item",
    _desk(),
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

item_alias = _table(
    "item_alias",
    _desk(),
    Column("old_id", String(NAME), nullable=False),
    Column("new_id", String(NAME), nullable=False),
    UniqueConstraint("desk_id", "old_id"),
)

item_edit = _table(
    "item_edit",
    _desk(),
    Column("page", String(TITLE), nullable=False),
    Column("item_id", String(NAME), nullable=False),
    Column("revid", BigInteger, nullable=False),
    Column("deed", String(16), nullable=False),
    Column("user", String(NAME), nullable=False),
    Column("time", Moment, nullable=False),
    Column("comment", Words, nullable=False),
    UniqueConstraint("desk_id", "item_id", "page", "revid"),
)

post = _table(
    "post",
    _desk(),
    Column("key_hash", String(HASH), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("origin", Words, nullable=False),
    Column("native_id", Words, nullable=False),
    Column("url", Words, nullable=False),
    Column("author_name", Words, nullable=False),
    Column("author_handle", Words, nullable=False),
    Column("author_url", Words, nullable=False),
    Column("time", Moment, nullable=False),
    Column("html", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("links", Json, nullable=False),
    Column("form", String(16), nullable=False),
    Column("shared_url", Words, nullable=False),
    Column("language", Words, nullable=False),
    Column("edited", Moment),
    Column("deleted", Moment),
    UniqueConstraint("desk_id", "key_hash"),
    Index(None, "desk_id", "time"),
)

post_stream = _table(
    "post_stream",
    _desk(),
    Column(
        "post_id", Integer, ForeignKey("post.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("channel_id", String(NAME), nullable=False),
    Column("stream", String(16), nullable=False),
    Column("first_seen", Moment, nullable=False),
    UniqueConstraint("desk_id", "channel_id", "stream", "post_id"),
)

stream = _table(
    "stream",
    _desk(),
    Column("channel_id", String(NAME), nullable=False),
    Column("stream", String(16), nullable=False),
    Column("place", Words, nullable=False),
    Column("complete_since", Moment),
    Column("newest", Words, nullable=False),
    Column("older", Words, nullable=False),
    Column("etag", Words, nullable=False),
    Column("last_modified", Words, nullable=False),
    Column("last_read", Moment),
    Column("failure", Json),
    Column("failed_since", Moment),
    Column("next_try", Moment),
    Column("failures", Integer, nullable=False),
    Column("permanent", Boolean, nullable=False),
    UniqueConstraint("desk_id", "channel_id", "stream"),
)

match = _table(
    "match",
    _desk(),
    Column("item_id", String(NAME), nullable=False),
    Column("channel_id", String(NAME), nullable=False),
    Column(
        "post_id", Integer, ForeignKey("post.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("verdict", String(16), nullable=False),
    Column("score", Double(), nullable=False),
    Column("evidence", Json, nullable=False),
    UniqueConstraint("desk_id", "item_id", "channel_id", "post_id"),
)

submission = _table(
    "submission",
    _desk(),
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

lease = _table(
    "lease",
    _desk(),
    Column("name", String(64), nullable=False),
    Column("holder", String(NAME), nullable=False),
    Column("until", Moment, nullable=False),
    UniqueConstraint("desk_id", "name"),
)
