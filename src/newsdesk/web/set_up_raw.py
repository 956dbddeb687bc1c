"""The draft of the set-up as text, with the same checks as its form."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from newsdesk.domain.config_change import Raw
from newsdesk.domain.message import Explained, Message, msg
from newsdesk.services import config_lines, configuring
from newsdesk.services.config_trial import tried
from newsdesk.services.configuring import ConfigDraft
from newsdesk.services.login_ended import LoginEnded
from newsdesk.web import set_up_kept, settled
from newsdesk.web.edit_form import editor

blueprint = Blueprint("set_up_raw", __name__, url_prefix="/setup/raw")
set_up_kept.answer(blueprint)


@blueprint.get("")
def show() -> ResponseReturnValue:
    """Show the text of the draft, or what was typed before a login in between."""
    found = configuring.draft(editor())
    return _page(found, request.args.get("text", found.raw), found.version)


@blueprint.post("")
def keep() -> ResponseReturnValue:
    """Keep a text in the draft where nothing is wrong with it; else show where."""
    me, text = editor(), request.form.get("text", "").replace("\r\n", "\n")
    wanted = Raw(text, request.form.get("version", -1, type=int))
    try:
        found = tried(me, wanted)
        if found.problems:
            return _page(found, text, wanted.version), 422
        configuring.change(me, wanted)
    except LoginEnded:
        raise
    except Explained as refused:
        newest = configuring.draft(me)
        return _page(newest, text, newest.version, refused.message), 409
    answer = redirect(url_for("set_up_form.show", _anchor="changes"), 303)
    settled.say(answer, msg("newsdesk-form-kept"))
    return answer


def _page(found: ConfigDraft, text: str, version: int, refused: Message | None = None) -> str:
    """Render the text with the problems of ``found``, unless it was ``refused`` altogether."""
    faults = () if refused else config_lines.faults(found)
    return render_template(
        "set_up_raw.html", text=text, version=version, faults=faults, refused=refused
    )
