"""Answering a suggestion on its wiki page: a text, the wiki's preview and changes, publishing."""

from __future__ import annotations

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from newsdesk.domain.message import Explained, Message, msg
from newsdesk.services import accounts, answers, submitted
from newsdesk.services.answer_ground import Answer
from newsdesk.services.login_ended import LoginEnded
from newsdesk.web import visitor
from newsdesk.web.edit_form import editor
from newsdesk.web.edit_kept import KeptView
from newsdesk.web.links import here
from newsdesk.web.views.answer import READY, form_view, ready_made, review_view

blueprint = Blueprint("answer", __name__, url_prefix="/round/suggestions/answer")

Page = str | Response | tuple[str, int]


@blueprint.get("")
def show() -> Page:
    """Show the form for an answer to the suggestion that the query names."""
    return _form(_named(request.args.get("source", ""), request.args.get("id", "")))


@blueprint.post("")
def submit() -> Page:
    """Lead to the answer's preview; or fill in a ready-made one, for people without JavaScript."""
    form = request.form
    answer = _named(form.get("source", ""), form.get("id", ""), form.get("text", ""))
    me = editor()
    if form.get("ready") in READY:
        text = "\n".join(filter(None, (answer.text.rstrip(), ready_made(me, form["ready"]))))
        return _form(_named(answer.source_id, answer.native_id, text))
    try:
        made, _ = answers.submit(me, answer)
    except LoginEnded:
        raise
    except Explained as problem:
        return _form(answer, problem.message), 422
    return redirect(url_for("answer.review", submission_id=made), 303)


@blueprint.get("/<submission_id>")
def review(submission_id: str) -> Page:
    """Show an answer's preview and changes before it is sent, and what came of it after."""
    me = editor()
    sent = answers.look(me, submission_id)
    if sent is None:
        abort(404)
    _, site = submitted.desk_of(me)
    return render_template("answer_review.html", review=review_view(me, sent, site))


@blueprint.get("/<submission_id>/draft")
def draft(submission_id: str) -> Page:
    """Show the form again with what was typed."""
    sent = answers.look(editor(), submission_id)
    if sent is None:
        abort(404)
    return _form(sent.answer)


@blueprint.post("/<submission_id>")
def publish(submission_id: str) -> Page:
    """Send an answer, and lead to what came of it."""
    following = answers.publish(editor(), submission_id)
    return redirect(url_for("answer.review", submission_id=following), 303)


@blueprint.post("/<submission_id>/repair")
def repair(submission_id: str) -> Page:
    """Prepare what makes a merged page say what was meant, to be shown first."""
    made = answers.repair(editor(), submission_id)
    return redirect(url_for("answer.review", submission_id=made), 303)


@blueprint.errorhandler(LoginEnded)
def ended(error: LoginEnded) -> Page:
    """Say that the wiki ended the login; what was typed is kept."""
    g.user = None
    return _kept(error.message)


@blueprint.errorhandler(CSRFError)
def foreign(_: CSRFError) -> Page:
    """Lead somebody back whose login ended, or is another one now."""
    return _kept(msg("newsdesk-error-csrf-happened"))


def _named(source: str, native_id: str, text: str | None = None) -> Answer:
    """Name a suggestion, with what was typed: here, or before a login in between."""
    text = request.args.get("text", "") if text is None else text
    return Answer(source_id=source, native_id=native_id, text=text.replace("\r\n", "\n"))


def _form(answer: Answer, problem: Message | None = None) -> str:
    me = editor()
    found = answers.find(me, answer.source_id, answer.native_id)
    if found is None and not answer.text:
        abort(404)
    view = form_view(me, answer, found, problem)
    return render_template("answer_form.html", form=view)


def _kept(happened: Message) -> Page:
    form = request.form
    text = form.get("text", "")
    back = here() if request.method == "GET" else url_for("round.show", step="suggestions")
    if text:
        source, native_id = form.get("source", ""), form.get("id", "")
        back = url_for("answer.show", source=source, id=native_id, text=text)
    elif request.view_args:
        back = url_for("answer.review", **request.view_args)
    view = KeptView(
        happened=happened,
        says=msg("newsdesk-kept-typed" if text else "newsdesk-kept-draft"),
        typed=None,
        go_on=accounts.inside(back),
        log_in=visitor.account() is None,
        fits=accounts.inside(back) == back,
        text=text,
    )
    return render_template("edit_kept.html", kept=view), 403
