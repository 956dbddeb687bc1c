"""What editors change in a round: dealing with things, being on them, and taking it all back.

Each change first asks the wiki whether this person may edit the news page, see
:mod:`newsdesk.services.editors`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection

from newsdesk.domain.decision import Choice, Decision
from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.message import Explained, msg
from newsdesk.domain.round import Claim, Handled, Handling, Horizon, Step, Thing
from newsdesk.infra import clock
from newsdesk.services import deciding, editors, submitted
from newsdesk.services.submitted import Editor
from newsdesk.services.things import known_as
from newsdesk.store import claims, desks, rounds
from newsdesk.store import handled as rows
from newsdesk.store.database import change

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a thing stands as dealt with; unless ``first``, somebody else had done it before."""

    handled: Handled
    first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """How many things were set aside at once, and when (UTC), which is what undoing names.

    ``others`` is how many were left as they are.
    """

    count: int
    others: int
    time: datetime


def handle(
    editor: Editor, thing: Thing, step: Step, what: Handling, *, channel_id: str = ""
) -> Outcome:
    """Say that a thing was dealt with, once: who comes second is told who was first.

    An idea can be used again; how it was used last is what is remembered. That a post is no news
    is a decision of this person besides, which they publish. ``channel_id`` is where it was met,
    or what it was used for.

    :raises Explained: where this person may not, or there is nothing of that name
    """
    config, _ = submitted.desk_of(editor)
    mine = _by(editor, thing, step, what, channel_id)
    outcome = _changed(
        editor, lambda connection, desk_id: _record(connection, desk_id, config, mine)
    )
    if outcome.first and what is Handling.NOT_NEWS:
        try:
            _decide(editor, Choice.NOT_NEWS, outcome.handled)
        except Explained:
            undo(editor, thing, mine.time)
            raise
    return outcome


def set_aside_these(editor: Editor, step: Step, some: Sequence[tuple[Thing, str]]) -> Together:
    """Set several things of a step aside at once, each met on a channel or on none (``""``).

    What others are on, or dealt with before, stays as it is; so does what is gone.

    :raises Explained: where this person may not
    """
    config, _ = submitted.desk_of(editor)
    now = clock.now()

    def act(connection: Connection, desk_id: int) -> Together:
        claimed = claims.find(connection, desk_id, [thing for thing, _ in some], now=now)
        count = 0
        for thing, channel_id in some:
            mine = replace(_by(editor, thing, step, Handling.ASIDE, channel_id), time=now)
            if thing in claimed and claimed[thing].user != mine.user:
                continue
            with suppress(Explained):
                count += _record(connection, desk_id, config, mine).first
        return Together(count=count, others=len(some) - count, time=now)

    return _changed(editor, act)


def undo_these(editor: Editor, step: Step, time: datetime) -> int:
    """Let wait again what was set aside at once at a step at that moment; return how many do.

    :raises Explained: where this person may not
    """
    return _changed(
        editor, lambda connection, desk_id: rows.take_back_all(connection, desk_id, step, time)
    )


def undo(editor: Editor, thing: Thing, time: datetime) -> bool:
    """Let a thing wait again that was dealt with at that moment, by whomever.

    ``False`` where that was undone before, or somebody dealt with it again since: that stays.

    :raises Explained: where this person may not
    """

    def act(connection: Connection, desk_id: int) -> Handled | None:
        stood = rows.find(connection, desk_id, [thing]).get(thing)
        return stood if rows.take_back(connection, desk_id, thing, time) else None

    undone = _changed(editor, act)
    if undone is not None and undone.what is Handling.NOT_NEWS:
        _decide(editor, Choice.OPEN, undone)
    return undone is not None


