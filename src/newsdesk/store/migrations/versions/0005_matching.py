"""Remember what matching needs so that nothing is compared twice."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.sql.schema import SchemaItem

from newsdesk.store.codec import fingerprint
from newsdesk.store.types import Json

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_MARIADB: dict[str, Any] = {
    "mysql_engine": "InnoDB",
    "mysql_charset": "utf8mb4",
    "mysql_collate": "utf8mb4_nopad_bin",
}


def upgrade() -> None:
    """Add what a former version does not know; the next run makes every match anew."""
    op.add_column("desk", sa.Column("items_matched", sa.Boolean))
    op.add_column("desk", sa.Column("matching", Json))
    op.add_column("match", sa.Column("decided", sa.Boolean))
    op.add_column("post", sa.Column("matched", sa.Boolean))
    op.add_column("post", sa.Column("continues_hash", sa.String(64)))
    op.create_index("ix_post_desk_id_matched_time", "post", ["desk_id", "matched", "time"])
    op.create_index("ix_post_desk_id_continues_hash", "post", ["desk_id", "continues_hash"])
    _hash_threads()
    _pair()
    _keys()
    op.execute("UPDATE desk SET matched_by = ''")


def _hash_threads() -> None:
    """Let the posts of threads that are stored already be found by what they continue."""
    post = sa.table("post", *map(sa.column, ("id", "kind", "origin", "continues")))
    hashed = sa.table("post", sa.column("id"), sa.column("continues_hash"))
    connection = op.get_bind()
    rows = connection.execute(sa.select(post).where(post.c.continues != "")).all()
    change = (
        sa.update(hashed)
        .where(hashed.c.id == sa.bindparam("number"))
        .values(continues_hash=sa.bindparam("hash"))
    )
    found = [
        {"number": row.id, "hash": fingerprint(row.kind, row.origin, row.continues)}
        for row in rows
    ]
    if found:
        connection.execute(change, found)


def _create(name: str, *parts: SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "desk_id", sa.Integer, sa.ForeignKey("desk.id", ondelete="CASCADE"), nullable=False
        ),
        *parts,
        **_MARIADB,
    )


def _pair() -> None:
    _create(
        "pair",
        sa.Column("channel_id", sa.String(255), nullable=False),
        sa.Column("item_id", sa.String(255), nullable=False),
        sa.Column(
            "post_id",
            sa.Integer,
            sa.ForeignKey("post.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("evidence", Json, nullable=False),
        sa.Column("decided", sa.Boolean, nullable=False),
        sa.Column("contradicts", sa.Boolean, nullable=False),
        sa.UniqueConstraint("desk_id", "item_id", "channel_id", "post_id"),
    )


def _keys() -> None:
    _create(
        "matched_item",
        sa.Column("item_id", sa.String(255), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("fresh", sa.Boolean, nullable=False),
        sa.UniqueConstraint("desk_id", "item_id"),
    )
    _create(
        "item_key",
        sa.Column("key", sa.String(255), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("item_id", sa.String(255), nullable=False),
        sa.UniqueConstraint("desk_id", "key", "day", "item_id"),
        sa.Index(None, "desk_id", "item_id"),
    )
    _create(
        "key_count",
        sa.Column("key", sa.String(255), nullable=False),
        sa.Column("texts", sa.Integer, nullable=False),
        sa.UniqueConstraint("desk_id", "key"),
    )
