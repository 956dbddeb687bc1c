"""What a person decides about items and posts: checked, and kept until it is published."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, Engine

from newsdesk.domain.decision import Choice, Decision, Pending, Subject
from newsdesk.domain.decisions import Decisions
from newsdesk.domain.message import Explained, msg
from newsdesk.infra import clock
from newsdesk.services.decidable import Ground, checked
from newsdesk.store import decided
from newsdesk.store import pending as kept
from newsdesk.store.database import writing

MOST = 500
"""Decisions of one person that wait at once: anybody with an account of the wiki can decide."""


def pending(engine: Engine, desk_id: int, user: str) -> tuple[Pending, ...]:
    """Return what a person decided and has not published yet, oldest first."""
    with engine.connect() as connection:
        return kept.of_user(connection, desk_id, user)


def published(engine: Engine, desk_id: int) -> Decisions:
    """Return what the wiki's decisions pages say, by the items' ids of today."""
    with engine.connect() as connection:
        return decided.every(connection, desk_id)


def decide(engine: Engine, desk_id: int, user: str, decision: Decision) -> None:
    """Keep a decision, in place of the person's former one on its subject.

    The item may be named by a former id; its snapshot is made here. What is in force already
    does not wait to be published, it only takes back what this person decided otherwise.

    :raises Explained: where this cannot be decided; what was decided before stays
    """
    item_id = "" if decision.choice is Choice.NOT_NEWS else decision.item_id
    with engine.connect() as connection:
        ground = Ground.of(connection, desk_id, user, item_id)
        meant = checked(ground, replace(decision, item_id=item_id))
    if ground.published.holds(meant):
        withdraw(engine, desk_id, user, meant.subject)
        return
    with writing(engine) as connection:
        _make_room(connection, desk_id, user, meant.subject)
        kept.save(connection, desk_id, user, meant, now=clock.now())


def withdraw(engine: Engine, desk_id: int, user: str, subject: Subject) -> bool:
    """Take back what a person decided and did not publish; return whether there was something."""
    with writing(engine) as connection:
        return kept.forget(connection, desk_id, user, subject)


def _make_room(connection: Connection, desk_id: int, user: str, subject: Subject) -> None:
    waiting = kept.of_user(connection, desk_id, user)
    if len(waiting) >= MOST and subject not in {one.decision.subject for one in waiting}:
        raise Explained(msg("newsdesk-decide-too-many", MOST))
