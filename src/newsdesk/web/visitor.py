"""Who is asking: the cookie that names a session, and the CSRF token that belongs to it.

Flask's own session cookie is not used: it can be read by who holds it, and would be set for
people who are not logged in.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Flask, Request, Response, g, request
from flask.sessions import SessionInterface, SessionMixin
from flask_wtf.csrf import CSRFError, CSRFProtect, generate_csrf

from newsdesk.infra.settings import Settings
from newsdesk.services import accounts
from newsdesk.services.accounts import Account
from newsdesk.web.security import comes_from_elsewhere
from newsdesk.web.tool import tool

csrf = CSRFProtect()
"""Checks every form; ``csrf.exempt`` is for those that people send who are not logged in."""
SESSION = "newsdesk"


View = TypeVar("View", bound=Callable[..., Any])


def open_form(view: View) -> View:
    """Let people who are not logged in send this form, who have no token; not other sites' pages.

    To be put below the route.
    """

    @wraps(view)
    def guarded(*arguments: Any, **named: Any) -> Any:
        if comes_from_elsewhere():
            raise CSRFError
        return view(*arguments, **named)

    csrf.exempt(guarded)
    return cast(View, guarded)


class _Derived(dict[str, Any], SessionMixin):
    """What Flask-WTF wants of a session: one raw token, derived from the cookie."""


class _FromCookie(SessionInterface):
    """Makes Flask's session from our own cookie and stores nothing anywhere."""

    def __init__(self, settings: Settings) -> None:
        self._secret = settings.secret.encode()
        self._cookie = cookie(settings)

    def open_session(self, app: Flask, request: Request) -> _Derived:  # noqa: ARG002
        """Derive the token; who is not logged in has none, and can send no form."""
        opaque = request.cookies.get(self._cookie, "")
        if not opaque:
            return _Derived()
        token = hmac.digest(self._secret, b"csrf " + opaque.encode(), hashlib.sha256)
        return _Derived(csrf_token=token.hex())

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Keep nothing: the cookie that it was made from says it all."""


def init_app(app: Flask, settings: Settings) -> None:
    """Find out who asks, and refuse forms that do not carry the token of their session."""
    app.before_request(_recognise)
    app.secret_key = settings.secret
    app.session_interface = _FromCookie(settings)
    # A token lives as long as its session, so that a long draft can still be sent.
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    csrf.init_app(app)
    app.jinja_env.globals["csrf_token"] = generate_csrf


def account() -> Account | None:
    """Return who is logged in; templates know them as ``g.user``."""
    known: Account | None = g.get("user")
    return known


def secret() -> str:
    """Return the secret in the visitor's cookie, whether or not it names a session."""
    return request.cookies.get(cookie(tool().settings), "")


def cookie(settings: Settings, name: str = SESSION) -> str:
    """Name a cookie so that over https only this very host can set it.

    See https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Set-Cookie#cookie_prefixes
    """
    return f"__Host-{name}" if settings.secure else name


def _recognise() -> None:
    g.user = None
    if request.endpoint != "static":
        g.user = accounts.who(tool().engine, tool().settings, secret())
