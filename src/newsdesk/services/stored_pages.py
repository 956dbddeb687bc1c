"""Stores what the wiki answers of its pages, and tells an answer that comes from the past."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection

from newsdesk.domain.desk import PageRevision, Problem
from newsdesk.infra import clock
from newsdesk.store import desks, revisions

LAG = timedelta(minutes=1)
"""How long the wiki's replicas may still answer with what stood before an edit."""


def revid_of(found: PageRevision | None) -> int:
    """Return which revision this is, 0 for a page that does not exist."""
    return found.revid if found else 0


def behind(connection: Connection, desk_id: int, title: str, revid: int) -> bool:
    """Tell whether a replica answered with what stood before an edit that is stored already."""
    stored = revisions.get(connection, desk_id, title)
    if stored is None or revid >= stored.revid:
        return False
    return stored.read is not None and clock.now() - stored.read < LAG


def keep(
    connection: Connection,
    desk_id: int,
    title: str,
    found: PageRevision | None,
    problems: Sequence[Problem] = (),
) -> bool:
    """Store a page's newest revision with its problems; return whether either is another now.

    Without a revision the page is gone.
    """
    stored, known = revisions.with_problems(connection, desk_id, title)
    if found is None:
        differ = revisions.forget(connection, desk_id, title)
    else:
        revisions.save(connection, desk_id, replace(found, title=title), found=problems)
        differ = stored is None or stored.revid != found.revid or known != tuple(problems)
    if differ:
        desks.bump(connection, desk_id)
    return differ
