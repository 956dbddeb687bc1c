"""Remember how the statuses of news items changed, for feeds and programs.

Each table names its desk.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from newsdesk.store.types import Json, Moment, Words

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

MARIADB: dict[str, Any] = {
    "mysql_engine": "InnoDB",
    "mysql_charset": "utf8mb4",
    "mysql_collate": "utf8mb4_nopad_bin",
}


def upgrade() -> None:
    """Add what a former version does not know."""
    op.add_column("desk", sa.Column("watching", Json))
    op.create_table(
        "stand",
        *_of_item(),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("url", Words, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("seen", Moment, nullable=False),
        sa.Column("changed", Moment),
        sa.Column("began", Moment),
        sa.UniqueConstraint("desk_id", "item_id", "channel_id"),
        **MARIADB,
    )
    op.create_index("ix_stand_desk_id_day", "stand", ["desk_id", "day"])
    op.create_table(
        "status_change",
        *_of_item(),
        sa.Column("before", sa.String(16)),
        sa.Column("after", sa.String(16), nullable=False),
        sa.Column("time", Moment, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("text", Words, nullable=False),
        sa.Column("url", Words, nullable=False),
        **MARIADB,
    )
    op.create_index("ix_status_change_time", "status_change", ["time"])
    op.create_index("ix_status_change_desk_id_item_id", "status_change", ["desk_id", "item_id"])


def _of_item() -> tuple[sa.Column[Any], ...]:
    desk = sa.ForeignKey("desk.id", ondelete="CASCADE")
    return (
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("desk_id", sa.Integer, desk, nullable=False),
        sa.Column("item_id", sa.String(255), nullable=False),
        sa.Column("channel_id", sa.String(255), nullable=False),
    )
