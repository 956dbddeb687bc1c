"""What the page of a submitted edit shows, before it is sent, while it is, and after."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from newsdesk.domain.edit import EditResult, LoginExpired, NoChange, Saved
from newsdesk.domain.edit_words import explain
from newsdesk.domain.message import Explained, Message, msg
from newsdesk.domain.site import Site
from newsdesk.services import news_edit, sending
from newsdesk.services.login_ended import LoginEnded
from newsdesk.services.news_edit import NewsSent
from newsdesk.services.news_plan import Action
from newsdesk.services.submitted import Editor

_NOTHING = Markup()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """One page's preview and changes; the HTML is the wiki's, made safe."""

    title: str
    preview: Markup
    diff: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """A submission that can be sent (``changes``), is on its way, or has come to a ``result``.

    ``will`` says what publishing does; ``unseen`` is why the wiki could not show it. After a
    save, ``diff_url`` is the wiki's comparison and ``item_id`` the item's on the board.
    """

    id: str
    title: Message
    will: Message
    summary: str
    text: str = ""
    item: Markup = _NOTHING
    changes: tuple[ChangeView, ...] = ()
    again: bool = False
    outdates: tuple[str, ...] = ()
    already: str = ""
    sending: bool = False
    saved: bool = False
    broken: bool = False
    unmarked: bool = False
    result: Message | None = None
    unseen: Message | None = None
    page: str = ""
    page_url: str = ""
    diff_url: str = ""
    item_id: str = ""


def review_view(editor: Editor, sent: NewsSent, site: Site) -> ReviewView:
    """Show a submission; the wiki is only asked as long as it can still be sent.

    :raises LoginEnded: when the wiki no longer accepts the login
    """
    saved = isinstance(sent.result, Saved | NoChange)
    sending = sent.state.value == "sent"
    item, changes, unseen = (_NOTHING, (), None) if saved or sending else _shown(editor, sent)
    page = sent.edits[-1].title if sent.edits else ""
    return ReviewView(
        id=sent.id,
        title=_title(sent, bool(changes or unseen), sending=sending),
        will=_will(editor, sent, site),
        summary=sent.wish.summary,
        text=sent.wish.text,
        item=item,
        changes=changes,
        again=sent.again and not saved,
        outdates=() if saved else sent.outdates,
        already=sent.already,
        sending=sending,
        saved=saved,
        broken=sent.broken,
        unmarked=saved and any("<translate" in edit.text for edit in sent.edits),
        result=_explained(sent.result),
        unseen=unseen,
        page=page,
        page_url=site.page_url(page) if page else "",
        diff_url=_diff_url(sent.result, site),
        item_id=sent.item_id if saved else "",
    )


def _shown(
    editor: Editor, sent: NewsSent
) -> tuple[Markup, tuple[ChangeView, ...], Message | None]:
    """Let the wiki show the edit, or say why it did not."""
    try:
        item, shown = news_edit.show_item(editor, sent), sending.show(editor, sent)
    except LoginEnded:
        raise
    except Explained as failure:
        return _NOTHING, (), failure.message
    # The wiki's HTML comes through the list of what may stay in wiki/previews.
    changes = tuple(
        ChangeView(title=s.title, preview=Markup(s.preview), diff=Markup(s.diff))  # noqa: S704
        for s in shown
    )
    return Markup(item), changes, None  # noqa: S704


def _title(sent: NewsSent, open_: bool, *, sending: bool) -> Message:
    if isinstance(sent.result, Saved):
        return msg("newsdesk-review-title-saved")
    if sending:
        return msg("newsdesk-review-title-sending")
    return msg("newsdesk-review-title" if open_ else "newsdesk-review-title-nothing")


def _will(editor: Editor, sent: NewsSent, site: Site) -> Message:
    """Say what publishing does, where, and as whom."""
    titles = [edit.title for edit in sent.edits]
    where = (titles[-1] if titles else "", site.name, editor.account.name)
    if sent.wish.action is Action.ARCHIVE:
        return msg("newsdesk-review-will-archive", *where, sent.moved, titles[0] if titles else "")
    return msg(f"newsdesk-review-will-{sent.wish.action}", *where)


def _explained(result: EditResult | None) -> Message | None:
    """Say what came of it; a login that had ended is no news to somebody who is logged in."""
    return None if result is None or isinstance(result, LoginExpired) else explain(result)


def _diff_url(result: EditResult | None, site: Site) -> str:
    if not isinstance(result, Saved):
        return ""
    return site.action_url(result.title, diff=result.revid, oldid=result.oldrevid)
