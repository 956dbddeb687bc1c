"""Testing a channel of the draft: it is read now, and the page shows what was found."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from newsdesk.domain.config_change import Part
from newsdesk.services import configuring, testing
from newsdesk.services.submitted import Editor
from newsdesk.web import set_up_kept
from newsdesk.web.edit_form import editor
from newsdesk.web.form_shapes import address
from newsdesk.web.tool import tool
from newsdesk.web.views.form_test import view

blueprint = Blueprint("set_up_test", __name__, url_prefix="/setup/form/test")
set_up_kept.answer(blueprint)
_TOKEN = 64


def begin(me: Editor, key: str) -> ResponseReturnValue:
    """Read a channel of the draft beside the requests, and lead to what is found.

    :raises Explained: where that can't be
    """
    token = testing.test_channel(me, key)
    testing.start_reading(me, token)
    return redirect(url_for("set_up_test.show", token=token, key=key), 303)


@blueprint.get("/<token>")
def show(token: str) -> ResponseReturnValue:
    """Show how far a test has come: reads what is stored, and nothing else."""
    me = editor()
    found = testing.load(tool().engine, tool().settings, token[:_TOKEN])
    if found is None:
        abort(404)
    entry = configuring.draft(me).entry(Part.CHANNELS, request.args.get("key", ""))
    back = url_for("set_up_form.show", _anchor="channel")
    change = address(Part.CHANNELS, entry.key) if entry else back
    page = render_template("set_up_test.html", test=view(found), change=change, back=back)
    return page, {"Cache-Control": "private, no-store"}
