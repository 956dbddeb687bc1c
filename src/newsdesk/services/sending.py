"""Sends submitted edits to the wiki: each once, whatever happens beside, and nothing is lost."""

from __future__ import annotations

from dataclasses import dataclass

from newsdesk.domain.edit import (
    Conflict,
    EditResult,
    LoginExpired,
    NoChange,
    PageEdit,
    Saved,
    Unreachable,
)
from newsdesk.domain.message import Explained, msg
from newsdesk.services import edit_outcome, login_ended, submitted
from newsdesk.services.edit_kind import Kind, S
from newsdesk.services.edit_results import from_result
from newsdesk.services.submitted import Editor, Sent
from newsdesk.wiki import edits, pages, previews
from newsdesk.wiki.outcomes import outcome
from newsdesk.wiki.session import Wiki, WikiError, WikiFailed

TRIES = 20
"""How often an edit that need not be shown again is made anew while others edit the page."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The wiki's own preview and comparison of one edit, as safe HTML."""

    title: str
    preview: str
    diff: str


def show(editor: Editor, sent: Sent) -> tuple[Shown, ...]:
    """Let the wiki show what each edit would make of its page; data without a preview.

    :raises Explained: when the wiki could not be asked
    """
    wiki = editor.wiki()
    with login_ended.watched(editor):
        return tuple(_show(wiki, edit) for edit in sent.edits[sent.done :])


def look(kind: Kind[S], editor: Editor, submission_id: str) -> S | None:
    """Return a submission of this user; one without an answer is looked up on the wiki first."""
    stored = submitted.row(editor, kind.name, submission_id)
    if stored is not None:
        edit_outcome.settle(kind, editor, stored)
        stored = submitted.row(editor, kind.name, submission_id)
    return None if stored is None else kind.read(stored)


def publish(kind: Kind[S], editor: Editor, submission_id: str, tries: int = TRIES) -> str:
    """Send a submission, once however often it is asked for; return the one to look at next.

    That is another one where the page had changed: the same, made anew from the newest revision.
    It is sent as well, unless it has to be shown first.

    :raises LoginEnded: when the wiki no longer accepts the login; the submission is kept
    """
    found = look(kind, editor, submission_id)
    if found is None or not found.edits or not submitted.begin(editor, submission_id):
        return submission_id
    done, result = _send(kind, editor, found)
    if isinstance(result, Conflict):
        following, to_be_shown = _once_more(kind, editor, found, done, result)
        if to_be_shown or not tries:
            return following
        return publish(kind, editor, following, tries - 1)
    edit_outcome.finish(kind, editor, found, done, result)
    if isinstance(result, LoginExpired):
        login_ended.end(editor)
    return submission_id


def repair(kind: Kind[S], editor: Editor, submission_id: str) -> str:
    """Prepare the edit that makes a merged page say what was meant.

    :raises Explained: when it is too late for that, or the wiki could not be asked
    """
    found = look(kind, editor, submission_id)
    if found is None or not found.broken or not isinstance(found.result, Saved):
        return submission_id
    saved = found.result
    with login_ended.watched(editor):
        wiki = editor.wiki()
        now = pages.current(wiki, [saved.title])[saved.title]
        before = edit_outcome.revision_of(wiki, saved.title, saved.oldrevid)
    if now is None or now.revid != saved.revid or before is None:
        raise Explained(msg("newsdesk-review-too-late"))
    return kind.mended(editor, found, before, now)


def _show(wiki: Wiki, edit: PageEdit) -> Shown:
    shown = edit.model == "wikitext"
    return Shown(
        edit.title,
        previews.preview(wiki, edit.title, edit.text) if shown else "",
        previews.compare(wiki, edit.title, edit.base, edit.text, edit.model),
    )


def _send(kind: Kind[S], editor: Editor, sent: S) -> tuple[int, EditResult]:
    """Save what is left to save, in order, and stop where something was not saved."""
    wiki, done = editor.wiki(), sent.done
    result: EditResult = NoChange()
    for edit in sent.edits[sent.done :]:
        result = _save(kind, editor, wiki, edit)
        if not isinstance(result, Saved | NoChange):
            return done, result
        done += 1
    return done, result


def _save(kind: Kind[S], editor: Editor, wiki: Wiki, edit: PageEdit) -> EditResult:
    """Save unless the page was changed: a merge by the wiki knows lines, not meaning.

    Where an earlier try had been saved after all, it is not saved twice.
    """
    try:
        newest = pages.current(wiki, [edit.title])[edit.title]
        if newest is not None and newest.revid != edit.base:
            return edit_outcome.saved_as(kind, editor, wiki, edit) or Conflict()
    except WikiError as error:
        return outcome(error)
    except WikiFailed:
        return Unreachable()
    result = edits.save(wiki, edit)
    other = kind.otherwise(edit, result)
    return result if other is None else edits.save(wiki, other)


def _once_more(
    kind: Kind[S], editor: Editor, sent: S, done: int, result: EditResult
) -> tuple[str, bool]:
    """Make it anew from the newest revision; what cannot be made anew stays as a conflict."""
    try:
        other, to_be_shown = kind.again(editor, sent)
    except Explained:
        edit_outcome.finish(kind, editor, sent, done, result)
        return sent.id, True
    submitted.store(editor, sent, {**from_result(result), "done": done}, failed=False)
    return other, to_be_shown
