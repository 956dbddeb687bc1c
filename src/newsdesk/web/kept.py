"""Whole answers for strangers, given again before Flask takes the request apart.

What Flask, its extensions and our hooks do around a page costs several times what giving the
page does. What it came to is the same for all strangers while the data stand, so it is kept
with the page; only the request's id differs.
"""

from __future__ import annotations

import time
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Flask, Response, g, request
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.http import parse_etags
from werkzeug.wsgi import ClosingIterator

from newsdesk.infra import clock
from newsdesk.services import desk
from newsdesk.web import requests
from newsdesk.web.tool import Kept, Tool, of_moment, tool

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_KEY = "newsdesk.kept"
_LONGEST = 200
_OF_ONE_REQUEST = frozenset({"x-request-id", "date"})
_OF_A_BODY = frozenset({"content-type", "content-length"})


def init_app(app: Flask) -> None:
    """Stand before the application; call this before other hooks, for then ours comes last."""
    app.after_request(_keep)
    app.wsgi_app = _Front(app.wsgi_app, tool(app)).answer  # type: ignore[method-assign]


def keep(response: Response) -> Response:
    """Let this page be given to every stranger who asks for its address in this language."""
    g.same_for_strangers = True
    # Python remembers the hash, while a digest of the bytes would cost half of an answer.
    response.set_etag(f"{hash(response.get_data()):x}", weak=True)
    return response


def _keep(response: Response) -> Response:
    key = request.environ.get(_KEY)
    if key is not None and "same_for_strangers" in g and response.status_code == 200:
        body = response.get_data()
        lasting = [(n, v) for n, v in response.headers if n.lower() not in _OF_ONE_REQUEST]
        route = request.url_rule.rule if request.url_rule else ""
        etag = response.get_etag()[0] or ""
        tool().pages.keep(key, Kept(headers=tuple(lasting), body=body, etag=etag, route=route))
    return response


@dataclass(frozen=True, slots=True)
class _Front:
    """A WSGI application that gives what was kept, and leaves everything else to Flask."""

    flask: WSGIApplication
    shared: Tool

    def answer(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        began = time.monotonic()
        key = self._key(environ)
        kept = None if key is None else self.shared.pages.look(key)
        if kept is None:
            environ[_KEY] = key
            return self.flask(environ, start_response)
        same = parse_etags(environ.get("HTTP_IF_NONE_MATCH")).contains_weak(kept.etag)
        status = HTTPStatus.NOT_MODIFIED if same else HTTPStatus.OK
        headers = _bodiless(kept) if same else kept.headers
        made = requests.begin(environ.get("HTTP_X_REQUEST_ID", ""))
        start_response(f"{status:d} {status.phrase}", [*headers, ("X-Request-Id", made)])
        requests.report("GET", kept.route, status, began)
        body = [] if same else [kept.body]
        return ClosingIterator(body, [lambda: requests.refresh(self.shared)])

    def _key(self, environ: WSGIEnvironment) -> Hashable:
        """Name the answer to a stranger's request, ``None`` for what is never the same for all."""
        languages = environ.get("HTTP_ACCEPT_LANGUAGE", "")
        if environ["REQUEST_METHOD"] != "GET" or environ.get("HTTP_COOKIE"):
            return None
        if len(languages) > _LONGEST:
            return None
        try:
            known = self.shared.glance.get(
                lambda: desk.standing(self.shared.engine, self.shared.settings)
            )
        except SQLAlchemyError:
            return None
        address = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        return of_moment(known, clock.now()), languages, address


def _bodiless(kept: Kept) -> list[tuple[str, str]]:
    return [(name, value) for name, value in kept.headers if name.lower() not in _OF_A_BODY]
