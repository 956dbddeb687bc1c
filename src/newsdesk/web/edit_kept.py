"""Edits of people whose login ended: nothing that they typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import BadRequest

from newsdesk.domain.message import Message, msg
from newsdesk.services import accounts
from newsdesk.services.login_ended import LoginEnded
from newsdesk.services.news_plan import Action, Wish
from newsdesk.web import visitor
from newsdesk.web.edit_form import editor, form_again, sent_wish
from newsdesk.web.links import here
from newsdesk.web.views.edit import Typed, typed_of

_FORMS = {
    Action.ADD: "edit.write",
    Action.CHANGE: "edit.change",
    Action.REMOVE: "edit.remove",
    Action.ARCHIVE: "edit.archive",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptView:
    """What was kept, and where to go on, after a login if the visitor has to ``log_in``.

    ``says`` is what was kept; ``fits`` is false where what was typed is too much for an address:
    then the login has to be done beside this page, from which it is sent again. ``text`` is a text
    of another form, to be copied.
    """

    happened: Message
    says: Message
    typed: Typed | None
    go_on: str
    log_in: bool
    fits: bool = True
    text: str = ""


def init(blueprint: Blueprint) -> None:
    """Answer on the pages of the news page's edits what would be an error elsewhere."""
    answer(blueprint, _page, _foreign)


def answer(
    blueprint: Blueprint,
    page: Callable[[Message], ResponseReturnValue],
    foreign: Callable[[CSRFError], ResponseReturnValue] | None = None,
) -> None:
    """Answer with ``page`` where a login ended, or is another one now; it says what happened.

    ``foreign`` answers in its place what was not sent from the visitor's present login.
    """

    def ended(error: LoginEnded) -> ResponseReturnValue:
        g.user = None
        return page(error.message)

    def other(_: CSRFError) -> ResponseReturnValue:
        return page(msg("newsdesk-error-csrf-happened"))

    blueprint.register_error_handler(LoginEnded, ended)
    blueprint.register_error_handler(CSRFError, foreign or other)


def text_page(happened: Message, text: str, back: str, *, fits: bool) -> ResponseReturnValue:
    """Show the text that was typed into another form, and lead to ``back``."""
    view = KeptView(
        happened=happened,
        says=msg("newsdesk-kept-typed" if text else "newsdesk-kept-draft"),
        typed=None,
        go_on=accounts.inside(back),
        log_in=visitor.account() is None,
        fits=fits,
        text=text,
    )
    return render_template("edit_kept.html", kept=view), 403


def _foreign(_: CSRFError) -> ResponseReturnValue:
    """Show a form again that was not sent from the visitor's present login."""
    happened, wish = msg("newsdesk-error-csrf-happened"), _sent()
    if visitor.account() is None or wish is None:
        return _page(happened)
    try:
        return form_again(editor(), wish, happened, 403)
    except LoginEnded as error:
        g.user = None
        return _page(error.message)


def _sent() -> Wish | None:
    """Return the draft that was sent; ``None`` where this was another form, or holds none."""
    try:
        return sent_wish() if request.endpoint == "edit.submit" else None
    except BadRequest:
        return None


def _page(happened: Message) -> ResponseReturnValue:
    wish = _sent()
    typed = typed_of(wish) if wish else None
    back = _back(typed)
    view = KeptView(
        happened=happened,
        says=msg("newsdesk-kept-typed" if typed else "newsdesk-kept-draft"),
        typed=typed,
        go_on=accounts.inside(back),
        log_in=visitor.account() is None,
        fits=accounts.inside(back) == back,
    )
    return render_template("edit_kept.html", kept=view), 403


def _back(typed: Typed | None) -> str:
    """Return the address of this page, or of the one that this form was sent for."""
    if typed:
        fields: dict[str, Any] = typed.named
        if typed.item:
            fields = {"item_id": typed.item, **fields}
        return url_for(_FORMS[typed.action], **fields)
    if request.method == "GET":
        return here()
    if request.view_args:
        return url_for("edit.show", **request.view_args)
    return url_for("edit.write")
