"""What became of an edit: stored, shown on the board, and found out where nobody was told."""

from __future__ import annotations

from sqlalchemy import Connection

from newsdesk.domain.desk import PageRevision
from newsdesk.domain.edit import EditResult, Interrupted, NoChange, PageEdit, Saved, Unreachable
from newsdesk.domain.site import Site
from newsdesk.infra import clock
from newsdesk.services import decided, desk, matching, submitted, watching
from newsdesk.services.edit_kind import Kind, S
from newsdesk.services.edit_results import from_result
from newsdesk.services.submitted import Editor
from newsdesk.store.database import change
from newsdesk.store.submissions import State, Submission
from newsdesk.wiki import pages
from newsdesk.wiki.edits import as_saved
from newsdesk.wiki.session import Wiki, WikiFailed

_LATER = 50
"""Revisions after the base among which an edit is looked for."""


def finish(kind: Kind[S], editor: Editor, sent: S, done: int, result: EditResult) -> None:
    """Store what came of it; after a save also what the page says now, so that boards show it."""
    saved = isinstance(result, Saved | NoChange)
    broken = saved and _take(kind, editor, sent, result)
    value = {**from_result(result), "done": done, "broken": broken}
    submitted.store(editor, sent, value, failed=not saved)


def settle(kind: Kind[S], editor: Editor, stored: Submission) -> None:
    """Find out from the wiki what became of an edit whose answer never came.

    Where the wiki does not say so now, the submission stays as it is. One whose sender must have
    died can be sent again once the wiki says that it was not saved.
    """
    sent = kind.read(stored)
    lost = stored.lost(clock.now())
    if not (stored.state is State.SENT or isinstance(sent.result, Unreachable)):
        return
    try:
        wiki = editor.wiki()
        found = [saved_as(kind, editor, wiki, edit) for edit in sent.edits[sent.done :]]
    except WikiFailed:
        return
    made = [one for one in found if one is not None]
    if made and len(made) == len(found):
        if stored.state is State.SENT or submitted.begin(editor, sent.id):
            finish(kind, editor, sent, len(sent.edits), made[-1])
    elif lost and submitted.take_over(editor, sent.id):
        # What was saved before it died stays: the next try finds it and goes on from there.
        finish(kind, editor, sent, sent.done, Interrupted())


def saved_as(kind: Kind[S], editor: Editor, wiki: Wiki, edit: PageEdit) -> Saved | None:
    """Find the revision by which this user made an edit, if there is one.

    It is known by its meaning: the same came, and the same went. Summaries can be alike.

    :raises WikiFailed: when the wiki could not be asked
    """
    site = submitted.site_of(editor)
    later = pages.history(wiki, edit.title, after_revid=max(edit.base - 1, 0), limit=_LATER)
    revisions = {revision.revid: revision for revision in later}
    if edit.base and edit.base not in revisions:
        return None
    meant = kind.meaning(revisions.get(edit.base), _as_if_saved(edit), site)
    if not any(meant):
        return None
    for revision in reversed(later):
        before = revisions.get(revision.parent)
        own = revision.user == edit.user and revision.revid != edit.base
        known = before is not None or not revision.parent
        if own and known and kind.meaning(before, revision, site) == meant:
            return as_saved(revision, edit)
    return None


def revision_of(wiki: Wiki, title: str, revid: int) -> PageRevision | None:
    """Read one revision of a page, unless too many came after it.

    :raises WikiFailed: when the wiki could not be asked
    """
    later = pages.history(wiki, title, after_revid=revid - 1, limit=_LATER)
    return next((r for r in later if r.revid == revid), None)


def _as_if_saved(edit: PageEdit) -> PageRevision:
    return PageRevision(
        title=edit.title,
        revid=0,
        parent=edit.base,
        user=edit.user,
        time=edit.started,
        text=edit.text,
        model=edit.model,
    )


def _take(kind: Kind[S], editor: Editor, sent: S, result: EditResult) -> bool:
    """Store the pages as they are now; return whether a merge left them other than meant."""
    site = submitted.site_of(editor)
    try:
        wiki = editor.wiki()
        now = pages.current(wiki, [e.title for e in sent.edits])
        broken = _broken(kind, wiki, sent, result, site)
    except WikiFailed:
        return False
    its_desk = submitted.desk_id(editor)

    def keep(connection: Connection) -> None:
        for title, revision in now.items():
            if revision is not None:
                kind.take(connection, its_desk, title, revision, site)
        if not broken:
            kind.published(connection, its_desk, editor.account.name, sent)

    change(editor.engine, keep)
    _follow(editor, its_desk)
    return broken


def _follow(editor: Editor, its_desk: int) -> None:
    """Bring what rests on the pages up to them, by the set-up that is in force now."""
    with editor.engine.connect() as connection:
        config = desk.config(connection, its_desk)
    if config is not None:
        decided.settle(editor.engine, its_desk, config)
        matching.run(editor.engine, its_desk, config)
        watching.run(editor.engine, its_desk, clock.now(), editor.settings.credentials)


def _broken(kind: Kind[S], wiki: Wiki, sent: S, result: EditResult, site: Site) -> bool:
    if not isinstance(result, Saved) or not result.merged:
        return False
    before, after = (
        revision_of(wiki, result.title, one) for one in (result.oldrevid, result.revid)
    )
    return not kind.intact(before, after, sent, site)
