"""Keep what people are about to post."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from newsdesk.store.types import Json, Moment, Words

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what a former version does not know."""
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "desk_id", sa.Integer, sa.ForeignKey("desk.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("thing_hash", sa.String(64), nullable=False),
        sa.Column("channel_id", sa.String(255), nullable=False),
        sa.Column("thing", Json, nullable=False),
        sa.Column("text", Words, nullable=False),
        sa.Column("alt", Json, nullable=False),
        sa.Column("language", sa.String(64), nullable=False),
        sa.Column("basis", Words, nullable=False),
        sa.Column("user", sa.String(255), nullable=False),
        sa.Column("changed", Moment, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("left_texts", Json, nullable=False),
        sa.Column("look", Json),
        sa.Column("url", Words, nullable=False),
        sa.UniqueConstraint("desk_id", "thing_hash", "channel_id"),
        mysql_engine="InnoDB",
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_nopad_bin",
    )
    op.create_index("ix_draft_desk_id_state_changed", "draft", ["desk_id", "state", "changed"])
