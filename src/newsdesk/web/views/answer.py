"""What the pages for answering a suggestion show."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from newsdesk.domain.lead import Lead
from newsdesk.domain.message import Message, msg
from newsdesk.domain.site import Site
from newsdesk.services import submitted
from newsdesk.services.answer_ground import Answer
from newsdesk.services.answers import AnswerSent
from newsdesk.services.submitted import Editor
from newsdesk.web.views.progress import Progress, progress, refused

READY = ("thanks", "posted", "aside")
"""The ready-made answers, by what their buttons send."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormView:
    """The form for an answer; ``lead`` is ``None`` where the suggestion is not there any more."""

    answer: Answer
    lead: Lead | None
    html: Markup
    page: str
    page_url: str
    wiki: str
    user: str
    problem: Message | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """How far an answer has come; ``notes`` are what changed since it was last shown.

    ``refused`` is why this person can't edit; ``copy`` then is what to hand on.
    """

    progress: Progress
    answer: Answer
    page: str
    page_url: str
    will: Message
    summary: str
    gone: bool
    notes: tuple[Message, ...]
    refused: Message | None
    copy: str


def ready_made(editor: Editor, which: str) -> str:
    """Return a ready-made answer in the wiki's language, as wikitext."""
    config, _ = submitted.desk_of(editor)
    link = Markup("[[{}]]").format(Markup(config.news.page))  # noqa: S704 - plain text, below
    return editor.words.plain(msg(f"newsdesk-answer-ready-{which}", link))


def form_view(
    editor: Editor, answer: Answer, found: tuple[Lead, str] | None, problem: Message | None
) -> FormView:
    """Show the form for an answer, with what was typed."""
    _, site = submitted.desk_of(editor)
    lead, page = found or (None, "")
    return FormView(
        answer=answer,
        lead=lead,
        # A lead's HTML was made safe when it was read.
        html=Markup(lead.html) if lead else Markup(),  # noqa: S704
        page=page,
        page_url=(lead.url or site.page_url(page)) if lead else "",
        wiki=site.name,
        user=editor.account.name,
        problem=problem,
    )


def review_view(editor: Editor, sent: AnswerSent, site: Site) -> ReviewView:
    """Show a submitted answer; the wiki is only asked as long as it can still be sent.

    :raises LoginEnded: when the wiki no longer accepts the login
    """
    why_not = refused(sent.page, sent.refusal)
    return ReviewView(
        progress=progress(editor, sent, site),
        answer=sent.answer,
        page=sent.page,
        page_url=site.page_url(sent.page),
        will=msg("newsdesk-answer-will", sent.page, site.name, editor.account.name),
        summary=sent.edits[0].summary if sent.edits else "",
        gone=sent.gone,
        notes=tuple(_notes(sent)),
        refused=why_not,
        copy=sent.wikitext if why_not or sent.gone else "",
    )


def _notes(sent: AnswerSent) -> list[Message]:
    renamed = [msg("newsdesk-answer-renamed", sent.renamed)] if sent.renamed else []
    return renamed + [msg("newsdesk-answer-meanwhile", name) for name in sent.meanwhile]
