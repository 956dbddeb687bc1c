"""Remember what asking for single addresses came to: of posts that people name, and of links."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from newsdesk.store.types import Json, Moment, Words

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what a former version does not know."""
    op.create_table(
        "asked_address",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "desk_id", sa.Integer, sa.ForeignKey("desk.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("purpose", sa.String(16), nullable=False),
        sa.Column("url_hash", sa.String(64), nullable=False),
        sa.Column("url", Words, nullable=False),
        sa.Column("asked", Moment, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("failed_since", Moment),
        sa.Column("failure", Json),
        sa.Column("next_try", Moment),
        sa.Column("dead", sa.Boolean, nullable=False),
        sa.UniqueConstraint("desk_id", "purpose", "url_hash"),
        mysql_engine="InnoDB",
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_nopad_bin",
    )
