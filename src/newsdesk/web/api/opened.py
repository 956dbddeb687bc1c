"""What is open to every programme on every site: no cookie, no login, the same answer for all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from flask import Flask, Response, g, has_request_context, request
from werkzeug.exceptions import TooManyRequests

from newsdesk.web.tool import tool

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_OPEN = re.compile(
    r"/api/.*|/(?:item|page|link|status|channel)(?:/.*)?\.json|/feed/.*\.atom", re.DOTALL
)
_PERSONAL = ("HTTP_COOKIE", "HTTP_ACCEPT_LANGUAGE", "HTTP_AUTHORIZATION")
_READS = "GET, HEAD, OPTIONS"
_DAY = "86400"


def init_app(app: Flask) -> None:
    """Let open addresses know nobody; call this after :mod:`newsdesk.web.kept` and other hooks."""
    app.wsgi_app = _Nameless(app.wsgi_app).answer  # type: ignore[method-assign]
    app.before_request(_limit)
    app.after_request(_share)


def is_open(path: str) -> bool:
    """Tell whether what is at a path of ours is JSON for everybody, errors among it.

    So it is at any path where this request asked for JSON.
    """
    return _OPEN.fullmatch(path) is not None or (has_request_context() and "as_json" in g)


@dataclass(frozen=True, slots=True)
class _Nameless:
    """A WSGI application that never learns who asks for open addresses."""

    inner: WSGIApplication

    def answer(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        if is_open(environ["PATH_INFO"]):
            for name in _PERSONAL:
                environ.pop(name, None)
        return self.inner(environ, start_response)


def _limit() -> None:
    """Make no more answers than there is time for; those that are kept never come here."""
    wait = tool().limit.take() if is_open(request.path) else 0
    if wait:
        raise TooManyRequests(retry_after=ceil(wait))


def _share(response: Response) -> Response:
    """Let scripts of other sites read what is open.

    See https://fetch.spec.whatwg.org/#http-cors-protocol
    """
    if not is_open(request.path):
        return response
    headers = response.headers
    headers["Access-Control-Allow-Origin"] = "*"
    headers["Access-Control-Expose-Headers"] = "ETag, Retry-After, X-Request-Id"
    headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if request.method == "OPTIONS":
        headers["Access-Control-Allow-Methods"] = _READS
        headers["Access-Control-Allow-Headers"] = "If-None-Match"
        headers["Access-Control-Max-Age"] = _DAY
    headers.setdefault("Cache-Control", "no-store")
    return response
