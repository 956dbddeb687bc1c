"""What happens around every request: its id, its log line, and how long its answer may be kept."""

from __future__ import annotations

import logging
import re
import secrets
import time

from flask import Flask, Response, g, request
from sqlalchemy.exc import SQLAlchemyError

from newsdesk.infra.log import request_id
from newsdesk.services import background
from newsdesk.web.api.opened import is_open
from newsdesk.web.tool import Tool, glanced, tool

log = logging.getLogger(__name__)

_KEPT_SECONDS = 30
_GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


def init_app(app: Flask) -> None:
    """Register for every request."""
    app.before_request(_begin)
    app.after_request(_refresh)
    app.after_request(_cache)
    app.after_request(_end)


def begin(given: str) -> str:
    """Take the id that a proxy gave the request, or make one; return it."""
    request_id.set(given if _GIVEN_ID.fullmatch(given) else secrets.token_hex(8))
    return request_id.get()


def _begin() -> None:
    begin(request.headers.get("X-Request-Id", ""))
    g.started = time.monotonic()


def _cache(response: Response) -> Response:
    """Let answers for everybody be kept briefly, and answers for one person nowhere."""
    if request.endpoint == "static" or is_open(request.path):
        return response
    if not g.get("same_for_everyone"):
        response.vary.update(("Accept-Language", "Cookie"))
    if "Cache-Control" in response.headers:
        return response
    if request.cookies or request.method not in {"GET", "HEAD"}:
        response.headers["Cache-Control"] = "private, no-store"
    elif response.status_code == 200:
        response.headers["Cache-Control"] = f"public, max-age={_KEPT_SECONDS}"
        response.add_etag(weak=True)
    else:
        response.headers["Cache-Control"] = "no-store"
    return response


def _refresh(response: Response) -> Response:
    """Read the wiki and the channels once a page was sent, where what it shows is old."""
    if response.mimetype == "text/html" and response.status_code == 200:
        shared = tool()
        response.call_on_close(lambda: refresh(shared))
    return response


def refresh(shared: Tool) -> None:
    """Look now and then whether a refresh is due, and start it; for when a page was sent."""
    shared.refreshing.get(lambda: _start(shared))


def _start(shared: Tool) -> None:
    """Ask how old the data are, unless what was glanced at says that it is too soon."""
    try:
        known = glanced(shared)
    except SQLAlchemyError:
        return
    if known is None or not background.just_read(known.refreshed):
        background.start_if_stale(shared.settings, shared.engine)


def _end(response: Response) -> Response:
    """Log what was asked in general, never by whom, nor any address, query or form."""
    response.headers["X-Request-Id"] = request_id.get()
    route = request.url_rule.rule if request.url_rule else ""
    began = g.get("started", time.monotonic())
    report(request.method, route, response.status_code, began)
    return response


def report(method: str, route: str, status: int, began: float) -> None:
    """Log an answer; ``route`` is the pattern of its address, ``began`` of the monotonic clock."""
    took = round((time.monotonic() - began) * 1000, 1)
    extra = {"method": method, "route": route, "status": status, "ms": took}
    log.info("answered", extra=extra)
