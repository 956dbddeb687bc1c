"""Makes and updates the pages that the tool offers to wikis: these, and no others."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from newsdesk.domain.desk import PageRevision
from newsdesk.domain.edit import EditResult, PageEdit
from newsdesk.domain.message import Explained, msg
from newsdesk.domain.site import Site
from newsdesk.domain.wiki_page import Install, PageState, WikiPage, as_saved
from newsdesk.infra import clock, messages
from newsdesk.services import login_ended, sending, submitted, wiki_pages
from newsdesk.services.edit_kind import Kind, Meaning
from newsdesk.services.edit_results import from_result, to_result
from newsdesk.services.installed_pages import Offered, offer
from newsdesk.services.stored_pages import keep
from newsdesk.services.submitted import Editor, Sent
from newsdesk.services.summaries import tool_link
from newsdesk.store.database import writing
from newsdesk.store.submissions import Submission
from newsdesk.wiki import pages, rights


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSent(Sent):
    """A page that is to be made or updated; ``before`` is what stood there when that was shown.

    ``text`` is what the page will say; ``refusal`` is why this user can't edit it.
    """

    page: str
    text: str
    before: PageState
    refusal: EditResult | None = None


def submit(editor: Editor, title: str, *, again: bool = False) -> str:
    """Store that a page is to be made or updated; return the submission's id.

    Of a page that is as it should be already this is remembered, so that it is offered no more.

    :raises Explained: where it is none of ours, or the wiki could not be asked
    """
    _, site = submitted.desk_of(editor)
    page = _ours(editor, title)
    with login_ended.watched(editor):
        wiki = editor.wiki()
        found = pages.current(wiki, [title])[title]
        refusal = rights.refusal(wiki, title)
    now = offer(page, found, site)
    if found is not None and now.state is PageState.CURRENT:
        its_desk = submitted.desk_id(editor)
        with writing(editor.engine) as connection:
            keep(connection, its_desk, title, found)
    _check(now)
    edits = () if now.state is PageState.CURRENT else (_edit(editor, page, found, site),)
    return _create(editor, edits, page.text, now, refusal, again=again)


def look(editor: Editor, submission_id: str) -> PageSent | None:
    """See :func:`sending.look`."""
    return sending.look(INSTALLING, editor, submission_id)


def publish(editor: Editor, submission_id: str) -> str:
    """See :func:`sending.publish`; shown again where somebody edited the page meanwhile."""
    return sending.publish(INSTALLING, editor, submission_id)


def repair(editor: Editor, submission_id: str) -> str:
    """See :func:`sending.repair`."""
    return sending.repair(INSTALLING, editor, submission_id)


def _ours(editor: Editor, title: str) -> WikiPage:
    """Return a page of the manifest: the only ones that are ever edited here."""
    for page in wiki_pages.texts(editor.settings, messages.load()):
        if page.title == title and page.install is Install.SAVE:
            return page
    raise Explained(msg("newsdesk-onwiki-not-ours", title))


def _check(now: Offered) -> None:
    if now.lacking:
        raise Explained(msg("newsdesk-onwiki-lacking", now.page.title, now.lacking))
    if now.found is not None and now.found.model != now.page.model:
        raise Explained(msg("newsdesk-onwiki-model", now.page.title, now.page.model))


def _edit(editor: Editor, page: WikiPage, found: PageRevision | None, site: Site) -> PageEdit:
    key = "newsdesk-summary-onwiki-update" if found else "newsdesk-summary-onwiki-make"
    return PageEdit(
        title=page.title,
        text=page.text,
        summary=editor.words.plain(msg(key, tool_link(site, "/setup/wiki"))),
        user=editor.account.name,
        base=found.revid if found else 0,
        started=(found.read if found else None) or clock.now(),
        model=page.model,
    )


def _create(
    editor: Editor,
    edits: tuple[PageEdit, ...],
    text: str,
    now: Offered,
    refusal: EditResult | None,
    *,
    again: bool,
) -> str:
    payload = {
        "page": now.page.title,
        "text": text,
        "before": now.state,
        "refusal": from_result(refusal) if refusal else None,
    }
    return submitted.create(editor, INSTALLING.name, edits, payload, again=again)


class _Installing(Kind[PageSent]):
    """Edits after which a page is word for word what the tool offers."""

    name = "install"

    def read(self, row: Submission) -> PageSent:
        payload = row.payload
        return PageSent(
            **submitted.fields(row),
            page=payload["page"],
            text=payload["text"],
            before=PageState(payload["before"]),
            refusal=to_result(payload["refusal"]) if payload["refusal"] else None,
        )

    def meaning(self, before: PageRevision | None, after: PageRevision, _site: Site) -> Meaning:
        return _text(after), _text(before)

    def intact(
        self,
        _before: PageRevision | None,
        after: PageRevision | None,
        sent: PageSent,
        _site: Site,
    ) -> bool:
        return _text(after) == sent.text

    def again(self, editor: Editor, sent: PageSent) -> tuple[str, bool]:
        return submit(editor, sent.page, again=True), True

    def mended(
        self, editor: Editor, sent: PageSent, _before: PageRevision, _now: PageRevision
    ) -> str:
        return submit(editor, sent.page, again=True)

    def take(
        self, connection: Connection, desk_id: int, title: str, revision: PageRevision, _site: Site
    ) -> None:
        keep(connection, desk_id, title, revision)


INSTALLING = _Installing()


def _text(found: PageRevision | None) -> str:
    return as_saved(found.text) if found else ""
