"""Settling something by a press: kept until it is published, and back to where it was pressed."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, abort, redirect, render_template, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from newsdesk.domain.decision import Choice, Decision, Pending
from newsdesk.domain.message import Explained, Message, msg
from newsdesk.services import deciding
from newsdesk.services.accounts import Account
from newsdesk.web import errors, settled, visitor, waiting
from newsdesk.web.decide_form import Wish, asked, sent
from newsdesk.web.fragment import load_item
from newsdesk.web.tool import desk_id, tool
from newsdesk.web.views import decide as views
from newsdesk.web.views.decision import stands, words

blueprint = Blueprint("decide", __name__)

Answer = Response | str | tuple[str, int]


@blueprint.get("/decide")
def ask() -> Answer:
    """Show what somebody wanted to settle before they logged in, to be settled by a press."""
    wish = asked()
    return _form(wish) if visitor.account() else _to_login(wish)


@blueprint.post("/decide")
def decide() -> Answer:
    """Settle what was pressed, and lead back to where that was."""
    wish, account = sent(), visitor.account()
    if account is None:
        return _to_login(wish)
    try:
        said = settle(account, wish.decision)
    except Explained as problem:
        return _form(wish, problem.message), 422
    response = redirect(wish.origin, 303)
    settled.say(response, said)
    return response


@blueprint.errorhandler(CSRFError)
def foreign(_: CSRFError) -> Answer:
    """Keep what was pressed or typed by somebody whose login ended, or is another one now."""
    try:
        wish = sent()
    except BadRequest:
        return errors.page("csrf", 403)
    if visitor.account() is None:
        return _to_login(wish)
    return _form(wish, msg("newsdesk-error-csrf-happened")), 403


def settle(account: Account, decision: Decision) -> Message:
    """Keep a decision, and say what it came to.

    What the person has not published yet is taken back first: then what was published counts.

    :raises Explained: where it cannot be decided
    """
    engine, desk = tool().engine, desk_id()
    if desk is None:
        abort(404)
    before = deciding.pending(engine, desk, account.name)
    own = decision.subject in {one.decision.subject for one in before}
    if decision.choice is Choice.OPEN and own:
        deciding.withdraw(engine, desk, account.name, decision.subject)
    else:
        deciding.decide(engine, desk, account.name, decision)
    waiting.forget()
    new = [one.decision for one in waiting.waiting() if one not in before]
    if not new:
        return _taken_back(decision, before)
    text = waiting.texts_of(new[:1]).get(new[0].address, "")
    return words(new[0], waiting.channel_names(), text)


def _taken_back(decision: Decision, before: tuple[Pending, ...]) -> Message:
    """Say what it comes to that nothing waits any more, in the words of what waited."""
    known = (one.decision for one in before if one.decision.subject == decision.subject)
    waited = next(known, decision)
    say = stands if waited.choice is Choice.OPEN and waited is not decision else words
    return say(replace(decision, snapshot=waited.snapshot), waiting.channel_names())


def _form(wish: Wish, problem: Message | None = None) -> str:
    board = load_item(wish.item) if wish.item else None
    view = views.view(wish.decision, board, waiting.channel_names(), problem)
    return render_template("decide.html", decide=view, wish=wish)


def _to_login(wish: Wish) -> Response:
    return redirect(url_for("login.show", next=wish.again), 303)
