"""What the page of a submitted edit of the news page shows: before it is sent, and after."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from newsdesk.domain.message import Explained, Message, msg
from newsdesk.domain.site import Site
from newsdesk.services import news_edit
from newsdesk.services.login_ended import LoginEnded
from newsdesk.services.news_edit import NewsSent
from newsdesk.services.news_plan import Action
from newsdesk.services.submitted import Editor
from newsdesk.web.views.progress import Progress, progress

_NOTHING = Markup()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """How far an edit has come, and what of it is about news.

    ``will`` says what publishing does; ``item`` is the item as the wiki shows it, and
    ``item_id`` its address here, once it is saved.
    """

    progress: Progress
    will: Message
    summary: str
    text: str
    item: Markup
    outdates: tuple[str, ...]
    already: str
    unmarked: bool
    item_id: str


def review_view(editor: Editor, sent: NewsSent, site: Site) -> ReviewView:
    """Show a submission; the wiki is only asked as long as it can still be sent.

    :raises LoginEnded: when the wiki no longer accepts the login
    """
    found = progress(editor, sent, site)
    item = _NOTHING
    if found.changes:
        item, found = _item(editor, sent, found)
    return ReviewView(
        progress=found,
        will=_will(editor, sent, site),
        summary=sent.wish.summary,
        text=sent.wish.text,
        item=item,
        outdates=() if found.saved else sent.outdates,
        already=sent.already,
        unmarked=found.saved and any("<translate" in edit.text for edit in sent.edits),
        item_id=sent.item_id if found.saved else "",
    )


def _item(editor: Editor, sent: NewsSent, found: Progress) -> tuple[Markup, Progress]:
    """Let the wiki show the item too; where it does not, it has shown nothing."""
    try:
        # The wiki's HTML comes through the list of what may stay in wiki/previews.
        return Markup(news_edit.show_item(editor, sent)), found  # noqa: S704
    except LoginEnded:
        raise
    except Explained as failure:
        return _NOTHING, replace(found, changes=(), unseen=failure.message)


def _will(editor: Editor, sent: NewsSent, site: Site) -> Message:
    """Say what publishing does, where, and as whom."""
    titles = [edit.title for edit in sent.edits]
    where = (titles[-1] if titles else "", site.name, editor.account.name)
    if sent.wish.action is Action.ARCHIVE:
        return msg("newsdesk-review-will-archive", *where, sent.moved, titles[0] if titles else "")
    return msg(f"newsdesk-review-will-{sent.wish.action}", *where)
