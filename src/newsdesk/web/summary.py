"""The weekly summary: wikitext for anybody to copy, and saved to the wiki by who is logged in."""

from __future__ import annotations

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from newsdesk.domain.message import Explained, Message, msg
from newsdesk.infra import messages
from newsdesk.services import accounts, submitted, summary_page
from newsdesk.services.login_ended import LoginEnded
from newsdesk.services.weekly_wikitext import wikitext
from newsdesk.sync.weekly import Week
from newsdesk.web import beginning, visitor
from newsdesk.web.edit_form import editor
from newsdesk.web.edit_kept import KeptView
from newsdesk.web.links import here
from newsdesk.web.round import viewer
from newsdesk.web.tool import desk_id, now, page_frame, tool
from newsdesk.web.views.summary import SummaryView, review_view, summary_view

blueprint = Blueprint("summary", __name__, url_prefix="/round/summary")

Page = str | Response | tuple[str, int]


@blueprint.get("")
def show() -> Page:
    """Show the summary of the week that the query names; of this one where it names none."""
    view = _view(_week(request.args.get("week", "")))
    return render_template("summary.html", summary=view) if view else _beginning()


@blueprint.post("")
def submit() -> Page:
    """Lead to the preview of what saving would do; or show the form again with what is wrong."""
    form, week = request.form, _week(request.form.get("week", ""))
    title, text = form.get("title", ""), form.get("text", "").replace("\r\n", "\n").strip() + "\n"
    try:
        made, _ = summary_page.submit(editor(), week, title, text)
    except LoginEnded:
        raise
    except Explained as problem:
        return _again(week, title, text, problem.message), 422
    return redirect(url_for("summary.review", submission_id=made), 303)


@blueprint.get("/<submission_id>")
def review(submission_id: str) -> Page:
    """Show what would be saved before it is, and what came of it after."""
    me = editor()
    sent = summary_page.look(me, submission_id)
    if sent is None:
        abort(404)
    _, site = submitted.desk_of(me)
    return render_template("summary_review.html", review=review_view(me, sent, site))


@blueprint.get("/<submission_id>/draft")
def draft(submission_id: str) -> Page:
    """Show the form again with what was typed."""
    sent = summary_page.look(editor(), submission_id)
    if sent is None:
        abort(404)
    return _again(sent.week, sent.page, sent.text)


@blueprint.post("/<submission_id>")
def publish(submission_id: str) -> Page:
    """Save, and lead to what came of it."""
    following = summary_page.publish(editor(), submission_id)
    return redirect(url_for("summary.review", submission_id=following), 303)


@blueprint.post("/<submission_id>/repair")
def repair(submission_id: str) -> Page:
    """Prepare what makes a merged page say what was meant, to be shown first."""
    made = summary_page.repair(editor(), submission_id)
    return redirect(url_for("summary.review", submission_id=made), 303)


@blueprint.errorhandler(LoginEnded)
def ended(error: LoginEnded) -> Page:
    """Say that the wiki ended the login; what was typed is kept."""
    g.user = None
    return _kept(error.message)


@blueprint.errorhandler(CSRFError)
def foreign(_: CSRFError) -> Page:
    """Lead somebody back whose login ended, or is another one now."""
    return _kept(msg("newsdesk-error-csrf-happened"))


def _week(name: str) -> Week:
    week = Week.named(name) if name else Week.of(now().date())
    return week or abort(404)


def _beginning() -> Page:
    return beginning.page(msg("newsdesk-weekly-title"))


def _view(week: Week) -> SummaryView | None:
    """Show a week's summary in the wiki's language; ``None`` as long as there is no set-up."""
    shared, desk, site = tool(), desk_id(), page_frame().site
    if desk is None or site is None:
        return None
    found = summary_page.load(shared.engine, desk, week, viewer())
    if found is None:
        return None
    words = messages.translator(shared.catalogue, site.language)
    title = summary_page.default_title(shared.settings, week)
    return summary_view(week, title, wikitext(found, site, words), now().date())


def _again(week: Week, title: str, text: str, problem: Message | None = None) -> str:
    view = summary_view(week, title, text, now().date(), problem)
    return render_template("summary.html", summary=view)


def _kept(happened: Message) -> Page:
    week, text = request.form.get("week", ""), request.form.get("text", "")
    back = here() if request.method == "GET" else url_for("summary.show", week=week)
    if request.view_args:
        back = url_for("summary.review", **request.view_args)
    view = KeptView(
        happened=happened,
        says=msg("newsdesk-kept-typed" if text else "newsdesk-kept-draft"),
        typed=None,
        go_on=accounts.inside(back),
        log_in=visitor.account() is None,
        fits=not text,
        text=text,
    )
    return render_template("edit_kept.html", kept=view), 403
