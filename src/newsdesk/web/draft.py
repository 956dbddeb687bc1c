"""One draft: a thing, a channel, a text; written, taken over, opened on the network, looked for.

Only editors of the news page see it. What the wiki says of somebody is kept for ten minutes; where
it is older, it is asked once a page was sent, and the page comes back by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import (
    Blueprint,
    Response,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response as AnyResponse

from newsdesk.domain.decision import Choice
from newsdesk.domain.draft import DraftState
from newsdesk.domain.lead import Lead
from newsdesk.domain.message import Explained, Message, msg
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.post import Post
from newsdesk.services import drafts, editors, look_again, posting
from newsdesk.services.draft_subject import Subject
from newsdesk.services.draft_work import NoDraft, Work
from newsdesk.services.drafts import Typed
from newsdesk.services.news_origin import Origin
from newsdesk.services.submitted import Editor
from newsdesk.web import draft_link, errors
from newsdesk.web.draft_form import sent
from newsdesk.web.edit_form import editor
from newsdesk.web.fragment import can_post
from newsdesk.web.links import this_page
from newsdesk.web.tool import now, translator
from newsdesk.web.views import draft as views
from newsdesk.web.views.post import web

blueprint = Blueprint("draft", __name__)

Answer = AnyResponse | str | tuple[str, int]
_SECONDS = 3
"""How often a page that waits for something comes back by itself."""


@blueprint.get("/round/draft")
def show() -> Answer:
    """Show a draft, or what could be one."""
    me = editor()
    return _closed_to(me) or _renewing(me, make_response(_page(_work(me))))


@blueprint.get("/round/drafts")
def index() -> Answer:
    """List the drafts that somebody works on, so that another one can go on with them."""
    me = editor()
    closed = _closed_to(me)
    if closed:
        return closed
    found = drafts.opened(me)
    rows = [(*one, draft_link.href(one[0].thing, one[0].channel_id)) for one in found]
    return _renewing(me, make_response(render_template("drafts.html", drafts=rows)))


@blueprint.get("/round/draft/look")
def look() -> Answer:
    """Show what looking for a post came to; while somebody looks the page comes back by itself."""
    me = editor()
    closed = _closed_to(me)
    if closed:
        return closed
    work = _work(me)
    if work.draft is None:
        return redirect(_address(work), 303)
    waits = look_again.under_way(work.draft.look, now())
    answer = make_response(render_template("draft_look.html", **_shared(work), waits=waits))
    if waits and work.draft.state is DraftState.OPEN:
        answer.headers["Refresh"] = str(_SECONDS)
    return answer


@blueprint.post("/round/draft")
def act() -> Answer:
    """Do what was pressed; what was typed is never lost, whatever comes of it."""
    me, typed = editor(), _typed()
    work = _work(me)
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
        work = _work(me)
        saved = drafts.save(work, typed)
    except Explained as problem:
        return jsonify(said=translator().plain(problem.message)), 403
    work = _work(me)
    if not saved:
        return jsonify(said=translator().plain(_conflict(work))), 409
    shown = views.saved(work.draft, me.account.name, now().date()) or msg("newsdesk-draft-unsaved")
    opens, length = views.opens(work, typed.text), work.length(typed.text)
    answer = jsonify(
        version=work.draft.version if work.draft else 0,
        said=translator().plain(shown),
        count=translator().plain(views.count(length)),
        fits=length.fits,
        near=length.near,
        href=opens.href,
        warnings=render_template("_partials/draft_warnings.html", **_shared(work)),
    )
    return _renewing(me, answer)


@blueprint.errorhandler(CSRFError)
def foreign(_: CSRFError) -> Answer:
    """Show what was typed to somebody whose login ended, or is another one now."""
    if request.endpoint == "draft.auto":
        said = translator().plain(msg("newsdesk-error-csrf-happened"))
        return make_response(jsonify(said=said), 403)
    typed = _typed()
    return _kept(typed, msg("newsdesk-error-csrf-happened")) if typed else errors.page("csrf", 403)


def _save(work: Work, typed: Typed | None) -> Answer:
    if typed is not None and not drafts.save(work, typed):
        again = _work(work.editor)
        return _page(again, typed if not again.held_by else None, _conflict(again), 409)
    return redirect(_address(work), 303)


def _take(work: Work, _: Typed | None) -> Answer:
    drafts.take_over(work, sent().version)
    return redirect(_address(work), 303)


def _discard(work: Work, _: Typed | None) -> Answer:
    drafts.close(work, sent().version, DraftState.DISCARDED)
    return redirect(_address(work), 303)


def _reopen(work: Work, _: Typed | None) -> Answer:
    posting.reopen(work)
    return redirect(_address(work), 303)


def _look(work: Work, typed: Typed | None) -> Answer:
    """Look for the post of what is written now: it is saved first."""
    if typed is not None:
        answer = _save(work, typed)
        if not isinstance(answer, AnyResponse):
            return answer
    work = _stored(_work(work.editor))
    look_again.start(work)
    return redirect(_address(work, "draft.look"), 303)


def _posted(work: Work, _: Typed | None) -> Answer:
    """Take a person's word for where it was posted; ``same``: a post that was found is it."""
    choice = Choice.SAME if request.form.get("do") == "same" else Choice.POSTED
    posting.by_hand(_stored(work), request.form.get("address", "")[:600], choice)
    return redirect(_address(work, "draft.look"), 303)


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
    return _work(work.editor)


