"""Answering a suggestion on its wiki page: a text, the wiki's preview and changes, publishing."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from newsdesk.domain.message import Explained, Message
from newsdesk.domain.site import Site
from newsdesk.services import accounts, answers
from newsdesk.services.answer_ground import Answer
from newsdesk.services.answers import AnswerSent
from newsdesk.services.login_ended import LoginEnded
from newsdesk.services.submitted import Editor
from newsdesk.web import edit_kept, review_pages
from newsdesk.web.edit_form import editor
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


def _review(me: Editor, sent: AnswerSent, site: Site) -> str:
    return render_template("answer_review.html", review=review_view(me, sent, site))


def _kept(happened: Message) -> ResponseReturnValue:
    form = request.form
    text = form.get("text", "")
    back = here() if request.method == "GET" else url_for("round.show", step="suggestions")
    if text:
        source, native_id = form.get("source", ""), form.get("id", "")
        back = url_for("answer.show", source=source, id=native_id, text=text)
    elif request.view_args:
        back = url_for("answer.review", **request.view_args)
    return edit_kept.text_page(happened, text, back, fits=accounts.inside(back) == back)


review_pages.add(blueprint, answers, show=_review, again=lambda sent: _form(sent.answer))
edit_kept.answer(blueprint, _kept)
