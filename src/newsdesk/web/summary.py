"""The weekly summary: wikitext for anybody to copy, and saved to the wiki by who is logged in."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from newsdesk.domain.message import Explained, Message, msg
from newsdesk.domain.site import Site
from newsdesk.infra import messages
from newsdesk.services import summary_page
from newsdesk.services.login_ended import LoginEnded
from newsdesk.services.submitted import Editor
from newsdesk.services.summary_page import SummarySent
from newsdesk.services.weekly_wikitext import wikitext
from newsdesk.sync.weekly import Week
from newsdesk.web import beginning, edit_kept, review_pages
from newsdesk.web.edit_form import editor
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


def _review(me: Editor, sent: SummarySent, site: Site) -> str:
    return render_template("summary_review.html", review=review_view(me, sent, site))


def _kept(happened: Message) -> ResponseReturnValue:
    week, text = request.form.get("week", ""), request.form.get("text", "")
    back = here() if request.method == "GET" else url_for("summary.show", week=week)
    if request.view_args:
        back = url_for("summary.review", **request.view_args)
    return edit_kept.text_page(happened, text, back, fits=not text)


review_pages.add(
    blueprint,
    summary_page,
    show=_review,
    again=lambda sent: _again(sent.week, sent.page, sent.text),
)
edit_kept.answer(blueprint, _kept)
