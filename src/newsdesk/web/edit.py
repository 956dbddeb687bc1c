"""Writing to the news page: a draft, the wiki's own preview and changes, and publishing.

These are the only pages that ask the wiki while somebody waits, as that person and for their own
edit; a wiki that does not answer in time gives a page that says so, with what was typed.
"""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.message import Explained, msg
from newsdesk.domain.post import PostKey
from newsdesk.services import news_edit, news_origin, submitted
from newsdesk.services.login_ended import LoginEnded
from newsdesk.services.news_edit import NewsSent
from newsdesk.services.news_plan import Action, Wish
from newsdesk.services.submitted import Editor
from newsdesk.web import edit_kept
from newsdesk.web.edit_form import blind_form, editor, form_again, form_page, retyped, sent_wish
from newsdesk.web.tool import now
from newsdesk.web.views.review import review_view

blueprint = Blueprint("edit", __name__)
edit_kept.init(blueprint)

Answer = str | Response | tuple[str, int]


@blueprint.get("/add")
@blueprint.get("/write", endpoint="write")
def add() -> Answer:
    """Show the form for a new item, drafted from a post if the query names one."""
    me = editor()
    on = news_edit.ground(me)
    key = _post_key()
    found = news_edit.from_post(me, key) if key else None
    if key and found is None:
        abort(404)
    post, draft = found or (None, None)
    day = draft.date if draft else now().date()
    text = draft.text if draft else _of_lead(me)
    wish = Wish(action=Action.ADD, day=day, text=text)
    return form_page(me, on, retyped(wish), post=post)


@blueprint.get("/change/<item_id>")
@blueprint.get("/remove/<item_id>", endpoint="remove")
def change(item_id: str) -> Answer:
    """Show the form for an item that is on the page."""
    me = editor()
    on = news_edit.ground(me)
    action = Action.REMOVE if request.endpoint == "edit.remove" else Action.CHANGE
    wish = retyped(Wish(action=action, item_id=item_id))
    item = next((i for i in on.read().items if i.id == item_id), None)
    if item is not None:
        wish = retyped(replace(wish, day=item.date, text=item.wikitext))
        return form_page(me, on, wish)
    if not wish.text:
        abort(404)
    # What was typed before a login in between is shown, also where its item went meanwhile.
    return form_page(me, on, wish, problem=msg("newsdesk-newspage-gone", item_id))


@blueprint.get("/archive")
def archive() -> Answer:
    """Say which items would move to the archive."""
    me = editor()
    return form_page(me, news_edit.ground(me), retyped(Wish(action=Action.ARCHIVE)))


@blueprint.post("/edit")
def submit() -> Answer:
    """Take a draft and lead to its preview, or show the form again with what is wrong.

    A form from a login that ended is answered by :mod:`newsdesk.web.edit_kept`.
    """
    me, wish = editor(), sent_wish()
    try:
        on = news_edit.ground(me)
    except LoginEnded:
        raise
    except Explained as failure:
        return blind_form(me, wish, failure), 502
    if on.refusal is not None:
        return form_page(me, on, wish), 403
    try:
        made = news_edit.submit(me, on, wish)
    except Explained as problem:
        return form_page(me, on, wish, problem=problem.message), 422
    return redirect(url_for("edit.show", submission_id=made), 303)


@blueprint.get("/edit/<submission_id>")
def show(submission_id: str) -> Answer:
    """Show a draft's preview and changes before it is sent, and what came of it after."""
    me = editor()
    _, site = submitted.desk_of(me)
    view = review_view(me, _sent(me, submission_id), site)
    return render_template("edit_review.html", review=view)


@blueprint.get("/edit/<submission_id>/draft")
def draft(submission_id: str) -> Answer:
    """Show the form again with what was typed."""
    me = editor()
    return form_again(me, _sent(me, submission_id).wish, None, 200)


@blueprint.post("/edit/<submission_id>")
def publish(submission_id: str) -> Answer:
    """Send a draft, and lead to what came of it."""
    me = editor()
    following = news_edit.publish(me, submission_id)
    news_origin.note(me, _sent(me, following))
    return redirect(url_for("edit.show", submission_id=following), 303)


@blueprint.post("/edit/<submission_id>/repair")
def repair(submission_id: str) -> Answer:
    """Prepare what makes a merged page say what was meant, to be shown first."""
    made = news_edit.repair(editor(), submission_id)
    return redirect(url_for("edit.show", submission_id=made), 303)


def _sent(me: Editor, submission_id: str) -> NewsSent:
    found = news_edit.look(me, submission_id)
    if found is None:
        abort(404)
    return found


def _of_lead(me: Editor) -> str:
    """Return what a lead that the query names comes to as an item; empty where it names none."""
    source, lead = request.args.get("source", ""), request.args.get("lead", "")
    if not lead:
        return ""
    text = news_origin.draft(me, source, lead)
    return abort(404) if text is None else text


def _post_key() -> PostKey | None:
    given = [request.args.get(name, "") for name in ("kind", "origin", "id")]
    if not any(given):
        return None
    if given[0] not in set(ChannelKind):
        abort(404)
    return PostKey(ChannelKind(given[0]), given[1], given[2])
