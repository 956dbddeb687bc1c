"""Intended edits as they are stored: a row each, from before the edit, so that it is once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Engine

from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.edit import EditResult, PageEdit
from newsdesk.domain.message import Explained, msg
from newsdesk.domain.site import Site
from newsdesk.infra import clock
from newsdesk.infra.messages import Translator
from newsdesk.infra.settings import Settings
from newsdesk.services import desk
from newsdesk.services.accounts import Account
from newsdesk.services.edit_results import from_edits, to_edits, to_result
from newsdesk.store import desks, submissions
from newsdesk.store.database import writing
from newsdesk.store.submissions import State, Submission
from newsdesk.wiki import session
from newsdesk.wiki.session import Wiki


@dataclass(frozen=True, slots=True)
class Editor:
    """Somebody at work: all that is done here is done as this account."""

    engine: Engine
    settings: Settings
    account: Account
    words: Translator
    """Speaks the wiki's content language, for summaries."""

    def wiki(self) -> Wiki:
        """Start a conversation with the wiki as this user."""
        return session.as_user(self.settings, self.account.token)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A submission of any kind: its edits, in order, and what came of them so far.

    ``done`` of them are saved. ``broken`` says that the wiki merged and the page does not say
    what was meant; ``again`` that it was made anew because the page had changed.
    """

    id: str
    state: State
    edits: tuple[PageEdit, ...]
    again: bool = False
    result: EditResult | None = None
    broken: bool = False
    done: int = 0


def begin(editor: Editor, submission_id: str) -> bool:
    """Take a submission to send it; ``False`` for all but the first who asks."""
    its_desk = desk_id(editor)
    with writing(editor.engine) as connection:
        return submissions.begin(
            connection, its_desk, submission_id, user=editor.account.name, now=clock.now()
        )


def take_over(editor: Editor, submission_id: str) -> bool:
    """Take a submission on whose sender died, to find out what became of it."""
    its_desk = desk_id(editor)
    with writing(editor.engine) as connection:
        return submissions.take_over(
            connection, its_desk, submission_id, user=editor.account.name, now=clock.now()
        )


def store(editor: Editor, sent: Sent, value: Mapping[str, Any], *, failed: bool) -> None:
    """Store what came of a submission that was under way."""
    its_desk = desk_id(editor)
    with writing(editor.engine) as connection:
        submissions.finish(
            connection, its_desk, sent.id, result=value, failed=failed, now=clock.now()
        )


def create(
    editor: Editor,
    kind: str,
    edits: tuple[PageEdit, ...],
    payload: Mapping[str, Any],
    *,
    again: bool,
) -> str:
    """Store edits that this user intends, with what its kind says of them; return the id."""
    its_desk = desk_id(editor)
    with writing(editor.engine) as connection:
        return submissions.create(
            connection,
            its_desk,
            user=editor.account.name,
            kind=kind,
            payload={**payload, "edits": from_edits(edits), "again": again},
            now=clock.now(),
        )


def reword(editor: Editor, stored: Submission, summary: str) -> None:
    """Let this user's edits have a summary of their own, unless they are under way or done."""
    edits = (replace(edit, summary=summary) for edit in to_edits(stored.payload["edits"]))
    payload = {**stored.payload, "summary": summary, "edits": from_edits(tuple(edits))}
    its_desk, user = desk_id(editor), editor.account.name
    with writing(editor.engine) as connection:
        submissions.rewrite(connection, its_desk, stored.id, user=user, payload=payload)


def row(editor: Editor, kind: str, submission_id: str) -> Submission | None:
    """Return the row of this user's own submission; nobody sees another one's."""
    its_desk = desk_id(editor)
    with editor.engine.connect() as connection:
        found = submissions.get(connection, its_desk, submission_id)
    own = found is not None and found.user == editor.account.name and found.kind == kind
    return found if own else None


def fields(row: Submission) -> dict[str, Any]:
    """Read what a row has of every kind: the fields of :class:`Sent`."""
    payload, result = row.payload, row.result or {}
    return {
        "id": row.id,
        "state": row.state,
        "edits": to_edits(payload["edits"]),
        "again": payload["again"],
        "result": to_result(result) if result else None,
        "broken": bool(result.get("broken")),
        "done": int(result.get("done", 0)),
    }


def desk_of(editor: Editor) -> tuple[DeskConfig, Site]:
    """Return the set-up in force and what is known of the wiki.

    :raises Explained: where there is none yet
    """
    its_desk = desk_id(editor)
    with editor.engine.connect() as connection:
        config = desk.config(connection, its_desk)
        site = desks.site(connection, its_desk)
    if config is None or site is None:
        raise Explained(msg("newsdesk-edit-no-set-up"))
    return config, site


def site_of(editor: Editor) -> Site:
    """Return what is known of the wiki.

    :raises Explained: where it was never read
    """
    its_desk = desk_id(editor)
    with editor.engine.connect() as connection:
        site = desks.site(connection, its_desk)
    if site is None:
        raise Explained(msg("newsdesk-edit-no-set-up"))
    return site


def desk_id(editor: Editor) -> int:
    """Return the desk that all this belongs to.

    Ask before you take a connection: who holds one and waits for this one's, while everybody
    else does the same, waits until the pool gives up.
    """
    return desk.ensure(editor.engine, editor.settings)
