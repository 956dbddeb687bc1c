"""What the page of decisions that are to be published shows: before they are sent, and after."""

from __future__ import annotations

from dataclasses import dataclass, replace

from newsdesk.domain.decision import Choice
from newsdesk.domain.edit_words import explain
from newsdesk.domain.message import Message, msg
from newsdesk.domain.site import Site
from newsdesk.services.decisions_plan import Change
from newsdesk.services.publishing import DecisionsSent
from newsdesk.services.submitted import Editor
from newsdesk.web.views.decision import words
from newsdesk.web.views.decisions import EntryView, Known, entries
from newsdesk.web.views.edit_request import request_url
from newsdesk.web.views.progress import Progress, progress


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainstView:
    """A decision to be published, and what the wiki says of the same until then.

    ``meanwhile`` is whether somebody published that after this was shown.
    """

    entry: EntryView
    otherwise: Message | None
    meanwhile: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyView:
    """The text that a page would have, for who can't edit it.

    ``href`` edits the page on the wiki, ``ask`` asks for the edit on its talk page.
    """

    title: str
    href: str
    ask: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishingView:
    """How far the publishing of decisions has come.

    ``refused`` is why this person can't edit; then there are texts to copy.
    """

    progress: Progress
    will: Message
    summaries: tuple[str, ...]
    decisions: tuple[AgainstView, ...]
    refused: Message | None
    copies: tuple[CopyView, ...]


def publishing_view(
    editor: Editor, sent: DecisionsSent, site: Site, known: Known
) -> PublishingView:
    """Show submitted decisions; the wiki is only asked as long as they can still be sent.

    :raises LoginEnded: when the wiki no longer accepts the login
    """
    pages = [edit.title for edit in sent.edits]
    refused = msg("newsdesk-publishing-refused", explain(sent.refusal)) if sent.refusal else None
    subject = editor.words.plain(msg("newsdesk-publishing-request", len(sent.changes)))
    copies = (
        CopyView(
            title=one.title,
            href=site.action_url(one.title, action="edit"),
            ask=request_url(site, one.title, subject),
            text=one.text,
        )
        for one in sent.edits
    )
    shown = entries([one.decision for one in sent.changes], known, at="waiting")
    return PublishingView(
        progress=progress(editor, sent, site),
        will=msg("newsdesk-publishing-will", len(pages), site.name, editor.account.name),
        summaries=tuple(dict.fromkeys(edit.summary for edit in sent.edits)),
        decisions=tuple(
            AgainstView(
                entry=entry,
                otherwise=_otherwise(change, known),
                meanwhile=change.contradicts,
            )
            for entry, change in zip(shown, sent.changes, strict=True)
        ),
        refused=refused,
        copies=tuple(copies) if refused else (),
    )


def _otherwise(change: Change, known: Known) -> Message | None:
    """Say what a decision takes the place of; where nothing stood, only if that is news."""
    if change.before.choice is Choice.OPEN and not change.contradicts:
        return None
    before = replace(change.before, snapshot=change.decision.snapshot)
    return words(before, known.names)
