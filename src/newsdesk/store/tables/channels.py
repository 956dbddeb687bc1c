"""What was read of the channels, and which posts match which items."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
)

from newsdesk.store.tables.base import HASH, NAME, of_desk, table
from newsdesk.store.types import Json, Moment, Words

post = table(
    "post",
    of_desk(),
    Column("key_hash", String(HASH), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("origin", Words, nullable=False),
    Column("native_id", Words, nullable=False),
    Column("url", Words, nullable=False),
    Column("url_hash", String(HASH)),
    Column("author_name", Words, nullable=False),
    Column("author_handle", Words, nullable=False),
    Column("author_url", Words, nullable=False),
    Column("author_hash", String(HASH)),
    Column("time", Moment, nullable=False),
    Column("html", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("links", Json, nullable=False),
    Column("form", String(16), nullable=False),
    Column("shared_url", Words, nullable=False),
    Column("language", Words, nullable=False),
    Column("warning", Words),
    Column("media", Json),
    Column("quote", Json),
    Column("continues", Words),
    Column("continues_hash", String(HASH)),
    Column("matched", Boolean),
    Column("edited", Moment),
    Column("deleted", Moment),
    UniqueConstraint("desk_id", "key_hash"),
    Index(None, "desk_id", "time"),
    Index(None, "desk_id", "url_hash"),
    Index(None, "desk_id", "author_hash"),
    Index(None, "desk_id", "matched", "time"),
    Index(None, "desk_id", "continues_hash"),
)

post_stream = table(
    "post_stream",
    of_desk(),
    Column("post_id", Integer, ForeignKey("post.id", ondelete="CASCADE"), nullable=False),
    Column("channel_id", String(NAME), nullable=False),
    Column("stream", String(16), nullable=False),
    Column("first_seen", Moment, nullable=False),
    Column("followed", String(NAME)),
    Column("relevance", Integer),
    Column("reasons", Json),
    Column("weighed", String(HASH)),
    UniqueConstraint("desk_id", "channel_id", "stream", "post_id"),
    Index(None, "desk_id", "first_seen"),
    Index(None, "post_id", "stream", "channel_id"),
    Index(None, "desk_id", "followed"),
)

post_link = table(
    "post_link",
    of_desk(),
    Column("link_hash", String(HASH), nullable=False),
    Column(
        "post_id", Integer, ForeignKey("post.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    UniqueConstraint("desk_id", "link_hash", "post_id"),
)

stream = table(
    "stream",
    of_desk(),
    Column("channel_id", String(NAME), nullable=False),
    Column("stream", String(16), nullable=False),
    Column("place", Words, nullable=False),
    Column("complete_since", Moment),
    Column("newest", Words, nullable=False),
    Column("older", Words, nullable=False),
    Column("etag", Words, nullable=False),
    Column("last_modified", Words, nullable=False),
    Column("last_read", Moment),
    Column("failure", Json),
    Column("failed_since", Moment),
    Column("next_try", Moment),
    Column("failures", Integer, nullable=False),
    Column("permanent", Boolean, nullable=False),
    Column("resting", Boolean),
    Column("mark", String(HASH)),
    UniqueConstraint("desk_id", "channel_id", "stream"),
)

match = table(
    "match",
    of_desk(),
    Column("item_id", String(NAME), nullable=False),
    Column("channel_id", String(NAME), nullable=False),
    Column(
        "post_id", Integer, ForeignKey("post.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("verdict", String(16), nullable=False),
    Column("score", Double(), nullable=False),
    Column("evidence", Json, nullable=False),
    Column("decided", Boolean),
    UniqueConstraint("desk_id", "item_id", "channel_id", "post_id"),
)

profile = table(
    "profile",
    of_desk(),
    Column("channel_id", String(NAME), nullable=False),
    Column("native_id", Words, nullable=False),
    Column("handle", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("url", Words, nullable=False),
    Column("followers", BigInteger),
    Column("moved_to", Words, nullable=False),
    Column("read", Moment, nullable=False),
    Column("most_characters", Integer),
    Column("per_url", Integer),
    UniqueConstraint("desk_id", "channel_id"),
)

follow = table(
    "follow",
    of_desk(),
    Column("channel_id", String(NAME), nullable=False),
    Column("account_hash", String(HASH), nullable=False),
    Column("handle", Words, nullable=False),
    Column("native_id", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("url", Words, nullable=False),
    Column("moved_to", Words, nullable=False),
    Column("formerly", Json, nullable=False),
    Column("first_seen", Moment, nullable=False),
    UniqueConstraint("desk_id", "channel_id", "account_hash"),
)

follower_count = table(
    "follower_count",
    of_desk(),
    Column("channel_id", String(NAME), nullable=False),
    Column("day", Date, nullable=False),
    Column("followers", BigInteger, nullable=False),
    UniqueConstraint("desk_id", "channel_id", "day"),
)

paid_read = table(
    "paid_read",
    of_desk(),
    Column("credential_hash", String(HASH), nullable=False),
    Column("month", Date, nullable=False),
    Column("count", BigInteger, nullable=False),
    UniqueConstraint("desk_id", "credential_hash", "month"),
)

remote_session = table(
    "remote_session",
    of_desk(),
    Column("credential_hash", String(HASH), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("changed", Moment, nullable=False),
    UniqueConstraint("desk_id", "credential_hash"),
)

short_link = table(
    "short_link",
    of_desk(),
    Column("url_hash", String(HASH), nullable=False),
    Column("url", Words, nullable=False),
    Column("target", Words, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("next_try", Moment),
    Column("asked", Moment, nullable=False),
    UniqueConstraint("desk_id", "url_hash"),
)

asked_address = table(
    "asked_address",
    of_desk(),
    Column("purpose", String(16), nullable=False),
    Column("url_hash", String(HASH), nullable=False),
    Column("url", Words, nullable=False),
    Column("asked", Moment, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("failed_since", Moment),
    Column("failure", Json),
    Column("next_try", Moment),
    Column("dead", Boolean, nullable=False),
    UniqueConstraint("desk_id", "purpose", "url_hash"),
)
