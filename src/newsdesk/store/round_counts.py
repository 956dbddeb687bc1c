"""How much waits in a round, counted once for all who look: it stands until something changes.

Counting reads the board and every post that waits, which would be most of what a page takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select, update

from newsdesk.domain.post import StreamName
from newsdesk.domain.round import Step
from newsdesk.store.tables import desk
from newsdesk.store.waiting import Counted

Mark = tuple[int, int]
"""What :func:`newsdesk.store.desks.round_mark` says of the data that were counted."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """How much waits at the board's steps for who decided nothing, and of the posts of others."""

    of_board: Mapping[Step, int]
    of_posts: Counted


def find(connection: Connection, desk_id: int, day: date) -> Numbers | None:
    """Return what was counted that day, if it still stands."""
    mark = desk.c.version, func.coalesce(desk.c.round_version, 0)
    query = select(desk.c.round_counts, *mark).where(desk.c.id == desk_id)
    row = connection.execute(query).one_or_none()
    if row is None or row[0] is None or row[0]["of"] != [row[1], row[2], day.isoformat()]:
        return None
    kept = row[0]
    return Numbers(
        of_board={Step(name): number for name, number in kept["board"].items()},
        of_posts={StreamName(name): numbers for name, numbers in kept["posts"].items()},
    )


def keep(connection: Connection, desk_id: int, mark: Mark, day: date, counted: Numbers) -> None:
    """Store what was counted of the data that had this mark before counting began."""
    kept = {
        "of": [*mark, day.isoformat()],
        "board": {step.value: number for step, number in counted.of_board.items()},
        "posts": {stream.value: dict(found) for stream, found in counted.of_posts.items()},
    }
    connection.execute(update(desk).where(desk.c.id == desk_id).values(round_counts=kept))
