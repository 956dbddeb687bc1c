"""Remember what else the networks tell: of posts, of our accounts, and of whom they follow."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.sql.schema import SchemaItem

from newsdesk.store.types import Json, Moment, Words

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns that a former version may leave empty, and tables that it does not know."""
    for column in ("warning", "continues"):
        op.add_column("post", sa.Column(column, Words))
    for column in ("media", "quote"):
        op.add_column("post", sa.Column(column, Json))
    op.add_column("stream", sa.Column("resting", sa.Boolean))
    op.add_column("stream", sa.Column("mark", sa.String(64)))
    _profile()
    _follow()
    _counts()
    _credentials()
    _short_link()


def _create(name: str, *parts: SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "desk_id", sa.Integer, sa.ForeignKey("desk.id", ondelete="CASCADE"), nullable=False
        ),
        *parts,
        mysql_engine="InnoDB",
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_nopad_bin",
    )


def _profile() -> None:
    _create(
        "profile",
        sa.Column("channel_id", sa.String(255), nullable=False),
        sa.Column("native_id", Words, nullable=False),
        sa.Column("handle", Words, nullable=False),
        sa.Column("name", Words, nullable=False),
        sa.Column("url", Words, nullable=False),
        sa.Column("followers", sa.BigInteger),
        sa.Column("moved_to", Words, nullable=False),
        sa.Column("read", Moment, nullable=False),
        sa.UniqueConstraint("desk_id", "channel_id"),
    )


def _follow() -> None:
    _create(
        "follow",
        sa.Column("channel_id", sa.String(255), nullable=False),
        sa.Column("account_hash", sa.String(64), nullable=False),
        sa.Column("handle", Words, nullable=False),
        sa.Column("native_id", Words, nullable=False),
        sa.Column("name", Words, nullable=False),
        sa.Column("url", Words, nullable=False),
        sa.Column("moved_to", Words, nullable=False),
        sa.Column("formerly", Json, nullable=False),
        sa.Column("first_seen", Moment, nullable=False),
        sa.UniqueConstraint("desk_id", "channel_id", "account_hash"),
    )


def _counts() -> None:
    _create(
        "follower_count",
        sa.Column("channel_id", sa.String(255), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("followers", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("desk_id", "channel_id", "day"),
    )
    _create(
        "paid_read",
        sa.Column("credential_hash", sa.String(64), nullable=False),
        sa.Column("month", sa.Date, nullable=False),
        sa.Column("count", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("desk_id", "credential_hash", "month"),
    )


def _credentials() -> None:
    _create(
        "remote_session",
        sa.Column("credential_hash", sa.String(64), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("changed", Moment, nullable=False),
        sa.UniqueConstraint("desk_id", "credential_hash"),
    )


def _short_link() -> None:
    _create(
        "short_link",
        sa.Column("url_hash", sa.String(64), nullable=False),
        sa.Column("url", Words, nullable=False),
        sa.Column("target", Words, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("next_try", Moment),
        sa.Column("asked", Moment, nullable=False),
        sa.UniqueConstraint("desk_id", "url_hash"),
    )
