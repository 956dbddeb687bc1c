"""Edits of the news page: prepared, shown, sent exactly once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain

from sqlalchemy import Connection

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
from newsdesk.domain.post import Post, PostKey
from newsdesk.domain.thread import threads
from newsdesk.infra import clock
from newsdesk.services import edit_outcome, login_ended, matching, submitted
from newsdesk.services.edit_results import from_result
from newsdesk.services.news_plan import Ground, Plan, Wish, plan
from newsdesk.services.submitted import Editor, Sent
from newsdesk.store import listed, posts
from newsdesk.wiki import edits, news_page, pages, previews, rights
from newsdesk.wiki.news_page import Draft
from newsdesk.wiki.outcomes import outcome
from newsdesk.wiki.session import Wiki, WikiError, WikiFailed


@dataclass(frozen=True, slots=True)
class Shown:
    """The wiki's own preview and comparison of one edit, as safe HTML."""

    title: str
    preview: str
    diff: str


def ground(editor: Editor) -> Ground:
    """Read the pages, and ask whether this user could edit them, before anything is typed.

    :raises Explained: when the wiki could not be asked, or there is no news page
    """
    config, site = submitted.desk_of(editor)
    wiki = editor.wiki()
    with login_ended.watched(editor):
        found = pages.current(wiki, matching.pages(config))
        refusal = rights.refusal(wiki, config.news.page)
    page = found[config.news.page]
    if page is None:
        raise Explained(msg("newsdesk-edit-no-page", config.news.page))
    return Ground(
        news=config.news,
        site=site,
        page=page,
        archive=found.get(config.news.archive),
        asked=page.read or clock.now(),
        refusal=refusal,
    )


def from_post(editor: Editor, key: PostKey) -> tuple[Post, Draft] | None:
    """Draft an item from a stored post and its thread; ``None`` if no such post is known."""
    _, site = submitted.desk_of(editor)
    desk_id = submitted.desk_id(editor)
    with editor.engine.connect() as connection:
        post = posts.get(connection, desk_id, key)
        if post is not None:
            post = _with_parts(connection, desk_id, post)
    return None if post is None else (post, news_page.draft_from_post(post, site))


def _with_parts(connection: Connection, desk_id: int, post: Post) -> Post:
    later = listed.continuing(connection, desk_id, since=post.time)
    whole = threads((post, *chain.from_iterable(later.values())))
    return next((one for one in whole if one.key == post.key), post)


def submit(editor: Editor, on: Ground, wish: Wish, *, again: bool = False) -> str:
    """Store an intended edit, to be shown and then sent; return its id.

    :raises Explained: where it cannot be made
    """
    made = plan(on, wish, editor.account.name, editor.words)
    return submitted.create(editor, wish, made, again=again)


def show(editor: Editor, sent: Sent) -> tuple[Shown, ...]:
    """Let the wiki show what each edit would make of its page.

    :raises Explained: when the wiki could not be asked
    """
    wiki = editor.wiki()
    with login_ended.watched(editor):
        return tuple(
            Shown(
                edit.title,
                previews.preview(wiki, edit.title, edit.text),
                previews.compare(wiki, edit.title, edit.base, edit.text),
            )
            for edit in sent.edits[sent.done :]
        )


def show_item(editor: Editor, sent: Sent) -> str:
    """Let the wiki show the item that is written, by itself; empty where none is.

    :raises Explained: when the wiki could not be asked
    """
    if not sent.source:
        return ""
    with login_ended.watched(editor):
        return previews.preview(editor.wiki(), sent.edits[-1].title, sent.source)


def look(editor: Editor, submission_id: str) -> Sent | None:
    """Return a submission of this user; one without an answer is looked up on the wiki first."""
    stored = submitted.row(editor, submission_id)
    if stored is not None:
        edit_outcome.settle(editor, stored)
        stored = submitted.row(editor, submission_id)
    return None if stored is None else submitted.sent_of(stored)


def publish(editor: Editor, submission_id: str) -> str:
    """Send a submission, once however often it is asked for; return the one to look at next.

    That is another one where the page had changed: the same wish on the newest revision, to be
    shown once more.

    :raises LoginEnded: when the wiki no longer accepts the login; the submission is kept
    """
    found = look(editor, submission_id)
    if found is None or not found.edits or not submitted.begin(editor, submission_id):
        return submission_id
    done, result = _send(editor, found)
    if isinstance(result, Conflict):
        return _once_more(editor, found, done, result)
    edit_outcome.finish(editor, found, done, result)
    if isinstance(result, LoginExpired):
        login_ended.end(editor)
    return submission_id


def repair(editor: Editor, submission_id: str) -> str:
    """Prepare the edit that makes a merged page say what was meant.

    :raises Explained: when it is too late for that, or the wiki could not be asked
    """
    found = look(editor, submission_id)
    if found is None or not found.broken or not isinstance(found.result, Saved):
        return submission_id
    now, saved = ground(editor), found.result
    before = edit_outcome.revision_of(editor.wiki(), saved.title, saved.oldrevid)
    if now.page.revid != saved.revid or before is None:
        raise Explained(msg("newsdesk-review-too-late"))
    made = plan(replace(now, page=before), found.wish, editor.account.name, editor.words)
    meant = made.edits[-1].text if made.edits else before.text
    fixed = replace(found.edits[-1], text=meant, base=now.page.revid, started=now.asked)
    whole = Plan(edits=(fixed,), summary=found.wish.summary, item_id=found.item_id)
    return submitted.create(editor, found.wish, whole, again=True)


def _send(editor: Editor, sent: Sent) -> tuple[int, EditResult]:
    """Save what is left to save, in order, and stop where something was not saved."""
    wiki, done = editor.wiki(), sent.done
    result: EditResult = NoChange()
    for edit in sent.edits[sent.done :]:
        result = _save(editor, wiki, edit)
        if not isinstance(result, Saved | NoChange):
            return done, result
        done += 1
    return done, result


def _save(editor: Editor, wiki: Wiki, edit: PageEdit) -> EditResult:
    """Save unless the page was changed: a merge by the wiki knows lines, not meaning.

    Where an earlier try had been saved after all, it is not saved twice.
    """
    try:
        newest = pages.current(wiki, [edit.title])[edit.title]
        if newest is not None and newest.revid != edit.base:
            return edit_outcome.saved_as(editor, wiki, edit) or Conflict()
    except WikiError as error:
        return outcome(error)
    except WikiFailed:
        return Unreachable()
    return edits.save(wiki, edit)


def _once_more(editor: Editor, sent: Sent, done: int, result: EditResult) -> str:
    """Apply the wish to the newest revision; what cannot be applied stays as a conflict."""
    try:
        other = submit(editor, ground(editor), sent.wish, again=True)
    except Explained:
        edit_outcome.finish(editor, sent, done, result)
        return sent.id
    submitted.store(editor, sent, {**from_result(result), "done": done}, failed=False)
    return other
