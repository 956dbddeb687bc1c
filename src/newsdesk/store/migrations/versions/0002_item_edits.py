"""Remember which edits added, reworded and removed items, and why the wiki cannot be read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from newsdesk.store.types import Json, Moment, Words

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a table and two columns, and walk through every history once more to fill the table."""
    op.add_column("page", sa.Column("failure", Json))
    op.add_column("page", sa.Column("failed_since", Moment))
    op.create_table(
        "item_edit",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "desk_id", sa.Integer, sa.ForeignKey("desk.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("page", sa.String(255), nullable=False),
        sa.Column("item_id", sa.String(255), nullable=False),
        sa.Column("revid", sa.BigInteger, nullable=False),
        sa.Column("deed", sa.String(16), nullable=False),
        sa.Column("user", sa.String(255), nullable=False),
        sa.Column("time", Moment, nullable=False),
        sa.Column("comment", Words, nullable=False),
        sa.UniqueConstraint("desk_id", "item_id", "page", "revid"),
        mysql_engine="InnoDB",
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_nopad_bin",
    )
    op.execute("UPDATE page SET walked_newest = NULL, walked_oldest = NULL, walked = NULL")
