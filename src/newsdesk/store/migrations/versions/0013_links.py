"""Let news items and posts be found by what they link to, and items by what they were called.

What is stored already is read once, of posts our own alone: what others link to, we have not
announced.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from newsdesk.store.codec import link_hash
from newsdesk.store.types import Json

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_SOME = 500


def upgrade() -> None:
    """Add what a former version does not know."""
    op.create_index("ix_item_alias_desk_id_new_id", "item_alias", ["desk_id", "new_id"])
    op.create_table(
        "item_link",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "desk_id", sa.Integer, sa.ForeignKey("desk.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("link_hash", sa.String(64), nullable=False),
        sa.Column("page", sa.String(255), nullable=False),
        sa.Column("item_id", sa.String(255), nullable=False),
        sa.UniqueConstraint("desk_id", "link_hash", "page", "item_id"),
        mysql_engine="InnoDB",
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_nopad_bin",
    )
    op.create_index("ix_item_link_desk_id_page", "item_link", ["desk_id", "page"])
    op.create_table(
        "post_link",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "desk_id", sa.Integer, sa.ForeignKey("desk.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("link_hash", sa.String(64), nullable=False),
        sa.Column(
            "post_id", sa.Integer, sa.ForeignKey("post.id", ondelete="CASCADE"), nullable=False
        ),
        sa.UniqueConstraint("desk_id", "link_hash", "post_id"),
        mysql_engine="InnoDB",
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_nopad_bin",
    )
    op.create_index("ix_post_link_post_id", "post_link", ["post_id"])
    own = sa.text("SELECT post_id FROM post_stream WHERE stream = 'own'").columns(
        sa.column("post_id", sa.Integer)
    )
    _index("item", "item_link", {"page": "page", "item_id": "item_id"})
    _index("post", "post_link", {"post_id": "id"}, sa.column("id").in_(own))


def _index(
    source: str, target: str, named: dict[str, str], *wanted: sa.ColumnElement[bool]
) -> None:
    """Store the links of rows that are there, some at a time; ``named`` is what names a row."""
    rows_of = sa.table(
        source, sa.column("id"), sa.column("desk_id"), sa.column("links", Json), *_columns(named)
    )
    links_of = sa.table(target, *map(sa.column, ("desk_id", "link_hash", *named)))
    connection, last = op.get_bind(), 0
    some = sa.select(rows_of).where(*wanted).order_by(rows_of.c.id).limit(_SOME)
    while rows := connection.execute(some.where(rows_of.c.id > last)).all():
        found = [
            {"desk_id": row.desk_id, "link_hash": hashed}
            | {name: getattr(row, column) for name, column in named.items()}
            for row in rows
            for hashed in sorted({link_hash(link) for link in row.links})
        ]
        if found:
            connection.execute(sa.insert(links_of), found)
        last = rows[-1].id


def _columns(named: dict[str, str]) -> list[sa.ColumnClause[str]]:
    return [sa.column(column) for column in named.values() if column != "id"]
