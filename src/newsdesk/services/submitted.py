"""Intended edits as they are stored: a row each, from before the edit, so that it is once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from newsdesk.services.edit_results import to_result
from newsdesk.services.news_plan import Plan, Wish, edits_from_json, edits_to_json
from newsdesk.store import desks, submissions
from newsdesk.store.database import writing
from newsdesk.store.submissions import State, Submission
from newsdesk.wiki import session
from newsdesk.wiki.session import Wiki

KIND = "news"


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
    """A submission as its page shows it: the wish, its edits, and what came of it so far.

    ``broken`` says that the wiki merged and not all items stand as they should; ``again`` that
    the wish was applied anew because the page had changed. See :class:`Plan` for the others.
    """

    id: str
    state: State
    wish: Wish
    edits: tuple[PageEdit, ...]
    item_id: str = ""
    source: str = ""
    moved: int = 0
    outdates: tuple[str, ...] = ()
    again: bool = False
    result: EditResult | None = None
    broken: bool = False
    done: int = 0
    already: str = ""


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


def create(editor: Editor, wish: Wish, made: Plan, *, again: bool) -> str:
    """Store what a wish of this user comes to and return its id."""
    payload = {
        "wish": replace(wish, summary=made.summary).to_json(),
        "edits": edits_to_json(made.edits),
        "item": made.item_id,
        "source": made.source,
        "moved": made.moved,
        "outdates": list(made.outdates),
        "again": again,
        "already": made.already.id if made.already else "",
    }
    its_desk = desk_id(editor)
    with writing(editor.engine) as connection:
        return submissions.create(
            connection,
            its_desk,
            user=editor.account.name,
            kind=KIND,
            payload=payload,
            now=clock.now(),
        )


def row(editor: Editor, submission_id: str) -> Submission | None:
    """Return the row of this user's own submission; nobody sees another one's."""
    its_desk = desk_id(editor)
    with editor.engine.connect() as connection:
        found = submissions.get(connection, its_desk, submission_id)
    own = found is not None and found.user == editor.account.name and found.kind == KIND
    return found if own else None


def sent_of(row: Submission) -> Sent:
    """Read a row."""
    payload, result = row.payload, row.result or {}
    units: Sequence[str] = payload["outdates"]
    return Sent(
        id=row.id,
        state=row.state,
        wish=Wish.from_json(payload["wish"]),
        edits=edits_from_json(payload["edits"]),
        item_id=payload["item"],
        source=payload["source"],
        moved=payload["moved"],
        outdates=tuple(units),
        again=payload["again"],
        result=to_result(result) if result else None,
        broken=bool(result.get("broken")),
        done=int(result.get("done", 0)),
        already=payload["already"],
    )


def desk_of(editor: Editor) -> tuple[DeskConfig, Site]:
    """Return the set-up in force and what is known of the wiki.

    :raises Explained: where there is none yet
    """
    its_desk = desk_id(editor)
    with editor.engine.connect() as connection:
        config = desk.set_up(connection, its_desk).config
        site = desks.site(connection, its_desk)
    if config is None or site is None:
        raise Explained(msg("newsdesk-edit-no-set-up"))
    return config, site


def desk_id(editor: Editor) -> int:
    """Return the desk that all this belongs to.

    Ask before you take a connection: who holds one and waits for this one's, while everybody
    else does the same, waits until the pool gives up.
    """
    return desk.ensure(editor.engine, editor.settings)
