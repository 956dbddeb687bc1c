"""Edits of the news page: prepared, shown, sent exactly once, and looked after."""

from __future__ import annotations

from dataclasses import dataclass, replace

from newsdesk.domain.desk import PageRevision
from newsdesk.domain.edit import Conflict, EditResult, NoChange, PageEdit, Saved, Unreachable
from newsdesk.domain.message import Explained, msg
from newsdesk.domain.post import Post, PostKey
from newsdesk.domain.site import Site
from newsdesk.infra import clock
from newsdesk.services import matching, read_wiki, submitted
from newsdesk.services.edit_results import from_result
from newsdesk.services.news_plan import Ground, Wish, edits_to_json, intact, plan
from newsdesk.services.submitted import Editor, Sent
from newsdesk.store import posts
from newsdesk.store.database import writing
from newsdesk.wiki import edits, news_page, pages, previews, rights
from newsdesk.wiki.news_page import Draft
from newsdesk.wiki.session import Wiki, WikiFailed


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
    titles = matching.pages(config)
    wiki = editor.wiki()
    found = pages.current(wiki, titles)
    page = found[config.news.page]
    if page is None:
        raise Explained(msg("newsdesk-edit-no-page", config.news.page))
    return Ground(
        news=config.news,
        site=site,
        page=page,
        archive=found.get(config.news.archive),
        asked=page.read or clock.now(),
        refusal=rights.refusal(wiki, config.news.page),
    )


def from_post(editor: Editor, key: PostKey) -> tuple[Post, Draft] | None:
    """Draft an item from a stored post; ``None`` if no such post is known."""
    _, site = submitted.desk_of(editor)
    with editor.engine.connect() as connection:
        post = posts.get(connection, submitted.desk_id(editor), key)
    return None if post is None else (post, news_page.draft_from_post(post, site))


def submit(editor: Editor, on: Ground, wish: Wish, *, again: bool = False) -> str:
    """Store an intended edit, to be shown and then sent; return its id.

    :raises Explained: where it cannot be made
    """
    made = plan(on, wish, editor.account.name, editor.words)
    payload = {
        "wish": replace(wish, summary=made.summary).to_json(),
        "edits": edits_to_json(made.edits),
        "outdates": list(made.outdates),
        "again": again,
        "already": made.already.id if made.already else "",
    }
    return submitted.create(editor, payload)


def show(editor: Editor, sent: Sent) -> tuple[Shown, ...]:
    """Let the wiki show what each edit would make of its page.

    :raises Explained: when the wiki could not be asked
    """
    wiki = editor.wiki()
    return tuple(
        Shown(
            edit.title,
            previews.preview(wiki, edit.title, edit.text),
            previews.compare(wiki, edit.title, edit.base, edit.text),
        )
        for edit in sent.edits[sent.done :]
    )


def look(editor: Editor, submission_id: str) -> Sent | None:
    """Return a submission of this user; one whose sender died is looked up on the wiki first."""
    stored = submitted.row(editor, submission_id)
    if stored is not None and stored.lost(clock.now()):
        _recover(editor, submitted.sent_of(stored))
        stored = submitted.row(editor, submission_id)
    return None if stored is None else submitted.sent_of(stored)


def publish(editor: Editor, submission_id: str) -> str:
    """Send a submission, once however often it is asked for; return the one to look at next.

    That is another one where the page had changed: the same wish on the newest revision, to be
    shown once more.
    """
    found = look(editor, submission_id)
    if found is None or not found.edits or not submitted.begin(editor, submission_id):
        return submission_id
    done, result = _send(editor, found)
    if isinstance(result, Conflict):
        return _once_more(editor, found, done, result)
    _finish(editor, found, done, result)
    return submission_id