def _typed() -> Typed | None:
    return sent() if "text" in request.form else None


def _work(me: Editor) -> Work:
    return drafts.open_(me, *draft_link.named(request.values))


def _address(work: Work, endpoint: str = "draft.show") -> str:
    return draft_link.href(work.subject.thing, work.channel.id, endpoint)


def _conflict(work: Work) -> Message:
    found = work.open
    if found is None:
        return msg("newsdesk-draft-closed-meanwhile")
    key = "newsdesk-draft-taken" if work.held_by else "newsdesk-draft-changed"
    return msg(key, found.user, found.changed)


def _page(
    work: Work, typed: Typed | None = None, problem: Message | None = None, status: int = 200
) -> Answer:
    page = render_template("draft.html", **_shared(work, typed), problem=problem)
    return page if status == 200 else (page, status)


def _shared(work: Work, typed: Typed | None = None) -> dict[str, object]:
    view = views.view(
        work,
        typed,
        now(),
        is_poster=work.channel.id in can_post(),
        subject_href=_source(work),
        news_href=_news(work),
    )
    named = draft_link.fields(work.subject.thing, work.channel.id)
    return {"view": view, "named": named, "draft": work.draft, "back": _address(work)}


def _source(work: Work) -> str:
    """Return where to read what a draft is about."""
    match work.subject:
        case Subject(item=NewsItem(id=item_id)):
            return url_for("item.show", item_id=item_id)
        case Subject(lead=Lead(url=url)) | Subject(post=Post(url=url)):
            return web(url)
    return ""


def _news(work: Work) -> str:
    """Return where a news item is made of what is none yet."""
    subject = work.subject
    if subject.item is not None:
        return ""
    named = draft_link.fields(subject.thing, "")
    del named["channel"]
    named["of"] = str(Origin(subject.step, subject.thing))
    return url_for("edit.add", **named)  # type: ignore[arg-type]


def _closed_to(me: Editor) -> Answer | None:
    """Return what those see who may not see drafts, or of whom that is not known yet."""
    may = drafts.permitted(me)
    if may:
        return None
    if may is False:
        return render_template("draft_asking.html", refused=True, again=""), 403
    tried = bool(request.args.get("asked"))
    page = render_template("draft_asking.html", tried=tried, again=this_page(asked="1"))
    answer = make_response(page)
    if not tried:
        answer.headers["Refresh"] = f"{_SECONDS}; url={this_page(asked='1')}"
    return _renewing(me, answer)


def _renewing(me: Editor, answer: Response) -> Response:
    """Let the wiki be asked whether this person is an editor, once the answer was sent."""
    answer.call_on_close(lambda: editors.start_if_due(me))
    return answer


def _problem(me: Editor, work: Work, typed: Typed | None, problem: Message) -> Answer:
    """Say what went wrong, with the draft only to those who may see it."""
    if drafts.permitted(me):
        return _page(_work(me), typed if not work.held_by else None, problem, 422)
    return _kept(typed, problem)


def _kept(typed: Typed | None, problem: Message) -> Answer:
    text = typed.text if typed else ""
    named = draft_link.named(request.form)
    again = draft_link.href(*named)
    return render_template("draft_kept.html", text=text, problem=problem, again=again), 403


@blueprint.errorhandler(NoDraft)
def nothing(problem: NoDraft) -> Response:
    """Say what there is not."""
    return errors.page("404", 404, problem.message)
