"""Remember who dealt with what in a round, who is on it, and until when all is set aside."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from newsdesk.store.types import Json, Moment, Words

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_MARIADB: dict[str, Any] = {
    "mysql_engine": "InnoDB",
    "mysql_charset": "utf8mb4",
    "mysql_collate": "utf8mb4_nopad_bin",
}


def upgrade() -> None:
    """Add what a former version does not know."""
    op.add_column("desk", sa.Column("round_version", sa.BigInteger))
    op.add_column("desk", sa.Column("round_counts", Json))
    _streams()
    _things()
    _people()


def _streams() -> None:
    """Let what came lately be counted, and what a post was seen in be told from an index alone."""
    op.create_index("ix_post_stream_desk_id_first_seen", "post_stream", ["desk_id", "first_seen"])
    op.create_index(
        "ix_post_stream_post_id_stream_channel_id",
        "post_stream",
        ["post_id", "stream", "channel_id"],
    )
    op.drop_index("ix_post_stream_post_id", "post_stream")


def _things() -> None:
    op.create_table(
        "handled",
        sa.Column("id", sa.Integer, primary_key=True),
        _of_desk(),
        sa.Column("thing_hash", sa.String(64), nullable=False),
        sa.Column("thing", Json, nullable=False),
        sa.Column("step", sa.String(16), nullable=False),
        sa.Column("what", sa.String(16), nullable=False),
        sa.Column("user", sa.String(255), nullable=False),
        sa.Column("time", Moment, nullable=False),
        sa.Column("about", Words, nullable=False),
        sa.Column("url", Words, nullable=False),
        sa.Column("channel_id", sa.String(255), nullable=False),
        sa.UniqueConstraint("desk_id", "thing_hash"),
        **_MARIADB,
    )
    op.create_index("ix_handled_desk_id_time", "handled", ["desk_id", "time"])
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer, primary_key=True),
        _of_desk(),
        sa.Column("thing_hash", sa.String(64), nullable=False),
        sa.Column("thing", Json, nullable=False),
        sa.Column("user", sa.String(255), nullable=False),
        sa.Column("until", Moment, nullable=False),
        sa.UniqueConstraint("desk_id", "thing_hash"),
        **_MARIADB,
    )


def _people() -> None:
    op.create_table(
        "horizon",
        sa.Column("id", sa.Integer, primary_key=True),
        _of_desk(),
        sa.Column("before", Moment, nullable=False),
        sa.Column("user", sa.String(255), nullable=False),
        sa.Column("time", Moment, nullable=False),
        sa.UniqueConstraint("desk_id", "before"),
        **_MARIADB,
    )
    op.create_table(
        "round_visit",
        sa.Column("id", sa.Integer, primary_key=True),
        _of_desk(),
        sa.Column("user", sa.String(255), nullable=False),
        sa.Column("finished", Moment, nullable=False),
        sa.UniqueConstraint("desk_id", "user", "finished"),
        **_MARIADB,
    )
    op.create_table(
        "editor_right",
        sa.Column("id", sa.Integer, primary_key=True),
        _of_desk(),
        sa.Column("user", sa.String(255), nullable=False),
        sa.Column("allowed", sa.Boolean),
        sa.Column("asked", Moment, nullable=False),
        sa.UniqueConstraint("desk_id", "user"),
        **_MARIADB,
    )


def _of_desk() -> sa.Column[int]:
    return sa.Column(
        "desk_id", sa.Integer, sa.ForeignKey("desk.id", ondelete="CASCADE"), nullable=False
    )
