"""Publishing what a person decided: shown with the wiki's own comparison, sent exactly once.

One edit a page and person, so that recent changes are not flooded. Whatever comes of it, what was
decided and is not on the wiki stays pending.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from newsdesk.domain.decision import Decision, Subject
from newsdesk.domain.desk import PageRevision
from newsdesk.domain.edit import EditResult, PageEdit
from newsdesk.domain.message import Explained, msg
from newsdesk.domain.site import Site
from newsdesk.infra import clock
from newsdesk.services import decided, deciding, decisions_plan, sending, submitted
from newsdesk.services.decisions_ground import ground
from newsdesk.services.decisions_plan import Change, Ground, Plan, on_page, said
from newsdesk.services.edit_kind import Kind, Meaning, as_wikitext_instead
from newsdesk.services.edit_results import from_result, to_result
from newsdesk.services.submitted import Editor, Sent
from newsdesk.store import pending
from newsdesk.store.codec import from_decision, to_decision
from newsdesk.store.database import writing
from newsdesk.store.submissions import State, Submission
from newsdesk.wiki import decisions_page


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionsSent(Sent):
    """Submitted decisions: what each changes, and why this user can't edit, where that is known.

    Without edits nothing is left to publish: all of it stands on the wiki. ``summary`` is what its
    person wrote in place of the edits' own.
    """

    changes: tuple[Change, ...]
    summary: str = ""
    refusal: EditResult | None = None


def prepare(editor: Editor) -> str:
    """Store what publishing this user's decisions comes to, to be shown; return its id.

    What stands on the wiki already no longer waits.

    :raises Explained: where there are none, a page is broken, or the wiki could not be asked
    """
    its_desk = submitted.desk_id(editor)
    waiting = deciding.pending(editor.engine, its_desk, editor.account.name)
    if not waiting:
        raise Explained(msg("newsdesk-publish-nothing"))
    made, _ = _submit(editor, [one.decision for one in waiting], {}, again=False)
    return made


def look(editor: Editor, submission_id: str) -> DecisionsSent | None:
    """See :func:`sending.look`."""
    return sending.look(DECISIONS, editor, submission_id)


def publish(editor: Editor, submission_id: str, summary: str = "") -> str:
    """See :func:`sending.publish`; it is shown again only where somebody decided otherwise.

    Or where its person decided something else, or took it back, since it was shown. A ``summary``
    takes the place of what the edits say by themselves.
    """
    stored = submitted.row(editor, DECISIONS.name, submission_id)
    ready = stored is not None and stored.state in {State.NEW, State.FAILED}
    if stored is None or not ready or _wait(editor, DECISIONS.read(stored)):
        if stored is not None and summary:
            submitted.reword(editor, stored, summary)
        return sending.publish(DECISIONS, editor, submission_id)
    return prepare(editor)


def _wait(editor: Editor, sent: DecisionsSent) -> bool:
    """Tell whether all that would be published is still what this person wants."""
    its_desk = submitted.desk_id(editor)
    waiting = deciding.pending(editor.engine, its_desk, editor.account.name)
    return {one.decision for one in sent.changes} <= {one.decision for one in waiting}


def repair(editor: Editor, submission_id: str) -> str:
    """See :func:`sending.repair`."""
    return sending.repair(DECISIONS, editor, submission_id)


def _submit(
    editor: Editor,
    decisions: Sequence[Decision],
    seen: Mapping[Subject, Decision],
    *,
    again: bool,
    summary: str = "",
) -> tuple[str, bool]:
    """Apply decisions to the newest pages; return the id, and whether to show it first.

    ``seen`` is what stood on their subjects when they were last shown.
    """
    on = ground(editor, decisions)
    _remember_broken(editor, on)
    made = decisions_plan.plan(on, decisions, editor.account.name, editor.words)
    changes = [
        replace(one, contradicts=seen.get(one.decision.subject, one.before) != one.before)
        for one in made.changes
    ]
    its_desk, user = submitted.desk_id(editor), editor.account.name
    with writing(editor.engine) as connection:
        pending.forget_published(connection, its_desk, user, made.held)
    edits = tuple(replace(edit, summary=summary or edit.summary) for edit in made.edits)
    made = replace(made, edits=edits, changes=tuple(changes))
    made_id = _create(editor, made, on.refusal, again=again, summary=summary)
    return made_id, not made.edits or any(one.contradicts for one in changes)


def _remember_broken(editor: Editor, on: Ground) -> None:
    """Keep what is wrong with pages, so that the list of decisions names all of it."""
    its_desk = submitted.desk_id(editor)
    for title, page in on.pages.items():
        if page and decisions_page.read(page).problems:
            with writing(editor.engine) as connection:
                decided.take(connection, its_desk, title, page)


def _create(
    editor: Editor, made: Plan, refusal: EditResult | None, *, again: bool, summary: str
) -> str:
    payload = {
        "summary": summary,
        "changes": [_from_change(one) for one in made.changes],
        "refusal": from_result(refusal) if refusal else None,
    }
    return submitted.create(editor, DECISIONS.name, made.edits, payload, again=again)


def _from_change(change: Change) -> dict[str, Any]:
    return {
        "decision": from_decision(change.decision),
        "before": from_decision(change.before),
        "writes": [[title, from_decision(one)] for title, one in change.writes],
        "contradicts": change.contradicts,
    }


def _to_change(value: Mapping[str, Any]) -> Change:
    return Change(
        decision=to_decision(value["decision"]),
        before=to_decision(value["before"]),
        writes=tuple((title, to_decision(one)) for title, one in value["writes"]),
        contradicts=value["contradicts"],
    )


class _Decisions(Kind[DecisionsSent]):
    """Edits of the decisions pages: they mean decisions."""

    name = "decisions"

    def read(self, row: Submission) -> DecisionsSent:
        refusal = row.payload["refusal"]
        return DecisionsSent(
            **submitted.fields(row),
            changes=tuple(map(_to_change, row.payload["changes"])),
            summary=row.payload.get("summary", ""),
            refusal=to_result(refusal) if refusal else None,
        )

    def meaning(self, before: PageRevision | None, after: PageRevision, _site: Site) -> Meaning:
        return decisions_plan.differs(said(before), said(after))

    def intact(
        self,
        before: PageRevision | None,
        after: PageRevision | None,
        sent: DecisionsSent,
        _site: Site,
    ) -> bool:
        meant = on_page(sent.changes, after.title) if after else []
        return decisions_plan.intact(said(before), said(after), meant)

    def again(self, editor: Editor, sent: DecisionsSent) -> tuple[str, bool]:
        seen = {one.decision.subject: one.before for one in sent.changes}
        decisions = [one.decision for one in sent.changes]
        return _submit(editor, decisions, seen, again=True, summary=sent.summary)

    def mended(
        self, editor: Editor, sent: DecisionsSent, before: PageRevision, now: PageRevision
    ) -> str:
        meant = said(before).after(on_page(sent.changes, now.title))
        edit = next(one for one in sent.edits if one.title == now.title)
        text = decisions_plan.written(now.title, meant, now)
        started = now.read or clock.now()
        fixed = replace(edit, text=text, base=now.revid, started=started, model=now.model)
        made = Plan(edits=(fixed,), changes=sent.changes, held=())
        return _create(editor, made, None, again=True, summary=sent.summary)

    def otherwise(self, edit: PageEdit, result: EditResult) -> PageEdit | None:
        """Make a new page of wikitext with JSON in it, where the wiki takes no page of JSON."""
        return as_wikitext_instead(edit, result)

    def take(
        self, connection: Connection, desk_id: int, title: str, revision: PageRevision, _site: Site
    ) -> None:
        decided.take(connection, desk_id, title, revision)

    def published(
        self, connection: Connection, desk_id: int, user: str, sent: DecisionsSent
    ) -> None:
        done = [one.decision for one in sent.changes]
        pending.forget_published(connection, desk_id, user, done)


DECISIONS = _Decisions()
