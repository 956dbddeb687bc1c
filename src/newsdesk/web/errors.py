"""Pages for what went wrong: what happened, what was kept, and what to do."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from flask import Flask, Response, g, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from newsdesk.domain.message import Explained, Message, msg
from newsdesk.infra.log import request_id
from newsdesk.services import health
from newsdesk.web import language
from newsdesk.web.api import answers
from newsdesk.web.api.failures import InvalidError, NoSetUpError
from newsdesk.web.api.opened import is_open
from newsdesk.web.tool import tool

log = logging.getLogger(__name__)

_EXPLAINED = frozenset({400, 403, 404, 405, 413, 429, 500, 503})


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorView:
    """What an error page says; ``reference`` finds the request in the log.

    ``log_in`` offers to log in, or to try that again.
    """

    title: Message
    happened: Message
    kept: Message
    do: Message
    reference: str = ""
    log_in: bool = False


def init_app(app: Flask) -> None:
    """Answer every error with a page of ours."""
    app.register_error_handler(HTTPException, _known)
    app.register_error_handler(CSRFError, _forged)
    app.register_error_handler(SQLAlchemyError, _database)
    app.register_error_handler(Explained, _explained)
    app.register_error_handler(NoSetUpError, lambda _: answers.error("set-up", 404))
    app.register_error_handler(InvalidError, _invalid)
    app.register_error_handler(Exception, _unknown)


def page(name: str, status: int, happened: Message | None = None) -> Response:
    """Render the error page of that name, with its own words for what happened if given.

    Programmes get the same as JSON.
    """
    if is_open(request.path):
        return answers.error(name, status, happened)
    if "translator" not in g:
        language.choose()
    view = ErrorView(
        title=msg(f"newsdesk-error-{name}-title"),
        happened=happened or msg(f"newsdesk-error-{name}-happened"),
        kept=msg(f"newsdesk-error-{name}-kept"),
        do=msg(f"newsdesk-error-{name}-do"),
        reference=request_id.get() if status >= 500 else "",
        log_in=name in {"login", "csrf"},
    )
    response = make_response(render_template("error.html", error=view), status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _known(error: HTTPException) -> Response:
    status = error.code or 500
    name = status if status in _EXPLAINED else (400 if status < 500 else 500)
    response = page(str(name), status)
    for header, value in error.get_headers():
        if header in {"Allow", "Retry-After", "Location"}:
            response.headers[header] = value
    return response


def _forged(_: CSRFError) -> Response:
    return page("csrf", 403)


def _explained(error: Explained) -> Response:
    log.warning("explained failure", extra={"reason": error.message.key})
    return page("explained", 502, error.message)


def _invalid(error: InvalidError) -> Response:
    return answers.error(str(error.status), error.status, problems=error.problems)


def _database(error: SQLAlchemyError) -> Response:
    """Tell a database that lacks a migration from one that does not answer, and from a bug."""
    log.error("database error", extra={"error": type(error).__name__}, exc_info=error)
    found = health.check(tool().engine, tool().settings)
    if found.database and not found.migrated:
        return page("migrate", 503)
    return page("500", 500) if found.ok else page("503", 503)


def _unknown(error: Exception) -> Response:
    log.error("unexpected error", exc_info=error, extra={"endpoint": request.endpoint or ""})
    return page("500", 500)
