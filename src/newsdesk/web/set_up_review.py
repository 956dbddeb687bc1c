"""Saving the draft of the set-up: the wiki's own changes and a summary first, then one edit."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from newsdesk.domain.message import Explained
from newsdesk.services import config_sending, submitted
from newsdesk.services.login_ended import LoginEnded
from newsdesk.web import set_up_kept
from newsdesk.web.edit_form import editor
from newsdesk.web.set_up_form import overview_page
from newsdesk.web.views.form_review import review_view

blueprint = Blueprint("set_up_review", __name__, url_prefix="/setup/review")
set_up_kept.answer(blueprint)
_SUMMARY = 490


@blueprint.post("")
def prepare() -> ResponseReturnValue:
    """Ask the wiki what saving the draft comes to, and lead to that."""
    return _on_to(lambda: config_sending.submit(editor()))


@blueprint.get("/<submission_id>")
def review(submission_id: str) -> ResponseReturnValue:
    """Show what would be saved before it is, and what came of it after."""
    me = editor()
    sent = config_sending.look(me, submission_id)
    if sent is None:
        abort(404)
    typed = request.args.get("summary", "")[:_SUMMARY]
    view = review_view(me, sent, submitted.site_of(me), typed)
    return render_template("set_up_review.html", review=view)


@blueprint.post("/<submission_id>")
def publish(submission_id: str) -> ResponseReturnValue:
    """Save, with the summary that was typed, and lead to what came of it."""
    summary = " ".join(request.form.get("summary", "").split())[:_SUMMARY]
    return _on_to(lambda: config_sending.publish(editor(), submission_id, summary))


@blueprint.post("/<submission_id>/repair")
def repair(submission_id: str) -> ResponseReturnValue:
    """Prepare what makes a merged page say what was meant, to be shown first."""
    return _on_to(lambda: config_sending.repair(editor(), submission_id))


def _on_to(make: Callable[[], str]) -> ResponseReturnValue:
    """Lead to a submission, or show the draft again with why there is none."""
    try:
        return redirect(url_for("set_up_review.review", submission_id=make()), 303)
    except LoginEnded:
        raise
    except Explained as failure:
        return overview_page(editor(), failure.message), 422
