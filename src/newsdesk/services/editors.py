"""Whether the wiki lets somebody edit the news page: only they change what a round shows.

The tool keeps no list of editors. The wiki is asked as that person at each change; for showing
buttons, what it said in the last ten minutes is enough.
"""

from __future__ import annotations

from sqlalchemy import Engine

from newsdesk.domain.edit import EditResult
from newsdesk.domain.edit_words import explain
from newsdesk.domain.message import Explained, msg
from newsdesk.infra import clock
from newsdesk.services import submitted
from newsdesk.services.submitted import Editor
from newsdesk.store import editor_rights
from newsdesk.store.database import writing
from newsdesk.store.editor_rights import EditorRight
from newsdesk.wiki import rights
from newsdesk.wiki.session import WikiFailed


class NotEditor(Explained):
    """The wiki does not let this person edit the news page; ``result`` is what it said."""

    def __init__(self, page: str, result: EditResult) -> None:
        super().__init__(msg("newsdesk-editors-refused", page, explain(result)))
        self.result = result


def allowed(editor: Editor) -> bool:
    """Ask the wiki as this person whether they may edit the news page, and remember the answer.

    :raises NotEditor: where they may not
    :raises Explained: where the wiki did not say, or there is no set-up yet
    """
    config, _ = submitted.desk_of(editor)
    page = config.news.page
    try:
        result = rights.refusal(editor.wiki(), page)
    except WikiFailed as error:
        raise Explained(msg("newsdesk-editors-unknown"), str(error)) from error
    remember(editor, result is None)
    if result is not None:
        raise NotEditor(page, result)
    return True


def known(engine: Engine, desk_id: int, user: str) -> bool | None:
    """Return what the wiki said of somebody in the last ten minutes; ``None``: it is not known."""
    with engine.connect() as connection:
        found = editor_rights.get(connection, desk_id, user, now=clock.now())
    return None if found is None else found.allowed


def remember(editor: Editor, may: bool | None) -> None:
    """Keep what the wiki said of this person."""
    desk_id = submitted.desk_id(editor)
    one = EditorRight(allowed=may, asked=clock.now())
    with writing(editor.engine) as connection:
        editor_rights.save(connection, desk_id, editor.account.name, one)
