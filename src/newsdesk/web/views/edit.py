"""What the pages for writing show: the form, and the review before and after publishing."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from newsdesk.domain.edit import EditResult, NoChange, Saved
from newsdesk.domain.edit_words import explain
from newsdesk.domain.message import Explained, Message, msg
from newsdesk.domain.post import Post
from newsdesk.domain.site import Site
from newsdesk.services import news_edit
from newsdesk.services.news_plan import Action, Ground, Wish, plan
from newsdesk.services.submitted import Editor, Sent
from newsdesk.web.views.post import web


@dataclass(frozen=True, slots=True, kw_only=True)
class FormView:
    """A form for one wish; ``refused`` is why this person can't edit, with what to copy."""

    title: Message
    action: str
    item: str
    date: str
    text: str
    summary: str
    page: str
    page_url: str
    archive: str
    keep: int
    source: str = ""
    problem: Message | None = None
    refused: Message | None = None
    copy: str = ""
    request_url: str = ""

    @property
    def writes(self) -> bool:
        """Whether the person writes a date and a text."""
        return self.action in {Action.ADD, Action.CHANGE}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """One page's preview and changes; the HTML is the wiki's, made safe."""

    title: str
    preview: Markup
    diff: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """A submission before it is sent (``changes``), while it is, and after (``result``)."""

    id: str
    summary: str
    titles: str
    changes: tuple[ChangeView, ...] = ()
    again: bool = False
    outdates: tuple[str, ...] = ()
    already: str = ""
    sending: bool = False
    saved: bool = False
    broken: bool = False
    unmarked: bool = False
    result: Message | None = None
    page_url: str = ""


def form_view(
    editor: Editor, on: Ground, wish: Wish, *, post: Post | None, problem: Message | None
) -> FormView:
    """Show a wish as a form, its summary written already where it can be."""
    refused = None
    if on.refusal is not None:
        refused = msg("newsdesk-write-refused", on.news.page, explain(on.refusal))
    day = wish.day.isoformat() if wish.day else ""
    return FormView(
        title=msg(f"newsdesk-write-title-{wish.action}"),
        action=wish.action,
        item=wish.item_id,
        date=day,
        text=wish.text,
        summary=wish.summary or _made(editor, on, wish),
        page=on.news.page,
        page_url=on.site.page_url(on.news.page),
        archive=on.news.archive,
        keep=on.news.keep or 0,
        source=web(post.url) if post else "",
        problem=problem,
        refused=refused,
        copy=wish.text,
        request_url=_request_url(editor, on, day),
    )


def review_view(editor: Editor, sent: Sent, site: Site | None) -> ReviewView:
    """Show a submission; the wiki is only asked as long as it can still be sent."""
    titles = [edit.title for edit in sent.edits]
    saved = isinstance(sent.result, Saved | NoChange)
    sending = sent.state.value == "sent"
    shown = () if saved or sending else news_edit.show(editor, sent)
    return ReviewView(
        id=sent.id,
        summary=sent.wish.summary,
        titles=", ".join(titles[sent.done :]),
        changes=tuple(
            # The wiki's HTML comes through the list of what may stay in wiki/previews.
            ChangeView(title=s.title, preview=Markup(s.preview), diff=Markup(s.diff))  # noqa: S704
            for s in shown
        ),
        again=sent.again and not saved,
        outdates=sent.outdates,
        already=sent.already,
        sending=sending,
        saved=saved,
        broken=sent.broken,
        unmarked=saved and any("<translate" in edit.text for edit in sent.edits),
        result=_explained(sent.result),
        page_url=site.page_url(titles[-1]) if site and titles else "",
    )


def _explained(result: EditResult | None) -> Message | None:
    return None if result is None else explain(result)


def _made(editor: Editor, on: Ground, wish: Wish) -> str:
    """Return the summary that a wish would have; empty where it cannot be applied as it is."""
    try:
        return plan(on, wish, editor.account.name, editor.words).summary
    except Explained:
        return ""


def _request_url(editor: Editor, on: Ground, day: str) -> str:
    """Return the wiki's own window for a new section on the news page's talk page."""
    subject = editor.words.plain(msg("newsdesk-write-request-subject", day))
    talk = _talk(on.news.page, on.site)
    return on.site.action_url(talk, action="edit", section="new", preloadtitle=subject)


def _talk(title: str, site: Site) -> str:
    """Return a page's talk page: the namespace with the next odd number."""
    name, colon, rest = title.partition(":")
    spaces = dict(site.namespaces)
    for number, names in site.namespaces:
        if colon and number % 2 == 0 and number > 0 and name in names and number + 1 in spaces:
            return f"{spaces[number + 1][0]}:{rest}"
    return f"{spaces[1][0]}:{title}" if 1 in spaces else f"Talk:{title}"
