"""What the form for an edit of the news page shows, and how it comes back after a login."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from newsdesk.domain.desk import NewsSettings
from newsdesk.domain.message import Explained, Message, msg
from newsdesk.domain.post import Post
from newsdesk.domain.site import Site
from newsdesk.services.news_plan import Action, Ground, Plan, Wish, plan
from newsdesk.services.submitted import Editor
from newsdesk.web.views.edit_request import request_url
from newsdesk.web.views.post import web
from newsdesk.web.views.progress import refused

WRITES = frozenset({Action.ADD, Action.CHANGE})
"""What a person writes a date and a text for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What stands in the form's fields, by their names, as it was sent."""

    action: Action
    item: str = ""
    date: str = ""
    text: str = ""
    summary: str = ""
    of: str = ""

    @property
    def writes(self) -> bool:
        """Whether the person writes a date and a text."""
        return self.action in WRITES

    @property
    def named(self) -> dict[str, str]:
        """The fields that a person types in, where anything stands in them."""
        names = [f.name for f in fields(self) if f.name not in {"action", "item"}]
        return {name: value for name in names if (value := getattr(self, name))}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormView:
    """A form for one wish; ``refused`` is why this person can't edit, with what to copy.

    ``problem`` is what to mend before going on.
    """

    title: Message
    typed: Typed
    news: NewsSettings
    wiki: str
    page_url: str
    user: str
    post: Post | None = None
    post_url: str = ""
    problem: Message | None = None
    refused: Message | None = None
    copy: str = ""
    request_url: str = ""


def typed_of(wish: Wish) -> Typed:
    """Return a wish as the form's fields hold it."""
    return Typed(
        action=wish.action,
        item=wish.item_id,
        date=wish.day.isoformat() if wish.day else "",
        text=wish.text,
        summary=wish.summary,
        of=wish.of,
    )


def form_view(
    editor: Editor, on: Ground, wish: Wish, *, post: Post | None, problem: Message | None
) -> FormView:
    """Show a wish as a form, its summary written already where it can be."""
    made = _made(editor, on, wish)
    typed = typed_of(wish)
    return FormView(
        title=_title(wish),
        typed=typed if made is None else replace(typed, summary=made.summary),
        news=on.news,
        wiki=on.site.name,
        page_url=on.site.page_url(on.news.page),
        user=editor.account.name,
        post=post,
        post_url=web(post.url) if post else "",
        problem=problem,
        refused=refused(on.news.page, on.refusal),
        copy=(made.source if made else "") or wish.text,
        request_url=_request_url(editor, on, typed.date),
    )


def blind_form_view(
    editor: Editor, news: NewsSettings, site: Site, wish: Wish, problem: Message
) -> FormView:
    """Show what was typed while the wiki could not be asked."""
    return FormView(
        title=_title(wish),
        typed=typed_of(wish),
        news=news,
        wiki=site.name,
        page_url=site.page_url(news.page),
        user=editor.account.name,
        problem=problem,
    )


def _title(wish: Wish) -> Message:
    return msg(f"newsdesk-write-title-{wish.action}")


def _made(editor: Editor, on: Ground, wish: Wish) -> Plan | None:
    """Return what a wish comes to; ``None`` where it cannot be applied as it is."""
    try:
        return plan(on, wish, editor.account.name, editor.words)
    except Explained:
        return None


def _request_url(editor: Editor, on: Ground, day: str) -> str:
    subject = editor.words.plain(msg("newsdesk-write-request-subject", day))
    return request_url(on.site, on.news.page, subject)
