"""Saving a draft of the configuration page: as its person, once, and by meaning on a conflict."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Connection

from newsdesk.domain.desk import PageRevision
from newsdesk.domain.edit import EditResult, PageEdit, Saved
from newsdesk.domain.message import Explained, msg
from newsdesk.domain.site import Site
from newsdesk.infra import clock
from newsdesk.services import config_sent, configuring, login_ended, read_wiki, sending, submitted
from newsdesk.services.config_sent import ConfigSent, meant, said
from newsdesk.services.config_summary import summary as summary_of
from newsdesk.services.configuring import ConfigDraft
from newsdesk.services.edit_kind import Kind, Meaning, as_wikitext_instead
from newsdesk.services.edit_results import from_result
from newsdesk.services.submitted import Editor
from newsdesk.store import config_drafts
from newsdesk.store.config_drafts import StoredDraft
from newsdesk.store.submissions import State, Submission
from newsdesk.wiki import config_value, pages, rights
from newsdesk.wiki.config_difference import facts
from newsdesk.wiki.config_merge import merge
from newsdesk.wiki.session import anonymous


def submit(editor: Editor, summary: str = "", *, again: bool = False) -> str:
    """Store this person's draft as an intended edit of the newest revision; return its id.

    What others saved since is merged into the draft.

    :raises Explained: where nothing is to be saved, the draft has problems (once merged), or the
        wiki could not be asked
    """
    title = editor.settings.config_page
    with login_ended.watched(editor):
        wiki = editor.wiki()
        newest = pages.current(wiki, [title])[title]
        refusal = rights.refusal(wiki, title)
    found = configuring.update(editor, lambda draft: _rebased(draft, newest))
    _check(found)
    edit = _edit(editor, found, newest, summary)
    payload = {
        "base": found.base.text if found.base else "",
        "contradictions": [asdict(one) for one in found.contradictions],
        "summary": summary,
        "refusal": from_result(refusal) if refusal else None,
    }
    return submitted.create(editor, CONFIGURATION.name, (edit,), payload, again=again)


def look(editor: Editor, submission_id: str) -> ConfigSent | None:
    """See :func:`sending.look`."""
    return sending.look(CONFIGURATION, editor, submission_id)


def publish(editor: Editor, submission_id: str, summary: str = "") -> str:
    """See :func:`sending.publish`; it is shown again where anything changed since it was shown.

    What was saved is in force at once.
    """
    stored = submitted.row(editor, CONFIGURATION.name, submission_id)
    if stored is None:
        return submission_id
    if stored.state in {State.NEW, State.FAILED}:
        sent = CONFIGURATION.read(stored)
        now = configuring.draft(editor)
        if now.changed and now.text != sent.text:
            return submit(editor, summary or sent.summary, again=True)
        if summary:
            submitted.reword(editor, stored, summary)
    made = sending.publish(CONFIGURATION, editor, submission_id)
    after = submitted.row(editor, CONFIGURATION.name, made)
    if after is not None and isinstance(CONFIGURATION.read(after).result, Saved):
        read_wiki.read(
            anonymous(editor.settings), editor.engine, submitted.desk_id(editor), force=True
        )
    return made


def repair(editor: Editor, submission_id: str) -> str:
    """See :func:`sending.repair`."""
    return sending.repair(CONFIGURATION, editor, submission_id)


def _check(draft: ConfigDraft) -> None:
    if draft.problems:
        raise Explained(msg("newsdesk-form-problems", len(draft.problems)))
    if not draft.changed:
        raise Explained(msg("newsdesk-form-nothing"))


def _rebased(draft: ConfigDraft, newest: PageRevision | None) -> StoredDraft:
    """Return the draft on the newest revision, with what others changed since.

    :raises Explained: where either can't be read, so that they can't be merged
    """
    kept = configuring.stored(draft)
    if (newest.revid if newest else 0) == kept.base_revid:
        return kept
    if newest is None:
        return replace(kept, base_revid=0, base_text="")
    base = config_value.read(replace(newest, text=kept.base_text, model=kept.base_model))
    theirs = config_value.read(newest)
    if draft.value is None or theirs is None:
        raise Explained(msg("newsdesk-form-cannot-merge"))
    merged = merge(base or {}, draft.value, theirs)
    return replace(
        kept,
        base_revid=newest.revid,
        base_text=newest.text,
        base_model=newest.model,
        text=config_value.with_value(newest.text, newest.model, merged.value),
        contradictions=merged.contradictions,
    )


def _edit(
    editor: Editor, draft: ConfigDraft, newest: PageRevision | None, summary: str
) -> PageEdit:
    own = summary_of(draft, submitted.site_of(editor), editor.words)
    return PageEdit(
        title=editor.settings.config_page,
        text=draft.text,
        summary=summary or own,
        user=editor.account.name,
        base=newest.revid if newest else 0,
        started=(newest.read if newest else None) or clock.now(),
        model=draft.model,
    )


class _Configuration(Kind[ConfigSent]):
    """Edits of the configuration page: they mean what it says, each entry by its name."""

    name = "configuration"

    def read(self, row: Submission) -> ConfigSent:
        return config_sent.read(row)

    def meaning(self, before: PageRevision | None, after: PageRevision, _site: Site) -> Meaning:
        old, new = facts(said(before)), facts(said(after))
        return new - old, old - new

    def intact(
        self,
        before: PageRevision | None,
        after: PageRevision | None,
        sent: ConfigSent,
        _site: Site,
    ) -> bool:
        return facts(said(after)) == facts(meant(sent, before))

    def again(self, editor: Editor, sent: ConfigSent) -> tuple[str, bool]:
        return submit(editor, sent.summary, again=True), True

    def mended(
        self, editor: Editor, sent: ConfigSent, before: PageRevision, now: PageRevision
    ) -> str:
        (edit,) = sent.edits
        wanted = meant(sent, before)
        text = (
            config_value.with_value(now.text, now.model, wanted)
            if config_value.read(now) is not None
            else config_value.with_value(before.text, before.model, wanted)
        )
        fixed = replace(
            edit, text=text, base=now.revid, started=now.read or clock.now(), model=now.model
        )
        _mend_draft(editor, sent, now, text)
        payload: dict[str, Any] = {
            "base": now.text,
            "contradictions": [],
            "summary": "",
            "refusal": None,
        }
        return submitted.create(editor, self.name, (fixed,), payload, again=True)

    def otherwise(self, edit: PageEdit, result: EditResult) -> PageEdit | None:
        """Make a new page of wikitext with JSON in it, where the wiki takes no page of JSON."""
        return as_wikitext_instead(edit, result)

    def take(
        self, connection: Connection, desk_id: int, title: str, revision: PageRevision, site: Site
    ) -> None:
        read_wiki.take_config(connection, desk_id, title, revision, site)

    def published(self, connection: Connection, desk_id: int, user: str, sent: ConfigSent) -> None:
        """Let go of the draft, unless it was changed again since."""
        kept = config_drafts.find(connection, desk_id, user)
        if kept is not None and kept.text == sent.text:
            config_drafts.forget(connection, desk_id, user, kept.version)


def _mend_draft(editor: Editor, sent: ConfigSent, now: PageRevision, text: str) -> None:
    """Let the draft say what mends the page, unless its person has gone on with it since."""

    def mended(draft: ConfigDraft) -> StoredDraft:
        kept = configuring.stored(draft)
        if draft.text != sent.text:
            return kept
        return replace(
            kept,
            base_revid=now.revid,
            base_text=now.text,
            base_model=now.model,
            text=text,
            contradictions=(),
        )

    configuring.update(editor, mended)


CONFIGURATION = _Configuration()
