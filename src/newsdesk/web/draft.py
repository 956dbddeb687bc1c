"""One draft: a thing, a channel, a text; written, taken over, opened on the network, looked for.

Only editors of the news page see it. What the wiki says of somebody is kept for ten minutes; where
it is older, it is asked once a page was sent, and the page comes back by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Blueprint, Response, jsonify, make_response, redirect, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response as AnyResponse

from newsdesk.domain.decision import Choice
from newsdesk.domain.draft import DraftState
from newsdesk.domain.message import Explained, Message, msg
from newsdesk.services import drafts, look_again, posting
from newsdesk.services.draft_work import NoDraft, Work
from newsdesk.services.drafts import Typed
from newsdesk.services.editors import NotEditor
from newsdesk.services.login_ended import LoginEnded
from newsdesk.services.submitted import Editor
from newsdesk.web import draft_link, errors
from newsdesk.web.draft_form import sent
from newsdesk.web.draft_page import (
    SECONDS,
    Answer,
    address,
    closed_to,
    kept,
    page,
    renewing,
    shared,
    work_asked,
)
from newsdesk.web.edit_form import editor
from newsdesk.web.tool import now, translator
from newsdesk.web.views import draft as views

blueprint = Blueprint("draft", __name__)


@blueprint.get("/round/draft")
def show() -> Answer:
    """Show a draft, or what could be one."""
    me = editor()
    return closed_to(me) or renewing(me, make_response(page(work_asked(me))))


@blueprint.get("/round/drafts")
def index() -> Answer:
    """List the drafts that somebody works on, so that another one can go on with them."""
    me = editor()
    closed = closed_to(me)
    if closed:
        return closed
    found = drafts.opened(me)
    rows = [(*one, draft_link.href(one[0].thing, one[0].channel_id)) for one in found]
    return renewing(me, make_response(render_template("drafts.html", drafts=rows)))


@blueprint.get("/round/draft/look")
def look() -> Answer:
    """Show what looking for a post came to; while somebody looks the page comes back by itself."""
    me = editor()
    closed = closed_to(me)
    if closed:
        return closed
    work = work_asked(me)
    if work.draft is None:
        return redirect(address(work), 303)
    waits = look_again.under_way(work.draft.look, now())
    answer = make_response(render_template("draft_look.html", **shared(work), waits=waits))
    if waits and work.draft.state is DraftState.OPEN:
        answer.headers["Refresh"] = str(SECONDS)
    return answer


@blueprint.post("/round/draft")
def act() -> Answer:
    """Do what was pressed; what was typed is never lost, whatever comes of it."""
    me, typed = editor(), _typed()
    work = work_asked(me)
    press = _PRESSES.get(request.form.get("do", ""), _save)
    try:
        return press(work, typed)
    except Explained as problem:
        return _problem(me, work, typed, problem.message)


@blueprint.post("/round/draft/auto")
def auto() -> tuple[Response, int] | Response:
    """Save a draft while it is written; the answer is for a script."""
    me, typed = editor(), sent()
    try:
        work = work_asked(me)
        saved = drafts.save(work, typed)
    except Explained as problem:
        ended = isinstance(problem, NotEditor | LoginEnded | NoDraft)
        return jsonify(said=translator().plain(problem.message)), 403 if ended else 422
    work = work_asked(me)
    if not saved:
        return jsonify(said=translator().plain(_conflict(work))), 409
    shown = views.saved(work.draft, me.account.name, now().date()) or msg("newsdesk-draft-unsaved")
    answer = jsonify(
        version=work.draft.version if work.draft else 0,
        said=translator().plain(shown),
        href=views.opens(work, typed.text).href,
        warnings=render_template("_partials/draft_warnings.html", **shared(work)),
        **_counted(work, typed.text),
    )
    return renewing(me, answer)


@blueprint.post("/round/draft/count")
def count() -> tuple[Response, int] | Response:
    """Count a text while it is written, and save nothing; the answer is for a script."""
    me = editor()
    if drafts.permitted(me) is False:
        return jsonify(), 403
    return jsonify(_counted(work_asked(me), sent().text))


def _counted(work: Work, text: str) -> dict[str, object]:
    length = work.length(text)
    said = translator().plain(views.count(length))
    return {"count": said, "fits": length.fits, "near": length.near}


@blueprint.errorhandler(CSRFError)
def foreign(_: CSRFError) -> Answer:
    """Show what was typed to somebody whose login ended, or is another one now."""
    if request.endpoint in {"draft.auto", "draft.count"}:
        said = translator().plain(msg("newsdesk-error-csrf-happened"))
        return make_response(jsonify(said=said), 403)
    typed = _typed()
    return kept(typed, msg("newsdesk-error-csrf-happened")) if typed else errors.page("csrf", 403)


def _save(work: Work, typed: Typed | None) -> Answer:
    if typed is not None and not drafts.save(work, typed):
        again = work_asked(work.editor)
        return page(again, typed if not again.held_by else None, _conflict(again), 409)
    return redirect(address(work), 303)


def _take(work: Work, _: Typed | None) -> Answer:
    drafts.take_over(work, sent().version)
    return redirect(address(work), 303)


def _discard(work: Work, _: Typed | None) -> Answer:
    drafts.close(work, sent().version, DraftState.DISCARDED)
    return redirect(address(work), 303)


def _reopen(work: Work, _: Typed | None) -> Answer:
    posting.reopen(work)
    return redirect(address(work), 303)


def _look(work: Work, typed: Typed | None) -> Answer:
    """Look for the post of what is written now: it is saved first."""
    if typed is not None:
        answer = _save(work, typed)
        if not isinstance(answer, AnyResponse):
            return answer
    work = _stored(work_asked(work.editor))
    look = work.draft.look if work.draft else None
    # Who presses once more waits for what is under way: each look reads the channel.
    if not look_again.under_way(look, now()):
        look_again.start(work)
    return redirect(address(work, "draft.look"), 303)


def _posted(work: Work, _: Typed | None) -> Answer:
    """Take a person's word for where it was posted; ``same``: a post that was found is it."""
    choice = Choice.SAME if request.form.get("do") == "same" else Choice.POSTED
    posting.by_hand(_stored(work), request.form.get("address", "")[:600], choice)
    return redirect(address(work, "draft.look"), 303)


_PRESSES: Mapping[str, Callable[[Work, Typed | None], Answer]] = {
    "save": _save,
    "take": _take,
    "discard": _discard,
    "reopen": _reopen,
    "look": _look,
    "posted": _posted,
    "same": _posted,
}


def _stored(work: Work) -> Work:
    """Let there be a draft of what was posted, if only what was suggested."""
    if work.draft is not None:
        return work
    drafts.save(work, Typed(work.suggestion().text))
    return work_asked(work.editor)


def _typed() -> Typed | None:
    return sent() if "text" in request.form else None


def _conflict(work: Work) -> Message:
    found = work.open
    if found is None:
        return msg("newsdesk-draft-closed-meanwhile")
    key = "newsdesk-draft-taken" if work.held_by else "newsdesk-draft-changed"
    return msg(key, found.user, found.changed)


def _problem(me: Editor, work: Work, typed: Typed | None, problem: Message) -> Answer:
    """Say what went wrong, with the draft only to those who may see it."""
    if drafts.permitted(me) and not work.held_by:
        return page(work_asked(me), typed, problem, 422)
    return kept(typed, problem)


@blueprint.errorhandler(NoDraft)
def nothing(problem: NoDraft) -> Answer:
    """Say what there is not; what somebody typed about it is shown to them."""
    if typed := _typed():
        return kept(typed, problem.message)
    return errors.page("404", 404, problem.message)
