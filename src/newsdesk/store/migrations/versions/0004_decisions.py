"""Remember what people decided and what of it is not yet published."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from newsdesk.store.codec import address_hash
from newsdesk.store.types import Json, Moment, Words

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_MARIADB: dict[str, Any] = {
    "mysql_engine": "InnoDB",
    "mysql_charset": "utf8mb4",
    "mysql_collate": "utf8mb4_nopad_bin",
}


def upgrade() -> None:
    """Add what a former version does not know."""
    _pending()
    _decided()
    op.add_column("post", sa.Column("url_hash", sa.String(64)))
    op.create_index("ix_post_desk_id_url_hash", "post", ["desk_id", "url_hash"])
    _hash_addresses()


def _decided() -> None:
    op.create_table(
        "decided_item",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "desk_id", sa.Integer, sa.ForeignKey("desk.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("page", sa.String(255), nullable=False),
        sa.Column("item_id", sa.String(255), nullable=False),
        sa.Column("current_id", sa.String(255), nullable=False),
        sa.Column("snapshot", Json, nullable=False),
        sa.Column("channels", Json, nullable=False),
        sa.UniqueConstraint("desk_id", "page", "item_id"),
        **_MARIADB,
    )
    op.create_index(
        "ix_decided_item_desk_id_current_id", "decided_item", ["desk_id", "current_id"]
    )
    op.create_table(
        "decided_address",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "desk_id", sa.Integer, sa.ForeignKey("desk.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("page", sa.String(255), nullable=False),
        sa.Column("item_id", sa.String(255), nullable=False),
        sa.Column("address_hash", sa.String(64), nullable=False),
        sa.Column("named", sa.Boolean, nullable=False),
        sa.Column("address", Words, nullable=False),
        sa.UniqueConstraint("desk_id", "page", "item_id", "address_hash"),
        **_MARIADB,
    )


def _hash_addresses() -> None:
    """Let the posts that are stored already be found by their addresses, some at a time."""
    post = sa.table("post", sa.column("id"), sa.column("url"), sa.column("url_hash"))
    connection, last = op.get_bind(), 0
    some = sa.select(post.c.id, post.c.url).order_by(post.c.id).limit(1000)
    change = (
        sa.update(post)
        .where(post.c.id == sa.bindparam("number"))
        .values(url_hash=sa.bindparam("hash"))
    )
    while rows := connection.execute(some.where(post.c.id > last)).all():
        found = [{"number": row.id, "hash": address_hash(row.url)} for row in rows]
        connection.execute(change, found)
        last = rows[-1].id


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
        **_MARIADB,
    )
