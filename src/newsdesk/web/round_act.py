"""What is pressed in a round: each press is kept at once, said, and can be taken back."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from newsdesk.domain.message import Explained, Message, msg
from newsdesk.domain.month import day_begin
from newsdesk.domain.round import Horizon
from newsdesk.services import round as rounds
from newsdesk.services.login_ended import LoginEnded
from newsdesk.services.submitted import Editor
from newsdesk.web import beginning, errors, settled, visitor
from newsdesk.web.edit_form import editor
from newsdesk.web.round import head, may_change, viewer
from newsdesk.web.round_form import Pressed, came_from, pressed, put_together
from newsdesk.web.tool import desk_id, now, tool, translator
from newsdesk.web.views import round_press
from newsdesk.web.views.post import short
from newsdesk.web.views.round import OLD

blueprint = Blueprint("round_act", __name__)

Answer = Response | str | tuple[str, int]
_Said = tuple[Message, str]
"""What to say of a press, and what takes it back; empty where nothing does."""


@blueprint.post("/round/press")
def press() -> Answer:
    """Do what was pressed, and lead to what stands in its place."""
    wish = pressed()
    me = editor()
    said, undo = _done(me, wish)
    return _back(wish.origin, said, undo)


@blueprint.post("/round/these")
def these() -> Answer:
    """Set some things of a page aside at once, and lead to what comes after them."""
    wishes = put_together()
    step = wishes[0].step
    some = [(one.thing, one.channel) for one in wishes]
    found = rounds.set_aside_these(editor(), step, some)
    key = "newsdesk-round-said-these-rest" if found.others else "newsdesk-round-said-these"
    undo = round_press.undo_these(step, found.time) if found.count else ""
    after = quote(request.args.get("after", "waiting"))
    return _back(f"{came_from()}#{after}", msg(key, translator().number(found.count)), undo)


@blueprint.get("/round/aside")
def ask_aside() -> str:
    """Say how much would be set aside before a day, to be confirmed by a press."""
    found, desk = head(), desk_id()
    if found is None or desk is None:
        return beginning.page(msg("newsdesk-round-aside-title"))
    before = _day(request.args.get("before", "")) or (now() - OLD).date()
    left = rounds.left_after(tool().engine, desk, viewer(), day_begin(before))
    count = found.total - left
    return render_template(
        "round_aside.html", before=before, count=count, left=left, may=may_change()
    )


@blueprint.post("/round/aside")
def aside() -> Answer:
    """Set everything aside that is older than a day's beginning, in UTC."""
    day = _day(request.form.get("before", "")) or (now() - OLD).date()
    horizon = rounds.set_aside_before(editor(), day_begin(day))
    said = msg("newsdesk-round-said-before", translator().day(day))
    return _back(url_for("round.first"), said, round_press.undo_before(horizon))


@blueprint.post("/round/finish")
def finish() -> Answer:
    """Remember that the viewer's round is finished."""
    finished = rounds.finish(editor())
    said = msg("newsdesk-round-said-finish")
    return _back(url_for("round.done"), said, round_press.undo_finish(finished))


@blueprint.errorhandler(Explained)
def refused(problem: Explained) -> Answer:
    """Say why a press came to nothing; it can be tried again from where it was pressed."""
    back = came_from()
    return render_template("round_refused.html", problem=problem.message, back=back), 403


@blueprint.errorhandler(LoginEnded)
def ended(_: LoginEnded) -> Answer:
    """Lead somebody whose login the wiki ended to a new one, and back to where they were."""
    return redirect(url_for("login.show", next=came_from()), 303)


@blueprint.errorhandler(CSRFError)
def foreign(_: CSRFError) -> Answer:
    """Lead somebody whose login ended to a new one, and back to where they were."""
    if visitor.account() is None and "back" in request.form:
        return redirect(url_for("login.show", next=came_from()), 303)
    return errors.page("csrf", 403)


def _done(me: Editor, wish: Pressed) -> _Said:
    """Do what was pressed.

    :raises Explained: where it cannot be done
    """
    match wish.what:
        case round_press.CLAIM:
            return _claimed(me, wish), ""
        case round_press.UNCLAIM:
            rounds.unclaim(me, wish.thing)
            return msg("newsdesk-round-said-unclaim"), ""
        case what if what in round_press.UNDOING:
            return _taken_back(wish.what, done=_undone(me, wish)), ""
        case _:
            return _handled(me, wish)


def _claimed(me: Editor, wish: Pressed) -> Message:
    stands = rounds.claim(me, wish.thing, wish.step)
    until = translator().moment(stands.until)
    if stands.user == me.account.name:
        return msg("newsdesk-round-said-claim", until)
    return msg("newsdesk-round-said-claimed", stands.user, until)


def _handled(me: Editor, wish: Pressed) -> _Said:
    what = wish.handling
    if what not in round_press.BY_HAND:
        abort(400)
    found = rounds.handle(me, wish.thing, wish.step, what, channel_id=wish.channel)
    one = found.handled
    if not found.first:
        moment = translator().moment(one.time)
        return msg(f"newsdesk-round-before-{one.what}", one.user, moment), ""
    return msg(f"newsdesk-round-said-{what}", short(one.about)), round_press.undo(one)


def _taken_back(what: str, *, done: bool) -> Message:
    if not done:
        return msg("newsdesk-round-said-not-undone")
    finish = what == round_press.UNDO_FINISH
    return msg("newsdesk-round-said-not-finished" if finish else "newsdesk-round-said-undone")


def _undone(me: Editor, wish: Pressed) -> bool:
    """Take something back, unless that was done before."""
    if wish.what == round_press.UNDO_FINISH:
        return rounds.undo_finish(me, wish.moment())
    if wish.what == round_press.UNDO_THESE:
        return bool(rounds.undo_these(me, wish.step, wish.moment()))
    if wish.what == round_press.UNDO_BEFORE:
        one = Horizon(before=wish.moment("before"), user="", time=wish.moment())
        return rounds.undo_set_aside(me, one)
    return rounds.undo(me, wish.thing, wish.moment())


def _back(address: str, said: Message, undo: str) -> Response:
    """Lead on, with all counted that the next pages of everybody say."""
    desk = desk_id()
    if desk is not None:
        rounds.keep(tool().engine, desk, viewer())
    response = redirect(address, 303)
    settled.say(response, said, undo)
    return response


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
