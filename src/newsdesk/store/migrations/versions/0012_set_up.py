"""Keep what people are about to change in the set-up, and what the wiki says of its own pages.

Each table names its desk.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from newsdesk.store.types import Json, Moment, Words

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_MARIADB: dict[str, Any] = {
    "mysql_engine": "InnoDB",
    "mysql_charset": "utf8mb4",
    "mysql_collate": "utf8mb4_nopad_bin",
}


def upgrade() -> None:
    """Add what a former version does not know."""
    op.create_table(
        "config_draft",
        *_of_desk(),
        sa.Column("user", sa.String(255), nullable=False),
        sa.Column("base_revid", sa.Integer, nullable=False),
        sa.Column("base_text", Words, nullable=False),
        sa.Column("base_model", sa.String(64), nullable=False),
        sa.Column("text", Words, nullable=False),
        sa.Column("former", Words, nullable=False),
        sa.Column("contradictions", Json, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("changed", Moment, nullable=False),
        sa.UniqueConstraint("desk_id", "user"),
        **_MARIADB,
    )
    op.create_table(
        "page_facts",
        *_of_desk(),
        sa.Column("facts", Json, nullable=False),
        sa.Column("asked", Moment, nullable=False),
        sa.UniqueConstraint("desk_id"),
        **_MARIADB,
    )


def _of_desk() -> tuple[sa.Column[int], sa.Column[int]]:
    desk = sa.ForeignKey("desk.id", ondelete="CASCADE")
    return (
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("desk_id", sa.Integer, desk, nullable=False),
    )