def repair(editor: Editor, submission_id: str) -> str | None:
    """Prepare the edit that makes a merged page say what was meant; ``None`` if it is too late."""
    found = look(editor, submission_id)
    if found is None or not found.broken or not isinstance(found.result, Saved):
        return None
    now = ground(editor)
    if now.page.revid != found.result.revid:
        return None
    before = _revision(editor.wiki(), found.result.title, found.result.oldrevid)
    if before is None:
        return None
    made = plan(replace(now, page=before), found.wish, editor.account.name, editor.words)
    meant = made.edits[-1].text if made.edits else before.text
    fixed = replace(found.edits[-1], text=meant, base=now.page.revid, started=now.asked)
    payload = {
        "wish": found.wish.to_json(),
        "edits": edits_to_json([fixed]),
        "outdates": [],
        "again": True,
        "already": "",
    }
    return submitted.create(editor, payload)


def _send(editor: Editor, sent: Sent) -> tuple[int, EditResult]:
    """Save what is left to save, in order, and stop where something was not saved."""
    wiki, done = editor.wiki(), sent.done
    result: EditResult = NoChange()
    for edit in sent.edits[sent.done :]:
        result = _save(wiki, edit)
        if not isinstance(result, Saved | NoChange):
            return done, result
        done += 1
    return done, result


def _save(wiki: Wiki, edit: PageEdit) -> EditResult:
    """Save unless the page was changed: a merge by the wiki knows lines, not meaning."""
    try:
        newest = pages.current(wiki, [edit.title])[edit.title]
    except WikiFailed:
        return Unreachable()
    if edit.base and newest is not None and newest.revid != edit.base:
        return Conflict()
    return edits.save(wiki, edit)


def _once_more(editor: Editor, sent: Sent, done: int, result: EditResult) -> str:
    """Apply the wish to the newest revision; what cannot be applied stays as a conflict."""
    try:
        other = submit(editor, ground(editor), sent.wish, again=True)
    except Explained:
        _finish(editor, sent, done, result)
        return sent.id
    submitted.store(editor, sent, {**from_result(result), "done": done}, failed=False)
    return other


def _recover(editor: Editor, sent: Sent) -> None:
    """Find out from the wiki's history what became of an edit whose sender died."""
    if not submitted.take_over(editor, sent.id):
        return
    wiki, done = editor.wiki(), sent.done
    result: EditResult = NoChange()
    for edit in sent.edits[sent.done :]:
        found = edits.find_saved(wiki, edit)
        if found is None:
            _finish(editor, sent, done, Unreachable())
            return
        result, done = found, done + 1
    _finish(editor, sent, done, result)


def _finish(editor: Editor, sent: Sent, done: int, result: EditResult) -> None:
    """Store what came of it; after a save also what the page says now, so that boards show it."""
    saved = isinstance(result, Saved | NoChange)
    broken = saved and _take(editor, sent, result)
    value = {**from_result(result), "done": done, "broken": broken}
    submitted.store(editor, sent, value, failed=not saved)


def _take(editor: Editor, sent: Sent, result: EditResult) -> bool:
    """Store the pages as they are now; return whether a merge left them other than meant."""
    config, site = submitted.desk_of(editor)
    try:
        wiki = editor.wiki()
        now = pages.current(wiki, [e.title for e in sent.edits])
        broken = _broken(wiki, sent, result, site)
    except WikiFailed:
        return False
    with writing(editor.engine) as connection:
        for title, revision in now.items():
            if revision is not None:
                read_wiki.take_news(connection, submitted.desk_id(editor), title, revision, site)
    matching.run(editor.engine, submitted.desk_id(editor), config)
    return broken


def _broken(wiki: Wiki, sent: Sent, result: EditResult, site: Site) -> bool:
    if not isinstance(result, Saved) or not result.merged:
        return False
    sides = [_revision(wiki, result.title, one) for one in (result.oldrevid, result.revid)]
    before, after = (
        news_page.parse(r.text if r else "", title=result.title, site=site).items for r in sides
    )
    return not intact(before, after, sent.wish)


def _revision(wiki: Wiki, title: str, revid: int) -> PageRevision | None:
    later = pages.history(wiki, title, after_revid=revid - 1, limit=50)
    return next((r for r in later if r.revid == revid), None)
