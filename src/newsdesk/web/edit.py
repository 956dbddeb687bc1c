"""Writing to the news page: a draft, the wiki's own preview and changes, and publishing.

These are the only pages that ask the wiki while somebody waits, as that person and for their own
edit; a wiki that does not answer in time gives a page that says so.
"""

from __future__ import annotations

from datetime import date

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.message import Explained, Message
from newsdesk.domain.post import Post, PostKey
from newsdesk.infra import messages
from newsdesk.services import news_edit
from newsdesk.services.news_plan import Action, Ground, Wish
from newsdesk.services.submitted import Editor
from newsdesk.web import visitor
from newsdesk.web.tool import now, page_frame, tool
from newsdesk.web.views.edit import form_view, review_view

blueprint = Blueprint("edit", __name__)

Answer = str | Response | tuple[str, int]


@blueprint.get("/add")
@blueprint.get("/write", endpoint="write")
def add() -> Answer:
    """Show the form for a new item, drafted from a post if the query names one."""
    editor = _editor()
    if isinstance(editor, Response):
        return editor
    on = news_edit.ground(editor)
    key = _post_key()
    found = news_edit.from_post(editor, key) if key else None
    if key and found is None:
        abort(404)
    post, draft = found or (None, None)
    day = draft.date if draft else now().date()
    wish = Wish(action=Action.ADD, day=day, text=draft.text if draft else "")
    return _form(editor, on, wish, post=post)


@blueprint.get("/change/<item_id>")
@blueprint.get("/remove/<item_id>", endpoint="remove")
def change(item_id: str) -> Answer:
    """Show the form for an item that is on the page."""
    editor = _editor()
    if isinstance(editor, Response):
        return editor
    on = news_edit.ground(editor)
    item = next((i for i in on.read().items if i.id == item_id), None)
    if item is None:
        abort(404)
    action = Action.REMOVE if request.endpoint == "edit.remove" else Action.CHANGE
    return _form(
        editor, on, Wish(action=action, day=item.date, text=item.wikitext, item_id=item.id)
    )


@blueprint.get("/archive")
def archive() -> Answer:
    """Say which items would move to the archive."""
    editor = _editor()
    if isinstance(editor, Response):
        return editor
    return _form(editor, news_edit.ground(editor), Wish(action=Action.ARCHIVE))


@blueprint.post("/edit")
def submit() -> Answer:
    """Take a draft and lead to its preview, or show the form again with what is wrong."""
    editor = _editor()
    if isinstance(editor, Response):
        return editor
    wish = _wish()
    on = news_edit.ground(editor)
    if on.refusal is not None:
        return _form(editor, on, wish), 403
    try:
        made = news_edit.submit(editor, on, wish)
    except Explained as problem:
        return _form(editor, on, wish, problem=problem.message), 422
    return redirect(url_for("edit.show", submission_id=made), 303)


@blueprint.get("/edit/<submission_id>")
def show(submission_id: str) -> Answer:
    """Show a draft's preview and changes before it is sent, and what came of it after."""
    editor = _editor()
    if isinstance(editor, Response):
        return editor
    sent = news_edit.look(editor, submission_id)
    if sent is None:
        abort(404)
    return render_template("edit_review.html", review=review_view(editor, sent, page_frame().site))


@blueprint.get("/edit/<submission_id>/draft")
def draft(submission_id: str) -> Answer:
    """Show the form again with what was typed."""
    editor = _editor()
    if isinstance(editor, Response):
        return editor
    sent = news_edit.look(editor, submission_id)
    if sent is None:
        abort(404)
    return _form(editor, news_edit.ground(editor), sent.wish)


@blueprint.post("/edit/<submission_id>")
def publish(submission_id: str) -> Answer:
    """Send a draft, and lead to what came of it."""
    editor = _editor()
    if isinstance(editor, Response):
        return editor
    following = news_edit.publish(editor, submission_id)
    return redirect(url_for("edit.show", submission_id=following), 303)


@blueprint.post("/edit/<submission_id>/repair")
def repair(submission_id: str) -> Answer:
    """Prepare what makes a merged page say what was meant, to be shown first."""
    editor = _editor()
    if isinstance(editor, Response):
        return editor
    made = news_edit.repair(editor, submission_id)
    return redirect(url_for("edit.show", submission_id=made or submission_id), 303)


def _editor() -> Editor | Response:
    """Return who is at work, or the way to the login."""
    shared, account = tool(), visitor.account()
    if account is None:
        back = request.full_path if request.method == "GET" else "/"
        return redirect(url_for("login.show", next=back), 303)
    site = page_frame().site
    words = messages.translator(shared.catalogue, site.language if site else "en")
    return Editor(shared.engine, shared.settings, account, words)


def _post_key() -> PostKey | None:
    given = [request.args.get(name, "") for name in ("kind", "origin", "id")]
    if not any(given):
        return None
    if given[0] not in set(ChannelKind):
        abort(404)
    return PostKey(ChannelKind(given[0]), given[1], given[2])


def _wish() -> Wish:
    """Read the form; a date that is none is left out, which the form then asks for."""
    form = request.form
    if form.get("action") not in set(Action):
        abort(400)
    try:
        day = date.fromisoformat(form.get("date", ""))
    except ValueError:
        day = None
    return Wish(
        action=Action(form["action"]),
        day=day,
        text=form.get("text", "").replace("\r\n", "\n").strip(),
        item_id=form.get("item", ""),
        summary=" ".join(form.get("summary", "").split()),
    )


def _form(
    editor: Editor,
    on: Ground,
    wish: Wish,
    *,
    post: Post | None = None,
    problem: Message | None = None,
) -> str:
    view = form_view(editor, on, wish, post=post, problem=problem)
    return render_template("edit_form.html", form=view)
