"""Remember what was found at the sources."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from newsdesk.store.types import Json, Moment, Words

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what a former version does not know."""
    op.create_table(
        "lead",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "desk_id", sa.Integer, sa.ForeignKey("desk.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("source_id", sa.String(255), nullable=False),
        sa.Column("native_id", Words, nullable=False),
        sa.Column("thing_hash", sa.String(64), nullable=False),
        sa.Column("day_hash", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("title", Words, nullable=False),
        sa.Column("text", Words, nullable=False),
        sa.Column("html", Words, nullable=False),
        sa.Column("url", Words, nullable=False),
        sa.Column("links", Json, nullable=False),
        sa.Column("time", Moment, nullable=False),
        sa.Column("first", sa.Date),
        sa.Column("last", sa.Date),
        sa.Column("starts", Moment),
        sa.Column("ends", Moment),
        sa.Column("zone", Words, nullable=False),
        sa.Column("clock", Words, nullable=False),
        sa.Column("author", Words, nullable=False),
        sa.Column("section", Words, nullable=False),
        sa.Column("answered", Json, nullable=False),
        sa.UniqueConstraint("desk_id", "thing_hash"),
        mysql_engine="InnoDB",
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_nopad_bin",
    )
    op.create_index("ix_lead_desk_id_kind_time", "lead", ["desk_id", "kind", "time"])
    op.create_index("ix_lead_desk_id_kind_first", "lead", ["desk_id", "kind", "first"])
    op.create_index("ix_lead_desk_id_source_id", "lead", ["desk_id", "source_id"])
