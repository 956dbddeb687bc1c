"""Remember what people decided and what of it is not yet published."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from newsdesk.store.types import Json, Moment

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what a former version does not know."""
    _pending()


def _pending() -> None:
    op.create_table(
        "pending_decision",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "desk_id", sa.Integer, sa.ForeignKey("desk.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("user", sa.String(255), nullable=False),
        sa.Column("subject_hash", sa.String(64), nullable=False),
        sa.Column("decision", Json, nullable=False),
        sa.Column("created", Moment, nullable=False),
        sa.UniqueConstraint("desk_id", "user", "subject_hash"),
        mysql_engine="InnoDB",
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_nopad_bin",
    )
