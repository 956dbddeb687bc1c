"""What the pages of the weekly summary show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from newsdesk.domain.message import Message, msg
from newsdesk.domain.site import Site
from newsdesk.services.submitted import Editor
from newsdesk.services.summary_page import SummarySent
from newsdesk.sync.weekly import Week
from newsdesk.web.views.progress import Progress, progress, refused


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryView:
    """A week's summary as text; ``before`` and ``after`` are the names of the next weeks.

    There is no ``after`` where that week has not begun.
    """

    week: Week
    title: str
    text: str
    before: str
    after: str
    problem: Message | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """How far saving a summary has come; ``replaces`` says that the page has that week already.

    ``refused`` is why this person can't edit.
    """

    progress: Progress
    week: Week
    will: Message
    summary: str
    text: str
    replaces: bool
    refused: Message | None


def summary_view(
    week: Week, title: str, text: str, today: date, problem: Message | None = None
) -> SummaryView:
    """Show a summary, the week's own or what was typed."""
    before, after = week.by(-1), week.by(1)
    return SummaryView(
        week=week,
        title=title,
        text=text,
        before=before.name if before else "",
        after=after.name if after and after.first <= today else "",
        problem=problem,
    )


def review_view(editor: Editor, sent: SummarySent, site: Site) -> ReviewView:
    """Show a submitted summary; the wiki is only asked as long as it can still be sent.

    :raises LoginEnded: when the wiki no longer accepts the login
    """
    return ReviewView(
        progress=progress(editor, sent, site),
        week=sent.week,
        will=msg("newsdesk-weekly-will", sent.page, site.name, editor.account.name),
        summary=sent.edits[0].summary if sent.edits else "",
        text=sent.text,
        replaces=bool(sent.replaced),
        refused=refused(sent.page, sent.refusal),
    )