def claim(editor: Editor, thing: Thing, step: Step) -> Claim:
    """Say that this person is on a thing for two hours; return the claim that stands.

    It is another one's where they are on it already: the others see it, nobody is kept out.

    :raises Explained: where this person may not, or there is nothing of that name
    """
    config, _ = submitted.desk_of(editor)

    def act(connection: Connection, desk_id: int) -> Claim:
        known_as(connection, desk_id, config, thing, step)
        return claims.take(connection, desk_id, thing, editor.account.name, now=clock.now())

    return _changed(editor, act)


def unclaim(editor: Editor, thing: Thing) -> bool:
    """Say that this person is not on a thing any more; return whether they were.

    :raises Explained: where this person may not
    """
    user = editor.account.name
    return _changed(
        editor, lambda connection, desk_id: claims.give_back(connection, desk_id, thing, user)
    )


def set_aside_before(editor: Editor, moment: datetime) -> Horizon:
    """Set everything aside that is older; return what stands, which may be another one's.

    :raises Explained: where this person may not, or the moment has not come yet
    """
    now = clock.now()
    if moment > now:
        raise Explained(msg("newsdesk-handling-future"))
    one = Horizon(before=moment, user=editor.account.name, time=now)
    return _changed(
        editor, lambda connection, desk_id: rounds.set_aside_before(connection, desk_id, one)
    )


def undo_set_aside(editor: Editor, one: Horizon) -> bool:
    """Let everything wait again that was set aside at once; ``False`` if somebody was quicker.

    :raises Explained: where this person may not
    """
    return _changed(
        editor, lambda connection, desk_id: rounds.take_back_horizon(connection, desk_id, one)
    )


def finish(editor: Editor) -> datetime:
    """Say that this person has finished a round; return when, which is what undoing it names.

    :raises Explained: where this person may not
    """
    user, now = editor.account.name, clock.now()
    _changed(editor, lambda connection, desk_id: rounds.finish(connection, desk_id, user, now=now))
    return now


def undo_finish(editor: Editor, finished: datetime) -> bool:
    """Take back that this person finished a round at a moment; return whether they had.

    :raises Explained: where this person may not
    """
    user = editor.account.name
    return _changed(
        editor, lambda connection, desk_id: rounds.take_back(connection, desk_id, user, finished)
    )


def _decide(editor: Editor, choice: Choice, post: Handled) -> None:
    """Keep a decision about a post; taken back is also what this person did not publish yet."""
    decision = Decision(choice=choice, address=post.url)
    deciding.decide(editor.engine, submitted.desk_id(editor), editor.account.name, decision)


def _by(editor: Editor, thing: Thing, step: Step, what: Handling, channel_id: str) -> Handled:
    return Handled(
        thing=thing,
        step=step,
        what=what,
        user=editor.account.name,
        time=clock.now(),
        channel_id=channel_id,
    )


def _record(connection: Connection, desk_id: int, config: DeskConfig, mine: Handled) -> Outcome:
    """Store that a thing is dealt with, and what it was; who was on it is so no longer.

    :raises Explained: where it is not there, or that cannot be done to it
    """
    here = connection, desk_id, config, mine.thing, mine.step
    named = known_as(*here, what=mine.what, channel_id=mine.channel_id)
    mine = replace(mine, about=named.text, url=named.url, channel_id=named.channel_id)
    if named.again:
        rows.forget(connection, desk_id, mine.thing)
    stands = rows.record(connection, desk_id, mine)
    first = (stands.user, stands.time) == (mine.user, mine.time)
    if first:
        claims.end(connection, desk_id, mine.thing)
    return Outcome(stands, first)


def _changed(editor: Editor, act: Callable[[Connection, int], T]) -> T:
    """Do something to a desk's round if the wiki says that this person may.

    The round's version comes first: it is the lock that lets one after the other through, where
    those who change the same things at once would wait for each other.
    """
    editors.require(editor)
    desk_id = submitted.desk_id(editor)

    def alone(connection: Connection) -> T:
        desks.bump_round(connection, desk_id)
        return act(connection, desk_id)

    return change(editor.engine, alone)
