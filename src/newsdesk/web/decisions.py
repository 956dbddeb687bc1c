"""What people decided: what the viewer has not published yet, and what stands on the wiki."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from newsdesk.domain.decision import Decision
from newsdesk.domain.decisions import Decisions
from newsdesk.domain.desk import SetUp
from newsdesk.domain.message import Explained, Message, msg
from newsdesk.services import addresses, deciding, publishing, set_up, submitted, told
from newsdesk.services.address_args import number
from newsdesk.services.login_ended import LoginEnded
from newsdesk.web import edit_kept, visitor
from newsdesk.web.edit_form import editor
from newsdesk.web.edit_kept import KeptView
from newsdesk.web.links import here
from newsdesk.web.tool import desk_id, page_frame, tool
from newsdesk.web.views import decisions as views
from newsdesk.web.views import notice
from newsdesk.web.views.decisions import Known, ListView
from newsdesk.web.views.paging import turn
from newsdesk.web.views.publishing import publishing_view
from newsdesk.web.waiting import channel_names, texts_of, waiting

blueprint = Blueprint("decisions", __name__, url_prefix="/decisions")

A_PAGE = 50

Answer = str | Response | tuple[str, int]


@blueprint.get("")
def show() -> Answer:
    """List decisions: the viewer's own that wait, oldest first; then what is published."""
    return _list()


@blueprint.post("")
def prepare() -> Answer:
    """Ask the wiki what publishing the viewer's decisions comes to, and lead to that."""
    return _on_to(lambda: publishing.prepare(editor()))


@blueprint.get("/<submission_id>")
def review(submission_id: str) -> Answer:
    """Show what would be published before it is, and what came of it after."""
    me = editor()
    _, site = submitted.desk_of(me)
    sent = publishing.look(me, submission_id)
    if sent is None:
        abort(404)
    changed = [one.decision for one in sent.changes]
    about = _mine(changed, deciding.published(me.engine, submitted.desk_id(me)))
    view = publishing_view(me, sent, site, about)
    return render_template("decisions_review.html", review=view)


@blueprint.post("/<submission_id>")
def publish(submission_id: str) -> Answer:
    """Publish, with a summary of one's own if there is one, and lead to what came of it."""
    summary = " ".join(request.form.get("summary", "").split())
    return _on_to(lambda: publishing.publish(editor(), submission_id, summary))


@blueprint.post("/<submission_id>/repair")
def repair(submission_id: str) -> Answer:
    """Prepare what makes a merged page say what was meant, to be shown first."""
    return _on_to(lambda: publishing.repair(editor(), submission_id))


def _on_to(make: Callable[[], str]) -> Answer:
    """Lead to a submission, or show the list again with why there is none."""
    try:
        return redirect(url_for("decisions.review", submission_id=make()), 303)
    except LoginEnded:
        raise
    except Explained as failure:
        return _list(failure.message), 422


def _kept(happened: Message) -> ResponseReturnValue:
    view = KeptView(
        happened=happened,
        says=msg("newsdesk-kept-decisions"),
        typed=None,
        go_on=here() if request.method == "GET" else url_for("decisions.show"),
        log_in=visitor.account() is None,
    )
    return render_template("edit_kept.html", kept=view), 403


edit_kept.answer(blueprint, _kept)


def _list(problem: Message | None = None) -> str:
    desk = desk_id()
    if desk is None:
        abort(404)
    own = [one.decision for one in waiting()]
    published = deciding.published(tool().engine, desk)
    return render_template(
        "decisions.html",
        waiting=views.entries(
            own, replace(_mine(own, published), published=published.each()), at="waiting"
        ),
        items=_listed(views.of_items(published), "items"),
        posts=_listed(views.of_posts(published), "posts"),
        histories=_histories(told.pages(tool().engine, desk)),
        problem=problem,
        broken=notice.broken(_set_up(), page_frame().site, most=None),
    )


def _histories(titles: Sequence[str]) -> dict[str, str]:
    """Return the addresses of pages' histories by their titles."""
    site = page_frame().site
    return {title: site.action_url(title, action="history") for title in titles} if site else {}


def _set_up() -> SetUp:
    return set_up.overview(tool().engine, tool().settings).set_up


def known(decisions: Sequence[Decision]) -> Known:
    """Return what decisions are put into words with."""
    desk = desk_id()
    places = views.places(decisions)
    openable = addresses.openable(tool().engine, desk, places) if desk is not None else ()
    texts = texts_of(decisions)
    return Known(channel_names(), openable, texts=texts)


def _mine(own: Sequence[Decision], published: Decisions) -> Known:
    """Return what somebody's own decisions are put into words with, beside what is published."""
    return replace(known(own), items=views.items_of_posts(published.after(own)))


def _pages() -> dict[str, int]:
    """Return which page of each list is shown."""
    return {name: number(request.args.get(name, "")) for name in ("items", "posts")}


def _listed(decisions: Sequence[Decision], name: str) -> ListView:
    """Show a page of what is published; ``name`` is that of its number, and of its heading."""

    def address(page: int) -> str:
        numbers: dict[str, Any] = _pages() | {name: page}
        return f"{url_for('decisions.show', **numbers)}#{name}"

    part, turns = turn(len(decisions), A_PAGE, _pages()[name], address)
    shown = decisions[part]
    own = {one.decision.subject for one in waiting()}
    entries = views.entries(shown, known(shown), at=name, own=own)
    return ListView(entries=entries, total=len(decisions), turns=turns)
