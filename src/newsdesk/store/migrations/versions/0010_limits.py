"""Remember how long posts may be on a server, and how posts of the follow list's accounts matter.

Of a post its author can be looked up; of one that was seen in a stream it is known through which
account of the follow list, how relevant it is, and why.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from newsdesk.store.codec import author_hash
from newsdesk.store.types import Json

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what a former version does not know."""
    _limits()
    _timeline()


def _limits() -> None:
    op.add_column("profile", sa.Column("most_characters", sa.Integer))
    op.add_column("profile", sa.Column("per_url", sa.Integer))


def _timeline() -> None:
    op.add_column("post", sa.Column("author_hash", sa.String(64)))
    op.create_index("ix_post_desk_id_author_hash", "post", ["desk_id", "author_hash"])
    op.add_column("post_stream", sa.Column("followed", sa.String(255)))
    op.add_column("post_stream", sa.Column("relevance", sa.Integer))
    op.add_column("post_stream", sa.Column("reasons", Json))
    op.add_column("post_stream", sa.Column("weighed", sa.String(64)))
    op.create_index("ix_post_stream_desk_id_followed", "post_stream", ["desk_id", "followed"])
    _hash_authors()


def _hash_authors() -> None:
    """Let the posts that are stored already be found by their authors, some at a time."""
    post = sa.table(
        "post",
        *(sa.column(name) for name in ("id", "kind", "author_handle", "author_hash")),
    )
    connection, last = op.get_bind(), 0
    some = sa.select(post.c.id, post.c.kind, post.c.author_handle).order_by(post.c.id).limit(1000)
    change = (
        sa.update(post)
        .where(post.c.id == sa.bindparam("number"))
        .values(author_hash=sa.bindparam("hash"))
    )
    while rows := connection.execute(some.where(post.c.id > last)).all():
        found = [
            {"number": row.id, "hash": author_hash(row.kind, row.author_handle)} for row in rows
        ]
        connection.execute(change, found)
        last = rows[-1].id
