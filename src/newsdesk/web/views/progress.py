"""How far a submitted edit of any kind has come: what it would change, or what came of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from newsdesk.domain.edit import EditResult, LoginExpired, NoChange, Saved
from newsdesk.domain.edit_words import explain
from newsdesk.domain.message import Explained, Message, msg
from newsdesk.domain.site import Site
from newsdesk.services import sending
from newsdesk.services.login_ended import LoginEnded
from newsdesk.services.submitted import Editor, Sent


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """One page's preview and changes; the HTML is the wiki's, made safe."""

    title: str
    preview: Markup
    diff: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A submission that can be sent (``changes``), is on its way, or has come to a ``result``.

    ``unseen`` is why the wiki could not show it. After a save, ``diff_url`` is the wiki's
    comparison.
    """

    id: str
    changes: tuple[ChangeView, ...] = ()
    again: bool = False
    sending: bool = False
    saved: bool = False
    broken: bool = False
    result: Message | None = None
    unseen: Message | None = None
    page: str = ""
    page_url: str = ""
    diff_url: str = ""

    @property
    def open(self) -> bool:
        """Whether it can still be sent."""
        return bool(self.changes or self.unseen)

    @property
    def title(self) -> Message:
        """The heading of its page."""
        if self.diff_url:
            return msg("newsdesk-review-title-saved")
        if self.sending:
            return msg("newsdesk-review-title-sending")
        return msg("newsdesk-review-title" if self.open else "newsdesk-review-title-nothing")


def refused(page: str, refusal: EditResult | None) -> Message | None:
    """Say why somebody can't edit a page; ``None`` where nothing speaks against it."""
    return msg("newsdesk-write-refused", page, explain(refusal)) if refusal else None


def progress(editor: Editor, sent: Sent, site: Site) -> Progress:
    """Show a submission; the wiki is only asked as long as it can still be sent.

    :raises LoginEnded: when the wiki no longer accepts the login
    """
    saved = isinstance(sent.result, Saved | NoChange)
    page = sent.edits[-1].title if sent.edits else ""
    known = Progress(
        id=sent.id,
        again=sent.again and not saved,
        sending=sent.state.value == "sent",
        saved=saved,
        broken=sent.broken,
        result=_explained(sent.result),
        page=page,
        page_url=site.page_url(page) if page else "",
        diff_url=_diff_url(sent.result, site),
    )
    return known if known.saved or known.sending else _with_changes(known, editor, sent)


def _with_changes(known: Progress, editor: Editor, sent: Sent) -> Progress:
    """Let the wiki show the edits, or say why it did not."""
    try:
        shown = sending.show(editor, sent)
    except LoginEnded:
        raise
    except Explained as failure:
        return replace(known, unseen=failure.message)
    # The wiki's HTML comes through the list of what may stay in wiki/previews.
    changes = tuple(
        ChangeView(title=s.title, preview=Markup(s.preview), diff=Markup(s.diff))  # noqa: S704
        for s in shown
    )
    return replace(known, changes=changes)


def _explained(result: EditResult | None) -> Message | None:
    """Say what came of it; a login that had ended is no news to somebody who is logged in."""
    return None if result is None or isinstance(result, LoginExpired) else explain(result)


def _diff_url(result: EditResult | None, site: Site) -> str:
    if not isinstance(result, Saved):
        return ""
    return site.action_url(result.title, diff=result.revid, oldid=result.oldrevid)
