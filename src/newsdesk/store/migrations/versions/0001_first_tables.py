"""Make the first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.sql.schema import SchemaItem

from newsdesk.store.types import Json, Moment, Words

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the desk first, as every other row names one."""
    _create(
        "desk",
        sa.Column("wiki", sa.String(255), nullable=False),
        sa.Column("page", sa.String(255), nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("created", Moment, nullable=False),
        sa.Column("site", Json),
        sa.Column("site_read", Moment),
        sa.Column("matched_by", sa.String(64), nullable=False),
        sa.Column("refreshed", Moment),
        sa.UniqueConstraint("wiki", "page"),
    )
    _session()
    _login()
    _submission()
    _lease()
    _page()
    _revision()
    _item()
    _item_alias()
    _post()
    _post_stream()
    _stream()
    _match()


def _session() -> None:
    _create(
        "session",
        _desk(),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("access", sa.LargeBinary, nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("user_name", sa.String(255), nullable=False),
        sa.Column("created", Moment, nullable=False),
        sa.Column("expires", Moment, nullable=False, index=True),
        sa.UniqueConstraint("desk_id", "token_hash"),
    )


def _login() -> None:
    _create(
        "login",
        _desk(),
        sa.Column("state_hash", sa.String(64), nullable=False),
        sa.Column("request", sa.LargeBinary, nullable=False),
        sa.Column("next", Words, nullable=False),
        sa.Column("created", Moment, nullable=False),
        sa.Column("expires", Moment, nullable=False, index=True),
        sa.UniqueConstraint("desk_id", "state_hash"),
    )


def _submission() -> None:
    _create(
        "submission",
        _desk(),
        sa.Column("submission_id", sa.String(64), nullable=False),
        sa.Column("user", sa.String(255), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("payload", Json, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("result", Json),
        sa.Column("created", Moment, nullable=False),
        sa.Column("changed", Moment, nullable=False),
        sa.UniqueConstraint("desk_id", "submission_id"),
    )


def _lease() -> None:
    _create(
        "lease",
        _desk(),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("holder", sa.String(255), nullable=False),
        sa.Column("until", Moment, nullable=False),
        sa.UniqueConstraint("desk_id", "name"),
    )


def _page() -> None:
    _create(
        "page",
        _desk(),
        sa.Column("title", sa.String(255), nullable=False),
        sa.Column("checked", Moment),
        sa.Column("walked_newest", sa.BigInteger),
        sa.Column("walked_oldest", sa.BigInteger),
        sa.Column("walked", sa.Integer),
        sa.UniqueConstraint("desk_id", "title"),
    )


def _revision() -> None:
    _create(
        "revision",
        _desk(),
        sa.Column("title", sa.String(255), nullable=False),
        sa.Column("slot", sa.String(16), nullable=False),
        sa.Column("revid", sa.BigInteger, nullable=False),
        sa.Column("parent", sa.BigInteger, nullable=False),
        sa.Column("user", sa.String(255), nullable=False),
        sa.Column("time", Moment, nullable=False),
        sa.Column("text", Words, nullable=False),
        sa.Column("comment", Words, nullable=False),
        sa.Column("model", sa.String(255), nullable=False),
        sa.Column("read", Moment),
        sa.Column("problems", Json, nullable=False),
        sa.UniqueConstraint("desk_id", "title", "slot"),
    )


def _item() -> None:
    _create(
        "item",
        _desk(),
        sa.Column("page", sa.String(255), nullable=False),
        sa.Column("item_id", sa.String(255), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("date_text", Words, nullable=False),
        sa.Column("text", Words, nullable=False),
        sa.Column("links", Json, nullable=False),
        sa.Column("wikitext", Words, nullable=False),
        sa.Column("line", sa.Integer, nullable=False),
        sa.Column("marked", sa.Boolean),
        sa.UniqueConstraint("desk_id", "page", "item_id"),
    )


def _item_alias() -> None:
    _create(
        "item_alias",
        _desk(),
        sa.Column("old_id", sa.String(255), nullable=False),
        sa.Column("new_id", sa.String(255), nullable=False),
        sa.UniqueConstraint("desk_id", "old_id"),
    )


def _post() -> None:
    _create(
        "post",
        _desk(),
        sa.Column("key_hash", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("origin", Words, nullable=False),
        sa.Column("native_id", Words, nullable=False),
        sa.Column("url", Words, nullable=False),
        sa.Column("author_name", Words, nullable=False),
        sa.Column("author_handle", Words, nullable=False),
        sa.Column("author_url", Words, nullable=False),
        sa.Column("time", Moment, nullable=False),
        sa.Column("html", Words, nullable=False),
        sa.Column("text", Words, nullable=False),
        sa.Column("links", Json, nullable=False),
        sa.Column("form", sa.String(16), nullable=False),
        sa.Column("shared_url", Words, nullable=False),
        sa.Column("language", Words, nullable=False),
        sa.Column("edited", Moment),
        sa.Column("deleted", Moment),
        sa.UniqueConstraint("desk_id", "key_hash"),
        sa.Index(None, "desk_id", "time"),
    )


def _post_stream() -> None:
    _create(
        "post_stream",
        _desk(),
        sa.Column(
            "post_id",
            sa.Integer,
            sa.ForeignKey("post.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("channel_id", sa.String(255), nullable=False),
        sa.Column("stream", sa.String(16), nullable=False),
        sa.Column("first_seen", Moment, nullable=False),
        sa.UniqueConstraint("desk_id", "channel_id", "stream", "post_id"),
    )


def _stream() -> None:
    _create(
        "stream",
        _desk(),
        sa.Column("channel_id", sa.String(255), nullable=False),
        sa.Column("stream", sa.String(16), nullable=False),
        sa.Column("place", Words, nullable=False),
        sa.Column("complete_since", Moment),
        sa.Column("newest", Words, nullable=False),
        sa.Column("older", Words, nullable=False),
        sa.Column("etag", Words, nullable=False),
        sa.Column("last_modified", Words, nullable=False),
        sa.Column("last_read", Moment),
        sa.Column("failure", Json),
        sa.Column("failed_since", Moment),
        sa.Column("next_try", Moment),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("permanent", sa.Boolean, nullable=False),
        sa.UniqueConstraint("desk_id", "channel_id", "stream"),
    )


def _match() -> None:
    _create(
        "match",
        _desk(),
        sa.Column("item_id", sa.String(255), nullable=False),
        sa.Column("channel_id", sa.String(255), nullable=False),
        sa.Column(
            "post_id",
            sa.Integer,
            sa.ForeignKey("post.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("evidence", Json, nullable=False),
        sa.UniqueConstraint("desk_id", "item_id", "channel_id", "post_id"),
    )


def _create(name: str, *parts: SchemaItem) -> None:
    """Create a table that compares text byte by byte, as SQLite does."""
    op.create_table(
        name,
        sa.Column("id", sa.Integer, primary_key=True),
        *parts,
        mysql_engine="InnoDB",
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_nopad_bin",
    )


def _desk() -> sa.Column[int]:
    return sa.Column(
        "desk_id", sa.Integer, sa.ForeignKey("desk.id", ondelete="CASCADE"), nullable=False
    )
