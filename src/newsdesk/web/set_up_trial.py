"""A trial of a first set-up: what it came to, and going on from it to the set-up page."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from newsdesk.domain.config_change import Raw
from newsdesk.domain.message import msg
from newsdesk.services import configuring, set_up, trial
from newsdesk.services.trial import Trial
from newsdesk.web import set_up_kept, set_up_review, settled
from newsdesk.web.edit_form import editor
from newsdesk.web.tool import tool
from newsdesk.web.views import set_up as views
from newsdesk.web.visitor import account

blueprint = Blueprint("set_up_trial", __name__, url_prefix="/setup/try")
set_up_kept.answer(blueprint)
_TOKEN = 64


@blueprint.get("/<token>")
def show(token: str) -> ResponseReturnValue:
    """Show how far a trial has come: reads what is stored, and nothing else."""
    view = views.trial(_trial(token), url_for("set_up_trial.show", token=token))
    page = render_template("set_up_trial.html", trial=view, token=token, account=account())
    return page, {"Cache-Control": "private, no-store"}


@blueprint.post("/<token>")
def take(token: str) -> ResponseReturnValue:
    """Make what a trial has come to this person's draft, and go on with it in the form or review.

    The wiki is asked first, so that the draft begins from what its page says by now, if anything.
    """
    found, me = _trial(token), editor()
    set_up.check_now(tool().engine, tool().settings)
    configuring.change(me, Raw(views.readable(found.text), configuring.draft(me).version))
    if request.form.get("press") != "form":
        return set_up_review.prepare()
    answer = redirect(url_for("set_up_form.show"), 303)
    settled.say(answer, msg("newsdesk-form-kept"), "undo")
    return answer


def _trial(token: str) -> Trial:
    found = trial.load(tool().engine, tool().settings, token[:_TOKEN])
    if found is None:
        abort(404)
    return found
