"""The form for an edit of the news page: read as it was sent, and shown with what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from flask import abort, redirect, render_template, request, url_for

from newsdesk.domain.message import Explained, Message
from newsdesk.domain.post import Post
from newsdesk.infra import messages
from newsdesk.services import news_edit, submitted
from newsdesk.services.login_ended import LoginEnded
from newsdesk.services.news_plan import Action, Ground, Wish
from newsdesk.services.submitted import Editor
from newsdesk.web import visitor
from newsdesk.web.links import here
from newsdesk.web.tool import page_frame, tool
from newsdesk.web.views.edit import blind_form_view, form_view

Page = tuple[str, int]
_MOST_OF = 1000


def editor() -> Editor:
    """Return who is at work; who is not logged in is led to the login, and back."""
    shared, account = tool(), visitor.account()
    if account is None:
        abort(redirect(url_for("login.show", next=here()), 303))
    site = page_frame().site
    words = messages.translator(shared.catalogue, site.language if site else "en")
    return Editor(shared.engine, shared.settings, account, words)


def sent_wish() -> Wish:
    """Read the form that was sent."""
    form = request.form
    if form.get("action") not in set(Action):
        abort(400)
    action, item = Action(form["action"]), form.get("item", "")
    if action in {Action.CHANGE, Action.REMOVE} and not item:
        abort(400)
    return _filled(Wish(action=action, item_id=item), form)


def retyped(wish: Wish) -> Wish:
    """Return a wish with what the address says of its fields, as after a login in between."""
    return _filled(wish, request.args)


def form_page(
    editor: Editor,
    on: Ground,
    wish: Wish,
    *,
    post: Post | None = None,
    problem: Message | None = None,
) -> str:
    """Render the form for a wish."""
    view = form_view(editor, on, wish, post=post, problem=problem)
    return render_template("edit_form.html", form=view)


def form_again(editor: Editor, wish: Wish, problem: Message | None, status: int) -> Page:
    """Render the form with what was typed, whether or not the wiki answers now.

    :raises LoginEnded: when the wiki no longer accepts the login
    """
    try:
        return form_page(editor, news_edit.ground(editor), wish, problem=problem), status
    except LoginEnded:
        raise
    except Explained as failure:
        return blind_form(editor, wish, failure), 502


def blind_form(editor: Editor, wish: Wish, failure: Explained) -> str:
    """Render the form with what was typed where the wiki could not be asked."""
    config, site = submitted.desk_of(editor)
    view = blind_form_view(editor, config.news, site, wish, failure.message)
    return render_template("edit_form.html", form=view)


def _filled(wish: Wish, fields: Mapping[str, str]) -> Wish:
    """Put into a wish what stands in a form's fields; a date that is none is left out."""
    if "date" in fields:
        wish = replace(wish, day=_day(fields["date"]))
    if "text" in fields:
        wish = replace(wish, text=fields["text"].replace("\r\n", "\n").strip())
    if "of" in fields:
        wish = replace(wish, of=fields["of"][:_MOST_OF])
    return replace(wish, summary=" ".join(fields.get("summary", "").split()))


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
