"""The machine's matches between news items and posts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from newsdesk.domain.sync_status import Match, Verdict
from newsdesk.store import codec, posts
from newsdesk.store.post_rows import to_key
from newsdesk.store.tables import item, match, post
from newsdesk.store.upsert import AnyRow, Values

_COLUMNS = (match, post.c.kind, post.c.origin, post.c.native_id)


def replace(connection: Connection, desk_id: int, found: Sequence[Match]) -> bool:
    """Store the matches in place of the former ones; return whether they differ.

    A match with a post that is not stored is left out.
    """
    numbers = posts.ids(connection, desk_id, {one.post for one in found})
    kept = [one for one in found if one.post in numbers]
    if set(every(connection, desk_id)) == set(kept):
        return False
    connection.execute(delete(match).where(match.c.desk_id == desk_id))
    if kept:
        rows = [_row(desk_id, one, numbers[one.post]) for one in kept]
        connection.execute(insert(match), rows)
    return True


def every(connection: Connection, desk_id: int, *, since: date | None = None) -> list[Match]:
    """Return the matches of all items, or of those since a day, the best of a cell first."""
    return _read(connection, *conditions(desk_id, since))


def of_item(connection: Connection, desk_id: int, item_id: str) -> list[Match]:
    """Return the matches of one item, the best first."""
    return _read(connection, match.c.desk_id == desk_id, match.c.item_id == item_id)


def links(connection: Connection, desk_id: int, since: datetime) -> list[str]:
    """Return the links of matched posts that still stand and are not older, newest posts first."""
    query = (
        select(post.c.links)
        .join(match, post.c.id == match.c.post_id)
        .where(match.c.desk_id == desk_id, post.c.time >= since, post.c.deleted.is_(None))
        .order_by(post.c.time.desc(), post.c.id.desc())
    )
    return [link for found in connection.scalars(query) for link in found]


def conditions(desk_id: int, since: date | None) -> tuple[ColumnElement[bool], ...]:
    """Pick the matches of a desk, where ``since`` says so only those of items since that day."""
    if since is None:
        return (match.c.desk_id == desk_id,)
    recent = select(item.c.item_id).where(item.c.desk_id == desk_id, item.c.date >= since)
    return match.c.desk_id == desk_id, match.c.item_id.in_(recent)


def _read(connection: Connection, *wanted: ColumnElement[bool]) -> list[Match]:
    query = (
        select(*_COLUMNS)
        .join(post, post.c.id == match.c.post_id)
        .where(*wanted)
        .order_by(match.c.score.desc(), match.c.id)
    )
    return [_match(row) for row in connection.execute(query)]


def _row(desk_id: int, one: Match, post_id: int) -> Values:
    return {
        "desk_id": desk_id,
        "item_id": one.item_id,
        "channel_id": one.channel_id,
        "post_id": post_id,
        "verdict": one.verdict.value,
        "score": one.score,
        "evidence": codec.from_messages(one.evidence),
    }


def _match(row: AnyRow) -> Match:
    return Match(
        item_id=row.item_id,
        channel_id=row.channel_id,
        post=to_key(row),
        verdict=Verdict(row.verdict),
        score=row.score,
        evidence=codec.to_messages(row.evidence),
    )
