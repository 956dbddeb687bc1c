"""Moving an old list of accounts into the draft of the set-up: name it, review it, take it."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from newsdesk.domain.message import Explained, Message, msg
from newsdesk.services import configuring, importing
from newsdesk.services.login_ended import LoginEnded
from newsdesk.services.submitted import Editor
from newsdesk.web import set_up_kept, settled
from newsdesk.web.edit_form import editor
from newsdesk.web.views.form_import import found as found_view

blueprint = Blueprint("set_up_import", __name__, url_prefix="/setup/import")
set_up_kept.answer(blueprint)
_MOST = 200_000
"""Characters of a list of accounts."""


@blueprint.get("")
def show() -> ResponseReturnValue:
    """Ask for the list."""
    editor()
    return _form(request.args.get("page", ""), request.args.get("text", ""))


@blueprint.post("")
def find() -> ResponseReturnValue:
    """Show the accounts that the list names, beside what the draft has of them."""
    me = editor()
    title, pasted = _sent("page")[:255], _sent("text")
    try:
        text = f"{pasted}\n{importing.from_page(me, title) if title else ''}".strip()[:_MOST]
    except LoginEnded:
        raise
    except Explained as refused:
        return _form(title, pasted, refused.message), 422
    if not text:
        return _form(title, pasted, msg("newsdesk-form-import-empty")), 422
    view = found_view(configuring.draft(me), importing.from_text(me, text))
    if not view.rows:
        return _form(title, pasted, msg("newsdesk-form-import-none")), 422
    return render_template("set_up_import_found.html", found=view, text=text)


@blueprint.post("/take")
def take() -> ResponseReturnValue:
    """Take the chosen accounts into the draft."""
    me, text = editor(), _sent("text")[:_MOST]
    chosen = set(request.form.getlist("take", type=int))
    try:
        return _taken(me, text, chosen)
    except LoginEnded:
        raise
    except Explained as refused:
        return _form("", text, refused.message), 409


def _taken(me: Editor, text: str, chosen: set[int]) -> ResponseReturnValue:
    proposals = importing.from_text(me, text)
    taken = importing.taken(proposals, chosen)
    if not taken.changes:
        return _form("", text, msg("newsdesk-form-import-nothing")), 422
    configuring.change(me, taken)
    answer = redirect(url_for("set_up_form.show", _anchor="changes"), 303)
    settled.say(answer, msg("newsdesk-form-imported"), "undo")
    return answer


def _sent(name: str) -> str:
    return request.form.get(name, "").replace("\r\n", "\n").strip()


def _form(title: str, text: str, refused: Message | None = None) -> str:
    return render_template("set_up_import.html", title=title, text=text, refused=refused)
