"""Whether the wiki lets somebody edit the news page: only they change what a round shows.

The tool keeps no list of editors. The wiki is asked as that person at each change; for showing
buttons, what it said in the last ten minutes is enough, and it is asked again after a page was
sent: no page waits for it.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from threading import Lock, Thread

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from newsdesk.domain.edit import EditResult
from newsdesk.domain.edit_words import explain
from newsdesk.domain.message import Explained, msg
from newsdesk.infra import clock
from newsdesk.services import login_ended, submitted
from newsdesk.services.submitted import Editor
from newsdesk.store import editor_rights
from newsdesk.store.database import writing
from newsdesk.store.editor_rights import EditorRight
from newsdesk.wiki import rights
from newsdesk.wiki.session import WikiFailed

RENEWED = timedelta(minutes=5)
"""When the wiki is asked again after a page was sent: before what it said is forgotten."""
RETRIED = timedelta(minutes=1)
"""When it is asked again if it did not answer."""

log = logging.getLogger(__name__)
_asking: set[tuple[str, str]] = set()
_lock = Lock()


class NotEditor(Explained):
    """The wiki does not let this person edit the news page; ``result`` is what it said."""

    def __init__(self, page: str, result: EditResult) -> None:
        super().__init__(msg("newsdesk-editors-refused", page, explain(result)))
        self.result = result


def require(editor: Editor) -> None:
    """Ask the wiki as this person whether they may edit the news page, and remember the answer.

    :raises NotEditor: where they may not
    :raises LoginEnded: where the wiki does not accept their login any more
    :raises Explained: where the wiki did not say, or there is no set-up yet
    """
    config, _ = submitted.desk_of(editor)
    page = config.news.page
    try:
        with login_ended.watched(editor):
            result = rights.refusal(editor.wiki(), page)
    except WikiFailed as error:
        _remember(editor, None)
        raise Explained(msg("newsdesk-editors-unknown"), str(error)) from error
    _remember(editor, result is None)
    if result is not None:
        raise NotEditor(page, result)


def known(engine: Engine, desk_id: int, user: str) -> bool | None:
    """Return what the wiki said of somebody in the last ten minutes; ``None``: it is not known."""
    found = _lately(engine, desk_id, user)
    return None if found is None else found.allowed


def start_if_due(editor: Editor) -> Thread | None:
    """Ask the wiki beside the requests if what it said is getting old: one thread a person.

    Call it after the answer was sent. Return the thread, if one was started.
    """
    name = editor.settings.database, editor.account.name
    with _lock:
        if name in _asking or not _due(editor):
            return None
        _asking.add(name)
    thread = Thread(target=_ask, args=(editor, name), name="editor", daemon=True)
    thread.start()
    return thread


def _ask(editor: Editor, name: tuple[str, str]) -> None:
    try:
        require(editor)
    except Explained as error:
        log.info("somebody is no editor", extra={"error": type(error).__name__})
    except Exception:
        log.exception("asking for somebody's right failed")
    finally:
        with _lock:
            _asking.discard(name)


def _due(editor: Editor) -> bool:
    try:
        found = _lately(editor.engine, submitted.desk_id(editor), editor.account.name)
    except SQLAlchemyError as error:
        log.warning("cannot tell who is an editor", extra={"error": type(error).__name__})
        return False
    if found is None:
        return True
    wait = RETRIED if found.allowed is None else RENEWED
    return clock.now() - found.asked >= wait


def _lately(engine: Engine, desk_id: int, user: str) -> EditorRight | None:
    with engine.connect() as connection:
        return editor_rights.get(connection, desk_id, user, now=clock.now())


def _remember(editor: Editor, may: bool | None) -> None:
    desk_id = submitted.desk_id(editor)
    one = EditorRight(allowed=may, asked=clock.now())
    with writing(editor.engine) as connection:
        editor_rights.save(connection, desk_id, editor.account.name, one)
