"""Answering suggestions in public on their wiki page: shown first, sent exactly once.

Never on a network: the accounts do not reply there.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, replace

from sqlalchemy import Connection

from newsdesk.domain.desk import PageRevision
from newsdesk.domain.edit import EditResult, PageEdit
from newsdesk.domain.lead import Lead, LeadKind
from newsdesk.domain.message import Explained, msg
from newsdesk.domain.round import Handled, Handling, Step
from newsdesk.domain.site import Site
from newsdesk.infra import clock
from newsdesk.services import sending, submitted, wiki_leads
from newsdesk.services.answer_ground import Answer, Ground, ground, page_of, suggestion_on
from newsdesk.services.edit_kind import Kind, Meaning
from newsdesk.services.edit_results import from_result, to_result
from newsdesk.services.submitted import Editor, Sent
from newsdesk.services.summaries import subject, tool_link
from newsdesk.store import claims, desks, handled, leads
from newsdesk.store.submissions import Submission
from newsdesk.wiki import answering


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSent(Sent):
    """A submitted answer.

    ``page`` is the wiki page; ``gone`` says that the suggestion is not there any more, and then
    there is no edit. ``renamed`` is a new heading, ``meanwhile`` who has answered since it was
    shown. ``refusal`` is why this user can't edit, where that is known.
    """

    answer: Answer
    page: str
    wikitext: str = ""
    gone: bool = False
    renamed: str = ""
    meanwhile: tuple[str, ...] = ()
    refusal: EditResult | None = None


def find(editor: Editor, source_id: str, native_id: str) -> tuple[Lead, str] | None:
    """Return a suggestion as it was last read, and the title of its page; ``None``: unknown."""
    its_desk = submitted.desk_id(editor)
    with editor.engine.connect() as connection:
        lead = leads.get(connection, its_desk, source_id, native_id)
    page = page_of(editor, source_id)
    return (lead, page) if lead and page and lead.kind is LeadKind.SUGGESTION else None


def submit(editor: Editor, answer: Answer, *, again: bool = False) -> tuple[str, bool]:
    """Store an intended answer; return its id, and whether it has to be shown before it is sent.

    :raises Explained: where it cannot be made, or the wiki could not be asked
    """
    on = ground(editor, answer)
    wikitext = answering.wikitext_of(answer.text, on.site)
    if on.revision is None or on.where is None:
        return _create(editor, answer, on, wikitext, again=again), True
    now = on.where.lead
    seen = replace(answer, title=now.title, answered=now.answered)
    before = answer if again else seen
    text = answering.insert(on.revision, on.where, wikitext, editor.account.name, on.site)
    edit = _edit(editor, on.revision, text, now.title, on.site)
    made = _create(editor, seen, on, wikitext, edit, before=before, again=again)
    return made, (before.title, before.answered) != (now.title, now.answered)


def _create(
    editor: Editor,
    answer: Answer,
    on: Ground,
    wikitext: str,
    *edits: PageEdit,
    before: Answer | None = None,
    again: bool,
) -> str:
    """Store an answer; ``before`` is what was known of the suggestion when it was last shown."""
    before = before or answer
    payload = {
        "answer": asdict(answer),
        "page": on.page,
        "wikitext": wikitext,
        "gone": on.where is None,
        "renamed": answer.title if answer.title != before.title else "",
        "meanwhile": [one for one in answer.answered if one not in before.answered],
        "refusal": from_result(on.refusal) if on.refusal else None,
    }
    return submitted.create(editor, ANSWERS.name, edits, payload, again=again)


def look(editor: Editor, submission_id: str) -> AnswerSent | None:
    """See :func:`sending.look`."""
    return sending.look(ANSWERS, editor, submission_id)


def publish(editor: Editor, submission_id: str) -> str:
    """See :func:`sending.publish`; shown again where somebody renamed or answered it meanwhile."""
    return sending.publish(ANSWERS, editor, submission_id)


def repair(editor: Editor, submission_id: str) -> str:
    """See :func:`sending.repair`."""
    return sending.repair(ANSWERS, editor, submission_id)


def _edit(editor: Editor, revision: PageRevision, text: str, heading: str, site: Site) -> PageEdit:
    said = editor.words.plain(msg("newsdesk-summary-answer", tool_link(site, "/round")))
    return PageEdit(
        title=revision.title,
        text=text,
        summary=f"/* {subject(heading).replace('*/', '* /')} */ {said}",
        user=editor.account.name,
        base=revision.revid,
        started=revision.read or clock.now(),
    )


class _Answers(Kind[AnswerSent]):
    """Edits of pages with suggestions: they mean lines below a heading."""

    name = "answer"

    def read(self, row: Submission) -> AnswerSent:
        payload, refusal = row.payload, row.payload["refusal"]
        answer = payload["answer"]
        return AnswerSent(
            **submitted.fields(row),
            answer=Answer(**{**answer, "answered": tuple(answer["answered"])}),
            page=payload["page"],
            wikitext=payload["wikitext"],
            gone=payload["gone"],
            renamed=payload["renamed"],
            meanwhile=tuple(payload["meanwhile"]),
            refusal=to_result(refusal) if refusal else None,
        )

    def meaning(self, before: PageRevision | None, after: PageRevision, site: Site) -> Meaning:
        return answering.difference(answering.lines(before, site), answering.lines(after, site))

    def intact(
        self, before: PageRevision | None, after: PageRevision | None, sent: AnswerSent, site: Site
    ) -> bool:
        said = answering.lines(before, site), answering.lines(after, site)
        came, gone = answering.difference(*said)
        words = Counter({words: number for (_, words), number in came.items()})
        below = {heading for heading, _ in came}
        return not gone and len(below) == 1 and words == answering.words_in(sent.wikitext, site)

    def again(self, editor: Editor, sent: AnswerSent) -> tuple[str, bool]:
        return submit(editor, sent.answer, again=True)

    def mended(
        self, editor: Editor, sent: AnswerSent, before: PageRevision, now: PageRevision
    ) -> str:
        on = ground(editor, sent.answer)
        before, now = (replace(one, title=on.page) for one in (before, now))
        where = suggestion_on(editor, sent.answer, before, on.site)
        if where is None:
            raise Explained(msg("newsdesk-review-too-late"))
        text = answering.insert(before, where, sent.wikitext, editor.account.name, on.site)
        edit = _edit(editor, now, text, where.lead.title, on.site)
        return _create(editor, sent.answer, on, sent.wikitext, edit, again=True)

    def take(
        self, connection: Connection, desk_id: int, title: str, revision: PageRevision, site: Site
    ) -> None:
        wiki_leads.take(connection, desk_id, title, revision, site)

    def published(self, connection: Connection, desk_id: int, user: str, sent: AnswerSent) -> None:
        found = leads.get(connection, desk_id, sent.answer.source_id, sent.answer.native_id)
        done = Handled(
            thing=sent.answer.thing,
            step=Step.SUGGESTIONS,
            what=Handling.ANSWERED,
            user=user,
            time=clock.now(),
            about=sent.answer.title,
            url=found.url if found else "",
        )
        handled.record(connection, desk_id, done)
        claims.end(connection, desk_id, sent.answer.thing)
        desks.bump_round(connection, desk_id)


ANSWERS = _Answers()
