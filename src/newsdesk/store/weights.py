"""How much the posts of the follow list's accounts matter, and what was shared of whom before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select, update

from newsdesk.domain.message import Message
from newsdesk.domain.post import Post, PostForm, StreamName
from newsdesk.domain.round import Handling
from newsdesk.store import codec
from newsdesk.store.batches import batches
from newsdesk.store.post_rows import to_post
from newsdesk.store.tables import handled, post, post_stream

_TIMELINE = post_stream.c.stream == StreamName.TIMELINE.value


@dataclass(frozen=True, slots=True)
class Weighed:
    """A post seen in a timeline: its author's hash, and what it was weighed with, if it was."""

    number: int
    author: str
    mark: str | None


@dataclass(frozen=True, slots=True)
class Weight:
    """What a post matters, why, and what it was weighed with."""

    number: int
    score: int
    reasons: Sequence[Message]
    mark: str


def every(connection: Connection, desk_id: int) -> list[Weighed]:
    """Return all posts of the follow list's accounts by the numbers of their rows."""
    query = (
        select(post_stream.c.id, post.c.author_hash, post_stream.c.weighed)
        .join(post, post.c.id == post_stream.c.post_id)
        .where(post_stream.c.desk_id == desk_id, _TIMELINE)
    )
    return [Weighed(row[0], row[1] or "", row[2]) for row in connection.execute(query)]


def load(connection: Connection, numbers: Iterable[int]) -> Iterator[tuple[int, Post]]:
    """Yield the posts of some rows."""
    query = select(post_stream.c.id.label("number"), post).join(
        post, post.c.id == post_stream.c.post_id
    )
    for some in batches(numbers):
        for row in connection.execute(query.where(post_stream.c.id.in_(some))):
            yield row.number, to_post(row)


def save(connection: Connection, found: Iterable[Weight]) -> None:
    """Store what came of weighing."""
    change = (
        update(post_stream)
        .where(post_stream.c.id == bindparam("number"))
        .values(
            weighed=bindparam("mark"),
            relevance=bindparam("score"),
            reasons=bindparam("why", type_=post_stream.c.reasons.type),
        )
    )
    for some in batches(found):
        rows = [
            {
                "number": one.number,
                "mark": one.mark,
                "score": one.score,
                "why": codec.from_messages(one.reasons),
            }
            for one in some
        ]
        connection.execute(change, rows)


def shared(connection: Connection, desk_id: int) -> Mapping[str, int]:
    """Count how many posts of each author were shared: by our accounts, or as somebody said."""
    ours = (
        select(post.c.author_hash, post.c.url_hash)
        .join(post_stream, post_stream.c.post_id == post.c.id)
        .where(post.c.desk_id == desk_id, post.c.form == PostForm.SHARE.value)
        .where(post_stream.c.stream == StreamName.OWN.value)
    )
    said = (
        select(post.c.author_hash, post.c.url_hash)
        .join(handled, handled.c.thing_hash == post.c.key_hash)
        .where(post.c.desk_id == desk_id, handled.c.desk_id == desk_id)
        .where(handled.c.what == Handling.SHARED.value)
    )
    found = {(row[0], row[1]) for row in connection.execute(ours.union(said)) if row[0]}
    return Counter(author for author, _ in found)
