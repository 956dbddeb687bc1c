"""Logging in with a wiki account, and out."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug import Response as AnyResponse

from newsdesk.services import accounts
from newsdesk.services.accounts import LoginFailed
from newsdesk.web import errors, visitor
from newsdesk.web.tool import tool
from newsdesk.web.visitor import open_form

blueprint = Blueprint("login", __name__)

_STATE = "newsdesk_login"
_STATE_SECONDS = 15 * 60


@blueprint.get("/login")
def show() -> str:
    """Say what logging in means; opening this page, as crawlers do, begins nothing."""
    return render_template("login.html", next=accounts.inside(request.args.get("next", "/")))


@blueprint.post("/login")
@open_form
def start() -> ResponseReturnValue:
    """Lead the visitor to the wiki, to allow Newsdesk to edit in their name.

    By a page instead of a redirect: browsers hold a form's redirects to ``form-action``
    (https://www.w3.org/TR/CSP3/#directive-form-action), and a wiki may send people on to a login
    host of its own.
    """
    begun = accounts.start(tool().engine, tool().settings, next=request.form.get("next", "/"))
    response = Response(render_template("login_go.html", url=begun.url))
    _set(response, _STATE, begun.state, _STATE_SECONDS)
    return response


@blueprint.get(f"/{accounts.CALLBACK}")
def done() -> ResponseReturnValue:
    """End the login with what the wiki sent along, and go where the visitor came from."""
    settings = tool().settings
    logged_in = accounts.finish(
        tool().engine,
        settings,
        state=request.cookies.get(visitor.cookie(settings, _STATE), ""),
        query=request.query_string.decode("ascii", "replace"),
        former=visitor.secret(),
    )
    to = logged_in.next
    if logged_in.account.blocked:
        to = url_for("login.blocked", next=to)
    response = redirect(to, 303)
    seconds = int(accounts.SESSION_LIFE.total_seconds())
    _set(response, visitor.SESSION, logged_in.cookie, seconds)
    _set(response, _STATE, "", 0)
    return response


@blueprint.get("/login/blocked")
def blocked() -> ResponseReturnValue:
    """Tell somebody whom the wiki has blocked what that means; nobody else is kept here."""
    account, next = visitor.account(), accounts.inside(request.args.get("next", "/"))
    if account is None or not account.blocked:
        return redirect(next)
    return render_template("login_blocked.html", account=account, next=next)


@blueprint.post("/logout")
def log_out() -> ResponseReturnValue:
    """End the session here; what the wiki knows of the visitor's login is not touched.

    See https://www.w3.org/TR/clear-site-data/#header
    """
    accounts.log_out(tool().engine, tool().settings, visitor.secret())
    response = redirect(accounts.inside(request.form.get("next", "/")), 303)
    _set(response, visitor.SESSION, "", 0)
    # What could not be saved of a draft stays in the browser: not for who sits there next.
    response.headers["Clear-Site-Data"] = '"storage"'
    return response


@blueprint.errorhandler(LoginFailed)
def failed(error: LoginFailed) -> Response:
    """Say why the login came to nothing."""
    return errors.page("login", 403, error.message)


def _set(response: AnyResponse, name: str, value: str, seconds: int) -> None:
    """Set a cookie that scripts cannot read and other sites' forms do not send."""
    response.set_cookie(
        visitor.cookie(tool().settings, name),
        value,
        max_age=seconds,
        secure=tool().settings.secure,
        httponly=True,
        samesite="Lax",
    )
